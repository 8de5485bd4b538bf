"""What every reader asks of a file before it reads it: that it is there, of some size, and not too large."""

from __future__ import annotations

import hashlib
from pathlib import Path

from index.errors import EmptyInput, UnreadableInput

MAX_BYTES = 150 * 1024 * 1024
"""Size of the largest file that is read."""


def check_size(path: Path, limit: int | None = None) -> int:
    """Return the size of a file, in bytes.

    Args:
        path: the file.
        limit: the size that is allowed; MAX_BYTES where None.

    Raises:
        EmptyInput: the file has no bytes.
        UnreadableInput: it is larger than the limit, or the system does not let it be read.
    """
    limit = MAX_BYTES if limit is None else limit
    try:
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except OSError as error:
        raise not_readable(path, error) from error
    if not size:
        raise EmptyInput("the file is empty", subject=path.name, hint="take it out, or put the page in it")
    if size > limit:
        what = f"the file is {size / 2**20:.0f} MB; {limit / 2**20:.0f} MB are read at most"
        raise UnreadableInput(what, subject=path.name, hint="split it into pages")
    return size


def not_readable(path: Path, error: OSError) -> UnreadableInput:
    """Return the refusal for a file that the system does not let be read."""
    what = f"the system does not let it be read: {error.strerror or error}"
    return UnreadableInput(what, subject=path.name, hint="check the file's permissions")


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hex.

    Raises:
        UnreadableInput: the system does not let it be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise not_readable(path, error) from error
