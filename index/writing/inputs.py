"""Whether a file has to be read again: its bytes, what is said of it beside it, and what can be read here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from index.readers import ocr, sidecar
from index.readers.kinds import READY, ZIP, ends
from index.records import Refused


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, and of what an `archive.toml` says of it, in hex.

    Args:
        path: the file.

    Raises:
        OSError: the file cannot be read.
    """
    with open(path, "rb") as handle:
        sums = hashlib.file_digest(handle, "sha256")
    beside = None if ends(path, READY) else sidecar.find(path)
    if beside is not None:
        name = path.resolve().relative_to(beside.folder)
        sums.update((beside.whole if ends(path, ZIP) else beside.says(name)).encode())
    return sums.hexdigest()


def readable_now(refusals: Iterable[Refused]) -> bool:
    """Say whether parts of a file that were refused for want of an extra can be read since it is installed.

    Args:
        refusals: what was refused of the file when it was last read.
    """
    return any(ocr.COMMAND in refused.reason for refused in refusals) and ocr.installed()
