"""The write path: work is proportional to what is new, and one bad file never stops the others."""

from __future__ import annotations

import json
import logging
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from index.articles import segment
from index.build import remove
from index.errors import ArchiveBusy, ArchiveMismatch, ArchiveMissing, ArchiveNotWritable, MissingInput
from index.folder import current, writable
from index.locks import is_locked, writer_lock
from index.reports import Progress
from index.search import Archive
from index.store import Store
from index.writing import ingest, prepare
from index.writing.rebuild import rebuild
from tests.archives import PairEncoder, build_archive, page, tokeniser

FIRST = page("永川镇办好老年食堂", "本报金川讯 8月2日，永川镇老年食堂开张。食堂每天供应三餐，可坐六十人。")
SECOND = page("白水村修通产业路", "本报金川讯 8月3日，白水村五公里产业路通车。沿路的果园都能开进货车。")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "one.txt").write_text(FIRST, encoding="utf-8")
    (folder / "two.txt").write_text(SECOND, encoding="utf-8")
    return folder


def headlines(folder: Path) -> list[str | None]:
    """Return the headlines of an archive."""
    with Archive.open(folder, encoder=PairEncoder(), tokeniser=tokeniser()) as archive:
        return [item.headline for item in archive.articles()]


def test_a_first_build_reads_everything(pages: Path, tmp_path: Path) -> None:
    report = build_archive(tmp_path / "index", pages)
    assert (report.read, report.added, report.refused) == (2, 2, ())
    assert headlines(tmp_path / "index") == ["永川镇办好老年食堂", "白水村修通产业路"]
    assert {"hash", "read", "encode", "store", "lexical", "vectors"} <= set(report.seconds)


