"""The database: what goes in comes out, twins are told apart, a transaction is whole or not there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import ArchiveDamaged, ArchiveMismatch
from index.passages import split_sentences
from index.provenance import Edit, Run
from index.records import Annotation, Article, Filters, Kind, Mention, Refused
from index.store import Store
from index.tables.codec import day_span, draft
from index.tables.compress import pack_text, unpack_text
from index.tables.notes import unpack_annotation
from index.tables.quantise import unpack
from index.tables.transaction import FileRecord
from tests.archives import PairEncoder, article, drafted, fill, manifest

FULL = Article(
    article_id="00112233aabbccdd",
    source="20240806_02.txt",
    n=3,
    kind="feature",
    text="本报金川讯(记者 柳青)8月2日,县政协召开座谈会。\n会议通报了18个乡镇的情况。",
    kicker="凝聚共识",
    headline="座谈会上话发展",
    subhead="——记一次座谈",
    byline="记者 柳青",
    dateline="本报金川讯",
    place="金川区",
    place_code="620302",
    level="county",
    issue_date="2024-08-06",
    event_date="2024-08-02/2024-08-03",
    page="2",
    lines=((4, 9), (12, 12)),
    paper="民主协商报",
    date_from="masthead",
    runs=(Run(0, 10, 4, 0), Run(10, 5, 5, 2)),
    edits=(Edit(7, "金川", "金 川", "spaced"),),
    captions=("图为会场。",),
    continued=True,
)
NOTES = Annotation(
    split_sentences(FULL.text),
    (
        Mention("place", 2, 4, "金川", "金川区", code="620302", level="county"),
        Mention("person", 9, 11, "柳青", "柳青", post="记者"),
        Mention("date", 12, 16, "8月2日", "2024-08-02"),
        Mention("quantity", 32, 35, "18个", "乡镇", value=18.0, unit="个", hedge="约"),
    ),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(tmp_path / "archive.sqlite", manifest())
    yield made
    made.close()


def test_an_article_comes_out_as_it_went_in(store: Store, tmp_path: Path) -> None:
    assert all(m.text == FULL.text[m.start : m.end] for m in NOTES.mentions)
    item = draft(FULL, NOTES, (), ("620302", "620300", "620000"))
    with store.writing() as transaction:
        transaction.add_articles(transaction.put_file(FileRecord("/p", "p", "d", "r")), [item], [[]])
    assert store.article(FULL.article_id) == (FULL, NOTES)
    store.close()
    assert Store.open(tmp_path / "archive.sqlite").article(FULL.article_id) == (FULL, NOTES)
    assert store.article("ffff") is None


_MENTIONS = st.builds(
    Mention,
    kind=st.sampled_from(["place", "date", "quantity", "person"]),
    start=st.integers(0, 5),
    end=st.integers(6, 9),
    text=st.just(""),
    name=st.sampled_from(["", "金川区", "甲乙丙丁戊己"]),
    code=st.sampled_from(["", "620302"]),
    level=st.sampled_from(["", "county"]),
    value=st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False)),
    unit=st.sampled_from(["", "个"]),
    hedge=st.sampled_from(["", "约"]),
    post=st.sampled_from(["", "主席"]),
)


@settings(max_examples=60)
@given(st.lists(_MENTIONS, max_size=4))
def test_annotations_survive_packing(mentions: list[Mention]) -> None:
    text = "甲乙丙丁戊己。\n\n庚辛。"
    said = tuple(replace(m, text=text[m.start : m.end]) for m in mentions)
    notes = Annotation(split_sentences(text), said)
    assert unpack_annotation(draft(article(text), notes, (), ()).body["annotation"], text) == notes


@given(st.text())
def test_every_text_survives_packing(text: str) -> None:
    assert unpack_text(pack_text(text)) == text


@pytest.mark.parametrize(
    ("iso", "span"),
    [
        (None, (None, None)),
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024-08-06", ("2024-08-06", "2024-08-06")),
        ("2023-12/2024-02-03", ("2023-12-01", "2024-02-03")),
    ],
)
def test_a_date_of_any_precision_spans_days(iso: str | None, span: tuple[str | None, str | None]) -> None:
    assert day_span(iso) == span


def test_every_transaction_has_the_next_number(store: Store) -> None:
    before = store.sequence
    assert fill(store, [article("甲。")]) == before + 1
    assert fill(store, [article("乙。")]) == before + 2 == store.sequence


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    before = store.sequence
    with pytest.raises(RuntimeError), store.writing() as transaction:
        file = transaction.put_file(FileRecord("/p", "p", "d", "r"))
        transaction.add_articles(file, [drafted(article("甲。"))], [[b""]])
        raise RuntimeError
    assert (store.sequence, store.count(), store.files()) == (before, 0, {})
    assert store.passages.ids().tolist() == []


def test_twins_get_ids_of_their_own(store: Store) -> None:
    fill(store, [article("同一篇。"), article("同一篇。")], "/pages/one/a.txt")
    fill(store, [article("同一篇。")], "/pages/two/a.txt")
    ids = [item.article_id for item, _ in store.articles_by_row(store.article_rows()).values()]
    assert len(set(ids)) == 3
    assert ids[0] == article("同一篇。").article_id
    known = store.known("/pages/one/a.txt")
    assert [len(rows) for rows in known.values()] == [2]


def test_removing_a_file_removes_exactly_its_articles(store: Store) -> None:
    fill(store, [article("甲。"), article("乙。")], "/pages/a.txt", ["620302"])
    fill(store, [article("丙。", source="b.txt")], "/pages/b.txt")
    before, kept = store.passages.ids().tolist(), store.sequence
    with store.writing() as transaction:
        assert transaction.remove_file("/pages/a.txt") == 2
        assert transaction.remove_file("/pages/none.txt") == 0
    assert [item.text for item, _ in store.articles_by_row(store.article_rows()).values()] == ["丙。"]
    assert store.passages.removed(kept).tolist() == before[:2]
    assert store.passages.removed(store.sequence).tolist() == []
    assert list(store.files()) == ["/pages/b.txt"]
    assert store.passages.vectors()[0].tolist() == before[2:]


def test_row_ids_are_never_given_twice(store: Store) -> None:
    fill(store, [article("甲。")])
    first = store.passages.ids().tolist()
    with store.writing() as transaction:
        transaction.remove_file("/pages/a.txt")
    fill(store, [article("甲。")])
    assert store.passages.ids().tolist()[0] > first[0]


def test_a_file_is_replaced_with_its_refusals(store: Store) -> None:
    with store.writing() as transaction:
        file = transaction.put_file(FileRecord("/p/a.jsonl", "a.jsonl", "1", "r"))
        transaction.refuse(file, [Refused("a.jsonl#2", "not JSON")])
    assert store.refused() == (Refused("a.jsonl#2", "not JSON"),)
    assert store.refusals() == {"/p/a.jsonl": (Refused("a.jsonl#2", "not JSON"),)}
    with store.writing() as transaction:
        assert transaction.put_file(FileRecord("/p/a.jsonl", "a.jsonl", "2", "r")) == file
    assert store.refused() == ()
    assert store.files()["/p/a.jsonl"].digest == "2"


@pytest.fixture
def dated(store: Store) -> Store:
    fill(store, [
        article("一。", issue_date="2024-08-06", source="a.txt"),
        article("二。", issue_date="2024-09", event_date="2024-07-30", source="b.txt", kind="photo"),
        article("三。", source="c.txt", place_code="620302"),
    ], places=["620302", "620300"])  # fmt: skip
    return store


@pytest.mark.parametrize(
    ("filters", "texts"),
    [
        (Filters(), "一二三"),
        (Filters(since="2024-08-07"), "二"),
        (Filters(until="2024-07-31"), "二"),
        (Filters(since="2024-08-01", until="2024-08-31"), "一"),
        (Filters(since="2025-01-01"), ""),
        (Filters(sources=("a.txt", "c.txt")), "一三"),
        (Filters(kinds=("photo",)), "二"),
        (Filters(places=("620300",)), "一二三"),
        (Filters(places=("620100",)), ""),
        (Filters(places=("620300",), kinds=("photo",), since="2024-09-30"), "二"),
    ],
)
def test_filters(dated: Store, filters: Filters, texts: str) -> None:
    rows = dated.article_rows(filters)
    found = [item.text[0] for item, _ in dated.articles_by_row(rows).values()]
    assert "".join(found) == texts
    assert dated.count(filters) == len(texts)
    assert len(dated.passages.ids(filters)) == len(texts)


def test_tallies(dated: Store) -> None:
    assert dated.tally("month") == {"2024-08": 1, "2024-09": 1}
    assert dated.tally("place_code") == {"620302": 1}
    assert set(dated.tally("kind")) <= set(get_args(Kind))


def test_passages_know_their_article(store: Store) -> None:
    fill(store, [article("甲乙。\n丙丁。", headline="题", source="a.txt")], places=["620302"])
    ids = store.passages.ids().tolist()
    row = store.passages.rows([*ids, 999])[ids[0]]
    assert (row.text, row.headline, row.source, row.start, row.end) == ("甲乙。\n丙丁。", "题", "a.txt", 0, 7)
    entry = next(store.passages.entries(ids))
    assert (entry.text, entry.head, entry.places) == ("甲乙。\n丙丁。", "题", ("620302",))
    assert store.passages.articles_of([*ids, 999]).tolist() == [row.article]
    assert not len(store.passages.articles_of([]))
    assert next(store.passages.texts([row.article])) == (row.article, "甲乙。\n丙丁。")


def test_vectors_are_kept_as_packed(store: Store) -> None:
    fill(store, [article("甲乙丙。")])
    ids, rows = store.passages.vectors()
    expected = PairEncoder().encode(["甲乙丙。"])
    assert np.allclose(unpack(rows), expected, atol=4e-3)
    digest = drafted(article("甲乙丙。")).digests[0]
    assert store.encoded([digest, b"?"])[digest] == rows[0].tobytes()
    assert len(ids) == 1


def test_many_threads_read_while_one_writes(store: Store) -> None:
    errors: list[BaseException] = []

    def read() -> None:
        try:
            for _ in range(30):
                rows = store.article_rows()
                assert len(store.articles_by_row(rows)) == len(rows)
        except BaseException as error:
            errors.append(error)

    threads = [Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for i in range(15):
        fill(store, [article(f"第{i}篇。")], f"/pages/{i}.txt")
    for thread in threads:
        thread.join()
    assert not errors
    assert store.count() == 15


def test_a_copy_is_the_archive_as_it_was(store: Store, tmp_path: Path) -> None:
    fill(store, [article("甲。")])
    store.copy(tmp_path / "copy.sqlite")
    fill(store, [article("乙。")], "/pages/b.txt")
    copy = Store.open(tmp_path / "copy.sqlite")
    assert (copy.count(), copy.manifest) == (1, store.manifest)
    assert list(copy.faults()) == []


def test_an_altered_article_is_found(store: Store, tmp_path: Path) -> None:
    fill(store, [article("甲。"), article("乙。")])
    with sqlite3.connect(tmp_path / "archive.sqlite") as raw:
        raw.execute("UPDATE articles SET place='别处' WHERE n=1 AND article=1")
    faults = list(store.faults())
    assert len(faults) == 1
    assert "a.txt" in faults[0]


def test_another_schema_is_named(tmp_path: Path) -> None:
    made = replace(manifest(), schema=99)
    Store.create(tmp_path / "archive.sqlite", made).close()
    with pytest.raises(ArchiveMismatch, match="99") as caught:
        Store.open(tmp_path / "archive.sqlite")
    assert caught.value.hint


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100])
def test_a_file_that_is_no_archive(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "archive.sqlite"
    path.write_bytes(content)
    with pytest.raises(ArchiveDamaged) as caught:
        Store.open(path)
    assert "no backup" in caught.value.hint


def test_a_database_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(ArchiveDamaged, match="gone"):
        Store.open(tmp_path / "archive.sqlite")


def test_the_last_backup_is_named(tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "archive-7.sqlite").touch()
    (tmp_path / "generation-1").mkdir()
    path = tmp_path / "generation-1" / "archive.sqlite"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(ArchiveDamaged, match=r"archive-7\.sqlite"):
        Store.open(path)
