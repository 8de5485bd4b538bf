"""What lies in an archive: issues, entries, tallies; no text is read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.records import Filters
from index.search import Archive
from index.tables.catalogue import Issue, Shelf
from tests.archives import PairEncoder, build_archive

PAPERS = [
    {
        "headline": "议事室开在村口",
        "date": "2031-05-06",
        "place": "榆中县",
        "text": "榆中县的议事室开在村口。",
    },
    {"headline": "路灯亮了", "date": "2031-05-06", "place": "皋兰县", "text": "皋兰县的路灯亮了。"},
    {"headline": "水渠修好了", "date": "2031-06-01", "place": "民勤县", "text": "民勤县的水渠修好了。"},
    {"headline": "没有日期的稿件", "text": "稿件没有日期。"},
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Build an archive of four ready articles."""
    folder = tmp_path_factory.mktemp("catalogue")
    lines = "".join(json.dumps(paper, ensure_ascii=False) + "\n" for paper in PAPERS)
    (folder / "稿件.jsonl").write_text(lines, encoding="utf-8")
    build_archive(folder / "index", folder / "稿件.jsonl")
    with Archive.open(folder / "index", encoder=PairEncoder()) as opened:
        yield opened


def test_entries_come_newest_first_and_in_printed_order(archive: Archive) -> None:
    heads = [entry.headline for entry in archive.catalogue.entries()]
    assert heads[:3] == ["水渠修好了", "议事室开在村口", "路灯亮了"]
    assert [e.headline for e in archive.catalogue.entries(limit=1, offset=1)] == ["议事室开在村口"]


def test_a_shelf_narrows_by_what_is_printed(archive: Archive) -> None:
    shelf = Shelf(month="2031-05")
    assert archive.catalogue.count(shelf=shelf) == 2
    assert archive.catalogue.count(Filters(places=("620123",)), shelf) == 1
    assert archive.catalogue.count(shelf=Shelf(date="2031-06-01", page="")) == 1
    assert archive.catalogue.count(shelf=Shelf(paper="另一份报")) == 0


def test_issues_tell_their_pages(archive: Archive) -> None:
    issues = archive.catalogue.issues()
    assert issues == [Issue("", "2031-06-01", (("", 1),)), Issue("", "2031-05-06", (("", 2),))]
    assert issues[1].articles == 2


def test_a_place_counts_what_lies_under_it(archive: Archive) -> None:
    counts = archive.catalogue.places()
    assert (counts["620123"], counts["620100"], counts["620000"]) == (1, 2, 3)
    assert archive.catalogue.places(Filters(since="2031-06-01"))["620000"] == 1


def test_tallies_leave_unknown_values_out(archive: Archive) -> None:
    assert archive.catalogue.tally("month") == {"2031-05": 2, "2031-06": 1}
    assert sum(archive.catalogue.tally("kind").values()) == 4


def test_an_article_knows_its_file_and_entries_are_found_by_id(archive: Archive) -> None:
    first = archive.catalogue.entries(limit=1)[0]
    path = archive.catalogue.file(first.article_id)
    assert path is not None and Path(path).name == "稿件.jsonl"
    assert archive.catalogue.file("0" * 16) is None
    assert archive.catalogue.named([first.article_id, "gone"]) == {first.article_id: first}
