"""Verdicts on answers: kept whole, beside the index, whatever happens to the archive."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.contracts import answer_json
from assistant.feedback import FILE, Feedback
from assistant.records import Answer
from index.errors import ArchiveDamaged, ArchiveNotWritable, QuestionRefused
from index.locks import writer_lock
from index.writing.rebuild import rebuild
from tests.archives import PairEncoder, build_archive, page, tokeniser

ANSWER = Answer("镇上几时通的车？", "zh", "when", "answered", "去年[1]。", understood={"kind": "when"})


def test_a_verdict_comes_back_as_it_was_given(tmp_path: Path) -> None:
    status = {"sequence": 7, "encoder": "pairs 1", "folder": "/secret"}
    feedback = Feedback(tmp_path, lambda: status)
    first = feedback.record(ANSWER.question, ["镇上通车了吗？"], ANSWER, "wrong", " 应为前年 ", user="小林")
    second = feedback.record("又问", (), replace(ANSWER, question="又问"), "missing")
    entries = list(Feedback.open(tmp_path).entries())
    assert [entry.entry for entry in entries] == [first, second]
    kept = entries[0]
    assert (kept.user, kept.verdict, kept.note) == ("小林", "wrong", "应为前年")
    assert (kept.question, kept.history) == (ANSWER.question, ("镇上通车了吗？",))
    assert (kept.parse, kept.answer) == ({"kind": "when"}, answer_json(ANSWER))
    assert kept.versions["sequence"] == 7 and "wendang" in kept.versions
    assert "folder" not in kept.versions


def test_an_archive_without_feedback_has_no_entries_and_gets_no_file(tmp_path: Path) -> None:
    assert list(Feedback.open(tmp_path).entries()) == []
    assert not (tmp_path / FILE).exists()


def test_only_the_three_verdicts_are_taken_and_notes_have_an_end(tmp_path: Path) -> None:
    feedback = Feedback(tmp_path)
    with pytest.raises(QuestionRefused, match="perhaps"):
        feedback.record("问", (), ANSWER, "perhaps")
    feedback.record("问", (), ANSWER, "right", "长" * 10_000)
    assert [len(entry.note) for entry in feedback.entries()] == [4000]


def test_it_survives_a_rebuild_and_is_not_held_up_by_a_writer(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(page("题目", "本报讯 一件小事。"), encoding="utf-8")
    folder = tmp_path / "index"
    build_archive(folder, tmp_path / "a.txt")
    feedback = Feedback(folder)
    feedback.record("先", (), ANSWER, "right")
    rebuild(folder, encoder=PairEncoder(), tokeniser=tokeniser())
    with writer_lock(folder):
        feedback.record("后", (), ANSWER, "wrong")
    assert [entry.question for entry in Feedback.open(folder).entries()] == ["先", "后"]


def test_many_at_once_are_all_kept(tmp_path: Path) -> None:
    feedback = Feedback(tmp_path)
    threads = [
        threading.Thread(target=feedback.record, args=(f"问{n}", (), ANSWER, "right")) for n in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(entry.question for entry in feedback.entries()) == sorted(f"问{n}" for n in range(12))


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not a database at all" * 200)
    with pytest.raises(ArchiveDamaged):
        list(Feedback.open(tmp_path).entries())


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArchiveNotWritable):
        Feedback(tmp_path / "gone").record("问", (), ANSWER, "right")
