"""Seasons and holidays of a year, and what lies around a time."""

from __future__ import annotations

import pytest

from tests.asking import read


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("2022年春天哪些县修了凉亭？", "2022-03/2022-05"),
        ("2021年冬季哪些县修了凉亭？", "2021-11/2022-02"),
        ("2023年国庆节期间哪些县修了凉亭？", "2023-10-01/2023-10-07"),
        ("Which counties built pavilions in the spring of 2022?", "2022-03/2022-05"),
        ("Which counties built pavilions in early March 2022?", "2022-03-01/2022-03-10"),
        ("2023年5月10日前后哪些县修了凉亭？", "2023-05-07/2023-05-13"),
        ("2023年5月前后哪些县修了凉亭？", "2023-04-03/2023-06-28"),
        ("2023年5月以前哪些县修了凉亭？", "1900-01/2023-04"),
        ("2023年哪些县修了凉亭？", "2023"),
    ],
)
def test_times(question: str, days: str) -> None:
    times = read(question).times
    assert [t.range.iso for t in times if t.range] == [days]


def test_a_year_that_is_only_held_against_another_is_no_limit() -> None:
    assert read("武山县2023年的凉亭比上年增加了几座？").times[0].text == "2023年"
    assert len(read("武山县2023年的凉亭比上年增加了几座？").times) == 1


def test_words_around_a_time_are_no_subject() -> None:
    assert read("临夏州2022年以前的报道有哪些？").groups == ()
