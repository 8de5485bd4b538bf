"""Periods by name and by length, spans of two times, and seasons told from today."""

from __future__ import annotations

import pytest

from tests.asking import read


def iso(text: str) -> list[str]:
    return [time.range.iso for time in read(text).times if time.range]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("十四五期间哪些县建立了委员工作站？", "2021/2025"),
        ("“十三五”以来哪些县建立了委员工作站？", "2016/2020"),
        ("Which counties set up workstations during the 14th Five-Year Plan?", "2021/2025"),
        ("近两年哪些县建立了委员工作站？", "2022-06-02/2024-06-01"),
        ("Which counties set up workstations in the last two years?", "2022-06-02/2024-06-01"),
        ("Which counties held meetings from 2021 to 2023?", "2021/2023"),
        ("Which counties held meetings between March and June 2023?", "2023-03/2023-06"),
        ("Which counties held meetings this spring?", "2024-03/2024-05"),
        ("Which counties held meetings last autumn?", "2023-09/2023-11"),
    ],
)
def test_the_days_of_a_period(text: str, days: str) -> None:
    assert iso(text) == [days]


def test_a_length_in_what_a_report_tells_is_no_limit() -> None:
    assert read("环县近三年提交了多少份报告？").times == ()


def test_a_plan_by_its_name_is_no_time() -> None:
    assert read("哪些县讨论了“十四五”规划？").times == ()


def test_what_is_asked_for_beside_a_period_is_no_part_of_it() -> None:
    question = read("十四五期间哪些县建立了委员工作站？")
    assert not question.unused and question.groups[0][0] == "委员工作站"
