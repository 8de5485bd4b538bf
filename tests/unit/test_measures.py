"""Which measure a question makes its condition."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.parsing.measures import load_measures, read_measure
from assistant.records import Bound, Measure
from index.dates import DateName, DateRange, find_question_dates

_TODAY = date(2026, 1, 1)


def _read(text: str) -> tuple[Measure, str] | None:
    language = "en" if text.isascii() else "zh"
    found = read_measure(text, language, find_question_dates(text, _TODAY))  # type: ignore[arg-type]
    return (found[0], "".join(text[a:b] for a, b in found[1])) if found else None


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("哪些县说了图书馆借阅率的百分比", "percentage"),
        ("哪些地方规定了几天之内必须回信", "time limit"),
        ("哪些县给巡河员每月发多少钱", "monthly pay"),
        ("哪些县每年安排多少钱修桥", "yearly pay"),
        ("哪些地方多长时间打扫一次", "how often"),
        ("哪些地方每周都要开门", "every week"),
        ("哪几个镇打井的费用由几方分摊", "cost sharing"),
        ("哪些县修了多少公里的步道", "kilometres"),
        ("which places gave the percentage of readers", "percentage"),
        ("where is a list published every month", "every month"),
        ("in which places were the costs shared", "cost sharing"),
    ],
)
def test_sorts_of_measures(question: str, name: str) -> None:
    found = _read(question)
    assert found is not None and found[0] == Measure(name)


@pytest.mark.parametrize(
    ("question", "bound", "unit"),
    [
        ("哪些县花的钱超过3亿元", Bound(">", 3e8), "元"),
        ("哪些县花的钱不到五十万元", Bound("<", 500_000.0), "元"),
        ("出勤率95%以上的有哪些地方", Bound(">=", 95.0), "%"),
        ("花费在100万元到300万元之间的地方", Bound(">=", 1e6, 3e6), "元"),
        ("哪些地方的步道正好12公里", Bound("=", 12.0), "公里"),
        ("same plan discussed at least three times", Bound(">=", 3.0), "次"),
        ("where was more than 2 million yuan spent", Bound(">", 2e6), "元"),
    ],
)
def test_bounds_on_measured_numbers(question: str, bound: Bound, unit: str) -> None:
    found = _read(question)
    assert found is not None and (found[0].bound, found[0].unit) == (bound, unit)


@pytest.mark.parametrize(
    "question",
    ["哪些县建了书屋", "60岁以上的人有哪些地方办证", "召开三次以上座谈会的县", "工作站超过20个的县"],
)
def test_no_measure(question: str) -> None:
    assert _read(question) is None


def test_a_last_day_takes_the_end_of_a_time() -> None:
    until = DateName(2, 8, "2031年底", DateRange(date(1900, 1, 1), date(2031, 12, 31)), "absolute")
    found = read_measure("要在2031年底以前完工的有哪些县", "zh", [until])
    assert found is not None and found[0] == Measure("due")
    assert _read("要在2031年完工的有哪些县") is None


def test_only_the_words_of_the_measure_are_taken() -> None:
    found = _read("哪些地方多长时间打扫一次教室")
    assert found is not None and found[1] == "多长时间一次"


def test_what_is_looked_for_stands_in_what_is_told() -> None:
    for rule in load_measures().kinds.values():
        assert rule.name == "figures" or rule.looked_for
