"""Exhaustive search: which sentences hold given strings, literally and without a cut-off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from index.kept import Held, KeptArticles, in_parts
from index.lexical import LexicalIndex
from index.possible import Locality, Possible
from index.records import Annotation, Article, Filters
from index.store import Store
from index.tables.passagetable import Outlined
from index.words import compact

_FIRST = 40
"""Articles read at first where one match is enough."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article with the sentences that were looked for.

    Attributes:
        sentences: indexes into `annotation.sentences`, growing.
    """

    article: Article
    annotation: Annotation
    sentences: tuple[int, ...]


class Literals:
    """Groups of alternatives, each in the form in which texts are compared.

    Attributes:
        trivial: every sentence holds them.
    """

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        compacted = [[compact(needle) for needle in group] for group in groups]
        self._groups = [group for group in compacted if group and all(group)]
        self.trivial = not self._groups

    def among(self, lines: Iterable[str]) -> tuple[int, ...]:
        """Return the indexes of the lines, as `Held.lines` has them, that hold one string of each group."""
        return tuple(i for i, line in enumerate(lines) if self.within(line))

    def within(self, line: str) -> bool:
        """Say whether a text that was made compact holds one string of each group."""
        for group in self._groups:
            for needle in group:
                if needle in line:
                    break
            else:
                return False
        return True


class Exhaustive:
    """Look through all of an archive as it is at one moment; safe for several threads.

    Args:
        store: the archive's database.
        lexical: its lexical index.
        kept: the articles read lately.
    """

    def __init__(self, store: Store, lexical: LexicalIndex, kept: KeptArticles) -> None:
        self._store, self._lexical, self._kept = store, lexical, kept
        self._possible = Possible(store, lexical)

    def containing(
        self, groups: Sequence[Sequence[str]], filters: Filters, local: Locality | None
    ) -> list[Found]:
        """Return every article with a sentence that meets each group; see `Archive.containing`."""
        return list(self._matching(self.candidates(groups, filters, local), groups))

    def holds(self, groups: Sequence[Sequence[str]], filters: Filters, local: Locality | None) -> bool:
        """Say whether there is any such article; most often no more than a few are read."""
        rows = self.candidates(groups, filters, local)
        parts = (rows[:_FIRST], rows[_FIRST:])
        return any(next(self._matching(part, groups), None) is not None for part in parts)

    def outline(
        self, groups: Sequence[Sequence[str]], filters: Filters, local: Locality | None
    ) -> list[Outlined]:
        """Return which articles match as far as the lexical index tells; see `Archive.outline`."""
        outlined = self._store.passages.outlined(self._lexical.containing(groups, filters))
        if local is None:
            return outlined
        near = set(self._possible.near(local, filters).tolist())
        return [item for item in outlined if item.row in near]

    def passages(self, groups: Sequence[Sequence[str]], filters: Filters) -> int:
        """Return how many passages may match; see `Archive.passages`."""
        return len(self._lexical.containing(groups, filters))

    def among(self, rows: Sequence[int], groups: Sequence[Sequence[str]]) -> list[Found]:
        """Return those of some articles, by row id, that match; see `containing`."""
        return list(self._matching(sorted(rows), groups))

    def _matching(self, rows: Sequence[int], groups: Sequence[Sequence[str]]) -> Iterator[Found]:
        literals, whole = Literals(groups), self._store.parts.whole
        for part in in_parts(rows):
            for held in self._kept.by_row(self._store, part).values():
                sentences = self._sentences(held, literals)
                if sentences:
                    yield Found(whole(held.article), held.annotation, sentences)

    @staticmethod
    def _sentences(held: Held, literals: Literals) -> tuple[int, ...]:
        every = range(len(held.annotation.sentences))
        return tuple(every) if literals.trivial else literals.among(held.lines)

    def candidates(
        self, groups: Sequence[Sequence[str]], filters: Filters, local: Locality | None
    ) -> list[int]:
        """Return the articles that may match, in the order in which they came into the archive."""
        possible = self._possible
        if Literals(groups).trivial:
            rows = possible.passing(filters)
        else:
            rows = possible.holding(groups, filters)
            if filters.printed:
                rows = np.intersect1d(rows, possible.passing(filters), assume_unique=True)
        if local is not None and len(rows):
            rows = np.intersect1d(rows, possible.near(local, filters), assume_unique=True)
        found: list[int] = rows.tolist()
        return found
