"""Corrections of a question: parts dropped by their keys, another kind of answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.corrections import Corrections, is_other, part_key, time_words
from assistant.records import Question
from index.dates import DateName
from index.dates.calendar import DateRange

MAY = DateName(0, 7, "2031年5月", DateRange.parse("2031-05"), "absolute")
ASKED = Question(
    "白河县2031年5月建了多少个议事室？",
    "zh",
    "number",
    groups=(("议事室", "协商议事室"),),
    activities=(("建", "建立"),),
    pieces=(("议事室", "协商议事室"), ("村口",)),
    places=("610929",),
    times=(MAY,),
    counted=("议事室", "协商议事室"),
)


def test_nothing_corrected_changes_nothing() -> None:
    assert Corrections().empty
    assert Corrections().apply(ASKED) == ASKED


def test_a_place_and_a_time_are_dropped_by_their_keys() -> None:
    said = Corrections((part_key("place", "610929"), part_key("time", time_words(MAY))))
    told = said.apply(ASKED)
    assert (told.places, told.times) == ((), ())
    assert told.groups == ASKED.groups


def test_a_dropped_subject_takes_its_words_for_ranking_and_counting_along() -> None:
    told = Corrections((part_key("subject", "议事室"),)).apply(ASKED)
    assert told.groups == ()
    assert told.pieces == (("村口",),)
    assert told.counted == ()
    assert told.activities == ASKED.activities


def test_a_list_has_rows_and_a_passage_has_none() -> None:
    listed = Corrections(kind="list").apply(ASKED)
    assert (listed.kind, listed.asked) == ("list", "place")
    assert Corrections(kind="what").apply(listed).asked == ""
    counted = Corrections(kind="count").apply(Question("", "zh", "what", groups=(("议事室",),)))
    assert counted.counted == ("议事室",)


def test_another_place_and_time_stand_instead_of_those_understood() -> None:
    asked = replace(ASKED, text="榆中2031年5月建了多少个议事室？", places=("620123",))
    said = Corrections().with_other("place:620123", "620100").with_other("time:2031-05", "2031")
    assert not said.empty
    told = said.apply(asked)
    assert told.places == ("620100",) and told.text.startswith("兰州市2031年")
    assert [time_words(time) for time in told.times] == ["2031"]
    assert said.with_again("place:620123").apply(asked).places == ("620123",)
    # What was put in can be corrected in its turn.
    again = said.with_other("place:620100", "620000").apply(asked)
    assert again.places == ("620000",)


@pytest.mark.parametrize(
    ("key", "value", "fits"),
    [
        ("place:620123", "620100", True),
        ("place:620123", "999999", False),
        ("time:2031-05", "2031", True),
        ("time:2031-05", "2031-13", False),
        ("subject:议事室", "620100", False),
    ],
)
def test_only_a_known_place_or_a_date_can_stand_instead(key: str, value: str, fits: bool) -> None:
    assert is_other(key, value) is fits


def test_what_was_dropped_can_be_taken_back() -> None:
    said = Corrections().without("place:610929").without("place:610929").without("subject:议事室")
    assert said.dropped == ("place:610929", "subject:议事室")
    assert said.with_again("place:610929").dropped == ("subject:议事室",)
