"""The files of the lexical index: are they what was written?

Each of tantivy's segment files ends with a footer that holds its CRC-32; beside them lies a seal of ours over
the list of segments, `meta.json`, which has none.
"""

from __future__ import annotations

import json
import logging
import re
import struct
import time
import zlib
from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

from index.folder import replace, writable

_MAGIC = 1337
_PARTS = ("idx", "pos", "term", "store", "fast", "fieldnorm")
_CRC = re.compile(rb'"crc":(\d+)')
_BUDGET_BYTES = 1_000_000_000
"""Beyond this size an open checks footers only (about 3 GB are checked in a second); `verify` checks all."""

_MERGED = 8
"""Segments of like size that tantivy makes one of (its LogMergePolicy)."""

_log = logging.getLogger(__name__)


class IndexDamaged(Exception):
    """A derived index on disk cannot be used; it has to be made again from the database."""


class Care(IntEnum):
    """Of which files the checksums are computed; the ends of all of them are always looked at.

    Attributes:
        CHANGED: of those that the system says were touched since they were sealed: for a writer, whose work
            should be that of what is new.
        USUAL: of all, unless they are very large together: for whoever is going to search them.
        EVERY: of all.
    """

    CHANGED = 0
    USUAL = 1
    EVERY = 2


def seal(folder: Path) -> None:
    """Record the checksum of the list of segments, and how each of their files looks from outside."""
    looks = json.dumps({path.name: _look(path) for path in _files(folder)}, sort_keys=True).encode()
    with writable(folder):
        meta = zlib.crc32((folder / "meta.json").read_bytes())
        replace(folder / "seal", b"%d %d\n%s" % (meta, zlib.crc32(looks), looks))


def sealed(folder: Path) -> bool:
    """Say whether the list of segments is the one that was sealed last."""
    try:
        first, _, looks = (folder / "seal").read_bytes().partition(b"\n")
        return first == b"%d %d" % (zlib.crc32((folder / "meta.json").read_bytes()), zlib.crc32(looks))
    except OSError:
        return False


def drop_leftovers(folder: Path) -> None:
    """Remove the lists of deleted documents that a killed writer left behind; nothing refers to them.

    Their names hold a number that goes on from that of the list of segments: the next writer counts from
    there again, and would find them taken. What a reader may have open has a lower one.

    Raises:
        ArchiveNotWritable: the folder is read-only.
    """
    last = json.loads((folder / "meta.json").read_bytes())["opstamp"]
    with writable(folder):
        for path in folder.glob("*.del"):
            _, _, number = path.stem.partition(".")
            if number.isdecimal() and int(number) > last:
                path.unlink(missing_ok=True)


class Segment(NamedTuple):
    """How many documents a segment was made of, and how many of them are gone."""

    size: int
    gone: int


def segments(folder: Path) -> list[Segment]:
    """Return the segments of an index in their order."""
    listed = json.loads((folder / "meta.json").read_bytes())["segments"]
    return [Segment(s["max_doc"], (s["deletes"] or {}).get("num_deleted_docs", 0)) for s in listed]


def merging(folder: Path, new: int) -> bool:
    """Say whether a commit of so many new segments may merge some, so that all that is in them is read."""
    return len(segments(folder)) + new >= _MERGED


def check_files(folder: Path, care: Care = Care.USUAL) -> None:
    """Check that every file of the index is complete and unaltered.

    Args:
        folder: the folder of the index.
        care: of which files to compute the checksums.

    Raises:
        IndexDamaged: one is not.
    """
    # A writer in another process may drop a segment between reading the list and reading the file.
    for attempt in range(3):
        try:
            return _check(folder, care)
        except FileNotFoundError as error:
            if attempt == 2:
                raise IndexDamaged(f"{error.filename} is missing") from error
            time.sleep(0.02)


def _check(folder: Path, care: Care) -> None:
    paths = list(_files(folder))
    full = care == Care.EVERY or sum(path.stat().st_size for path in paths) <= _BUDGET_BYTES
    looks = _sealed_looks(folder) if care == Care.CHANGED else {}
    for path in paths:
        same = care == Care.CHANGED and looks.get(path.name) == _look(path)
        _check_file(path, full and not same)


def _look(path: Path) -> list[int]:
    """Return what changes with every write to a file; the time of change cannot be set by a program."""
    facts = path.stat()
    return [facts.st_size, facts.st_ino, facts.st_ctime_ns]


def _sealed_looks(folder: Path) -> dict[str, list[int]]:
    if not sealed(folder):
        return {}
    looks: dict[str, list[int]] = json.loads((folder / "seal").read_bytes().partition(b"\n")[2])
    return looks


def _files(folder: Path) -> Iterator[Path]:
    try:
        segments = json.loads((folder / "meta.json").read_bytes())["segments"]
        json.loads((folder / ".managed.json").read_bytes())
        for segment in segments:
            name = segment["segment_id"].replace("-", "")
            yield from (folder / f"{name}.{part}" for part in _PARTS)
            if segment["deletes"]:
                yield folder / f"{name}.{segment['deletes']['opstamp']}.del"
    except (ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(f"the list of segments is altered: {error}") from error


def _check_file(path: Path, full: bool) -> None:
    """Check one segment file: content, footer as JSON, length of the footer, magic number."""
    with open(path, "rb") as handle:
        size = handle.seek(0, 2)
        handle.seek(max(0, size - 8))
        tail = handle.read(8)
        length, magic = struct.unpack("<II", tail) if len(tail) == 8 else (0, 0)
        body = size - 8 - length
        if magic != _MAGIC or body < 0:
            raise IndexDamaged(f"{path.name} is truncated")
        handle.seek(body)
        crc = _CRC.search(handle.read(length))
        if crc is None:
            raise IndexDamaged(f"the footer of {path.name} is altered")
        if full and _checksum(path, body) != int(crc.group(1)):
            raise IndexDamaged(f"the checksum of {path.name} does not match")


def _checksum(path: Path, length: int) -> int:
    crc, left = 0, length
    with open(path, "rb") as handle:
        while left and (block := handle.read(min(left, 1 << 22))):
            crc = zlib.crc32(block, crc)
            left -= len(block)
    return crc