def test_an_unchanged_file_costs_its_hash(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build_archive(tmp_path / "index", pages)
    monkeypatch.setattr(ingest, "jobs", lambda *_: pytest.fail("an unchanged file was read"))
    encoder = PairEncoder()
    report = build_archive(tmp_path / "index", pages, encoder=encoder)
    assert (report.read, report.unchanged, report.added, encoder.encoded) == (0, 2, 0, 0)
    assert report.sequence == first.sequence


def test_a_changed_file_changes_its_articles_only(pages: Path, tmp_path: Path) -> None:
    build_archive(tmp_path / "index", pages)
    (pages / "two.txt").write_text(SECOND.replace("果园", "茶园"), encoding="utf-8")
    encoder = PairEncoder()
    report = build_archive(tmp_path / "index", pages, encoder=encoder)
    assert (report.read, report.unchanged, report.added, report.removed) == (1, 1, 1, 1)
    assert encoder.encoded == 1
    with Archive.open(tmp_path / "index", encoder=PairEncoder()) as archive:
        assert archive.containing([["果园"]]) == []
        assert len(archive.containing([["茶园"]])) == 1


def test_an_article_that_stays_keeps_its_row_and_vector(tmp_path: Path) -> None:
    lines = [{"id": name, "text": f"{name}村修通了产业路，货车开进果园。"} for name in "甲乙丙"]
    path = tmp_path / "ready.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    build_archive(tmp_path / "index", path)
    before = rows(tmp_path / "index")
    lines[1]["text"] = "乙村还没有修路。"
    path.write_text("\n".join(json.dumps(line) for line in [lines[2], lines[1], lines[0]]), encoding="utf-8")
    encoder = PairEncoder()
    report = build_archive(tmp_path / "index", path, encoder=encoder)
    after = rows(tmp_path / "index")
    assert encoder.encoded == 1
    assert (report.added + report.changed, after["甲村"]) == (1 + report.changed, before["甲村"])
    assert set(after) == {"甲村", "丙村", "乙村"}


def rows(folder: Path) -> dict[str, str]:
    with Archive.open(folder, encoder=PairEncoder()) as archive:
        return {item.text[:2]: item.article_id for item in archive.articles()}


def test_a_file_that_is_gone_takes_its_articles(pages: Path, tmp_path: Path) -> None:
    build_archive(tmp_path / "index", pages)
    (pages / "one.txt").unlink()
    report = build_archive(tmp_path / "index", pages)
    assert (report.files_removed, report.removed, report.unchanged) == (1, 1, 1)
    assert headlines(tmp_path / "index") == ["白水村修通产业路"]


def test_files_outside_the_named_folder_are_left_alone(pages: Path, tmp_path: Path) -> None:
    build_archive(tmp_path / "index", pages)
    other = tmp_path / "other"
    shutil.copytree(pages, other)
    (pages / "one.txt").unlink()
    report = build_archive(tmp_path / "index", other)
    assert report.removed == 0
    assert len(headlines(tmp_path / "index")) == 4


def test_a_moved_file_is_not_read_again(pages: Path, tmp_path: Path) -> None:
    build_archive(tmp_path / "index", pages)
    before = rows(tmp_path / "index")
    (pages / "2024").mkdir()
    (pages / "one.txt").rename(pages / "2024" / "one.txt")
    encoder = PairEncoder()
    report = build_archive(tmp_path / "index", pages, encoder=encoder)
    assert (report.read, report.unchanged, report.added, report.removed) == (0, 2, 0, 0)
    assert (encoder.encoded, rows(tmp_path / "index")) == (0, before)
    assert build_archive(tmp_path / "index", pages).unchanged == 2


def test_an_empty_folder_does_not_empty_the_archive(pages: Path, tmp_path: Path) -> None:
    build_archive(tmp_path / "index", pages)
    for path in pages.iterdir():
        path.unlink()
    with pytest.raises(MissingInput):
        build_archive(tmp_path / "index", pages)
    assert len(headlines(tmp_path / "index")) == 2


def test_refused_files_are_named_and_tried_again(pages: Path, tmp_path: Path) -> None:
    (pages / "empty.txt").touch()
    (pages / "bytes.txt").write_bytes(bytes(range(256)) * 40)
    (pages / "page.pdf").write_bytes(b"%PDF-1.4 ...")
    report = build_archive(tmp_path / "index", pages)
    assert report.added == 2
    assert {r.source for r in report.refused} == {"empty.txt", "bytes.txt", "page.pdf"}
    assert all(r.reason for r in report.refused)
    again = build_archive(tmp_path / "index", pages)
    assert again.refused == report.refused
    assert (again.unchanged, again.sequence) == (2, report.sequence)
    (pages / "empty.txt").write_text(page("新的一篇", "本报金川讯 8月5日，新的一篇到了。"), "utf-8")
    better = build_archive(tmp_path / "index", pages)
    assert (better.added, len(better.refused)) == (1, 2)
    with Archive.open(tmp_path / "index", encoder=PairEncoder()) as archive:
        assert {r.source for r in archive.refused()} == {"bytes.txt", "page.pdf"}


def test_a_file_that_becomes_unreadable_loses_its_articles(pages: Path, tmp_path: Path) -> None:
    build_archive(tmp_path / "index", pages)
    (pages / "one.txt").write_bytes(b"\x00\x01\x02" * 400)
    report = build_archive(tmp_path / "index", pages)
    assert (report.removed, len(report.refused)) == (1, 1)
    assert headlines(tmp_path / "index") == ["白水村修通产业路"]


def test_a_bad_line_does_not_stop_the_others(tmp_path: Path) -> None:
    path = tmp_path / "ready.jsonl"
    path.write_text('{"text": "第一篇讲水利建设。"}\n{broken\n{"text": "第三篇讲教育。"}\n', encoding="utf-8")
    report = build_archive(tmp_path / "index", path)
    assert (report.added, [r.source for r in report.refused]) == (2, ["ready.jsonl#2"])
    again = build_archive(tmp_path / "index", path)
    assert (again.unchanged, again.refused) == (1, report.refused)


def test_a_fault_of_the_program_refuses_one_file(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    build_archive(tmp_path / "index", pages / "one.txt")

    def failing(seen: object, *rest: object) -> object:
        if getattr(seen, "source", "") == "one.txt":
            raise ZeroDivisionError("by zero")
        return segment(seen, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(prepare, "segment", failing)
    monkeypatch.setattr(ingest, "rules", lambda _: "a newer version")
    with caplog.at_level(logging.CRITICAL):
        report = build_archive(tmp_path / "index", pages)
    assert [r.source for r in report.refused] == ["one.txt"]
    assert "ZeroDivisionError" in report.refused[0].reason
    assert len(headlines(tmp_path / "index")) == 2


def test_other_rules_read_again_but_change_only_what_differs(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_archive(tmp_path / "index", pages)

    def renamed(*given: object) -> object:
        return [replace(item, place="白水村") if "白水" in item.text else item for item in segment(*given)]  # type: ignore[arg-type]

    monkeypatch.setattr(prepare, "segment", renamed)
    monkeypatch.setattr(ingest, "rules", lambda _: "a newer version")
    encoder = PairEncoder()
    report = build_archive(tmp_path / "index", pages, encoder=encoder)
    assert (report.read, report.changed, report.added, report.removed) == (2, 1, 0, 0)
    assert encoder.encoded == 0


def test_identical_articles_are_both_kept(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.txt").write_text(FIRST, encoding="utf-8")
    report = build_archive(tmp_path / "index", tmp_path / "a", tmp_path / "b")
    assert report.added == 2
    (tmp_path / "a" / "page.txt").unlink()
    (tmp_path / "a" / "other.txt").write_text(SECOND, encoding="utf-8")
    build_archive(tmp_path / "index", tmp_path / "a")
    assert sorted(map(str, headlines(tmp_path / "index"))) == ["永川镇办好老年食堂", "白水村修通产业路"]


def test_removing_by_name(pages: Path, tmp_path: Path) -> None:
    build_archive(tmp_path / "index", pages)
    report = remove(["one.txt"], tmp_path / "index", tokeniser=tokeniser())
    assert (report.files_removed, report.removed) == (1, 1)
    report = remove([str(pages / "two.txt")], tmp_path / "index", tokeniser=tokeniser())
    assert report.removed == 1
    assert headlines(tmp_path / "index") == []
    with pytest.raises(MissingInput, match="one"):
        remove(["one.txt"], tmp_path / "index", tokeniser=tokeniser())


def test_nothing_is_made_for_paths_that_are_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        build_archive(tmp_path / "index", tmp_path / "none")
    (tmp_path / "bare").mkdir()
    with pytest.raises(MissingInput):
        build_archive(tmp_path / "index", tmp_path / "bare")
    assert not (tmp_path / "index").exists()
    with pytest.raises(ArchiveMissing):
        remove(["a"], tmp_path / "index", tokeniser=tokeniser())


def test_one_writer_at_a_time(pages: Path, tmp_path: Path) -> None:
    build_archive(tmp_path / "index", pages)
    with writer_lock(tmp_path / "index"):
        assert is_locked(tmp_path / "index")
        with pytest.raises(ArchiveBusy, match="process"):
            build_archive(tmp_path / "index", pages)
    assert not is_locked(tmp_path / "index")
    build_archive(tmp_path / "index", pages)


def test_the_archive_keeps_to_its_encoder_and_tokeniser(pages: Path, tmp_path: Path) -> None:
    build_archive(tmp_path / "index", pages)
    with pytest.raises(ArchiveMismatch, match="pairs 2") as caught:
        build_archive(tmp_path / "index", pages, encoder=PairEncoder(version="2"))
    assert "rebuild" in caught.value.hint


def test_a_rebuild_changes_the_encoder(pages: Path, tmp_path: Path) -> None:
    build_archive(tmp_path / "index", pages)
    before = rows(tmp_path / "index")
    reader = Archive.open(tmp_path / "index", encoder=PairEncoder())
    encoder = PairEncoder(version="2", dimensions=32)
    for path in pages.iterdir():
        path.unlink()
    report = rebuild(tmp_path / "index", encoder=encoder, tokeniser=tokeniser(), wait_s=0)
    assert encoder.encoded == 2
    assert reader.search("产业路")[0].headline == "白水村修通产业路"
    with Archive.open(tmp_path / "index", encoder=encoder) as archive:
        assert (archive.sequence, rows_of(archive)) == (report.sequence, before)
        assert archive.search("产业路")[0].channels.keys() == {"lexical", "vector"}
    with pytest.raises(ArchiveMismatch):
        Archive.open(tmp_path / "index", encoder=PairEncoder())
    assert reader.refresh()
    assert reader.sequence == report.sequence
    assert len(reader.containing([["产业路"]])) == 1


def rows_of(archive: Archive) -> dict[str, str]:
    return {item.text[:2]: item.article_id for item in archive.articles()}


def test_a_rebuild_with_the_same_encoder_encodes_nothing(pages: Path, tmp_path: Path) -> None:
    build_archive(tmp_path / "index", pages)
    encoder = PairEncoder()
    rebuild(tmp_path / "index", encoder=encoder, tokeniser=tokeniser(), wait_s=0)
    rebuild(tmp_path / "index", encoder=encoder, tokeniser=tokeniser(), wait_s=0)
    assert encoder.encoded == 0
    assert [p.name for p in sorted((tmp_path / "index").glob("generation-*"))] == [
        "generation-2",
        "generation-3",
    ]
    assert current(tmp_path / "index").number == 3


def test_progress_is_told(pages: Path, tmp_path: Path) -> None:
    seen: list[Progress] = []
    build_archive(tmp_path / "index", pages, progress=seen.append)
    assert {"read", "encode", "lexical", "vectors"} <= {p.stage for p in seen}
    assert Progress("read", 2, 2) in seen
    assert all(p.done <= p.total for p in seen)


def test_refusals_to_write_are_named(tmp_path: Path) -> None:
    with pytest.raises(ArchiveNotWritable, match="No space"), writable(tmp_path):
        raise OSError(28, "No space left on device")
    (tmp_path / "file").touch()
    with pytest.raises(ArchiveNotWritable):
        build_archive(tmp_path / "file" / "index", Path(__file__).parents[2] / "samples")


def test_no_question_sees_two_states_of_a_page(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_archive(tmp_path / "index", pages)
    (pages / "two.txt").write_text(SECOND.replace("果园", "茶园"), encoding="utf-8")
    seen: list[list[str | None]] = []
    commit = ingest.Ingest._commit

    def looked_at(run: ingest.Ingest) -> None:
        commit(run)
        seen.append(headlines(tmp_path / "index"))

    monkeypatch.setattr(ingest, "BATCH", 1)
    monkeypatch.setattr(ingest.Ingest, "_commit", looked_at)
    build_archive(tmp_path / "index", pages)
    assert seen and all(len(titles) == 2 for titles in seen)


def test_another_text_under_a_given_id_replaces_it_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ready.jsonl"
    monkeypatch.setattr(ingest, "BATCH", 2)
    monkeypatch.setattr(prepare, "BATCH", 2)

    def write(kept: str) -> None:
        lines = [{"id": f"n{i}", "text": f"第{i}号果园{kept}修了路，货车开得进去。"} for i in range(7)]
        path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")

    write("去年")
    build_archive(tmp_path / "index", path)
    commit = ingest.Ingest._commit

    def looked_at(run: ingest.Ingest) -> None:
        commit(run)
        with Archive.open(tmp_path / "index", encoder=PairEncoder()) as archive:
            assert sorted(item.source for item in archive.articles()) == [f"n{i}" for i in range(7)]

    write("今年")
    monkeypatch.setattr(ingest.Ingest, "_commit", looked_at)
    report = build_archive(tmp_path / "index", path)
    assert (report.added, report.removed) == (7, 7)


def test_a_line_inserted_at_the_top_changes_no_id(tmp_path: Path) -> None:
    path = tmp_path / "ready.jsonl"
    lines = [json.dumps({"text": f"{name}村修通了产业路，货车开进果园。"}) for name in "甲乙丙"]
    path.write_text("\n".join(lines), encoding="utf-8")
    build_archive(tmp_path / "index", path)
    before = rows(tmp_path / "index")
    path.write_text("\n".join([json.dumps({"text": "丁村也修了路。"}), *lines]), encoding="utf-8")
    encoder = PairEncoder()
    report = build_archive(tmp_path / "index", path, encoder=encoder)
    after = rows(tmp_path / "index")
    assert (report.added, report.removed, encoder.encoded) == (1, 0, 1)
    assert {name: after[name] for name in before} == before


def test_a_rebuild_forgets_what_was_removed(pages: Path, tmp_path: Path) -> None:
    many = pages / "many.jsonl"
    many.write_text("\n".join(json.dumps({"text": f"第{i}条路。"}) for i in range(30)), encoding="utf-8")
    build_archive(tmp_path / "index", pages)
    remove(["one.txt"], tmp_path / "index", tokeniser=tokeniser())
    store = Store.open(current(tmp_path / "index").database)
    assert len(store.passages.removed(0)) == 1
    rebuild(tmp_path / "index", encoder=PairEncoder(), tokeniser=tokeniser())
    store = Store.open(current(tmp_path / "index").database)
    assert len(store.passages.removed(0)) == 0
    assert headlines(tmp_path / "index") == [*[None] * 30, "白水村修通产业路"]
