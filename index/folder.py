"""Where the parts of an archive lie on disk.

    FOLDER/
      current            name of the generation that is in use, replaced by one rename
      writer.lock        held by the one writer
      uploads/           pages that came in through the web chat; every build reads them too
      feedback.sqlite    what visitors said of answers
      generation-1/
        archive.sqlite   the truth
        lexical/         derived: the BM25 index
        vectors.bin      derived: a snapshot of the vectors
        seen             large inputs that were hashed, so that they are not read again

A rebuild makes the next generation beside the one in use; whoever has the old one open goes on with it.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.errors import ArchiveError, ArchiveMissing, ArchiveNotWritable

UPLOADS = "uploads"
_NOT_WRITABLE = {
    errno.ENOSPC,
    errno.EROFS,
    errno.EACCES,
    errno.EPERM,
    errno.EDQUOT,
    errno.EFBIG,
    errno.ENOTDIR,
}


@dataclass(frozen=True, slots=True)
class Generation:
    """The files of one generation of an archive."""

    path: Path

    @property
    def database(self) -> Path:
        """The database file."""
        return self.path / "archive.sqlite"

    @property
    def lexical(self) -> Path:
        """The folder of the lexical index."""
        return self.path / "lexical"

    @property
    def vectors(self) -> Path:
        """The snapshot of the vectors."""
        return self.path / "vectors.bin"

    @property
    def number(self) -> int:
        """Its place in the order of generations, from 1."""
        return int(self.path.name.rpartition("-")[2])


def current(folder: Path) -> Generation:
    """Return the generation that is in use.

    Raises:
        ArchiveMissing: there is no index in this folder.
    """
    try:
        name = (folder / "current").read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ArchiveMissing(
            "there is no index in this folder",
            subject=str(folder),
            hint=f"make one with `wendang index build PATH... --index {folder}`",
        ) from error
    return Generation(folder / name)


def uploaded(folder: Path) -> list[Path]:
    """Return the folder of the pages that came in through the web chat, where there are any."""
    uploads = folder / UPLOADS
    return [uploads] if uploads.is_dir() and any(uploads.iterdir()) else []


def following(folder: Path) -> Generation:
    """Return a new, empty generation after the one in use, removing what an interrupted run left there."""
    try:
        number = current(folder).number + 1
    except ArchiveMissing:
        number = 1
    generation = Generation(folder / f"generation-{number}")
    with writable(folder):
        if generation.path.exists():
            shutil.rmtree(generation.path)
        generation.path.mkdir(parents=True)
    return generation


def make_current(folder: Path, generation: Generation) -> None:
    """Put a generation into use by one rename, and remove the ones before the last."""
    with writable(folder):
        replace(folder / "current", generation.path.name.encode())
    for path in folder.glob("generation-*"):
        if Generation(path).number < generation.number - 1:
            shutil.rmtree(path, ignore_errors=True)


def replace(path: Path, content: bytes) -> None:
    """Write a file so that after a crash it holds either all of the old content or all of the new."""
    temporary = path.with_name(path.name + ".new")
    with open(temporary, "wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    os.replace(temporary, path)


@contextmanager
def writable(folder: Path) -> Iterator[None]:
    """Turn the system's refusals to write into ArchiveNotWritable.

    Raises:
        ArchiveNotWritable: the disk is full, or the folder is read-only.
    """
    try:
        yield
    except ArchiveError:
        raise
    except OSError as error:
        if error.errno not in _NOT_WRITABLE:
            raise
        raise not_writable(folder, error.strerror or str(error)) from error


def not_writable(folder: Path, what: str) -> ArchiveNotWritable:
    """Return the error for a folder that cannot be written to."""
    return ArchiveNotWritable(
        f"the index cannot be written: {what}",
        subject=str(folder),
        hint="make room on the disk or allow writing to the folder, and run the command again; "
        "the index is as it was",
    )
