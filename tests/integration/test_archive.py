"""The whole archive on real SQLite, tantivy and FAISS: killed, damaged, filled up, read while written."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Thread

import pytest

from index.errors import ArchiveBusy, ArchiveDamaged
from index.folder import current
from index.search import Archive
from index.writing.maintain import backup, repair, status, verify
from tests.archives import PairEncoder, build_archive, page, tokeniser

ROOT = Path(__file__).resolve().parents[2]
VILLAGES = ("白水", "清泉", "柳沟", "石门", "杏花", "南岔", "双湾", "黑松")


def text(village: str, number: int = 0) -> str:
    """Return the page of one village, in a state of its story."""
    return page(
        f"{village}村修通产业路",
        f"本报金川讯 8月{number + 1}日，{village}村第{number}条产业路通车。果园都能开进货车，运费降了三成。",
    )


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for village in VILLAGES[:4]:
        (folder / f"{village}.txt").write_text(text(village), encoding="utf-8")
    return folder


@pytest.fixture
def built(pages: Path, tmp_path: Path) -> Path:
    build_archive(tmp_path / "index", pages)
    return tmp_path / "index"


def opened(folder: Path) -> Archive:
    return Archive.open(folder, encoder=PairEncoder(), tokeniser=tokeniser())


def contents(folder: Path) -> dict[str, list[str]]:
    """Return everything that questions see of an archive, by every way to it."""
    with opened(folder) as archive:
        assert archive.status()["sequence"] == archive.status()["lexical_sequence"]
        texts = sorted(item.text for item in archive.articles())
        return {
            "texts": texts,
            "containing": sorted(f.article.text for f in archive.containing([["产业路"]])),
            "words": sorted(h.text for h in archive.search("产业路", 50) if "lexical" in h.channels),
            "vectors": sorted(h.text for h in archive.search("产业路果园", 50) if "vector" in h.channels),
        }


def expected(*numbered: tuple[str, int]) -> list[str]:
    """Return the part of each body by which the villages' articles are told apart."""
    return sorted(f"{village}村第{number}条" for village, number in numbered)


def told(texts: Sequence[str]) -> list[str]:
    return sorted(t[t.index("日，") + 2 : t.index("条") + 1] for t in texts)


HEAD = """
import os, resource, signal, sys
from pathlib import Path
from index.errors import ArchiveNotWritable
from index.locks import writer_lock
from index.writing.maintain import status
from tests.archives import build_archive, page
folder, pages = map(Path, sys.argv[1:3])
"""


def python(code: str, folder: Path, pages: Path) -> list[str]:
    """Return the command of a process that runs code with the tests' helpers at hand."""
    return [sys.executable, "-c", HEAD + code, str(folder), str(pages)]


