"""Which articles may hold what is looked for, as far as the indexes tell; nothing is read to find out."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from index.lexical import LexicalIndex
from index.records import Filters
from index.store import Store

Rows = NDArray[np.int64]
"""Row ids of articles, growing, each once."""
Groups = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Locality:
    """What can tell of some places: what is reported from them, and what names them.

    Attributes:
        codes: codes of the places; what lies under them counts.
        names: every name by which they, or what lies under them, may be named in a text.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]


class Possible:
    """Tell which articles may match, in one state of an archive; safe for several threads.

    One question asks for the same strings several times, and the next one for the same places. What was told
    is remembered, the oldest going out first.

    Args:
        store: the archive's database.
        lexical: its lexical index.
        room: row ids that are remembered; the default takes 32 MB.
    """

    def __init__(self, store: Store, lexical: LexicalIndex, room: int = 4_000_000) -> None:
        self._store, self._lexical, self._room = store, lexical, room
        self._lock = Lock()
        self._known: OrderedDict[Hashable, Rows] = OrderedDict()
        self._size = 0

    def holding(self, groups: Groups, filters: Filters) -> Rows:
        """Return the articles that may hold one string of each group, by the lexical index."""
        key = ("holding", tuple(map(tuple, groups)), filters)
        rows = self._remembered(key)
        if rows is None:
            rows = self._keep(key, self._rows(self._lexical.containing(groups, filters)))
        # What the lexical index has not taken up yet is looked through as it is.
        fresh = self._store.passages.ids(filters, since=self._lexical.sequence)
        return np.union1d(rows, self._rows(fresh)) if len(fresh) else rows

    def passing(self, filters: Filters) -> Rows:
        """Return the articles that pass a filter."""
        # Read as it is now: not every change of a filter's columns is one of the lexical index.
        rows = self._store.article_rows(filters)
        return np.fromiter(rows, dtype=np.int64, count=len(rows))

    def near(self, local: Locality, filters: Filters) -> Rows:
        """Return the articles that can tell of some places: reports from there, and those that name them.

        A continuation without a place of its own has that of its first part, wherever that is from.
        """
        key = ("near", local, filters)
        rows = self._remembered(key)
        if rows is None:
            placed = self._store.article_rows(Filters(places=local.codes))
            there = np.array([*placed, *self._store.unplaced_parts()], dtype=np.int64)
            rows = self._keep(key, np.union1d(self.holding([local.names], filters), there))
        return rows

    def _rows(self, passages: Sequence[int] | NDArray[np.int64]) -> Rows:
        return self._store.passages.articles_of(passages)

    def _remembered(self, key: Hashable) -> Rows | None:
        with self._lock:
            rows = self._known.get(key)
            if rows is not None:
                self._known.move_to_end(key)
            return rows

    def _keep(self, key: Hashable, rows: Rows) -> Rows:
        with self._lock:
            if key not in self._known:
                self._known[key] = rows
                self._size += len(rows) + 1
            while self._size > self._room:
                _, gone = self._known.popitem(last=False)
                self._size -= len(gone) + 1
        return rows
