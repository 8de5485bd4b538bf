"""What lies in the archive, without reading any text: issues, entries of articles, tallies.

For browsing: every query reads the narrow table of articles only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, select, true

from index.records import Filters
from index.tables.database import Database
from index.tables.schema import article_places, articles, files
from index.tables.selection import passing

_MONTH = func.substr(articles.c.issue_first, 1, 7)
_TALLIED = {"kind": articles.c.kind, "month": _MONTH, "paper": articles.c.paper, "page": articles.c.page}


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as a line of a list."""

    article_id: str
    source: str
    n: int
    kind: str
    kicker: str | None
    headline: str | None
    byline: str | None
    place: str | None
    paper: str
    issue_date: str | None
    page: str | None


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of a newspaper: what is dated the same day, with the number of its articles by page."""

    paper: str
    date: str
    pages: tuple[tuple[str, int], ...]

    @property
    def articles(self) -> int:
        """Return how many articles it has."""
        return sum(count for _, count in self.pages)


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the archive, with the number of its articles."""

    source: str
    path: str
    articles: int
    issue_date: str | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """A part of the archive by what is printed on the page; what is None is not looked at.

    Attributes:
        paper: name of the newspaper.
        date: the date of issue exactly as kept ("2024-08-06", or less where less is known).
        month: "2024-08".
        page: the page as printed; "" for articles without one.
    """

    paper: str | None = None
    date: str | None = None
    month: str | None = None
    page: str | None = None


_ENTRY = [articles.c[name] for name in Entry.__dataclass_fields__]


class Catalogue:
    """Look through the archive; safe for several threads.

    Args:
        database: the open database.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def entries(
        self, filters: Filters = Filters(), shelf: Shelf = Shelf(), *, limit: int = 50, offset: int = 0
    ) -> list[Entry]:
        """Return articles, the newest issue first, within it in the order of the pages."""
        query = select(*_ENTRY).where(passing(filters), _on(shelf))
        query = query.order_by(articles.c.issue_first.desc(), *_PRINTED).limit(limit).offset(offset)
        return [Entry(*row) for row in self._database.rows(query)]

    def count(self, filters: Filters = Filters(), shelf: Shelf = Shelf()) -> int:
        """Return how many articles there are."""
        query = select(func.count()).select_from(articles).where(passing(filters), _on(shelf))
        return int(self._database.scalar(query))

    def named(self, article_ids: Sequence[str]) -> dict[str, Entry]:
        """Return entries by the ids of their articles; those that are gone are left out."""
        query = select(*_ENTRY).where(articles.c.article_id.in_(article_ids))
        return {row[0]: Entry(*row) for row in self._database.rows(query)}

    def issues(self, shelf: Shelf = Shelf()) -> list[Issue]:
        """Return the dated issues, the newest first."""
        page = func.coalesce(articles.c.page, "")
        query = select(articles.c.paper, articles.c.issue_date, page, func.count())
        query = query.where(articles.c.issue_date.is_not(None), _on(shelf))
        found: dict[tuple[str, str], list[tuple[str, int]]] = {}
        grouped = query.group_by(articles.c.paper, articles.c.issue_date, page)
        for paper, date, number, count in self._database.rows(grouped):
            found.setdefault((paper, date), []).append((number, count))
        newest = sorted(found, key=lambda issue: (issue[1], issue[0]), reverse=True)
        return [Issue(*issue, tuple(sorted(found[issue], key=_by_number))) for issue in newest]

    def tally(self, what: str, filters: Filters = Filters()) -> dict[str, int]:
        """Return the number of articles by "kind", "month", "paper" or "page", unknown values left out."""
        value = _TALLIED[what]
        query = select(value, func.count()).where(value.is_not(None), passing(filters))
        return {row[0]: row[1] for row in self._database.rows(query.group_by(value).order_by(value))}

    def places(self, filters: Filters = Filters()) -> dict[str, int]:
        """Return the number of articles by place, each place with all that lie under it."""
        query = select(article_places.c.code, func.count())
        if not filters.empty:
            joined = articles.c.article == article_places.c.article
            query = query.join(articles, joined).where(passing(filters))
        return {row[0]: row[1] for row in self._database.rows(query.group_by(article_places.c.code))}

    def sources(self) -> list[Source]:
        """Return every file that was read or refused, by name."""
        query = select(*[files.c[name] for name in Source.__dataclass_fields__])
        return [Source(*row) for row in self._database.rows(query.order_by(files.c.source, files.c.path))]

    def file(self, article_id: str) -> str | None:
        """Return the path of the file that an article was read from, as it was given when it was indexed."""
        query = select(files.c.path).join(articles, articles.c.file == files.c.file)
        value = self._database.scalar(query.where(articles.c.article_id == article_id))
        return None if value is None else str(value)


_PRINTED = (
    articles.c.paper,
    func.length(articles.c.page),
    articles.c.page,
    articles.c.file,
    articles.c.n,
    articles.c.article,
)


def _on(shelf: Shelf) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = []
    if shelf.paper is not None:
        conditions.append(articles.c.paper == shelf.paper)
    if shelf.date is not None:
        conditions.append(articles.c.issue_date == shelf.date)
    if shelf.month is not None:
        conditions.append(_MONTH.in_((shelf.month,)))
    if shelf.page is not None:
        conditions.append(func.coalesce(articles.c.page, "") == shelf.page)
    return and_(true(), *conditions)


def _by_number(page: tuple[str, int]) -> tuple[int, str]:
    number = page[0]
    return (int(number) if number.isdecimal() else 10**6, number)