def run(code: str, folder: Path, pages: Path, *, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run code in another process."""
    command = python(code, folder, pages)
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=check, timeout=120)


KILLED = "os.kill(os.getpid(), signal.SIGKILL)"


def test_all_ways_see_the_same(built: Path) -> None:
    seen = contents(built)
    assert told(seen["texts"]) == expected(*((v, 0) for v in VILLAGES[:4]))
    assert seen["containing"] == seen["words"] == seen["vectors"] == seen["texts"]


def change(pages: Path) -> None:
    """Make one file new, one other, one gone."""
    (pages / f"{VILLAGES[4]}.txt").write_text(text(VILLAGES[4]), encoding="utf-8")
    (pages / f"{VILLAGES[0]}.txt").write_text(text(VILLAGES[0], 1), encoding="utf-8")
    (pages / f"{VILLAGES[1]}.txt").unlink()


AFTER = expected(("白水", 1), ("柳沟", 0), ("石门", 0), ("杏花", 0))


def test_killed_between_the_commit_and_the_indexes(built: Path, pages: Path) -> None:
    change(pages)
    code = f"""
from index.writing.derive import Derivation
start = status(folder)["sequence"]
Derivation.catch_up_lexical = lambda self, *_: {KILLED} if self._store.sequence > start else self._lexical
build_archive(folder, pages)
"""
    before = status(built)["sequence"]
    assert run(code, built, pages, check=False).returncode == -signal.SIGKILL
    assert status(built)["sequence"] != before
    checks = {check.part: check for check in verify(built, tokeniser=tokeniser())}
    assert (checks["database"].sound, checks["lexical"].sound) == (True, False)
    seen = contents(built)
    assert told(seen["texts"]) == AFTER
    assert seen["containing"] == seen["words"] == seen["vectors"] == seen["texts"]
    assert all(check.sound for check in verify(built, tokeniser=tokeniser()))


def test_killed_before_the_commit(built: Path, pages: Path) -> None:
    before = contents(built)
    change(pages)
    code = f"""
from index.tables.transaction import Transaction
Transaction.add_articles = lambda *_: {KILLED}
build_archive(folder, pages)
"""
    assert run(code, built, pages, check=False).returncode == -signal.SIGKILL
    seen = contents(built)
    # What was removed before is a transaction of its own; nothing of the rest is there.
    assert set(seen["texts"]) <= set(before["texts"])
    assert seen["containing"] == seen["words"] == seen["texts"]
    build_archive(built, pages)
    assert told(contents(built)["texts"]) == AFTER


@pytest.mark.parametrize("stage", ["store", "lexical", "vectors", "snapshot"])
def test_killed_at_each_stage_of_the_first_build(pages: Path, tmp_path: Path, stage: str) -> None:
    patches = {
        "store": "import index.folder as f; import index.build as b; b.make_current = lambda *_: {}",
        "lexical": "import index.lexical_writer as L; L.document = lambda *_: {}",
        "vectors": "from index.vectors import VectorIndex as V; V.save = lambda *_: {}",
        "snapshot": "old = os.replace; os.replace = lambda a, b: {} if 'vectors' in str(b) else old(a, b)",
    }
    code = patches[stage].format(KILLED) + "\nbuild_archive(folder, pages)"
    assert run(code, tmp_path / "index", pages, check=False).returncode == -signal.SIGKILL
    build_archive(tmp_path / "index", pages)
    seen = contents(tmp_path / "index")
    assert told(seen["texts"]) == expected(*((v, 0) for v in VILLAGES[:4]))
    assert seen["containing"] == seen["words"] == seen["vectors"] == seen["texts"]
    assert all(check.sound for check in verify(tmp_path / "index", tokeniser=tokeniser()))


def test_killed_at_any_moment(pages: Path, tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    lines = [{"id": f"n{i}", "text": f"第{i}号果园修通了产业路，货车开得进去。"} for i in range(1500)]
    many.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    code = "build_archive(folder, pages, progress=lambda p: print(p.stage, flush=True))"
    for moment in range(5):
        command = python(code, tmp_path / "index", many)
        with subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(0.2 * moment)
            process.kill()
        if not (tmp_path / "index" / "current").exists():
            continue
        with opened(tmp_path / "index") as archive:
            ids = {item.source for item in archive.articles()}
            assert {f.article.source for f in archive.containing([["产业路"]])} == ids
            assert len(ids) == archive.count()
            assert archive.status()["passages"] == len(ids)
    build_archive(tmp_path / "index", many)
    with opened(tmp_path / "index") as archive:
        assert len({item.source for item in archive.articles()}) == archive.count() == 1500
    assert all(check.sound for check in verify(tmp_path / "index", tokeniser=tokeniser()))


def derived_files(folder: Path) -> list[Path]:
    generation = current(folder)
    lexical = [p for p in generation.lexical.iterdir() if p.suffix != ".lock"]
    return sorted([generation.vectors, *lexical])


@pytest.mark.parametrize("damage", ["deleted", "emptied", "halved", "flipped"])
def test_damaged_indexes_are_made_again(built: Path, damage: str, tmp_path: Path) -> None:
    expected_contents = contents(built)
    count = len(derived_files(built))
    for number in range(count):
        copy = tmp_path / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(built, copy)
        path = derived_files(copy)[number]
        content = path.read_bytes()
        middle = len(content) // 3
        changed = {
            "emptied": b"",
            "halved": content[: len(content) // 2],
            "flipped": content[:middle] + bytes([content[middle] ^ 0x5A]) + content[middle + 1 :],
        }
        if damage == "deleted":
            path.unlink()
        else:
            path.write_bytes(changed[damage])
        encoder = PairEncoder()
        with Archive.open(copy, encoder=encoder, tokeniser=tokeniser()) as archive:
            assert encoder.encoded == 0, "mending must not encode"
            assert archive.count() == 4
        assert contents(copy) == expected_contents, path.name


def test_both_indexes_gone(built: Path) -> None:
    before = contents(built)
    generation = current(built)
    shutil.rmtree(generation.lexical)
    generation.vectors.unlink()
    assert contents(built) == before
    assert all(check.sound for check in verify(built, tokeniser=tokeniser()))


def test_damage_is_found_and_repaired(built: Path) -> None:
    generation = current(built)
    generation.vectors.write_bytes(b"nonsense")
    next(generation.lexical.glob("*.idx")).write_bytes(b"nonsense")
    assert [(c.part, c.sound) for c in verify(built, tokeniser=tokeniser())] == [
        ("database", True),
        ("lexical", False),
        ("vectors", False),
    ]
    assert [c.sound for c in repair(built, tokeniser=tokeniser(), wait_s=0)] == [True, False, False]
    assert all(check.sound for check in verify(built, tokeniser=tokeniser()))


def test_a_damaged_database_names_the_last_backup(built: Path, pages: Path) -> None:
    before = contents(built)
    saved = backup(built)
    database = current(built).database
    database.write_bytes(b"\x00" * 20_000)
    with pytest.raises(ArchiveDamaged, match=saved.name):
        opened(built)
    assert not verify(built, tokeniser=tokeniser())[0].sound
    shutil.copy(saved, database)
    assert contents(built) == before


def test_a_backup_from_before_is_caught_up_with(built: Path, pages: Path) -> None:
    saved = backup(built)
    before = contents(built)
    change(pages)
    build_archive(built, pages)
    shutil.copy(saved, current(built).database)
    assert contents(built) == before
    build_archive(built, pages)
    assert told(contents(built)["texts"]) == AFTER


@pytest.mark.parametrize("room", [30_000, 120_000])
def test_a_full_disk(built: Path, pages: Path, tmp_path: Path, room: int) -> None:
    before = contents(built)
    lines = [{"id": f"n{i}", "text": f"第{i}号果园修通了产业路，货车开得进去。" * 9} for i in range(400)]
    (pages / "many.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    code = f"""
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))
try:
    build_archive(folder, pages)
