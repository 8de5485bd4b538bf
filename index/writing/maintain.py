"""Looking after an archive: what it holds, whether it is sound, mending what is not, backing it up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from index.errors import ArchiveDamaged
from index.folder import Generation, current, writable
from index.lexical_files import Care, IndexDamaged
from index.locks import is_locked, writer_lock
from index.reports import Progress, Report, ignore
from index.snapshot import SnapshotDamaged
from index.store import Store
from index.words import JiebaTokeniser, Tokeniser
from index.writing.derive import Derivation
from index.writing.held import check_lexical, check_vectors


@dataclass(frozen=True, slots=True)
class Check:
    """What was found of one part of an archive.

    Attributes:
        part: "database", "lexical" or "vectors".
        sound: nothing is wrong with it.
        detail: what is wrong with it, or what it holds.
    """

    part: str
    sound: bool
    detail: str


def status(folder: Path) -> dict[str, object]:
    """Return what an archive holds, what it was made with, and how large its parts are; nothing is mended.

    Raises:
        ArchiveMissing: there is no index in this folder.
        ArchiveDamaged: its database cannot be read.
    """
    folder = folder.resolve()
    generation = current(folder)
    store = Store.open(generation.database)
    try:
        made = store.manifest
        return {
            "folder": str(folder),
            "generation": generation.number,
            "sequence": store.sequence,
            "files": len(store.files()),
            "refused": len(store.refused()),
            "articles": store.count(),
            "passages": len(store.passages.ids()),
            "schema": made.schema,
            "tokeniser": f"{made.tokeniser} {made.tokeniser_version}",
            "encoder": f"{made.encoder} {made.encoder_version}",
            "dimensions": made.dimensions,
            "bytes": _sizes(generation),
            "being_written": is_locked(folder),
        }
    finally:
        store.close()


def verify(
    folder: Path,
    *,
    tokeniser: Tokeniser | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> tuple[Check, ...]:
    """Check every byte of an archive; nothing is mended.

    Args:
        folder: the archive's folder.
        tokeniser: the one that it was made with; None stands for the project's own.
        progress: told of the progress.

    Returns:
        One check each of the database, the lexical index and the vectors.

    Raises:
        ArchiveMissing: there is no index in this folder.
    """
    generation = current(folder.resolve())
    try:
        store = Store.open(generation.database)
    except ArchiveDamaged as error:
        return (Check("database", False, str(error)),)
    try:
        return (
            _check_database(store, progress or ignore),
            _check_lexical(store, generation, tokeniser or JiebaTokeniser()),
            _check_vectors(store, generation),
        )
    finally:
        store.close()


def repair(
    folder: Path,
    *,
    tokeniser: Tokeniser | None = None,
    progress: Callable[[Progress], None] | None = None,
    wait_s: float = 1.0,
) -> tuple[Check, ...]:
    """Make again from the database whatever is damaged, missing or behind; nothing is encoded for it.

    Args:
        folder: the archive's folder.
        tokeniser: the one that it was made with; None stands for the project's own.
        progress: told of the progress.
        wait_s: seconds to wait for another writer.

    Returns:
        What was found before the repair; only the database itself cannot be mended here.

    Raises:
        ArchiveMissing, ArchiveBusy, ArchiveMismatch, ArchiveDamaged, ArchiveNotWritable: as for `build`.
    """
    folder, tokeniser = folder.resolve(), tokeniser or JiebaTokeniser()
    current(folder)
    with writer_lock(folder, wait_s):
        found = verify(folder, tokeniser=tokeniser, progress=progress)
        generation = current(folder)
        store = Store.open(generation.database)
        try:
            store.manifest.check_tokeniser(tokeniser, str(folder))
            with writable(folder):
                if any(check.part == "vectors" and not check.sound for check in found):
                    generation.vectors.unlink(missing_ok=True)
            Derivation(store, generation, tokeniser, progress or ignore, Care.EVERY).catch_up()
        finally:
            store.close()
    return found


def backup(folder: Path, target: Path | None = None) -> Path:
    """Write a consistent copy of an archive's database, also while it is asked or written to.

    Everything else can be made again from it: put in the place of a damaged database, it is the archive as
    it was.

    Args:
        folder: the archive's folder.
        target: the file to write; None stands for one in the archive's folder `backups`.

    Returns:
        The file written.

    Raises:
        ArchiveNotWritable: the disk is full or the folder read-only.
    """
    folder = folder.resolve()
    store = Store.open(current(folder).database)
    try:
        target = target or folder / "backups" / f"archive-{store.sequence:09d}.sqlite"
        with writable(target.parent):
            target.parent.mkdir(parents=True, exist_ok=True)
            unfinished = target.with_name(target.name + ".new")
            unfinished.unlink(missing_ok=True)
            store.copy(unfinished)
            unfinished.replace(target)
        return target
    finally:
        store.close()


def _check_database(store: Store, report: Report) -> Check:
    try:
        faults = list(store.faults(report))
    except ArchiveDamaged as error:
        return Check("database", False, str(error))
    detail = "; ".join(faults[:5]) if faults else f"{store.count()} articles"
    return Check("database", not faults, detail)


def _check_lexical(store: Store, generation: Generation, tokeniser: Tokeniser) -> Check:
    try:
        lexical = check_lexical(store, generation.lexical, tokeniser)
    except (IndexDamaged, ArchiveDamaged) as error:
        return Check("lexical", False, str(error))
    return _in_step("lexical", len(lexical), store.sequence - lexical.sequence)


def _check_vectors(store: Store, generation: Generation) -> Check:
    try:
        vectors = check_vectors(store, generation.vectors)
    except (SnapshotDamaged, ArchiveDamaged) as error:
        return Check("vectors", False, str(error))
    # The snapshot may lag by a tenth; what is missing is read from the database.
    return Check("vectors", True, f"{len(vectors)} vectors")


def _in_step(part: str, count: int, behind: int) -> Check:
    detail = f"{count} passages" if not behind else f"{behind} transactions behind the database"
    return Check(part, not behind, detail)


def _sizes(generation: Generation) -> dict[str, int]:
    lexical = generation.lexical.glob("*") if generation.lexical.exists() else ()
    return {
        "database": sum(path.stat().st_size for path in generation.path.glob("archive.sqlite*")),
        "lexical": sum(path.stat().st_size for path in lexical),
        "vectors": generation.vectors.stat().st_size if generation.vectors.exists() else 0,
    }
