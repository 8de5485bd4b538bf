"""Uploaded files on their way into the archive.

INDEX/incoming/ID/   uploaded and looked at, not yet part of the archive
INDEX/uploads/       uploaded and taken in; every later build finds them here
"""

from __future__ import annotations

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
        folder: the index folder; what an earlier server left unfinished there is forgotten.
        most: files at once.
        megabytes: size at once.
    """

    def __init__(self, folder: Path, most: int, megabytes: int) -> None:
        self._folder, self._most, self._megabytes = folder, most, megabytes
        shutil.rmtree(folder / _INCOMING, ignore_errors=True)

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
        target = self._folder / _INCOMING / uuid.uuid4().hex
        with writable(self._folder):
            target.mkdir(parents=True)
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
        if staged.folder.parent == self._folder / _INCOMING:
            shutil.rmtree(staged.folder, ignore_errors=True)

    def delete(self, source: str) -> None:
        """Delete a file that was uploaded and taken in, by its name."""
        (self._folder / UPLOADS / Path(source).name).unlink(missing_ok=True)

    def _check_amount(self, files: Sequence[Path]) -> None:
        hint = "upload them in parts"
        if not files:
            raise MissingInput("no file was uploaded", hint="choose some files")
        if len(files) > self._most:
            raise InputRefused(f"{len(files)} files are more than {self._most}", hint=hint)
        if sum(path.stat().st_size for path in files) > self._megabytes * 1024 * 1024:
            raise InputRefused(f"the files are larger than {self._megabytes} MB together", hint=hint)


def unwanted(name: str) -> str:
    """Return why a file of this name is not taken, "" where it is."""
    path = Path(name)
    if is_hidden(path):
        return "hidden files and README files are passed over"
    if path.name == SIDECAR or ends(path, SUPPORTED):
        return ""
    return f"there is no reader for this kind of file (readable are {', '.join(SUPPORTED)})"
