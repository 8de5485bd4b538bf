"""Worker processes: what one process gives, in its order; errors belong to their task; none stays behind."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from index import build as building
from index.errors import EmptyInput
from index.search import Archive
from index.writing.prepare import Job, jobs
from index.writing.work import Here, Kit
from index.writing.workers import WorkerDied, Workers, hands_for
from tests.archives import PairEncoder, build_archive, gazetteer, page, tokeniser

TEXTS = [f"第{i}号果园修通了产业路，货车开得进去。" for i in range(700)]


def kit() -> Kit:
    return Kit(gazetteer(), tokeniser(), PairEncoder())


@dataclass
class _Deadly:
    """A kit whose worker ends in the middle of its task."""

    def encode(self, texts: object) -> None:
        os._exit(3)


def test_workers_give_what_one_process_gives(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(page("白水村修通产业路", "本报金川讯 8月3日，白水村五公里产业路通车。"), encoding="utf-8")
    tasks: list[tuple[str, list[tuple[int, Any]]]] = [
        ("prepare", [(i, job) for i, job in enumerate(jobs(path))]),
        ("encode", [(i, TEXTS[i * 100 : i * 100 + 100]) for i in range(7)]),
        ("cut", [(i, [("产业路", text) for text in TEXTS[3 * i : 3 * i + 2]]) for i in range(20)]),
    ]
    with Workers(kit(), 2) as workers:
        for kind, given in tasks:
            there = [(key, outcome.result()) for key, outcome in workers.ordered(kind, given)]
            here = [(key, outcome.result()) for key, outcome in Here(kit()).ordered(kind, given)]
            if kind == "cut":  # pairs are a set
                there, here = ([(k, [(c.body, c.head, set(c.pairs.split())) for c in v]) for k, v in side]
                               for side in (there, here))  # fmt: skip
            assert there == here


def test_an_error_belongs_to_its_task(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "good.txt").write_text(page("题目", "本报金川讯 8月3日，产业路通车。"), encoding="utf-8")
    given = [(name, Job(tmp_path / name)) for name in ("empty.txt", "good.txt")]
    with Workers(kit(), 2) as workers:
        (_, bad), (_, good) = workers.ordered("prepare", given)
        with pytest.raises(EmptyInput) as caught:
            bad.result()
        assert caught.value.subject == "empty.txt"
        assert len(good.result().drafts) == 1


def test_a_worker_that_dies_is_told_and_replaced() -> None:
    with Workers(_Deadly(), 1) as workers:  # type: ignore[arg-type]
        for _ in range(2):
            ((_, outcome),) = workers.ordered("encode", [(0, [])])
            with pytest.raises(WorkerDied):
                outcome.result()


def test_little_work_is_done_here() -> None:
    assert isinstance(hands_for(kit(), 1000, cores=8), Here)
    assert isinstance(hands_for(kit(), 10**9, cores=1), Here)


def test_a_build_with_workers_is_the_build_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "many.jsonl"
    lines = [{"id": f"n{i}", "headline": "产业路", "text": text} for i, text in enumerate(TEXTS)]
    lines.insert(5, {"id": "bad"})
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    (tmp_path / "page.txt").write_text(page("题目", "本报金川讯 8月3日，产业路通车。"), encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    alone = build_archive(tmp_path / "alone", path, tmp_path / "page.txt", tmp_path / "empty.txt")

    def shared(given: Kit, size: int) -> Workers:
        return Workers(given, 2)

    monkeypatch.setattr(building, "hands_for", shared)
    report = build_archive(tmp_path / "shared", path, tmp_path / "page.txt", tmp_path / "empty.txt")
    assert (report.added, report.refused) == (alone.added, alone.refused) == (701, report.refused)
    assert len(report.refused) == 2
    with Archive.open(tmp_path / "alone") as one, Archive.open(tmp_path / "shared") as other:
        assert list(one.articles()) == list(other.articles())
        assert len(other.containing([["果园"]])) == 700


def test_workers_end_with_a_killed_writer() -> None:
    code = """
import sys
from index.writing.workers import Workers
from tests.unit.test_workers import TEXTS, kit
with Workers(kit(), 2) as workers:
    done = [outcome.result() for _, outcome in workers.ordered("encode", [(i, TEXTS) for i in range(4)])]
    print(*[process._process.pid for process in workers._all], flush=True)
    sys.stdin.read()
"""
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout
        workers = [int(number) for number in writer.stdout.readline().split()]
        assert workers
        writer.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and any(map(_alive, workers)):
        time.sleep(0.05)
    assert not any(map(_alive, workers))


@pytest.mark.parametrize("kept", [0, 50, -1])
def test_a_worker_ends_quietly_where_its_writer_died_in_the_middle(kept: int) -> None:
    sent = pickle.dumps({"a": list(range(100))}) + pickle.dumps(("encode", TEXTS))
    code = "from index.writing.workers import serve; serve()"
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, input=sent[:kept], capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def _alive(process: int) -> bool:
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"
