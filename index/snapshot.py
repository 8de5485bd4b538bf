"""The snapshot of the vectors on disk: a line that says what is in it, then ids and packed vectors.

Ids only grow and mostly follow one another: their distances, deflated, take next to nothing.

The line is sealed by its own checksum and holds that of the rest, so that a writer can tell from the first
few bytes whether a snapshot is complete and how far it goes; whoever searches it checks all of it.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.folder import replace, writable
from index.tables.quantise import Packed, width

_MAGIC = b"wendang-vectors-3\n"
_LINE = 512
"""Bytes in which the line ends, magic included."""

Ids = NDArray[np.int64]


class SnapshotDamaged(Exception):
    """The snapshot on disk is not what was written."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a snapshot says of itself.

    Attributes:
        sequence: the store's sequence number that it stands for.
        count: vectors in it.
        ids: bytes of their ids, as they are written.
        dimensions: length of a vector.
        crc: CRC-32 of everything after the line.
    """

    sequence: int
    count: int
    ids: int
    dimensions: int
    crc: int


def write(path: Path, sequence: int, ids: Ids, rows: Packed, dimensions: int) -> None:
    """Write a snapshot in one atomic step.

    Raises:
        ArchiveNotWritable: the disk is full or the folder read-only.
    """
    steps = zlib.compress(np.diff(ids, prepend=0).astype("<i8").tobytes())
    payload = steps + rows.tobytes()
    header = Header(sequence, len(ids), len(steps), dimensions, zlib.crc32(payload))
    line = json.dumps(asdict(header)).encode()
    with writable(path.parent):
        replace(path, _MAGIC + line + b" %d\n" % zlib.crc32(line) + payload)


def peek(path: Path, dimensions: int) -> Header:
    """Return what a snapshot says of itself, after checking that it is complete; its content is not read.

    Raises:
        SnapshotDamaged: it is missing, truncated, altered at its beginning, or of other dimensions.
    """
    try:
        with open(path, "rb") as handle:
            header, begin = _header(handle.read(_LINE), dimensions)
        size = path.stat().st_size
    except OSError as error:
        raise SnapshotDamaged(error.strerror or "unreadable") from error
    if size - begin != header.ids + header.count * width(dimensions):
        raise SnapshotDamaged("its size is not what its header says")
    return header


def read(path: Path, dimensions: int) -> tuple[Header, Ids, Packed]:
    """Return a snapshot after checking all of it.

    Raises:
        SnapshotDamaged: it is missing, truncated, altered, or of other dimensions.
    """
    try:
        content = memoryview(path.read_bytes())
    except OSError as error:
        raise SnapshotDamaged(error.strerror or "unreadable") from error
    header, begin = _header(bytes(content[:_LINE]), dimensions)
    payload, count = content[begin:], header.count
    if len(payload) != header.ids + count * width(dimensions):
        raise SnapshotDamaged("its size is not what its header says")
    if header.crc != zlib.crc32(payload):
        raise SnapshotDamaged("its checksum does not match")
    ids = np.cumsum(np.frombuffer(zlib.decompress(payload[: header.ids]), "<i8", count), dtype=np.int64)
    rows = np.frombuffer(payload, np.uint8, offset=header.ids).reshape(count, width(dimensions))
    return header, ids, rows


def _header(start: bytes, dimensions: int) -> tuple[Header, int]:
    """Return what the beginning of a snapshot says, and where it ends."""
    end = start.find(b"\n", len(_MAGIC))
    line, _, crc = start[len(_MAGIC) : end].rpartition(b" ")
    if not start.startswith(_MAGIC) or end < 0 or crc != b"%d" % zlib.crc32(line):
        raise SnapshotDamaged("its header is altered")
    header = Header(**json.loads(line))
    if header.dimensions != dimensions:
        raise SnapshotDamaged(f"its vectors have {header.dimensions} dimensions, not {dimensions}")
    return header, end + 1
