"""Passages prepared for being compared with questions, and the memory of those that were found lately."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from index.tables.passagetable import PassageRow, PassageTable
from index.words import fold

_SENTENCE = re.compile("[。！？!?\n]+")
_KEPT = 8192
"""Passages in each half of the memory, which then takes about 30 MB."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A passage with its texts as they are compared.

    Attributes:
        parts: its title, then its sentences, folded and without white space.
    """

    row: PassageRow
    parts: tuple[str, ...]


class PreparedPassages:
    """The passages of one state of an archive, each read and folded once while it is remembered.

    Safe for several threads. Ids are never given twice and passages never change, so that nothing here is
    ever wrong; an archive that has changed takes a new memory all the same: none outlives its articles.
    """

    def __init__(self, table: PassageTable) -> None:
        self._table = table
        self._lock = Lock()
        # What was found lately, and what was before; what is found again comes back into the first.
        self._kept: dict[int, Prepared] = {}
        self._older: dict[int, Prepared] = {}

    def get(self, ids: Sequence[int]) -> list[Prepared]:
        """Return passages in the order of their ids given; those that are gone are left out."""
        kept, older = self._kept, self._older
        found = {i: kept[i] for i in ids if i in kept}
        new = {i: older[i] for i in ids if i not in found and i in older}
        read = self._table.rows([i for i in ids if i not in found and i not in new])
        new |= {i: prepare_passage(row) for i, row in read.items()}
        with self._lock:
            if len(self._kept) + len(new) > _KEPT:
                # A new dictionary: a question in another thread may be looking into the old one.
                self._kept, self._older = {}, self._kept
            self._kept.update(new)
        found |= new
        return [found[i] for i in ids if i in found]


def prepare_passage(row: PassageRow) -> Prepared:
    """Return a passage with its title and sentences as they are compared."""
    # Folding character by character is several times faster than `normalise` and differs in rare signs only.
    sentences = ("".join(sentence.split()) for sentence in _SENTENCE.split(fold(row.text)))
    return Prepared(row, ("".join(fold(row.headline or "").split()), *filter(None, sentences)))
