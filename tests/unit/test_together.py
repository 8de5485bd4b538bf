"""Places that have one thing and lack another."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.lists.together import Together
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import archive_of, finder, read

REPORTS = {
    "both": {
        "date": "2023-05-12",
        "place": "民勤县",
        "text": "民勤县建成委员工作站12个、协商议事室40个。",
    },
    "first": {"date": "2023-06-12", "place": "古浪县", "text": "古浪县建成委员工作站9个。"},
    "second": {"date": "2023-07-12", "place": "天祝县", "text": "天祝县建成协商议事室31个。"},
}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return archive_of(tmp_path, REPORTS)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("哪些县有委员工作站但没有协商议事室？", ["古浪县"]),
        ("哪些县有协商议事室，却没有委员工作站？", ["天祝县"]),
        ("Which counties have committee workstations but no consultation rooms (协商议事室)?", ["古浪县"]),
    ],
)
def test_the_first_thing_without_the_other(archive: Archive, question: str, names: list[str]) -> None:
    draft = Together(finder(archive), gazetteer()).without(read(question))
    assert draft is not None and [row.name for row in draft.rows] == names
    assert all(row.citations for row in draft.rows)


@pytest.mark.parametrize("question", ["哪些县没有委员工作站？", "哪些县既有委员工作站又有协商议事室？"])
def test_other_questions_are_left_alone(archive: Archive, question: str) -> None:
    assert Together(finder(archive), gazetteer()).without(read(question)) is None
