"""How like two strings are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eval.likeness import begins_like, distance, ends_like, read_share

WORD = st.text("天地玄黄", max_size=8)


@given(WORD, WORD, WORD)
def test_distance_is_a_metric(a: str, b: str, c: str) -> None:
    assert distance(a, a) == 0 and distance(a, b) == distance(b, a)
    assert (distance(a, b) == 0) == (a == b)
    assert distance(a, c) <= distance(a, b) + distance(b, c)


def test_distance() -> None:
    assert distance("天水市政协", "天水巿政协") == 1
    assert distance("", "政协") == 2 and distance("政协会议", "政会") == 2


def test_ends() -> None:
    assert begins_like("本报天水汛会议召开", "本报天水讯", 1) and not begins_like(
        "天水讯会议", "本报天水讯", 1
    )
    assert begins_like("报天水讯会议", "本报天水讯", 1) and ends_like("会议开得很好，", "很好。", 1)


def test_share_that_was_read() -> None:
    assert read_share("甲乙丙丁戊己", ["甲乙丙丁", "戊己"]) == 1.0
    assert read_share("甲乙丙口戊己", ["甲乙丙丁", "戊己"]) == 5 / 6
    assert read_share("", ["甲乙"]) == 0.0 and read_share("甲", []) == 1.0
