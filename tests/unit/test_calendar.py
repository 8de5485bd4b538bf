"""Ranges of days: their ISO texts, and how they lie to each other."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates.calendar import DateRange, days_of_month, shift_month

_DAYS = st.dates(date(1800, 1, 1), date(2200, 12, 31))
RANGES = st.tuples(_DAYS, st.integers(0, 900)).map(lambda t: DateRange(t[0], t[0] + timedelta(days=t[1])))


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-08-06", date(2024, 8, 6), date(2024, 8, 6)),
        ("2023-05-04/2023-05-06", date(2023, 5, 4), date(2023, 5, 6)),
        ("2024-01/2024-06", date(2024, 1, 1), date(2024, 6, 30)),
        ("2020/2021", date(2020, 1, 1), date(2021, 12, 31)),
    ],
)
def test_iso_both_ways(iso: str, first: date, last: date) -> None:
    assert DateRange.parse(iso) == DateRange(first, last)
    assert DateRange(first, last).iso == iso


@given(RANGES)
def test_iso_says_exactly_the_range(days: DateRange) -> None:
    assert DateRange.parse(days.iso) == days


@given(st.integers(1, 9999), st.integers(1, 12))
def test_years_and_months_are_said_as_such(year: int, month: int) -> None:
    assert DateRange.of(year).iso == f"{year:04}" and DateRange.of(year).whole_years
    assert DateRange.of(year, month).iso == f"{year:04}-{month:02}"


@pytest.mark.parametrize("bad", ["", "24", "2024-13", "2024-02-30", "2024-8-6", "2024-08/2024-07", "x/2024"])
def test_what_is_no_date_is_refused(bad: str) -> None:
    with pytest.raises(ValueError):
        DateRange.parse(bad)


def test_precision() -> None:
    assert [DateRange.parse(iso).precision for iso in ("2024", "2024-08", "2024-08-06", "2020/2021")] == [
        *("year", "month", "day", "range")
    ]


@given(RANGES, RANGES)
def test_overlap_and_containment(one: DateRange, other: DateRange) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    if one.contains(other):
        assert one.overlaps(other)
    shared = max(one.first, other.first) <= min(one.last, other.last)
    assert one.overlaps(other) == shared
    if one.first <= other.last:
        assert one.through(other) == DateRange(one.first, other.last)


@given(st.integers(1, 9000), st.integers(1, 12), st.integers(-500, 500))
def test_months_shift_back_and_forth(year: int, month: int, offset: int) -> None:
    if year * 12 + offset > 12:
        assert shift_month(*shift_month(year, month, offset), -offset) == (year, month)


def test_parts_of_a_month_end_with_it() -> None:
    assert days_of_month(2023, 2, 21, 31).iso == "2023-02-21/2023-02-28"
