"""Parts of one article on several pages of an issue: the part that a continuation (接一版) goes on from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sqlalchemy import select

from index.records import Article, Level
from index.tables.database import Database
from index.tables.schema import articles

_DAY = len("2024-08-06")
_FEW = 2
_COLUMNS = ("article_id", "headline", "kicker", "byline", "place", "place_code", "level", "page", "paper")


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
        first = chosen(article, self._on_other_pages(article))
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

    def _on_other_pages(self, article: Article) -> list[FirstPart]:
        """Return the articles of the same issue that go on elsewhere."""
        query = select(*(articles.c[name] for name in _COLUMNS)).where(
            articles.c.issue_first == article.issue_date,
            articles.c.issue_date == article.issue_date,
            articles.c.continued,
            articles.c.kind != "continuation",
        )
        found = [FirstPart(*row) for row in self._database.rows(query)]
        return [
            part
            for part in found
            if part.paper == article.paper and (part.page is None or part.page != article.page)
        ]


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
