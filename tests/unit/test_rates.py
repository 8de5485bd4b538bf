"""Rates of places as rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.chat import Assistant
from assistant.settings import Settings
from tests.asking import archive_of

REPORTS = {
    "water": {
        "headline": "山丹县政协看供水",
        "date": "2023-05-12",
        "place": "山丹县",
        "text": "5月9日，山丹县政协视察农村自来水。委员们了解到，全县自来水入户率已达98.6%，但建于2009年的"
        "旧管线爆管频繁，漏损率从31%降到19%。",
    },
    "later": {
        "headline": "高台县政协监督供水",
        "date": "2024-06-12",
        "place": "高台县",
        "text": "6月10日，高台县政协对饮水安全开展民主监督。目前全县入户率为97.2%，漏损率高达22%。",
    },
    "proposals": {
        "headline": "古浪县政协提案办理",
        "date": "2024-07-12",
        "place": "古浪县",
        "text": "7月10日，古浪县政协通报提案办理情况。去年办结率96%，今年上半年办结率88.5%，委员满意。",
    },
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("rates")
    return Assistant(archive_of(folder, REPORTS), Settings(index=folder))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("哪个县的自来水入户率最高？", {"山丹县": 98.6, "高台县": 97.2}),
        ("各县的自来水入户率分别是多少？", {"山丹县": 98.6, "高台县": 97.2}),
        ("哪些县的漏损率降了？降到多少？", {"山丹县": 19.0, "高台县": 22.0}),
        ("入户率超过98%的县有哪些？", {"山丹县": 98.6}),
        ("高台县和山丹县的入户率哪个高？", {"山丹县": 98.6, "高台县": 97.2}),
        ("哪个县的办结率最低？", {"古浪县": 96.0}),
    ],
)
def test_each_place_has_its_rate(assistant: Assistant, question: str, rows: dict[str, float]) -> None:
    answer = assistant.ask(question)
    assert {row.name: row.quantity for row in answer.rows} == rows
    quotes = {citation.n: citation.quote for citation in answer.citations}
    assert all(any("率" in quotes[n] for n in row.citations) for row in answer.rows)


def test_the_first_is_named_and_the_time_is_that_of_the_report(assistant: Assistant) -> None:
    answer = assistant.ask("哪个县的自来水入户率最高？")
    assert answer.text.startswith("最高的是**山丹县**：自来水入户率98.6%")
    assert answer.rows[0].date == "2023-05-09"
    assert assistant.ask("哪个县的入户率最低？").text.startswith("最低的是**高台县**")


def test_a_rate_that_nobody_tells_is_not_found(assistant: Assistant) -> None:
    answer = assistant.ask("哪个县的满意率最高？")
    assert answer.status == "not_found" and not answer.rows
