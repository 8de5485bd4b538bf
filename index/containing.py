"""Exhaustive search: which sentences hold given strings, literally and without a cut-off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.kept import Held, KeptArticles, in_parts
from index.lexical import LexicalIndex
from index.lexical_query import compact
from index.records import Annotation, Article, Filters
from index.store import Store
from index.tables.passagetable import Outlined

_FIRST = 40
"""Articles read at first where one match is enough."""
_LOCALITIES = 16
"""Localities whose articles are remembered: a question looks for several things in one place."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article with the sentences that were looked for.

    Attributes:
        sentences: indexes into `annotation.sentences`, growing.
    """

    article: Article
    annotation: Annotation
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Locality:
    """What can tell of some places: what is reported from them, and what names them.

    Attributes:
        codes: codes of the places; what lies under them counts.
        names: every name by which they, or what lies under them, may be named in a text.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]


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
        self._known: dict[tuple[Locality, Filters], set[int]] = {}

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
        near = self._near(local, filters)
        return [item for item in outlined if item.row in near]

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
        if Literals(groups).trivial:
            rows = set(self._store.article_rows(filters))
        else:
            rows = self._told(groups, filters)
            if filters.pages:
                rows &= set(self._store.article_rows(filters))
        if local is not None and rows:
            rows &= self._near(local, filters)
        return sorted(rows)

    def _near(self, local: Locality, filters: Filters) -> set[int]:
        """Return the articles that can tell of some places: reports from there, and those that name them.

        A continuation without a place of its own has that of its first part, wherever that is from.
        """
        key = (local, filters)
        near = self._known.get(key)
        if near is None:
            near = self._told([local.names], filters)
            near.update(self._store.article_rows(Filters(places=local.codes)), self._store.unplaced_parts())
            if len(self._known) >= _LOCALITIES:
                self._known = {}
            self._known[key] = near
        return near

    def _told(self, groups: Sequence[Sequence[str]], filters: Filters) -> set[int]:
        """Return the articles that may match as far as the lexical index tells."""
        ids = self._lexical.containing(groups, filters)
        # What the lexical index has not taken up yet is looked through as it is.
        ids += self._store.passages.ids(filters, since=self._lexical.sequence).tolist()
        return self._store.passages.articles_of(ids)
