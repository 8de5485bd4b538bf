"""An archive under what goes wrong around it: a full disk, a clock put back, damage, a busy writer."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import ArchiveDamaged, WendangError
from index.folder import current
from index.search import Archive
from index.store import Store
from index.writing.maintain import backup, status, verify
from tests.archives import PairEncoder, build_archive, tokeniser

ROOT = Path(__file__).resolve().parents[2]
COUNT = 30


def ready(path: Path, count: int, state: str = "去年") -> None:
    """Write ready articles."""
    lines = [{"id": f"{path.stem}-{i}", "text": f"第{i}号果园{state}修通了产业路。"} for i in range(count)]
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")


def opened(folder: Path) -> Archive:
    return Archive.open(folder, encoder=PairEncoder(), tokeniser=tokeniser())


def held(folder: Path) -> tuple[list[str], list[str], list[str]]:
    """Return the texts of an archive by every way to them."""
    with opened(folder) as archive:
        hits = archive.search("产业路果园", 500)
        return (
            sorted(item.text for item in archive.articles()),
            sorted(f.article.text for f in archive.containing([["产业路"]])),
            sorted(hit.text for hit in hits if "vector" in hit.channels),
        )


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    ready(folder / "a.jsonl", COUNT)
    return folder


@pytest.fixture
def built(pages: Path, tmp_path: Path) -> Path:
    build_archive(tmp_path / "index", pages)
    return tmp_path / "index"


# Damage

_CHANGES: dict[str, Callable[[bytes, int], bytes | None]] = {
    "deleted": lambda content, at: None,
    "cut off": lambda content, at: content[:at],
    "flipped": lambda content, at: content[:at] + bytes([content[at] ^ 0x24]) + content[at + 1 :],
    "zeroed": lambda content, at: content[:at] + bytes(len(content) - at),
    "longer": lambda content, at: content + content[at:][:64] + b"\0",
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    (folder / "pages").mkdir()
    for name in "abc":
        ready(folder / "pages" / f"{name}.jsonl", COUNT)
        build_archive(folder / "index", folder / "pages")
    return folder / "index"


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 99), st.sampled_from(sorted(_CHANGES)), st.floats(0, 0.999))
def test_damage_anywhere_in_what_is_derived_is_mended(
    sound: Path, tmp_path: Path, number: int, change: str, share: float
) -> None:
    copy = tmp_path / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(sound, copy)
    generation = current(copy)
    files = sorted(
        path for path in (generation.vectors, *generation.lexical.iterdir()) if path.stat().st_size
    )
    path = files[number % len(files)]
    content = path.read_bytes()
    damaged = _CHANGES[change](content, int(share * len(content)))
    if damaged is None:
        path.unlink()
    else:
        path.write_bytes(damaged)
    assert held(copy) == held(sound), path.name
    assert all(check.sound for check in verify(copy, tokeniser=tokeniser()))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["cut off", "zeroed"]), st.floats(0, 0.999))
def test_a_damaged_database_is_never_silent(sound: Path, tmp_path: Path, change: str, share: float) -> None:
    copy = tmp_path / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(sound, copy)
    saved = backup(copy)
    database = current(copy).database
    for log in database.parent.glob("archive.sqlite-*"):
        log.unlink()
    content = database.read_bytes()
    altered = _CHANGES[change](content, int(share * len(content)))
    assert altered is not None
    database.write_bytes(altered)
    checks = verify(copy, tokeniser=tokeniser())
    # Zeros that stood there before are no damage.
    assert altered == content or not checks[0].sound
    try:
        held(copy)
    except WendangError as error:
        assert not isinstance(error, ArchiveDamaged) or saved.name in (error.hint or "")
    shutil.copy(saved, database)
    assert held(copy) == held(sound)


def test_the_last_backup_is_the_last_by_number(built: Path, pages: Path) -> None:
    first = backup(built)
    ready(pages / "b.jsonl", 2)
    build_archive(built, pages)
    last = backup(built)
    # The clock was put back between the two.
    os.utime(last, (1, 1))
    assert first.name < last.name
    current(built).database.write_bytes(b"\x07" * 9_000)
    with pytest.raises(ArchiveDamaged, match=last.name):
        Store.open(current(built).database)


# The clock


def test_a_clock_that_is_put_back(built: Path, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = opened(built)
    before = status(built)["sequence"]
    monkeypatch.setattr(time, "time", lambda: 1_000.0)
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000_000_000)
    ready(pages / "a.jsonl", COUNT, "今年")
    os.utime(pages / "a.jsonl", (10, 10))
    report = build_archive(built, pages)
    assert (report.read, report.added, report.removed) == (1, COUNT, COUNT)
    assert status(built)["sequence"] > before  # type: ignore[operator]
    assert reader.refresh()
    assert all("今年" in f.article.text for f in reader.containing([["产业路"]]))
    assert build_archive(built, pages).unchanged == 1
    assert all(check.sound for check in verify(built, tokeniser=tokeniser()))


# The disk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of three megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = os.geteuid() == 0 and shutil.which("mount") is not None
    if mounted:
        command = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)]
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    if not mounted:
        pytest.skip("nobody here may mount a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_disk_that_fills_up(small_disk: Path, pages: Path) -> None:
    index = small_disk / "index"
    build_archive(index, pages)
    before = held(index)
    filler = small_disk / "filler"
    for room in (0, 40_000, 150_000):
        free = shutil.disk_usage(small_disk).free
        filler.write_bytes(bytes(max(0, free - room)))
        ready(pages / "b.jsonl", 900)
        with pytest.raises(WendangError, match=r"cannot be (written|opened)") as caught:
            build_archive(index, pages)
        assert "disk" in (caught.value.hint or "")
        filler.unlink()
        now = held(index)
        # What was committed before the disk was full may be there, whole; nothing of the old is lost.
        assert set(before[0]) <= set(now[0]) and now[0] == now[1] == now[2]
        (pages / "b.jsonl").unlink()
        build_archive(index, pages)
        assert held(index) == before


# Others


def test_a_reader_sees_what_another_process_wrote_at_once(built: Path, pages: Path) -> None:
    reader = opened(built)
    ready(pages / "b.jsonl", 3, "今年")
    code = (
        "import sys; from pathlib import Path; from tests.archives import build_archive\n"
        "build_archive(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    command = [sys.executable, "-c", code, str(built), str(pages)]
    with subprocess.Popen(command, cwd=ROOT) as writer:
        while writer.poll() is None:
            reader.refresh()
            assert len(reader.containing([["产业路"]])) in (COUNT, COUNT + 3)
            time.sleep(0.02)
    ended = time.monotonic()
    while len(reader.containing([["今年"]])) < 3 and time.monotonic() < ended + 2:
        reader.refresh()
    assert len(reader.containing([["今年"]])) == 3
    assert {hit.source for hit in reader.search("今年产业路", 3)} == {"b-0", "b-1", "b-2"}


def test_backups_are_whole_while_it_is_written(built: Path, pages: Path, tmp_path: Path) -> None:
    done, failures = Event(), list[BaseException]()

    def write() -> None:
        try:
            for number in range(6):
                ready(pages / "b.jsonl", 20 + number)
                build_archive(built, pages)
        except BaseException as error:
            failures.append(error)
        finally:
            done.set()

    writer = Thread(target=write)
    writer.start()
    saved: list[Path] = []
    while not done.is_set() or not saved:
        saved.append(backup(built, tmp_path / f"copy{len(saved)}.sqlite"))
    writer.join()
    assert not failures
    for copy in saved:
        store = Store.open(copy)
        assert list(store.faults()) == []
        count = store.count()
        # A changed file is one transaction here: its articles are all there, or those before.
        assert count == COUNT or COUNT + 20 <= count <= COUNT + 25
        store.close()
