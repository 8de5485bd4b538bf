"""The newest and the oldest reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.lists.evidence import Finder
from assistant.lists.newest import Newest
from assistant.lists.reported import Reporter
from assistant.lists.reports import Reports
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import archive_of, assistant, finder, read

REPORTS = {
    "old": {"headline": "民勤修渠", "date": "2021-05-12", "place": "民勤县", "text": "民勤县政协商量修渠。"},
    "mid": {"headline": "古浪种树", "date": "2022-06-12", "place": "古浪县", "text": "古浪县政协组织种树。"},
    "new": {"headline": "天祝看病", "date": "2023-07-12", "place": "天祝县", "text": "天祝县政协组织义诊。"},
    "too": {"headline": "民勤开会", "date": "2023-07-12", "place": "民勤县", "text": "民勤县政协开会学习。"},
}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return archive_of(tmp_path, REPORTS)


def newest(archive: Archive) -> Newest:
    found: Finder = finder(archive)
    return Newest(archive, Reports(archive, found, Reporter(archive, gazetteer())))


@pytest.mark.parametrize(
    ("question", "sources"),
    [
        ("最早的报道是哪一篇？", ["old"]),
        ("列出最早的两篇报道", ["old", "mid"]),
        ("最新的报道有哪些？", ["new", "too"]),
        ("民勤县政协最新的报道是什么？", ["too"]),
        ("2022年最早的报道是哪篇？", ["mid"]),
        ("Which is the oldest report?", ["old"]),
        ("List the three latest articles.", ["new", "too", "mid"]),
    ],
)
def test_reports_by_their_day(archive: Archive, question: str, sources: list[str]) -> None:
    ways, asked = newest(archive), read(question)
    draft = ways.answer(asked)
    assert ways.wanted(asked) and draft is not None
    assert sorted(c.source for c in draft.citations) == sorted(sources)
    assert [row.date for row in draft.rows] == sorted(
        (r.date for r in draft.rows), reverse="最早" not in question
    )


@pytest.mark.parametrize(
    "question", ["最早建工作站的是哪个县？", "最新的报道里谁主持了会议？", "报道有哪些？"]
)
def test_other_questions_are_left_alone(archive: Archive, question: str) -> None:
    assert not newest(archive).wanted(read(question))


def test_the_assistant_answers_so(archive: Archive, tmp_path: Path) -> None:
    answer = assistant(archive, tmp_path / "index").ask("最早的一篇报道是什么？")
    assert answer.status == "answered" and [c.source for c in answer.citations] == ["old"]
