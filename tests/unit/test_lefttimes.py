"""Times that a question leaves out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.parsing.lefttimes import without_left
from index.dates import DateRange, find_question_dates

TODAY = date(2026, 1, 1)


def read(text: str) -> tuple[list[str], str]:
    """Return the times that are left, and what stays of the text without the asides."""
    times, asides = without_left(find_question_dates(text, TODAY), text, TODAY)
    rest = text
    for start, end in asides:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    return [f"{t.range.first}..{t.range.last}" if t.range else "" for t in times], rest


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("2018年6月的消息（5月的不要）", ["2018-06-01..2018-06-30"]),
        ("2024年的消息,5月份的不要,有哪些县", ["2024-01-01..2024-04-30", "2024-06-01..2024-12-31"]),
        ("2024年除了2024年1月以外", ["2024-02-01..2024-12-31"]),
        ("除了2023年,哪些县还有消息", ["1900-01-01..2022-12-31", "2024-01-01..2026-01-01"]),
        ("which counties had news in 2024, not in may", ["2024-01-01..2024-04-30", "2024-06-01..2024-12-31"]),
        ("2024年哪些县不要补助", ["2024-01-01..2024-12-31"]),
        ("2023年5月和2023年6月", ["2023-05-01..2023-05-31", "2023-06-01..2023-06-30"]),
    ],
)
def test_what_is_left(text: str, times: list[str]) -> None:
    found, _ = read(text)
    assert [t for t in found if t] == times


def test_the_words_that_leave_out_are_read_no_further() -> None:
    assert "不要" not in read("2018年6月的消息是哪几个县的（5月的不要）")[1]


@given(st.integers(1, 12), st.integers(1, 12))
def test_a_year_less_a_month_holds_all_other_days(month: int, other: int) -> None:
    text = f"2024年的消息,{month}月的不要"
    times, _ = without_left(find_question_dates(text, TODAY), text, TODAY)
    held = any(t.range and t.range.overlaps(DateRange.of(2024, other)) for t in times)
    assert held == (other != month)
