"""Parts of one article on several pages of an issue: the part that a continuation (接一版) goes on from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sqlalchemy import func, select

from index.records import Article, Level
from index.tables.database import Database
from index.tables.schema import article_places, articles, passages
from index.tables.transaction import chunks

_DAY = len("2024-08-06")
_FEW = 2
_COLUMNS = (
    *("article_id", "headline", "kicker", "byline", "place"),
    *("place_code", "level", "page", "paper", "article"),
)


@dataclass(frozen=True, slots=True)
class Continued:
    """A continuation without a place of its own: its passages, and where its first part is from.

    Attributes:
        passages: their ids.
        codes: the code of the first part's place, and of those that this lies in.
    """

    passages: tuple[int, ...]
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class FirstPart:
    """What is known of an article that goes on elsewhere in its issue (下转三版)."""

    article_id: str
    headline: str | None
    kicker: str | None
    byline: str | None
    place: str | None
    place_code: str | None
    level: Level | None
    page: str | None
    paper: str
    row: int = 0

    @property
    def title(self) -> str:
        """Return kicker and headline."""
        return f"{self.kicker or ''}{self.headline or ''}"


class Parts:
    """Find the first parts of continuations.

    Args:
        database: the archive's.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def whole(self, article: Article) -> Article:
        """Return a continuation with what its first part says: place, headline, writer; any other as it is.

        Args:
            article: as it stands in the archive.

        Returns:
            The article; `first_part` names the part it goes on from where the archive has it.
        """
        if article.kind != "continuation" or len(article.issue_date or "") != _DAY:
            return article
        first = _first_part(article, self._going_on(str(article.issue_date)))
        if first is None:
            return article
        told = replace(
            article,
            headline=article.headline or first.headline,
            byline=article.byline or first.byline,
            first_part=first.article_id,
        )
        if article.place_code:
            return told
        return replace(told, place=first.place, place_code=first.place_code, level=first.level)

    def unplaced(self) -> list[Continued]:
        """Return the continuations without a place of their own of which the archive has the first part."""
        columns = ("article", "issue_date", "page", "paper", "kicker", "headline", "subhead")
        query = select(*(articles.c[name] for name in columns)).where(
            articles.c.kind == "continuation",
            articles.c.place_code.is_(None),
            func.length(articles.c.issue_date) == _DAY,
        )
        found: dict[int, int] = {}
        issues: dict[str, list[FirstPart]] = {}
        for row, issued, page, paper, kicker, headline, subhead in self._database.rows(query):
            if issued not in issues:
                issues[issued] = self._going_on(issued)
            titles = (kicker, headline, subhead)
            article = Article("", "", 0, "continuation", "", *titles, page=page, paper=paper)
            first = _first_part(article, issues[issued])
            if first is not None:
                found[row] = first.row
        return self._with_places(found)

    def _with_places(self, first: dict[int, int]) -> list[Continued]:
        """Return continuations by row id, each given with the row id of its first part."""
        codes: dict[int, set[str]] = {}
        ids: dict[int, list[int]] = {}
        for chunk in chunks(sorted(set(first.values()))):
            of_places = select(article_places.c.article, article_places.c.code)
            for row, code in self._database.rows(of_places.where(article_places.c.article.in_(chunk))):
                codes.setdefault(row, set()).add(code)
        for chunk in chunks(sorted(first)):
            of_passages = select(passages.c.article, passages.c.passage)
            for row, passage in self._database.rows(of_passages.where(passages.c.article.in_(chunk))):
                ids.setdefault(row, []).append(passage)
        return [
            Continued(tuple(ids.get(row, ())), frozenset(codes[part]))
            for row, part in first.items()
            if part in codes
        ]

    def _going_on(self, issued: str) -> list[FirstPart]:
        """Return the articles of an issue that go on elsewhere."""
        query = select(*(articles.c[name] for name in _COLUMNS)).where(
            articles.c.issue_first == issued,
            articles.c.issue_date == issued,
            articles.c.continued,
            articles.c.kind != "continuation",
        )
        return [FirstPart(*row) for row in self._database.rows(query)]


def _first_part(article: Article, parts: Sequence[FirstPart]) -> FirstPart | None:
    """Return what a continuation goes on from, of the articles of its issue that go on elsewhere."""
    away = [p for p in parts if p.paper == article.paper and (p.page is None or p.page != article.page)]
    return chosen(article, away)


def chosen(article: Article, parts: Sequence[FirstPart]) -> FirstPart | None:
    """Return the part that a continuation goes on from, None where nothing tells.

    A headline over a continuation is that of the first part, often shortened: they share words. Without one
    the only part that goes on elsewhere is meant.

    Args:
        article: the continuation.
        parts: the articles of its issue that go on on another page.
    """
    apart = article.place_code
    parts = [part for part in parts if not (apart and part.place_code and apart != part.place_code)]
    if not article.title:
        return parts[0] if len(parts) == 1 else None
    shared = [(_shared(article.title, part.title), part) for part in parts]
    best = max((count for count, _ in shared), default=0)
    likely = [part for count, part in shared if count == best]
    return likely[0] if best >= _FEW and len(likely) == 1 else None


def _shared(one: str, other: str) -> int:
    """Count the pairs of characters that two headlines share."""
    return len(set(pairwise(one)) & set(pairwise(other)))
