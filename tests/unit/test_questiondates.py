"""Dates in questions, Chinese and English."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import DateName, DateRange, find_question_dates

TODAY = date(2026, 3, 5)


def only(text: str) -> DateName:
    names = find_question_dates(text, TODAY)
    assert len(names) == 1, names
    return names[0]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024年8月6日哪些政协开了会？", "2024-08-06"),
        ("2023年5月4日至6日期间有哪些调研？", "2023-05-04/2023-05-06"),
        ("2024年上半年开展了多少次？", "2024-01/2024-06"),
        ("2022年1月主持会议的是谁？", "2022-01"),
        ("2023年一季度", "2023-01/2023-03"),
        ("今年有几次？", "2026"),
        ("去年呢？", "2025"),
        ("去年10月", "2025-10"),
        ("in May 2023", "2023-05"),
        ("on 6 May 2023", "2023-05-06"),
        ("on the 6th of May, 2023", "2023-05-06"),
        ("May 6, 2023", "2023-05-06"),
        ("Sept. 9th 2024", "2024-09-09"),
        ("between 4 and 6 May 2023", "2023-05-04/2023-05-06"),
        ("from 4 to 6 May 2023", "2023-05-04/2023-05-06"),
        ("5-7 August 2024", "2024-08-05/2024-08-07"),
        ("August 5 to 7, 2024", "2024-08-05/2024-08-07"),
        ("between 30 April and 6 May 2023", "2023-04-30/2023-05-06"),
        ("from March to May 2023", "2023-03/2023-05"),
        ("from November to February 2023", "2022-11/2023-02"),
        ("between 2020 and 2022", "2020/2022"),
        ("from May 2022 until June 2023", "2022-05/2023-06"),
        ("in the first half of 2024", "2024-01/2024-06"),
        ("H2 2023", "2023-07/2023-12"),
        ("Q1 2023", "2023-01/2023-03"),
        ("the third quarter of 2023", "2023-07/2023-09"),
        ("the first quarter of last year", "2025-01/2025-03"),
        ("last year", "2025"),
        ("this month", "2026-03"),
        ("last month", "2026-02"),
        ("this week", "2026-03-02/2026-03-08"),
        ("yesterday", "2026-03-04"),
        ("on 2024-08-06", "2024-08-06"),
        ("the 2022 meetings", "2022"),
    ],
)
def test_the_range_meant(text: str, iso: str) -> None:
    days = only(text).range
    assert days and days.iso == iso


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("5月4日开了什么会？", (5, 4), (5, 4)),
        ("8月5日至7日", (8, 5), (8, 7)),
        ("上半年", (1, 1), (6, 30)),
        ("一季度", (1, 1), (3, 31)),
        ("8月的会议", (8, 1), (8, 31)),
        ("in May", (5, 1), (5, 31)),
        ("on 6 May", (5, 6), (5, 6)),
        ("from March to May", (3, 1), (5, 31)),
        ("in the first quarter", (1, 1), (3, 31)),
    ],
)
def test_without_a_year_any_year_matches(text: str, since: tuple[int, int], until: tuple[int, int]) -> None:
    name = only(text)
    assert (name.range, name.since, name.until) == (None, since, until)
    for year in (2021, 2024):
        assert name.matches(DateRange.of(year, *since)) and name.matches(DateRange.of(year))


@pytest.mark.parametrize(
    "text",
    [
        *("May I ask who presided?", "which may be so", "they march on", "哪些县建立了委员工作站？"),
        *("the 1050 proposals", "123456", "room 20245", "", "first and second"),
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_question_dates(text, TODAY) == []


def test_two_dates_stay_two() -> None:
    names = find_question_dates("May 2023 and June 2024", TODAY)
    assert [name.range.iso if name.range else None for name in names] == ["2023-05", "2024-06"]
    mixed = find_question_dates("2022年1月8日 and 3 May 2023", TODAY)
    assert [name.range.iso if name.range else None for name in mixed] == ["2022-01-08", "2023-05-03"]


_DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))


@given(_DAYS)
def test_a_day_in_any_english_form_is_found(day: date) -> None:
    long, short = day.strftime("%B"), day.strftime("%b")
    for form in (
        *(f"{day.day} {long} {day.year}", f"{long} {day.day}, {day.year}", f"{short} {day.day} {day.year}"),
        *(f"{day.day} {short.upper()} {day.year}", f"{long.lower()} {day.day}, {day.year}"),
    ):
        name = only(f"meetings on {form}?")
        assert (name.text, name.range) == (form, DateRange(day, day))


_WORDS = ["May", "6", "2023", "and", "to", "between", ",", "first", "half", "last", "year", "去年", "8月"]


@given(st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join))
def test_dates_stand_where_they_say(text: str) -> None:
    names = find_question_dates(text, TODAY)
    assert all(text[name.start : name.end] == name.text for name in names)
    assert all(one.end <= other.start for one, other in pairwise(names))
