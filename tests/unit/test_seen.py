"""Large files that were hashed: not read again while nobody touches them, and always when somebody did."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from index.writing.inputs import digest
from index.writing.seen import Seen

_LATER = 3_000_000_000


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "large.jsonl"
    path.write_bytes(b"a" * 300_000)
    now = time.time_ns()
    # As if some seconds had passed.
    monkeypatch.setattr(time, "time_ns", lambda: now + _LATER)
    return path


class Counted:
    """Counts how often a file is read."""

    def __init__(self) -> None:
        self.read = 0

    def __call__(self, path: Path) -> str:
        self.read += 1
        return digest(path)


def look(kept: Path, path: Path) -> tuple[str, int]:
    """Return a file's digest in a run of its own, and how often it was read for it."""
    counted = Counted()
    seen = Seen(kept, counted)
    found = seen.digest(path)
    seen.save()
    return found, counted.read


def test_a_large_file_is_read_once(large: Path, tmp_path: Path) -> None:
    kept = tmp_path / "seen"
    assert look(kept, large) == (digest(large), 1)
    assert look(kept, large) == (digest(large), 0)
    small = tmp_path / "small.jsonl"
    small.write_bytes(b"a")
    assert look(kept, small) == look(kept, small) == (digest(small), 1)
    assert look(kept, large)[1] == 0


def test_whatever_touches_it_is_seen(large: Path, tmp_path: Path) -> None:
    kept = tmp_path / "seen"
    look(kept, large)
    facts = large.stat()
    time.sleep(0.02)
    large.write_bytes(b"b" * 300_000)
    os.utime(large, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert look(kept, large) == (digest(large), 1)
    other = tmp_path / "other"
    other.write_bytes(b"c" * 300_000)
    other.replace(large)
    assert look(kept, large) == (digest(large), 1)


def test_what_was_touched_just_now_is_not_trusted(
    large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for now in (large.stat().st_ctime_ns + 1000, 5):
        monkeypatch.setattr(time, "time_ns", lambda now=now: now)
        assert look(tmp_path / "seen", large)[1] == look(tmp_path / "seen", large)[1] == 1


@pytest.mark.parametrize("damage", [b"", b"7\n{}", b"\xff\xfe"])
def test_what_is_damaged_is_not_trusted(large: Path, tmp_path: Path, damage: bytes) -> None:
    kept = tmp_path / "seen"
    look(kept, large)
    kept.write_bytes(damage)
    assert look(kept, large) == (digest(large), 1)


def test_files_that_are_gone_are_forgotten(large: Path, tmp_path: Path) -> None:
    kept = tmp_path / "seen"
    look(kept, large)
    name = str(large).encode()
    assert name in kept.read_bytes()
    large.unlink()
    Seen(kept, digest).save()
    assert name not in kept.read_bytes()