except ArchiveNotWritable as error:
    print(error.hint)
"""
    done = run(code, built, pages, check=False)
    assert "make room" in done.stdout, done.stderr[-2000:]
    assert contents(built) == before
    build_archive(built, pages)
    with opened(built) as archive:
        assert archive.count() == 404


def test_a_second_writer_is_told_who_holds_the_lock(built: Path, pages: Path) -> None:
    code = "with writer_lock(folder):\n    print('held', flush=True); input()"
    command = python(code, built, pages)
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        with pytest.raises(ArchiveBusy, match=str(process.pid)):
            build_archive(built, pages)
        assert status(built)["being_written"]
        with opened(built) as archive:
            assert archive.count() == 4
        process.kill()
    # The lock of a dead process is nobody's.
    build_archive(built, pages)
    assert not status(built)["being_written"]


def test_questions_while_another_process_writes(built: Path, pages: Path) -> None:
    code = """
for number in range(1, 9):
    for village in ("白水", "清泉"):
        (pages / f"{village}.txt").write_text(page(f"{village}村修通产业路",
            f"本报金川讯 8月{number + 1}日，{village}村第{number}条产业路通车。果园能开进货车。"), "utf-8")
    build_archive(folder, pages)
"""
    errors: list[BaseException] = []
    stop = False
    archive = opened(built)
    asked = 0

    def ask() -> None:
        nonlocal asked
        try:
            while not stop:
                for hit in archive.search("产业路通车", 10):
                    assert hit.text
                found = archive.containing([["产业路"], ["果园", "货车"]])
                assert len({f.article.source for f in found}) == len(found)
                archive.refresh()
                asked += 1
        except BaseException as error:
            errors.append(error)

    threads = [Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    run(code, built, pages)
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and archive.sequence < int(str(status(built)["sequence"])):
        time.sleep(0.05)
    stop = True
    for thread in threads:
        thread.join()
    assert not errors
    assert asked > 10
    assert archive.sequence == status(built)["sequence"]
    found = archive.containing([["产业路"]])
    numbered = [("白水", 8), ("清泉", 8), ("柳沟", 0), ("石门", 0)]
    assert told([f.article.text for f in found]) == expected(*numbered)


def test_a_folder_that_cannot_be_written_can_be_read(built: Path, pages: Path, tmp_path: Path) -> None:
    before = contents(built)
    mount = tmp_path / "mounted"
    mount.mkdir()
    script = 'mount --bind "$1" "$2" && mount -o remount,bind,ro "$2" && shift 2 && exec "$@"'
    code = """
import json
from tests.integration.test_archive import contents
seen = contents(folder)
try:
    build_archive(folder, pages)
except ArchiveNotWritable:
    print(json.dumps(seen))
"""
    change(pages)
    if os.geteuid() != 0 or shutil.which("unshare") is None:
        pytest.skip("needs root and unshare, to mount a folder read-only")
    command = ["unshare", "-m", "sh", "-c", script, "sh", str(built), str(mount), *python(code, mount, pages)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    if "mount" in done.stderr and done.returncode:
        pytest.skip(f"no read-only mounts here: {done.stderr.strip()[-200:]}")
    assert done.stdout, done.stderr[-3000:]
    assert json.loads(done.stdout) == before
