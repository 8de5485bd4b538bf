"""The derived indexes follow the database: brought up to date where they are behind, made again where they are
damaged or missing, never encoding or reading an input for it.

Both the write and the read path come through here; neither knows the other.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.errors import ArchiveBusy, ArchiveNotWritable
from index.folder import Generation
from index.lexical import LexicalIndex
from index.lexical_files import IndexDamaged, seal, sealed
from index.locks import writer_lock
from index.reports import Progress, Report, ignore
from index.store import Entry, Store
from index.vectors import SnapshotDamaged, VectorIndex
from index.words import Tokeniser

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Derived:
    """The two derived indexes of one generation."""

    lexical: LexicalIndex
    vectors: VectorIndex


def update(
    store: Store, generation: Generation, tokeniser: Tokeniser, report: Report = ignore, *, thorough: bool = False
) -> Derived:
    """Bring both indexes on disk up to the database; the caller holds the writer lock.

    Args:
        store: the database.
        generation: where the indexes lie.
        tokeniser: the one that the archive was made with.
        report: told of the progress.
        thorough: check every byte on disk, however much there is.

    Raises:
        ArchiveNotWritable: the disk is full or the folder read-only.
    """
    return Derived(
        update_lexical(store, generation, tokeniser, report, thorough=thorough),
        update_vectors(store, generation, report),
    )


def update_lexical(
    store: Store, generation: Generation, tokeniser: Tokeniser, report: Report = ignore, *, thorough: bool = False
) -> LexicalIndex:
    """Bring the lexical index on disk up to the database; see `update`."""
    lexical = open_lexical(store, generation.lexical, tokeniser, thorough=thorough)
    if lexical is None:
        if generation.lexical.exists():
            shutil.rmtree(generation.lexical)
        lexical = LexicalIndex.create(generation.lexical, tokeniser)
    catch_up(store, lexical, report)
    return lexical


def update_vectors(store: Store, generation: Generation, report: Report = ignore) -> VectorIndex:
    """Bring the vectors up to the database and renew their snapshot where a tenth has changed; see `update`."""
    vectors = current_vectors(store, generation.vectors)
    if vectors.due or not generation.vectors.exists():
        report(Progress("vectors", 0, len(vectors)))
        vectors = vectors.save(generation.vectors)
    report(Progress("vectors", len(vectors), len(vectors)))
    return vectors


def open_for_reading(folder: Path, store: Store, generation: Generation, tokeniser: Tokeniser) -> Derived:
    """Open both indexes for questions, mending on disk what needs it if nobody is writing, else in memory."""
    lexical = open_lexical(store, generation.lexical, tokeniser)
    if lexical is None or lexical.sequence < store.sequence or not generation.vectors.exists():
        try:
            with writer_lock(folder):
                return update(store, generation, tokeniser)
        except (ArchiveBusy, ArchiveNotWritable) as error:
            _log.info("the indexes are brought up to date in memory: %s", error)
    if lexical is None:
        lexical = LexicalIndex.create(None, tokeniser)
        catch_up(store, lexical)
    return Derived(lexical, current_vectors(store, generation.vectors))


def open_lexical(
    store: Store, path: Path, tokeniser: Tokeniser, *, thorough: bool = False
) -> LexicalIndex | None:
    """Return the lexical index of a folder, None where it has to be made again (the log says why)."""
    if not path.exists():
        return None
    try:
        was_sealed = sealed(path)
        lexical = LexicalIndex.open(path, tokeniser, thorough=thorough)
        if lexical.sequence > store.sequence:
            raise IndexDamaged("it is ahead of the database")
        if not was_sealed:
            _compare(store, lexical)
    except IndexDamaged as error:
        _log.warning("%s: the lexical index is made again from the database: %s", path, error)
        return None
    except ArchiveNotWritable as error:
        _log.warning("%s: the lexical index cannot be opened in a read-only folder: %s", path, error)
        return None
    return lexical


def _compare(store: Store, lexical: LexicalIndex) -> None:
    """Check an index whose list of segments is not sealed (a process was killed, or a byte was altered)."""
    held = lexical.passages()
    there = set(store.passage_ids().tolist())
    newer = set(store.passage_ids(since=lexical.sequence).tolist())
    gone = set(store.removed(lexical.sequence).tolist())
    if not (there - newer) <= held <= there | gone:
        raise IndexDamaged("its passages are not those of the database")


def catch_up(store: Store, lexical: LexicalIndex, report: Report = ignore) -> None:
    """Apply to the lexical index what happened in the database since its sequence number."""
    # Read first: what comes in while the rest is read is left for the next time.
    sequence = store.sequence
    if lexical.sequence == sequence:
        return
    added, removed = store.passage_ids(since=lexical.sequence), store.removed(lexical.sequence)
    entries = _reported(store.entries(added.tolist()), len(added), report)
    lexical.apply(entries, removed.tolist() if lexical.sequence else [], sequence)


def _reported(entries: Iterator[Entry], total: int, report: Report) -> Iterator[Entry]:
    for done, entry in enumerate(entries):
        if done % 500 == 0:
            report(Progress("lexical", done, total))
        yield entry
    report(Progress("lexical", total, total))


def current_vectors(store: Store, path: Path) -> VectorIndex:
    """Return the vectors of the snapshot on disk, brought up to the database in memory."""
    empty = VectorIndex.empty(store.manifest.dimensions)
    vectors = empty
    if path.exists():
        try:
            vectors = VectorIndex.load(path, store.manifest.dimensions)
        except SnapshotDamaged as error:
            _log.warning("%s: the vectors are read from the database: %s", path, error)
            path = path.with_suffix(".damaged")
        if vectors.sequence > store.sequence:
            _log.warning("%s: the vectors are ahead of the database and are read from it again", path)
            vectors = empty
    return follow(store, vectors)


def follow(store: Store, vectors: VectorIndex) -> VectorIndex:
    """Return the vectors after what happened in the database since their sequence number."""
    sequence = store.sequence
    if vectors.sequence == sequence:
        return vectors
    ids, values = store.vectors(vectors.sequence)
    removed = store.removed(vectors.sequence) if vectors.sequence else np.empty(0, np.int64)
    changed = vectors.changed(ids, values, removed, sequence)
    return changed if vectors.sequence else changed.joined()


def reseal(generation: Generation) -> None:
    """Seal a lexical index that was found to be right."""
    if not sealed(generation.lexical):
        seal(generation.lexical)
