"""When and on which page a report was printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.asking import archive_of, assistant, read


@pytest.mark.parametrize(
    "text",
    [
        "瓜州授牌的报道登在哪天的报纸上？",
        "这篇报道是第几版的？",
        "什么时候见报的？",
        "Which page of the paper carried it?",
    ],
)
def test_questions_for_the_issue(text: str) -> None:
    assert read(text).printed


@pytest.mark.parametrize(
    "text", ["县政协主席什么时候发表讲话？", "哪些县见诸报端？", "When did the training begin?"]
)
def test_other_questions(text: str) -> None:
    assert not read(text).printed


def test_the_day_of_issue_is_told_with_the_report(tmp_path: Path) -> None:
    archive = archive_of(tmp_path)
    answer = assistant(archive, tmp_path).ask("瓜州县委员工作站授牌的报道登在哪一天的报纸上？")
    assert answer.status == "answered"
    assert "2023年5月12日" in answer.text or "2023年5月13日" in answer.text
    assert answer.citations and not answer.checks.unsupported
