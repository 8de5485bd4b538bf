"""Times of questions: years taken over side by side, open ends, sessions apart."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.parsing.rules import load_question_rules
from assistant.parsing.times import read_times
from assistant.records import Language

TODAY = date(2024, 6, 1)


def told(text: str, language: Language = "zh") -> list[str]:
    times, _ = read_times(text, language, load_question_rules(), TODAY)
    return [t.range.iso if t.range else "?" for t in times]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("2023年10月、11月哪些县有活动", ["2023-10", "2023-11"]),
        ("2023年3月和5月", ["2023-03", "2023-05"]),
        ("2022年的报道", ["2022"]),
        ("8月6日谁开了会", ["?"]),
    ],
)
def test_a_month_takes_the_year_of_the_one_beside_it(text: str, times: list[str]) -> None:
    assert told(text) == times


def test_a_time_can_be_open_to_today() -> None:
    assert told("2022年以后成立的") == ["2022-01-01/2024-06-01"]
    assert told("2022年成立的") == ["2022"]
    assert told("set up in 2022 or later", "en") == ["2022-01-01/2024-06-01"]


def test_sessions_are_no_times() -> None:
    text = "十届三次全会2023年开的"
    times, sessions = read_times(text, "zh", load_question_rules(), TODAY)
    assert [t.text for t in times] == ["2023年"]
    assert any("十届三次" in text[start:end] for start, end in sessions)


@pytest.mark.parametrize(
    "text", ["到2023年底一共建了几个", "到2023年12月为止建了几个", "截至2023年12月建了几个"]
)
def test_all_up_to_a_time_is_meant(text: str) -> None:
    found, _ = read_times(text, "zh", load_question_rules(), date(2024, 5, 1))
    assert found[0].range is not None
    assert found[0].range.first.year == 1900 and found[0].range.last == date(2023, 12, 31)
