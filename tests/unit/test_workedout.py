"""What a statement works out itself goes where it is right; its parts stay to be checked."""

from __future__ import annotations

import pytest

from assistant.workedout import without_sums


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("还有3个(9个-6个)。", "还有3个"),
        ("相差7140辆(1.1万辆-3860个)。", "7140"),
        ("还有0.77亿元(2.35亿元-1.58亿元)。", "0.77"),
        ("平均2.4万元(7.1万元÷3)。", "2.4"),
        ("合计18+3+6=27个。", "27"),
        ("推算为39.6%(100%-58件÷96件)。", "39.6"),
        ("推算为11.4%(100%-88.6%)。", "11.4"),
    ],
)
def test_what_comes_out_right_goes(text: str, gone: str) -> None:
    assert gone in text and gone not in without_sums(text)


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("还有4个(9个-6个)。", "4个"),
        ("相差7410辆(1.1万辆-3860个)。", "7410"),
        ("平均2.6万元(7.1万元÷3)。", "2.6"),
        ("合计18+3+6=28个。", "28"),
        ("推算为60.4%(100%-58件÷96件)。", "60.4"),
        ("推算为12.4%(100%-88.6%)。", "12.4"),
    ],
)
def test_what_does_not_stays_to_be_checked(text: str, stays: str) -> None:
    assert stays in without_sums(text)
