"""Files become drafts: what decides that is fingerprinted, and a long file is divided into parts."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

from index.encoder import load_encoder
from index.reports import Progress
from index.tables.codec import pack_vectors
from index.writing import prepare
from index.writing.prepare import jobs, parts
from index.writing.work import Kit
from tests.archives import build_archive, gazetteer, page, tokeniser

# Loaded with the reading, and without a say in what comes of a file: errors, names of things, packing.
_NO_SAY = {
    "cutting", "shingles", "encoder", "errors", "folder", "reports", "tables", "tables.compress",
    "tables.notes", "tables.quantise", "writing", "writing.inputs",
}  # fmt: skip


def test_everything_that_reading_loads_is_in_the_fingerprint(root: Path) -> None:
    code = "import sys, index.writing.prepare\nprint(*[m for m in sys.modules if m.startswith('index.')])"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    loaded = {name.removeprefix("index.") for name in done.stdout.split()}
    covered = {rule.removesuffix(".py").replace("/", ".") for rule in prepare._RULES}
    missed = {name for name in loaded if not any(name == c or name.startswith(f"{c}.") for c in covered)}
    assert missed <= _NO_SAY


def test_the_fingerprint_names_files_that_are_there(root: Path) -> None:
    assert all((root / "index" / name).exists() for name in prepare._RULES)


def ready(count: int) -> str:
    """Return so many ready articles."""
    return "\n".join(json.dumps({"id": f"n{i}", "text": f"第{i}号果园修了路。" * 40}) for i in range(count))


def test_the_length_of_a_file_is_told_from_outside(tmp_path: Path) -> None:
    plain, packed, single = tmp_path / "a.jsonl", tmp_path / "a.jsonl.gz", tmp_path / "a.txt"
    plain.write_text(ready(1200), encoding="utf-8")
    packed.write_bytes(gzip.compress(ready(1200).encode()))
    single.write_text("一" * 100_000, encoding="utf-8")
    assert parts(single) == parts(tmp_path / "gone.jsonl") == 1
    assert 1 < parts(plain) < 10
    assert parts(packed) >= 1
    assert [len(job.items or ()) for job in jobs(plain)] == [250, 250, 250, 250, 200]


def test_progress_goes_on_within_a_long_file(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(ready(1200), encoding="utf-8")
    (tmp_path / "b.txt").write_text(page("题目", "本报金川讯 8月3日，产业路通车。"), encoding="utf-8")
    told: list[Progress] = []
    report = build_archive(tmp_path / "index", tmp_path / "a.jsonl", tmp_path / "b.txt", progress=told.append)
    read = [progress for progress in told if progress.stage == "read"]
    assert len({progress.done for progress in read}) > 3
    assert [p.done for p in read] == sorted(p.done for p in read)
    assert {p.total for p in read} == {read[-1].done}
    assert report.elapsed > 0 and {"read", "words", "store", "lexical"} <= set(report.seconds)


def test_a_new_file_is_done_in_one_go(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(ready(3), encoding="utf-8")
    kit = Kit(gazetteer(), tokeniser(), load_encoder())
    (whole,) = (kit.prepare(job) for job in jobs(path, fresh=True))
    (plain,) = (kit.prepare(job) for job in jobs(path))
    for done, bare in zip(whole.drafts, plain.drafts, strict=True):
        assert (done.texts, bare.vectors, bare.cuts) == ((), (), ())
        assert list(done.vectors) == pack_vectors(load_encoder().encode(bare.encoded))
        assert [cut.body for cut in done.cuts] == [" ".join(tokeniser().words(text)) for text in bare.texts]
        assert (done.spans, done.digests) == (bare.spans, bare.digests)
    assert set(whole.seconds) == {"read", "encode", "words"}
