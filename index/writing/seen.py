"""Which large files were hashed before and have not been touched since, so that they need not be read again.

The size, place and times of a file stand for its bytes, as `make` and `git` take them to; the time of change
cannot be set by a program. A file that was touched shortly before it was hashed is hashed again next time.
What is remembered is a convenience: where it is gone or damaged, files are hashed.
"""

from __future__ import annotations

import json
import logging
import time
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from index.errors import ArchiveNotWritable
from index.folder import replace, writable

_log = logging.getLogger(__name__)
_LARGE = 262_144
"""Bytes from which on it is worth the while to remember a file."""
_SETTLED_NS = 2_000_000_000

_Look = tuple[int, int, int, int, int]


class Seen:
    """The digests of large files by how the files look from outside.

    Args:
        path: where they are kept.
        digest: makes the digest of a file's bytes.
    """

    def __init__(self, path: Path, digest: Callable[[Path], str]) -> None:
        self._path, self._digest = path, digest
        self._known = _load(path)
        self._now: dict[str, tuple[_Look, str]] = {}

    def digest(self, path: Path) -> str:
        """Return the digest of a file.

        Raises:
            OSError: the file cannot be read.
        """
        look = _look(path)
        known = self._known.get(str(path))
        found = known[1] if known and known[0] == look else self._digest(path)
        settled = 0 <= look[-1] + _SETTLED_NS <= time.time_ns()
        if look[0] >= _LARGE and settled and look == _look(path):
            self._now[str(path)] = look, found
        return found

    def save(self) -> None:
        """Keep what was seen, of files that are still there."""
        kept = {name: seen for name, seen in (self._known | self._now).items() if Path(name).exists()}
        if kept == self._known:
            return
        text = json.dumps(kept, sort_keys=True).encode()
        try:
            with writable(self._path.parent):
                replace(self._path, b"%d\n%s" % (zlib.crc32(text), text))
        except ArchiveNotWritable as error:
            # Everything is committed: the next run hashes again, that is all.
            _log.info("%s: what was seen is not kept: %s", self._path, error)


def _look(path: Path) -> _Look:
    facts = path.stat()
    return facts.st_size, facts.st_dev, facts.st_ino, facts.st_mtime_ns, facts.st_ctime_ns


def _load(path: Path) -> dict[str, tuple[_Look, str]]:
    try:
        crc, _, text = path.read_bytes().partition(b"\n")
    except OSError:
        return {}
    if crc != b"%d" % zlib.crc32(text):
        return {}
    kept: Mapping[str, tuple[list[int], str]] = json.loads(text)
    return {name: ((*look,), digest) for name, (look, digest) in kept.items()}  # type: ignore[misc]
