"""Which passages pass a filter, worked out once: questions tend to come with the same filter."""

from __future__ import annotations

from threading import Lock

import numpy as np
from numpy.typing import NDArray

from index.records import Filters
from index.tables.passagetable import PassageTable

Ids = NDArray[np.int64]
_KEPT = 16
"""Filters kept; each holds eight bytes a passage, at most."""


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
