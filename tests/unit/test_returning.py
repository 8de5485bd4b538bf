"""Turns that go back to an earlier one: they go on with it, and not with what was asked between."""

from __future__ import annotations

from assistant.parsing.returning import returned

_BEFORE = ("武威市的培训班有多少人参加？", "卓尼县的义诊看了多少人？")


def test_a_turn_goes_back_to_the_one_about_its_thing() -> None:
    assert returned("回到刚才的培训班，办了几天？", _BEFORE) == ("培训班，办了几天？", _BEFORE[:1])


def test_in_english_too() -> None:
    before = ("How many people attended the training course?", "Who treated the herders?")
    assert returned("Back to the training course, how long did it last?", before) == (
        "training course, how long did it last?",
        before[:1],
    )


def test_others_stay_as_they_are() -> None:
    assert returned("办了几天？", _BEFORE) == ("办了几天？", _BEFORE)
    assert returned("回到县里以后做了什么？", _BEFORE) == ("回到县里以后做了什么？", _BEFORE)
    assert returned("回到刚才的培训班", _BEFORE[:1]) == ("回到刚才的培训班", _BEFORE[:1])
