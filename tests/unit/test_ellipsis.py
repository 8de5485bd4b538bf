"""Follow-ups that only name another place or time are said in full."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.parsing.ellipsis import touching
from tests.asking import read, reader


@pytest.mark.parametrize(
    ("turns", "full"),
    [
        (["高台县政协2023年开了几次会？", "那瓜州呢？"], "瓜州政协2023年开了几次会?"),
        (["高台县政协2023年开了几次会？", "那瓜州呢？", "2022年呢"], "瓜州政协2022年开了几次会?"),
        (["环县有多少个委员工作室？", "换成庆阳市环县"], "庆阳市环县有多少个委员工作室?"),
        (["how many stations does Huan County have?", "and in Guazhou?"], None),
        (["高台县、瓜州县哪个多？", "民乐呢？"], "民乐呢？"),
        (["环县有多少个委员工作室？", "那里谁主持会议？"], "那里谁主持会议？"),
    ],
)
def test_the_last_turn_in_full(turns: list[str], full: str | None) -> None:
    said = reader().continuer.in_full(turns)[-1]
    assert "guazhou" in said and "stations" in said if full is None else said == full


def test_signs_of_the_question_before_hold_for_the_other_place() -> None:
    question = read("那瓜州呢？", "2023年3月高台县政协干了什么？")
    assert question.general and question.places == ("620922",) and question.times


def test_a_thing_that_is_counted_takes_the_place_of_another() -> None:
    question = read("委员工作室又有多少个呢？", "高台县有多少个委员工作站？")
    assert question.places == ("620724",)
    assert not any("委员工作站" in piece for piece in question.context)


def test_a_place_is_set_beside_the_one_before() -> None:
    question = read("跟瓜州比，谁多", "高台县有多少个委员工作站？")
    assert question.kind == "compare" and set(question.places) == {"620724", "620922"}


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda s: (min(s), max(s) + 1))))
def test_spans_that_touch_are_one(spans: list[tuple[int, int]]) -> None:
    joined = touching(spans)
    assert all(one[1] < two[0] for one, two in pairwise(joined))
    covered = {i for start, end in spans for i in range(start, end)}
    assert covered == {i for start, end in joined for i in range(start, end)}
