"""The derived indexes as they lie on disk: opened, and held against the database."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np

from index.errors import ArchiveNotWritable
from index.lexical import LexicalIndex
from index.lexical_files import Care, IndexDamaged, sealed
from index.snapshot import SnapshotDamaged
from index.store import Store
from index.vectors import VectorIndex
from index.words import Tokeniser
from index.writing.follow import follow

_log = logging.getLogger(__name__)


def open_lexical(
    store: Store, path: Path, tokeniser: Tokeniser, care: Care = Care.USUAL
) -> LexicalIndex | None:
    """Return the lexical index of a folder, None where it has to be made again (the log says why)."""
    if not path.exists():
        return None
    try:
        return check_lexical(store, path, tokeniser, care)
    except (IndexDamaged, ArchiveNotWritable) as error:
        _log.warning("%s: the lexical index cannot be used and is made again: %s", path, error)
        return None


def check_lexical(store: Store, path: Path, tokeniser: Tokeniser, care: Care = Care.EVERY) -> LexicalIndex:
    """Return the lexical index of a folder after checking it.

    Args:
        store: the database.
        path: the folder.
        tokeniser: the one that the archive was made with.
        care: of which files to compute the checksums; `EVERY` compares the passages, too.

    Raises:
        IndexDamaged: it is missing, altered, or not that of this database.
    """
    was_sealed = sealed(path)
    lexical = LexicalIndex.open(path, tokeniser, care)
    if lexical.sequence > store.sequence:
        raise IndexDamaged("it is ahead of the database")
    if 0 < lexical.sequence < store.forgotten:
        raise IndexDamaged("it is too far behind the database")
    if care == Care.EVERY or not was_sealed:
        _compare(store, lexical)
    return lexical


def _compare(store: Store, lexical: LexicalIndex) -> None:
    """Check that an index holds the passages of the database at its sequence number."""
    held = lexical.passages()
    newer = set(store.passages.ids(since=lexical.sequence).tolist())
    there = set(store.passages.ids().tolist())
    gone = set(store.passages.removed(lexical.sequence).tolist())
    if not (there - newer) <= held <= there | gone:
        raise IndexDamaged("its passages are not those of the database")


def load_vectors(store: Store, path: Path) -> VectorIndex | None:
    """Return the snapshot of the vectors, None where it has to be made again (the log says why)."""
    if not path.exists():
        return None
    try:
        vectors = VectorIndex.load(path, store.manifest.dimensions)
        if vectors.sequence > store.sequence:
            raise SnapshotDamaged("it is ahead of the database")
    except SnapshotDamaged as error:
        _log.warning("%s: the snapshot cannot be used and is made again: %s", path, error)
        return None
    return vectors


def check_vectors(store: Store, path: Path) -> VectorIndex:
    """Return the vectors after checking the snapshot and every vector against the database.

    Raises:
        SnapshotDamaged: the snapshot is missing, altered, or not that of this database.
    """
    loaded = VectorIndex.load(path, store.manifest.dimensions)
    if loaded.sequence > store.sequence:
        raise SnapshotDamaged("it is ahead of the database")
    vectors = follow(store, loaded).joined()
    ids, rows = store.passages.vectors()
    if not (np.array_equal(vectors.base, ids) and np.array_equal(vectors.base_rows, rows)):
        raise SnapshotDamaged("its vectors are not those of the database")
    return vectors
