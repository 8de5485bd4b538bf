"""Articles that were read from the database, as long as there is room for them in memory."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from threading import Lock

from index.records import Annotation, Article
from index.store import Store
from index.words import folded, spread

_BLANK = re.compile(r"[^\S\n]")
_IDS = 50_000
"""Ids whose rows are remembered."""
_ROOM = 6_000_000
"""Characters of text remembered; with what is known of them they take about 100 MB."""


class Held:
    """An article as it stands in the archive, with its sentences as literal matches compare them.

    Attributes:
        row: its row id.
    """

    def __init__(self, row: int, article: Article, annotation: Annotation) -> None:
        self.row, self.article, self.annotation = row, article, annotation

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Its sentences, normalised and without white space."""
        # What asks for a sentence soon asks for the folded text, too.
        text = folded(self.article.text)
        # Normalised together, as calls cost more than characters; no sentence holds a line break.
        together = "\n".join([text[s.start : s.end].replace("\n", " ") for s in self.annotation.sentences])
        normal = spread(together)
        lines = normal.split("\n")
        return tuple(["".join(line.split()) for line in lines] if _BLANK.search(normal) else lines)


class KeptArticles:
    """Read articles of one generation of an archive, each once while it is remembered.

    Safe for several threads. Row ids are never given twice and rows never change, so that nothing here is
    ever wrong, whatever has come or gone since; what was not asked for longest goes out first.
    """

    def __init__(self, room: int = _ROOM) -> None:
        self._room, self._size = room, 0
        self._lock = Lock()
        self._held: OrderedDict[int, Held] = OrderedDict()
        self._rows: dict[str, int] = {}

    def forget_ids(self) -> None:
        """Look ids up anew from now on: an article that has changed keeps its id, but not its row."""
        self._rows = {}

    def by_id(self, store: Store, ids: Collection[str]) -> dict[str, Held]:
        """Return articles by their ids; those that are gone are left out."""
        if len(self._rows) > _IDS:
            self._rows = {}
        known = self._rows
        rows = {key: known[key] for key in ids if key in known}
        held = self.by_row(store, list(rows.values()))
        # A row that is known may be gone: its article came in again under another.
        left = [key for key in ids if rows.get(key) not in held]
        if left:
            fresh = store.rows_of(left)
            rows |= fresh
            held |= self.by_row(store, list(fresh.values()))
        return {key: held[row] for key, row in rows.items() if row in held}

    def one(self, store: Store, key: str) -> Held | None:
        """Return an article by its id, None where it is gone; one that is remembered is found at once."""
        with self._lock:
            held = self._held.get(self._rows.get(key, -1))
            if held is not None:
                self._held.move_to_end(held.row)
                return held
        return self.by_id(store, [key]).get(key)

    def by_row(self, store: Store, rows: Collection[int]) -> dict[int, Held]:
        """Return articles by row id, in the order given; rows that are gone are left out."""
        with self._lock:
            found = {row: held for row in rows if (held := self._held.get(row)) is not None}
            for row in found:
                self._held.move_to_end(row)
        read = store.articles_by_row([row for row in rows if row not in found])
        new = {row: Held(row, *told) for row, told in read.items()}
        self._keep(new)
        found |= new
        self._rows.update((held.article.article_id, row) for row, held in found.items())
        return {row: found[row] for row in rows if row in found}

    def _keep(self, new: Mapping[int, Held]) -> None:
        with self._lock:
            for row, held in new.items():
                if row not in self._held:
                    self._held[row] = held
                    self._size += len(held.article.text)
            while self._size > self._room and self._held:
                _, gone = self._held.popitem(last=False)
                self._size -= len(gone.article.text)


def in_parts(rows: Sequence[int], size: int = 500) -> Iterator[Sequence[int]]:
    """Yield rows some at a time, so that few articles are in memory at once."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
