"""Which things of a sort reports name."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.lists.sorts import Sorts
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import archive_of, assistant, finder, read

REPORTS = {
    "one": {
        "date": "2023-05-12",
        "place": "民勤县",
        "text": "5月7日，民勤县政协组织教育界委员察看蜜瓜地和枸杞园，瓜农说今年的枸杞收成好。",
    },
    "two": {
        "date": "2023-06-12",
        "place": "古浪县",
        "text": "6月8日，古浪县政协组织医卫界委员到村里义诊，村民送来自家的枸杞和花椒。",
    },
}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return archive_of(tmp_path, REPORTS)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("报道里提到了哪些农产品？", {"枸杞", "花椒"}),
        ("哪些农产品在报道里出现过？", {"枸杞", "花椒"}),
        ("哪些界别的委员出来活动过？", {"教育界", "医卫界"}),
        ("古浪县的报道写到了哪些农产品？", {"枸杞", "花椒"}),
    ],
)
def test_one_row_for_each_thing_that_is_named(
    archive: Archive, tmp_path: Path, question: str, names: set[str]
) -> None:
    sorts, asked = Sorts(finder(archive), gazetteer()), read(question)
    draft = sorts.answer(asked)
    assert sorts.wanted(asked) and draft is not None
    assert names <= {row.name for row in draft.rows} and "农产品" not in {row.name for row in draft.rows}
    quoted = {c.n: c.quote for c in draft.citations}
    assert all(row.name in quoted[row.citations[0]] for row in draft.rows)
    assert assistant(archive, tmp_path / "index").ask(question).checks.unsupported == ()


def test_each_thing_is_cited_once_a_report(archive: Archive) -> None:
    draft = Sorts(finder(archive), gazetteer()).answer(read("报道里提到了哪些农产品？"))
    assert draft is not None
    wolfberry = next(row for row in draft.rows if row.name == "枸杞")
    assert len(wolfberry.citations) == 2


@pytest.mark.parametrize("question", ["哪些县种了农产品？", "报道里提到了哪些外星人？", "古浪县做了什么？"])
def test_other_questions_are_left_alone(archive: Archive, question: str) -> None:
    assert not Sorts(finder(archive), gazetteer()).wanted(read(question))
