"""The passages of an archive's database, as the derived indexes and the search ask for them."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import bindparam, func, select

from index.records import Filters
from index.tables.compress import unpack_text
from index.tables.database import Database
from index.tables.quantise import Packed, rows_of
from index.tables.schema import article_places, articles, bodies, passages, tombstones, vectors
from index.tables.selection import passing
from index.tables.transaction import chunks

_DAYS = [articles.c[f"{which}_{end}"] for which in ("issue", "event") for end in ("first", "last")]


@dataclass(frozen=True, slots=True)
class Outlined:
    """An article that matches as far as the lexical index tells.

    Attributes:
        row: its row id, for `Archive.among`.
        place_code: the place that it reports from, "" where none is known.
        date: first day of its issue, else of what it tells; "" where none is known.
        passages: how many of its passages match.
    """

    row: int
    place_code: str
    date: str
    passages: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage with everything that the lexical index holds of it."""

    passage: int
    text: str
    head: str
    places: tuple[str, ...]
    kind: str
    source: str
    days: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage with what a hit says of its article."""

    passage: int
    article: int
    article_id: str
    source: str
    headline: str | None
    place: str | None
    issue_date: str | None
    start: int
    end: int
    text: str


# In the order of the fields of PassageRow; made once, for it takes as long as reading some rows.
_ROWS = (
    select(
        passages.c.passage, articles.c.article, articles.c.article_id, articles.c.source,
        articles.c.headline, articles.c.place, articles.c.issue_date, passages.c.start, passages.c.end,
        bodies.c.text,
    )
    .join(articles, articles.c.article == passages.c.article)
    .join(bodies, bodies.c.article == passages.c.article)
    .where(passages.c.passage.in_(bindparam("ids", expanding=True)))
)  # fmt: skip


_OWNERS = select(passages.c.passage, passages.c.article).where(passages.c.passage > bindparam("last"))
_NEWER = select(passages.c.passage).where(passages.c.sequence > bindparam("since")).limit(1)
_OUTLINED = (
    select(
        passages.c.article,
        articles.c.place_code,
        articles.c.issue_first,
        articles.c.event_first,
        func.count(),
    )
    .join(articles, articles.c.article == passages.c.article)
    .where(passages.c.passage.in_(bindparam("ids", expanding=True)))
    .group_by(passages.c.article)
)


class PassageTable:
    """Reads passages, their vectors, and which of them are gone."""

    def __init__(self, database: Database, dimensions: int) -> None:
        self._database, self._dimensions = database, dimensions
        self._owners: NDArray[np.int64] = np.empty((2, 0), np.int64)

    def rows(self, ids: Collection[int]) -> dict[int, PassageRow]:
        """Return passages by id; passages that are gone are left out."""
        found: dict[int, PassageRow] = {}
        for chunk in chunks(ids):
            texts: dict[int, str] = {}
            for *told, start, end, packed in self._database.rows(_ROWS, ids=chunk):
                passage, article, article_id, source, headline, place, issued = told
                if article not in texts:
                    texts[article] = unpack_text(packed)
                text = texts[article][start:end]
                found[passage] = PassageRow(
                    passage, article, article_id, source, headline, place, issued, start, end, text
                )
        return found

    def articles_of(self, ids: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the row ids of the articles of passages, growing; unknown passages are left out.

        A passage that went out still tells its article if it was known before: it is never given to another.
        """
        wanted = np.asarray(ids, dtype=np.int64)
        if not len(wanted):
            return wanted
        passage, article = self._known_owners(int(wanted.max()))
        at = np.searchsorted(passage, wanted)
        there = at < len(passage)
        there[there] = passage[at[there]] == wanted[there]
        return np.unique(article[at[there]])

    def _known_owners(self, last: int) -> NDArray[np.int64]:
        """Return each passage with its article, (2, passages), up to an id at least, if there is any such.

        Read all at once, which takes a tenth of a second for 100,000, and then what is new: ids only grow.
        """
        known = self._owners
        until = int(known[0, -1]) if known.size else 0
        if until < last:
            rows = self._database.rows(_OWNERS, last=until)
            new = np.fromiter(chain.from_iterable(rows), dtype=np.int64, count=2 * len(rows)).reshape(-1, 2).T
            self._owners = known = np.concatenate([known, new[:, np.argsort(new[0])]], axis=1)
        return known

    def outlined(self, ids: Collection[int]) -> list[Outlined]:
        """Return the articles of passages with place and date, in the order of their row ids."""
        found: dict[int, Outlined] = {}
        for chunk in chunks(ids):
            for row, place, issued, happened, count in self._database.rows(_OUTLINED, ids=chunk):
                before = found[row].passages if row in found else 0
                found[row] = Outlined(row, place or "", issued or happened or "", before + count)
        return [found[row] for row in sorted(found)]

    def spans_of(self, rows: Collection[int]) -> dict[int, list[tuple[int, int]]]:
        """Return where the passages of articles lie: row id → (start, end) of each."""
        query = select(passages.c.article, passages.c.start, passages.c.end).order_by(passages.c.passage)
        found: dict[int, list[tuple[int, int]]] = {}
        for chunk in chunks(rows):
            for article, start, end in self._database.rows(query.where(passages.c.article.in_(chunk))):
                found.setdefault(article, []).append((start, end))
        return found

    def texts(self, rows: Collection[int]) -> Iterator[tuple[int, str]]:
        """Yield row id and text of articles, in the order of their row ids."""
        query = select(bodies.c.article, bodies.c.text).order_by(bodies.c.article)
        for chunk in chunks(sorted(rows)):
            for row in self._database.rows(query.where(bodies.c.article.in_(chunk))):
                yield row.article, unpack_text(row.text)

    def ids(self, filters: Filters = Filters(), since: int = 0) -> NDArray[np.int64]:
        """Return the ids of the passages whose articles pass and that came after a sequence number."""
        if since and not self._database.rows(_NEWER, since=since):
            return np.empty(0, np.int64)
        query = select(passages.c.passage).where(passages.c.sequence > since)
        if not filters.empty:
            query = query.join(articles, articles.c.article == passages.c.article).where(passing(filters))
        # Sorted here: asked for their order, SQLite would go through all of them for the few that are new.
        rows = self._database.rows(query)
        return np.sort(np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows)))

    def removed(self, since: int) -> NDArray[np.int64]:
        """Return the ids of the passages that went out after a sequence number."""
        rows = self._database.rows(select(tombstones.c.passage).where(tombstones.c.sequence > since))
        return np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))

    def buried(self, until: int) -> int:
        """Return how many tombstones there are up to a sequence number."""
        query = select(func.count()).select_from(tombstones).where(tombstones.c.sequence <= until)
        return int(self._database.scalar(query))

    def changes(self, since: int) -> int:
        """Return how many passages came or went after a sequence number."""
        came = select(func.count()).select_from(passages).where(passages.c.sequence > since)
        went = select(func.count()).select_from(tombstones)
        went = went.where(tombstones.c.sequence > since, tombstones.c.added <= since)
        return int(self._database.scalar(came)) + int(self._database.scalar(went))

    def entries(self, ids: Collection[int], told: Container[int] = ()) -> Iterator[Entry]:
        """Yield passages for the lexical index.

        Args:
            ids: the passages.
            told: ids of those whose text is not needed; it may be left empty.
        """
        query = select(
            passages.c.passage, passages.c.article, passages.c.start, passages.c.end,
            articles.c.kicker, articles.c.headline, articles.c.subhead, articles.c.kind, articles.c.source,
            *_DAYS,
        ).join(articles, articles.c.article == passages.c.article).order_by(passages.c.passage)  # fmt: skip
        for chunk in chunks(ids):
            rows = self._database.rows(query.where(passages.c.passage.in_(chunk)))
            places = self.places({row.article for row in rows})
            untold = {row.article for row in rows if row.passage not in told}
            texts = dict(self.texts(untold))
            for row in rows:
                head = " ".join(part for part in (row.kicker, row.headline, row.subhead) if part)
                text = texts.get(row.article, "")[row.start : row.end]
                when = {column.name: row._mapping[column.name] for column in _DAYS}
                yield Entry(row.passage, text, head, places.get(row.article, ()), row.kind, row.source, when)

    def vectors(self, since: int = 0) -> tuple[NDArray[np.int64], Packed]:
        """Return the ids (n,) and packed vectors of passages that came after a sequence number."""
        query = select(passages.c.passage, vectors.c.vector).join(
            vectors, vectors.c.passage == passages.c.passage
        )
        rows = self._database.rows(query.where(passages.c.sequence > since))
        ids = np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))
        packed, order = rows_of((row[1] for row in rows), self._dimensions), np.argsort(ids)
        return ids[order], packed[order]

    def places(self, rows: Collection[int]) -> dict[int, tuple[str, ...]]:
        """Return the place of articles with every place above it, by row id."""
        found: dict[int, tuple[str, ...]] = {}
        for chunk in chunks(rows):
            query = select(article_places.c.article, article_places.c.code)
            for article, code in self._database.rows(query.where(article_places.c.article.in_(chunk))):
                found[article] = (*found.get(article, ()), code)
        return found
