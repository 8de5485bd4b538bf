"""What is checked of a ZIP container before anything of it is unpacked."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from pathlib import Path

from index.errors import UnreadableInput

MAX_MEMBERS = 20_000
MAX_TOTAL = 2 * 2**30
"""Bytes that all members together may have unpacked."""
MAX_RATIO = 200
"""How many times larger than packed the members may be; text is four times, a blank scan a hundred."""
_HARMLESS = 32 * 2**20
DAMAGED = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(OSError, EOFError, NotImplementedError, UnicodeDecodeError, RecursionError),
)
"""What reading a damaged container raises."""


def check(container: zipfile.ZipFile, path: Path) -> None:
    """Check that unpacking a container can do no harm.

    Args:
        container: the container.
        path: its file, for the error.

    Raises:
        UnreadableInput: it has too many members, or would unpack to far more than it is.
    """
    members = container.infolist()
    if len(members) > MAX_MEMBERS:
        raise _bomb(path, f"it holds {len(members)} files; {MAX_MEMBERS} are read at most")
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if total > MAX_TOTAL:
        raise _bomb(
            path, f"it would unpack to {total / 2**30:.1f} GB; {MAX_TOTAL / 2**30:.0f} GB are read at most"
        )
    if packed > max(path.stat().st_size, _HARMLESS):
        raise _bomb(path, "its files overlap, as in an archive made to do harm")
    if total > _HARMLESS and total > MAX_RATIO * packed:
        raise _bomb(path, f"it would unpack to {total / max(packed, 1):.0f} times its size")


def _bomb(path: Path, what: str) -> UnreadableInput:
    return UnreadableInput(
        what, subject=path.name, hint="unpack it yourself if you trust it, and name the folder"
    )
