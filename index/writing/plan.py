"""What a run of the write path has to look at, and which files are gone or lie elsewhere now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import MissingInput
from index.readers import find_inputs
from index.tables.transaction import FileRecord
from index.writing.inputs import digest


@dataclass(frozen=True, slots=True)
class Plan:
    """The work of one run, in the order in which it is done.

    Attributes:
        moved: files that lie elsewhere now, unchanged: old path → new path.
        gone: paths of files that are to be removed.
        inputs: files to read if they are new or changed.
        known: what the archive knows of each file, by path.
    """

    moved: Mapping[str, str]
    gone: tuple[str, ...]
    inputs: tuple[Path, ...]
    known: Mapping[str, FileRecord]


def survey(paths: Sequence[Path], known: Mapping[str, FileRecord], rules: str) -> Plan:
    """Look at the files without reading them.

    Args:
        paths: files and folders, as the user named them.
        known: the files of the archive.
        rules: fingerprint of the rules by which files are read.

    Raises:
        MissingInput: a path does not exist, or a folder holds no page (a disk that is not mounted must not
            empty the archive).
    """
    inputs = tuple(dict.fromkeys(path.resolve() for path in find_inputs(paths)))
    folders = [path.resolve() for path in paths if path.is_dir()]
    there = {str(path) for path in inputs}
    gone = [
        path for path in known
        if path not in there and any(map(Path(path).is_relative_to, folders)) and not Path(path).exists()
    ]  # fmt: skip
    lost = {path: known[path] for path in gone if known[path].rules == rules}
    moved = _moved(lost, [path for path in inputs if str(path) not in known]) if lost else {}
    return Plan(moved, tuple(path for path in gone if path not in moved), inputs, known)


def removal(sources: Sequence[str], known: Mapping[str, FileRecord]) -> Plan:
    """Plan the removal of files by their name or path.

    Raises:
        MissingInput: the archive has no such file.
    """
    gone: dict[str, None] = {}
    for source in sources:
        resolved = str(Path(source).resolve())
        found = [
            path for path, record in known.items() if source == record.source or path in (source, resolved)
        ]
        if not found:
            raise MissingInput(
                "the archive has no such file", subject=source, hint="`wendang articles` lists what it has"
            )
        gone.update(dict.fromkeys(found))
    return Plan({}, tuple(gone), (), known)


def _moved(gone: Mapping[str, FileRecord], new: Sequence[Path]) -> dict[str, str]:
    """Find the files that vanished from one place and appeared at another, with the same name and bytes."""
    lost = {(Path(path).name, record.digest): path for path, record in gone.items() if record.digest}
    names = {name for name, _ in lost}
    moved: dict[str, str] = {}
    for file in new:
        old = lost.pop((file.name, digest(file)), None) if file.name in names else None
        if old:
            moved[old] = str(file)
    return moved
