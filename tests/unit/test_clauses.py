"""Sentences that ask several things: taken apart where each clause asks, and kept whole where one does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.parsing.clauses import clauses, load_parting


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("考察是谁带的队，去了哪里，一共几个人？", ["考察是谁带的队", "去了哪里", "一共几个人"]),
        ("谁带队？什么地方？多少人？", ["谁带队", "什么地方", "多少人"]),
        ("去年的培训班，谁开的班", ["去年的培训班，谁开的班"]),
        ("谁主持的，会议", ["谁主持的，会议"]),
        (
            "Who led it, where did it go, and how many went?",
            ["Who led it", "where did it go", "how many went?"],
        ),
        ("When and where was it held?", ["When was it held?", "where was it held?"]),
    ],
)
def test_each_clause_that_asks_is_a_question(text: str, asked: list[str]) -> None:
    assert clauses(text) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("高台县培训班 时间 地点", ["高台县培训班 是什么时候？", "高台县培训班 在哪里？"]),
        (
            "高台县培训班的时间、地点和参加人数分别是什么？",
            ["高台县培训班是什么时候？", "高台县培训班在哪里？", "高台县培训班有多少人？"],
        ),
    ],
)
def test_nouns_at_the_end_ask_too(text: str, asked: list[str]) -> None:
    assert clauses(text) == asked


def test_one_noun_is_no_series() -> None:
    assert load_parting()["zh"].spread("高台县培训班的时间") == []


@given(st.text(alphabet="谁在哪里开会，、？ 县", max_size=30))
def test_nothing_that_asks_is_lost(text: str) -> None:
    asked = "".join(clauses(text))
    assert all(asked.count(word) >= text.replace(" ", "").count(word) for word in ("谁",))
