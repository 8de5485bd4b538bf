"""Uploaded files on their way into the archive.

INDEX/incoming/SERVER/ID/   uploaded and looked at, not yet part of the archive
INDEX/uploads/              uploaded and taken in; every later build finds them here

Several servers over one archive each have a folder of their own. A server holds a lock on a file in it, which
the operating system drops when the server ends, however it ends: what nobody holds any more is deleted.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import InputRefused, MissingInput
from index.folder import UPLOADS, writable
from index.readers.kinds import SIDECAR, SUPPORTED, ends, is_hidden
from index.records import Refused

_INCOMING = "incoming"
_HELD = "held"
"""The file of a server's folder that it holds a lock on."""


@dataclass(frozen=True, slots=True)
class Staged:
    """Uploaded files, or a folder of the server, that are not yet part of the archive.

    Attributes:
        folder: where they lie.
        names: those that can be looked at; none where the folder itself is to be read where it lies.
        refused: those that were not even taken, with the reason.
        replaced: names that the archive already has, of which the new file takes the place.
    """

    folder: Path
    names: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()
    replaced: tuple[str, ...] = ()

    @property
    def paths(self) -> list[Path]:
        """Return the files."""
        return [self.folder / name for name in self.names]


class Staging:
    """The uploads of one archive.

    Args:
        folder: the index folder; what servers that have ended left unfinished there is forgotten.
        most: files at once.
        megabytes: size at once.
    """

    def __init__(self, folder: Path, most: int, megabytes: int) -> None:
        self._folder, self._most, self._megabytes = folder, most, megabytes
        self._own = folder / _INCOMING / uuid.uuid4().hex
        self._handle: int | None = None
        _forget_ended(folder / _INCOMING)

    def take(self, files: Sequence[Path], known: Collection[str]) -> Staged:
        """Take uploaded files, without reading them.

        Args:
            files: where the upload left them; they are copied.
            known: names of the archive's files.

        Raises:
            InputRefused: there are too many, or they are too large together.
            ArchiveNotWritable: the disk is full or the folder read-only.
        """
        self._check_amount(files)
        reasons = {path: unwanted(path.name) for path in files}
        wanted = {path.name: path for path, reason in reasons.items() if not reason}
        refused = tuple(Refused(path.name, reason) for path, reason in reasons.items() if reason)
        target = self._own / uuid.uuid4().hex
        with writable(self._folder):
            self._hold()
            target.mkdir()
            for name, path in wanted.items():
                shutil.copyfile(path, target / name)
        return Staged(target, tuple(wanted), refused, tuple(name for name in wanted if name in known))

    def accept(self, staged: Staged) -> list[Path]:
        """Move uploaded files to those that belong to the archive, and return where they are.

        Raises:
            MissingInput: they are gone.
            ArchiveNotWritable: the disk is full or the folder read-only.
        """
        kept = [path for path in staged.paths if path.exists()]
        if not kept:
            raise MissingInput("there is nothing to take in", hint="upload the files again")
        uploads = self._folder / UPLOADS
        with writable(self._folder):
            uploads.mkdir(exist_ok=True)
            for path in kept:
                os.replace(path, uploads / path.name)
        self.discard(staged)
        return [uploads / path.name for path in kept]

    def discard(self, staged: Staged) -> None:
        """Forget uploaded files; a folder of the server is left alone."""
        if staged.folder.parent == self._own:
            shutil.rmtree(staged.folder, ignore_errors=True)

    def delete(self, source: str) -> None:
        """Delete a file that was uploaded and taken in, by its name."""
        (self._folder / UPLOADS / Path(source).name).unlink(missing_ok=True)

    def _hold(self) -> None:
        """Make the server's folder, and hold it as long as the server lives."""
        if self._handle is not None and self._own.exists():
            return
        self._own.mkdir(parents=True, exist_ok=True)
        self._handle = os.open(self._own / _HELD, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._handle, fcntl.LOCK_EX)

    def _check_amount(self, files: Sequence[Path]) -> None:
        hint = "upload them in parts"
        if not files:
            raise MissingInput("no file was uploaded", hint="choose some files")
        if len(files) > self._most:
            raise InputRefused(f"{len(files)} files are more than {self._most}", hint=hint)
        if sum(path.stat().st_size for path in files) > self._megabytes * 1024 * 1024:
            raise InputRefused(f"the files are larger than {self._megabytes} MB together", hint=hint)


def _forget_ended(incoming: Path) -> None:
    """Delete the folders of servers that have ended."""
    for folder in incoming.iterdir() if incoming.is_dir() else ():
        try:
            handle = os.open(folder / _HELD, os.O_RDWR | os.O_CLOEXEC)
        except OSError:
            # Without the file it is of no server that is still at work: this is made first.
            shutil.rmtree(folder, ignore_errors=True)
            continue
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        except BlockingIOError:
            pass
        finally:
            os.close(handle)


def unwanted(name: str) -> str:
    """Return why a file of this name is not taken, "" where it is."""
    path = Path(name)
    if is_hidden(path):
        return "hidden files and README files are passed over"
    if path.name == SIDECAR or ends(path, SUPPORTED):
        return ""
    return f"there is no reader for this kind of file (readable are {', '.join(SUPPORTED)})"
