"""A summary of a month tells of that month, or of nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.chat import Assistant
from assistant.settings import Settings
from tests.asking import archive_of

REPORTS = {
    "market": {
        "headline": "夜市协商",
        "date": "2023-10-12",
        "place": "敦煌市",
        "text": "10月7日，敦煌市政协就夜市经营召开协商会。假期夜市日均客流3万人次，投诉比去年同期下降四成。"
        "会议商定由商会设立赔付基金50万元。",
    },
    "water": {
        "headline": "山丹县政协看水厂",
        "date": "2023-05-12",
        "place": "山丹县",
        "text": "5月9日，山丹县政协视察水厂。水厂日供水2万吨，用上了新设备。",
    },
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("months")
    return Assistant(archive_of(folder, REPORTS), Settings(index=folder))


@pytest.mark.parametrize("question", ["敦煌市政协10月做了什么？", "敦煌市政协2023年10月做了什么？"])
def test_the_month_is_told(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered" and "夜市" in answer.text and "赔付基金" in answer.text


@pytest.mark.parametrize("question", ["敦煌市政协5月做了什么？", "敦煌市政协2023年6月做了什么？"])
def test_another_month_is_not(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status in ("not_found", "no_coverage")


def test_what_two_questions_both_quote_is_told_once(assistant: Assistant) -> None:
    answer = assistant.ask("山丹县水厂日供水多少吨？用上了什么？")
    assert answer.text.count("日供水") == 1 and len({c.quote for c in answer.citations}) == len(
        answer.citations
    )
