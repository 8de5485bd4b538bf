"""The derived indexes follow the database.

Where one is behind it catches up, where it is damaged or missing it is made again; no input is read and
nothing encoded for it. Both the write and the read path come through here; neither knows the other.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index.errors import ArchiveBusy, ArchiveNotWritable
from index.folder import Generation, writable
from index.lexical import LexicalIndex
from index.lexical_files import Care, IndexDamaged, check_files, merging
from index.lexical_writer import SEGMENT, LexicalWriter
from index.locks import writer_lock
from index.reports import Progress, Report, ignore
from index.snapshot import SnapshotDamaged, peek
from index.store import Store
from index.tables.passagetable import Entry
from index.vectors import VectorIndex, is_due
from index.words import Tokeniser
from index.writing.follow import NO_CUTS, Cuts, catch_up, follow
from index.writing.held import load_vectors, open_lexical
from index.writing.work import Hands

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Derived:
    """The two derived indexes of one generation, as they were at one moment."""

    lexical: LexicalIndex
    vectors: VectorIndex

    @property
    def sequence(self) -> int:
        """The sequence number up to which both have followed the database."""
        return min(self.lexical.sequence, self.vectors.sequence)


class Derivation:
    """Keeps both indexes on disk up to the database, for the holder of the writer lock.

    Args:
        store: the database.
        generation: where the indexes lie.
        tokeniser: the one that the archive was made with.
        report: told of the progress.
        care: of which of their files to compute the checksums.
    """

    def __init__(
        self,
        store: Store,
        generation: Generation,
        tokeniser: Tokeniser,
        report: Report = ignore,
        care: Care = Care.CHANGED,
    ) -> None:
        self._store, self._generation, self._report = store, generation, report
        self._tokeniser, self._care = tokeniser, care
        self._lexical = open_lexical(store, generation.lexical, tokeniser, care) or self._empty()
        self._ahead: LexicalWriter | None = None

    def catch_up(self) -> Derived:
        """Bring both indexes up to the database, and return them checked.

        Raises:
            ArchiveNotWritable: the disk is full or the folder read-only.
        """
        self._check()
        return Derived(self.catch_up_lexical(), self._catch_up_vectors())

    def catch_up_lexical(self, hands: Hands | None = None, cuts: Cuts = NO_CUTS) -> LexicalIndex:
        """Bring the lexical index up to the database.

        Args:
            hands: who cuts the words; None for this process.
            cuts: words and pairs of passages that were cut already, by passage.

        Raises:
            ArchiveNotWritable: the disk is full or the folder read-only.
        """
        if self._ahead is None and merging(self._generation.lexical, 1 + len(cuts) // SEGMENT):
            self._check()
        ahead, self._ahead = self._ahead, None
        try:
            self._lexical = catch_up(self._store, self._lexical, self._report, hands, cuts, ahead)
        except IndexDamaged as error:  # found only when it is written to
            _log.warning("%s: the lexical index is made again: %s", self._generation.lexical, error)
            self._lexical = catch_up(self._store, self._empty(), self._report, hands, cuts)
        if sparse := self._lexical.sparse():
            self._check()
            entries = self._store.passages.entries(sparse)
            self._lexical = self._lexical.apply(entries, [], self._lexical.sequence, expected=len(sparse))
        return self._lexical

    def add_ahead(self, entries: Iterable[Entry], cuts: Cuts, expected: int) -> None:
        """Give passages that are in the database to the lexical index, which shows them with its next commit.

        So that the work on it is done while others still read, and not after them.

        Args:
            entries: the passages.
            cuts: words and pairs of them; they are taken out.
            expected: passages that come until then, about.

        Raises:
            ArchiveNotWritable: the disk is full or the folder read-only.
        """
        try:
            if self._ahead is None:
                self._check()
                self._ahead = self._lexical.writer(expected)
            for entry in entries:
                self._ahead.add(entry, cuts.pop(entry.passage))
        except IndexDamaged as error:  # then it will be made again when it is to catch up
            _log.info("%s: nothing is added ahead: %s", self._generation.lexical, error)
            self.drop_ahead()

    def drop_ahead(self) -> None:
        """Take back what was given to the lexical index and is not committed."""
        ahead, self._ahead = self._ahead, None
        try:
            if ahead is not None:
                ahead.drop()
        except IndexDamaged as error:
            _log.info("%s: %s", self._generation.lexical, error)

    def renew_snapshot(self) -> None:
        """Write the vectors' snapshot anew where a tenth has changed, or where it cannot be used.

        What is in it is read only then: whoever searches it reads and checks it.

        Raises:
            ArchiveNotWritable: the disk is full or the folder read-only.
        """
        passages, path = self._store.passages, self._generation.vectors
        try:
            header = peek(path, self._store.manifest.dimensions)
        except SnapshotDamaged:
            self._catch_up_vectors()
            return
        ahead = header.sequence > self._store.sequence
        if ahead or is_due(passages.changes(header.sequence), header.count):
            self._catch_up_vectors()

    def _catch_up_vectors(self) -> VectorIndex:
        loaded = load_vectors(self._store, self._generation.vectors)
        vectors = follow(self._store, loaded)
        if loaded is None or vectors.due:
            self._report(Progress("vectors", 0, len(vectors)))
            vectors = vectors.save(self._generation.vectors)
            self._store.forget(min(vectors.sequence, self._lexical.sequence))
        self._report(Progress("vectors", len(vectors), len(vectors)))
        return vectors

    def _check(self) -> None:
        """Check what has only been looked at from outside, before all of it is read."""
        if self._care != Care.CHANGED:
            return
        self._care = Care.USUAL
        try:
            check_files(self._generation.lexical, self._care)
        except IndexDamaged as error:
            _log.warning("%s: the lexical index is made again: %s", self._generation.lexical, error)
            self._lexical = self._empty()

    def _empty(self) -> LexicalIndex:
        with writable(self._generation.path):
            if self._generation.lexical.exists():
                shutil.rmtree(self._generation.lexical)
        return LexicalIndex.create(self._generation.lexical, self._tokeniser)


def open_for_reading(folder: Path, store: Store, generation: Generation, tokeniser: Tokeniser) -> Derived:
    """Open both indexes for questions; one that is behind is mended on disk if nobody is writing."""
    lexical = open_lexical(store, generation.lexical, tokeniser)
    vectors = load_vectors(store, generation.vectors)
    if lexical is None or vectors is None or lexical.sequence < store.sequence:
        mended = mend(folder, store, generation, tokeniser)
        if mended:
            return mended
    if lexical is None:
        _log.warning("%s: the lexical index is made in memory, for this process only", folder)
        lexical = catch_up(store, LexicalIndex.create(None, tokeniser))
    return Derived(lexical, follow(store, vectors))


def refreshed(
    derived: Derived, folder: Path, store: Store, generation: Generation, tokeniser: Tokeniser
) -> Derived:
    """Return the indexes with what was written since; the same object where nothing was."""
    if store.sequence == derived.sequence:
        return derived
    lexical = _reloaded(derived.lexical, store)
    if lexical is None:
        return open_for_reading(folder, store, generation, tokeniser)
    vectors = follow(store, derived.vectors)
    if lexical.sequence < store.sequence:
        # Either a writer is about to do it, and holds the lock, or it was killed before it could.
        mended = mend(folder, store, generation, tokeniser)
        lexical = mended.lexical if mended else lexical
    if lexical.sequence == derived.lexical.sequence and vectors is derived.vectors:
        return derived
    return Derived(lexical, vectors.joined() if vectors.due else vectors)


def _reloaded(lexical: LexicalIndex, store: Store) -> LexicalIndex | None:
    """Return the lexical index as it is now, None where it cannot be read any more."""
    if lexical.path is None:
        return catch_up(store, lexical)
    try:
        newer = lexical.reloaded()
    except (IndexDamaged, ArchiveNotWritable) as error:
        _log.warning("%s: the lexical index cannot be read any more: %s", lexical.path, error)
        return None
    # While a writer makes it again it is empty for a moment.
    return newer if newer.sequence >= lexical.sequence else lexical


def mend(folder: Path, store: Store, generation: Generation, tokeniser: Tokeniser) -> Derived | None:
    """Bring the indexes on disk up to the database if nobody is writing; return None where that cannot be."""
    try:
        with writer_lock(folder):
            return Derivation(store, generation, tokeniser).catch_up()
    except (ArchiveBusy, ArchiveNotWritable) as error:
        _log.debug("the indexes on disk are left as they are: %s", error)
        return None
