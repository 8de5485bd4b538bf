"""The derived indexes: what they follow, what a writer reads of them, how room is freed."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from index import lexical, snapshot
from index.build import remove
from index.cutting import Cut, cut_all
from index.folder import Generation, current
from index.lexical_files import Care, IndexDamaged, check_files, segments
from index.lexical_writer import LexicalWriter
from index.search import Archive
from index.snapshot import SnapshotDamaged, peek
from index.store import Store
from index.writing import derive, follow
from index.writing.derive import Derivation
from index.writing.maintain import verify
from tests.archives import (
    DIMENSIONS,
    PairEncoder,
    article,
    build_archive,
    drafted,
    fill,
    manifest,
    tokeniser,
)


def ready(path: Path, numbers: Sequence[int]) -> Path:
    """Write ready articles, one a number."""
    lines = [{"id": f"{path.stem}-{i}", "text": f"第{i}号果园修通了产业路。"} for i in numbers]
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def found(index: Path) -> list[str]:
    with Archive.open(index, encoder=PairEncoder(), tokeniser=tokeniser()) as archive:
        literal = sorted(f.article.source for f in archive.containing([["产业路"]]))
        near = {hit.source for hit in archive.search("产业路果园", 500) if "vector" in hit.channels}
        assert near == set(literal)
        return literal


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    ready(folder / "a.jsonl", range(40))
    ready(folder / "b.jsonl", range(2))
    return folder


def test_tombstones_go_once_both_indexes_have_followed(pages: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    build_archive(index, pages)
    remove(["b.jsonl"], index, tokeniser=tokeniser())
    store = Store.open(current(index).database)
    # Too little has gone for another snapshot, which still has to follow.
    assert (len(store.passages.removed(0)), store.forgotten) == (2, 0)
    reader = Archive.open(index, encoder=PairEncoder(), tokeniser=tokeniser())
    before = store.sequence
    ready(pages / "a.jsonl", range(20))
    (pages / "b.jsonl").unlink()
    build_archive(index, pages)
    assert (len(store.passages.removed(0)), store.forgotten) == (0, store.sequence)
    assert store.sequence > before
    # Whoever was left behind cannot be told what went, and starts from all that is there.
    assert reader.refresh()
    assert len(reader.containing([["产业路"]])) == len(reader.search("产业路", 100)) == 20
    assert found(index) == sorted(f"a-{i}" for i in range(20))
    assert all(check.sound for check in verify(index, tokeniser=tokeniser()))


def test_nobody_follows_from_before_what_was_forgotten(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "archive.sqlite", manifest())
    fill(store, [article("甲路。"), article("乙路。")])
    vectors = follow.follow(store, None)
    words = follow.catch_up(store, lexical.LexicalIndex.create(None, tokeniser()))
    with store.writing() as transaction:
        transaction.remove_file("/pages/a.txt")
    fill(store, [article("丙路。")], "/pages/c.txt")
    before = store.sequence
    store.forget(store.sequence)
    store.forget(1)
    assert (store.sequence, store.forgotten) == (before, before)
    assert follow.follow(store, vectors).base.tolist() == store.passages.ids().tolist()
    assert follow.catch_up(store, words).passages() == set(store.passages.ids().tolist())


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store.create(tmp_path / "archive.sqlite", manifest())
    fill(store, [article("甲路。"), article("乙路。")])
    return store


def cuts_of(store: Store, since: int = 0) -> dict[int, Cut]:
    entries = store.passages.entries(store.passages.ids(since=since).tolist())
    return {entry.passage: cut_all([(entry.head, entry.text)], tokeniser())[0] for entry in entries}


def test_what_is_given_ahead_is_shown_with_the_commit(store: Store, tmp_path: Path) -> None:
    derivation = Derivation(store, Generation(tmp_path), tokeniser())
    derivation.catch_up_lexical()
    before = store.sequence
    fill(store, [article("丙路。"), article("丁路。")], "/pages/c.txt")
    cuts = cuts_of(store, before)
    derivation.add_ahead(list(store.passages.entries(list(cuts))), cuts, 2)
    assert not cuts
    reader = lexical.LexicalIndex.open(tmp_path / "lexical", tokeniser())
    assert (reader.sequence, len(reader)) == (before, 2)
    # One that was given goes out again, and two come that were not given.
    with store.writing() as transaction:
        transaction.remove_file("/pages/c.txt")
    fill(store, [article("戊路。"), article("己路。")], "/pages/e.txt")
    done = derivation.catch_up_lexical()
    assert done.sequence == store.sequence
    assert done.passages() == set(store.passages.ids().tolist())
    assert [len(done.containing([[way]])) for way in ("甲路", "丙路", "己路")] == [1, 0, 1]
    derivation.drop_ahead()
    assert derivation.catch_up_lexical() is done


def test_passages_are_told_ahead_as_the_database_tells_them(store: Store) -> None:
    items = [
        article("丙路。\n" + "丁路修通了，村民出行方便。" * 40, headline="修路", issue_date="2024-08"),
        article("戊路。", source="b.txt", event_date="2024-08-06"),
    ]
    places = ("620302", "620300", "620000")
    first = int(store.passages.ids().max()) + 1
    fill(store, items, "/pages/c.txt", places)
    ids = [i for i in store.passages.ids().tolist() if i >= first]
    drafts = [drafted(item, places) for item in items]
    assert len(ids) > 2
    assert list(follow.entries_of(drafts, first)) == list(store.passages.entries(ids, ids))


def test_what_is_given_ahead_can_be_taken_back(store: Store, tmp_path: Path) -> None:
    derivation = Derivation(store, Generation(tmp_path), tokeniser())
    derivation.add_ahead(store.passages.entries(store.passages.ids().tolist()), cuts_of(store), 2)
    derivation.drop_ahead()
    assert len(lexical.LexicalIndex.open(tmp_path / "lexical", tokeniser())) == 0
    assert derivation.catch_up_lexical().passages() == set(store.passages.ids().tolist())


def test_an_index_that_takes_nothing_ahead_is_made_again_later(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    derivation = Derivation(store, Generation(tmp_path), tokeniser())
    monkeypatch.setattr(LexicalWriter, "add", fails)
    cuts = cuts_of(store)
    derivation.add_ahead(store.passages.entries(list(cuts)), cuts, 2)
    monkeypatch.undo()
    assert derivation.catch_up_lexical(cuts=cuts).passages() == set(store.passages.ids().tolist())


def fails(*_: object) -> None:
    raise IndexDamaged("torn")


def test_the_room_of_what_is_gone_is_freed(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexical, "_THIN", 10)
    index = tmp_path / "index"
    build_archive(index, pages)
    ready(pages / "c.jsonl", range(30))
    build_archive(index, pages)
    assert [one.gone for one in segments(current(index).lexical)][1:] == [0]
    ready(pages / "a.jsonl", range(15))
    build_archive(index, pages)
    # The first segment lost 25 of 42 passages and its mark: the others moved, and it is gone.
    assert sum(one.gone for one in segments(current(index).lexical)) <= 2
    assert len(found(index)) == 15 + 2 + 30
    assert all(check.sound for check in verify(index, tokeniser=tokeniser()))


def test_a_writer_reads_the_snapshot_only_to_renew_it(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "index"
    build_archive(index, pages)
    read: list[Path] = []
    whole = snapshot.read

    def noted(path: Path, dimensions: int) -> object:
        read.append(path)
        return whole(path, dimensions)

    monkeypatch.setattr(snapshot, "read", noted)
    ready(pages / "b.jsonl", range(3))
    build_archive(index, pages)
    assert read == []
    ready(pages / "b.jsonl", range(9))
    build_archive(index, pages)
    assert read == [current(index).vectors]


@pytest.mark.parametrize("touched", ["idx", "term", "fast", "store"])
def test_a_writer_sees_what_was_touched(pages: Path, tmp_path: Path, touched: str) -> None:
    index = tmp_path / "index"
    build_archive(index, pages)
    expected = found(index)
    path = next(current(index).lexical.glob(f"*.{touched}"))
    check_files(path.parent, Care.CHANGED)
    content, facts = bytearray(path.read_bytes()), path.stat()
    content[len(content) // 3] ^= 0x40
    path.write_bytes(bytes(content))
    # A time that is set back does not hide it.
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    with pytest.raises(IndexDamaged):
        check_files(path.parent, Care.CHANGED)
    build_archive(index, pages)
    assert verify(index, tokeniser=tokeniser())[1].sound
    assert found(index) == expected


def test_everything_is_checked_before_segments_are_merged(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "index"
    build_archive(index, pages)
    checked: list[Care] = []
    monkeypatch.setattr(derive, "check_files", lambda folder, care: checked.append(care))
    for number in range(8):
        ready(pages / "b.jsonl", range(number + 3))
        build_archive(index, pages)
    assert Care.USUAL in checked


def test_a_snapshot_says_what_is_in_it(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "archive.sqlite", manifest())
    fill(store, [article("甲路。"), article("乙路。")])
    generation = Generation(tmp_path)
    Derivation(store, generation, tokeniser()).catch_up()
    header = peek(generation.vectors, DIMENSIONS)
    assert (header.sequence, header.count, header.dimensions) == (store.sequence, 2, DIMENSIONS)
    content = generation.vectors.read_bytes()
    for altered in (content[:-1], content + b"\0", content[:30], b"", b"x" + content[1:]):
        generation.vectors.write_bytes(altered)
        with pytest.raises(SnapshotDamaged):
            peek(generation.vectors, DIMENSIONS)
    with pytest.raises(SnapshotDamaged, match="dimensions"):
        generation.vectors.write_bytes(content)
        peek(generation.vectors, DIMENSIONS + 1)
