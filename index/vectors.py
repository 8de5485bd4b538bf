"""The vector index: nearest passages by inner product; `snapshot.py` keeps it on disk.

An index never changes: `changed` returns another one that shares the large part, so that questions go on
undisturbed while a new state is made. Its ids are the passages' ids, which are never given twice.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from dataclasses import replace as replaced
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import snapshot
from index.nearest import Nearest
from index.tables.quantise import Packed, unpack, width

_FRESH = 10
"""The small part is joined to the large one when it exceeds one part in so many."""
_CODES = "nearest.bin"
"""File beside the snapshot that holds what `index.nearest` makes of it."""

Ids = NDArray[np.int64]
Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class VectorIndex:
    """Passages' vectors, searchable.

    Attributes:
        dimensions: length of a vector.
        sequence: the store's sequence number that the index stands for.
        base, base_rows: ids (n,) and packed vectors of the large part, ids growing.
        tail, tail_rows: those of what came since.
        gone: ids of the base that went out since, sorted.
    """

    dimensions: int
    sequence: int
    base: Ids
    base_rows: Packed
    tail: Ids
    tail_rows: Packed
    gone: Ids

    @classmethod
    def empty(cls, dimensions: int) -> VectorIndex:
        """Return an index that holds nothing and stands for the sequence number 0."""
        ids, rows = np.empty(0, np.int64), np.empty((0, width(dimensions)), np.uint8)
        return cls(dimensions, 0, ids, rows, ids, rows, ids)

    def __len__(self) -> int:
        return len(self.base) + len(self.tail) - len(self.gone)

    @property
    def due(self) -> bool:
        """Say whether the snapshot should be renewed: more than a tenth came or went since."""
        return is_due(len(self.tail) + len(self.gone), len(self.base))

    def changed(self, ids: Ids, rows: Packed, removed: Ids, sequence: int) -> VectorIndex:
        """Return the index after passages came and went.

        Args:
            ids: (n,) ids that came, growing; ids that are there already are not added twice.
            rows: their packed vectors, which were L2-normalised.
            removed: ids that went out; unknown ones are ignored.
            sequence: the sequence number that the result stands for.
        """
        removed = np.sort(removed)
        new = ~(_among(ids, self.tail) | _among(ids, self.base) | _among(ids, removed))
        kept = ~_among(self.tail, removed)
        tail = np.concatenate([self.tail[kept], ids[new]])
        tail_rows = np.concatenate([self.tail_rows[kept], rows[new]])
        gone = np.union1d(self.gone, removed[_among(removed, self.base)])
        shared = replaced(self, sequence=sequence, tail=tail, tail_rows=tail_rows, gone=gone)
        shared.__dict__["_large"] = self._large
        return shared

    def joined(self) -> VectorIndex:
        """Return the same index with everything in its large part."""
        if not len(self.tail) and not len(self.gone):
            return self
        kept = ~_among(self.base, self.gone)
        ids = np.concatenate([self.base[kept], self.tail])
        rows = np.concatenate([self.base_rows[kept], self.tail_rows])
        none = VectorIndex.empty(self.dimensions)
        whole = replaced(none, sequence=self.sequence, base=ids, base_rows=rows)
        whole.__dict__["_large"] = large = Nearest(ids, rows, self.dimensions, like=self._large)
        if self._large.learned is not None:
            large.prepare()
        return whole

    def search(self, vector: Vectors, k: int, allowed: Ids | None = None) -> list[tuple[int, float]]:
        """Return the nearest passages, best first.

        Args:
            vector: (dimensions,) L2-normalised; all zeros find nothing.
            k: how many.
            allowed: only these ids, None for all.

        Returns:
            (passage id, cosine similarity) pairs.
        """
        if k < 1 or not np.any(vector) or not len(self):
            return []
        found = self._large.search(vector, k, allowed, self.gone)
        found += self._small.search(vector, k, allowed)
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:k]

    def prepare(self) -> None:
        """Make now what a search may otherwise have to wait for."""
        self._large.prepare()

    def scores(self, vector: Vectors, ids: Collection[int]) -> dict[int, float]:
        """Return the similarity of given passages to a vector; unknown ones are left out."""
        wanted = np.fromiter(ids, dtype=np.int64, count=len(ids))
        found: dict[int, float] = {}
        for known, rows in ((self.base, self.base_rows), (self.tail, self.tail_rows)):
            here = _among(wanted, known)
            close = unpack(rows[np.searchsorted(known, wanted[here])]) @ vector
            found.update(zip(wanted[here].tolist(), close.tolist(), strict=True))
        return found

    @cached_property
    def _large(self) -> Nearest:
        return Nearest(self.base, self.base_rows, self.dimensions)

    @cached_property
    def _small(self) -> Nearest:
        return Nearest(self.tail, self.tail_rows, self.dimensions)

    def save(self, path: Path) -> VectorIndex:
        """Write a snapshot in one atomic step and return the index as it is in the snapshot.

        Raises:
            ArchiveNotWritable: the disk is full or the folder read-only.
        """
        whole = self.joined()
        snapshot.write(path, whole.sequence, whole.base, whole.base_rows, whole.dimensions)
        whole._large.save(path.with_name(_CODES))
        return whole

    @classmethod
    def load(cls, path: Path, dimensions: int) -> VectorIndex:
        """Read a snapshot.

        Raises:
            SnapshotDamaged: it is missing, truncated, altered, or of other dimensions.
        """
        header, ids, rows = snapshot.read(path, dimensions)
        loaded = replaced(cls.empty(dimensions), sequence=header.sequence, base=ids, base_rows=rows)
        loaded.__dict__["_large"] = Nearest(ids, rows, dimensions, saved=path.with_name(_CODES))
        return loaded


def is_due(changes: int, count: int) -> bool:
    """Say whether a snapshot of so many vectors should be renewed after so many came and went."""
    return changes > 0 and changes * _FRESH > count


def _among(values: Ids, known: Ids) -> NDArray[np.bool_]:
    """Say of each value whether it is among known ones, which are sorted."""
    at = np.searchsorted(known, values)
    found = at < len(known)
    found[found] = known[at[found]] == values[found]
    return found
