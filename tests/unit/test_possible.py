"""Which articles may hold what is looked for: remembered, and still true when the archive has changed."""

from __future__ import annotations

from pathlib import Path

from index.possible import Locality, Possible
from index.records import Filters
from index.search import Archive
from tests.archives import build_archive, page

ALL = Filters()


def archive_of(tmp_path: Path, *texts: str) -> Path:
    pages = tmp_path / "pages"
    pages.mkdir(exist_ok=True)
    for text in texts:
        (pages / f"{text}.txt").write_text(page("水渠通到田头", text), encoding="utf-8")
    build_archive(tmp_path / "index", pages)
    return tmp_path / "index"


def possible_of(archive: Archive, room: int = 1_000) -> Possible:
    state = archive._state
    return Possible(state.store, state.derived.lexical, room)


def test_what_is_told_twice_is_the_same_and_asked_once(tmp_path: Path) -> None:
    with Archive.open(archive_of(tmp_path, "县里修了水渠。", "县里种了果树。")) as archive:
        possible = possible_of(archive)
        first = possible.holding([["水渠"]], ALL)
        assert len(first) == 1
        assert possible.holding([["水渠"]], ALL) is first
        assert possible.holding([["果树", "水渠"]], ALL).tolist() == sorted(
            archive._state.store.article_rows()
        )
        assert possible.passing(ALL).tolist() == archive._state.store.article_rows()


def test_what_came_since_is_told_too(tmp_path: Path) -> None:
    folder = archive_of(tmp_path, "县里修了水渠。")
    with Archive.open(folder) as archive:
        possible = possible_of(archive)
        assert len(possible.holding([["水渠"]], ALL)) == 1
        archive_of(tmp_path, "乡里也修了水渠。")
        assert len(possible.holding([["水渠"]], ALL)) == 2


def test_the_oldest_goes_out_first(tmp_path: Path) -> None:
    with Archive.open(archive_of(tmp_path, "县里修了水渠。")) as archive:
        possible = possible_of(archive, room=4)
        first = possible.holding([["水渠"]], ALL)
        possible.holding([["果树"]], ALL)
        possible.near(Locality(("620123",), ("榆中",)), ALL)
        possible.holding([["水", "县"]], ALL)
        again = possible.holding([["水渠"]], ALL)
        assert again is not first and again.tolist() == first.tolist()
