"""Which passages pass a filter, worked out once: questions tend to come with the same filter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from index.records import Filters
from index.tables.parts import Continued
from index.tables.passagetable import PassageTable

Ids = NDArray[np.int64]
_KEPT = 16
"""Filters kept; each holds eight bytes a passage, at most."""


def with_parts(filters: Filters, unplaced: Sequence[Continued]) -> Filters:
    """Return filters that let those continuations pass, too, whose first part is from their places.

    Args:
        filters: as asked.
        unplaced: the continuations that have no place of their own.
    """
    if not filters.places:
        return filters
    passing = [part.passages for part in unplaced if not part.codes.isdisjoint(filters.places)]
    return replace(filters, parts=tuple(chain.from_iterable(passing)))


class Limits:
    """The passages that pass each filter, in one state of an archive; safe for several threads."""

    def __init__(self, table: PassageTable) -> None:
        self._table = table
        self._lock = Lock()
        self._known: dict[Filters, Ids] = {}

    def passages(self, filters: Filters) -> Ids | None:
        """Return the ids of the passages whose articles pass, growing; None where all do."""
        if filters.empty:
            return None
        known = self._known.get(filters)
        if known is None:
            known = self._table.ids(filters)
            with self._lock:
                if len(self._known) >= _KEPT:
                    self._known.pop(next(iter(self._known)))
                self._known[filters] = known
        return known
