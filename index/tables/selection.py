"""Filters as conditions of the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, and_, func, literal, or_, select, true

from index.records import WITHIN, Filters
from index.tables.schema import article_places, articles, passages


@dataclass(frozen=True, slots=True)
class Told:
    """What the head of an article must hold.

    Attributes:
        where: in which part of it: kicker, headline and subhead, or the byline.
        words: one of them must stand there; white space printed inside is passed over.
    """

    where: Literal["title", "byline"]
    words: tuple[str, ...]


_PARTS = {
    "title": (articles.c.kicker, articles.c.headline, articles.c.subhead),
    "byline": (articles.c.byline,),
}


def telling(told: Told) -> ColumnElement[bool]:
    """Return the condition under which the head of an article holds what is wanted."""
    found = []
    for column in _PARTS[told.where]:
        solid = func.replace(func.replace(column, " ", ""), "\u3000", "")
        found += [solid.contains(word, autoescape=True) for word in told.words]
    return or_(*found)


def passing(filters: Filters) -> ColumnElement[bool]:
    """Return the condition under which an article passes.

    A date limit is met by the date of issue or by that of the event, whichever overlaps it; an article
    without any date does not meet it.
    """
    conditions: list[ColumnElement[bool]] = []
    if filters.places:
        within = select(article_places.c.article).where(article_places.c.code.in_(filters.places))
        there: ColumnElement[bool] = articles.c.article.in_(within)
        if filters.parts:
            going_on = select(passages.c.article).where(passages.c.passage.in_(filters.parts))
            there = or_(there, articles.c.article.in_(going_on))
        conditions.append(there)
    if filters.since or filters.until:
        conditions.append(or_(_overlaps("issue", filters), _overlaps("event", filters)))
    if filters.sources:
        conditions.append(articles.c.source.in_(filters.sources))
    if filters.kinds:
        conditions.append(articles.c.kind.in_(filters.kinds))
    if filters.pages:
        conditions.append(articles.c.page.in_(filters.pages))
    if filters.sections:
        named = func.coalesce(articles.c.section, "")
        marked = literal(WITHIN).concat(named).concat(WITHIN)
        wanted = (f"{WITHIN}{name}{WITHIN}" for name in filters.sections)
        conditions.append(or_(*(marked.contains(name, autoescape=True) for name in wanted)))
    return and_(true(), *conditions)


def _overlaps(which: str, filters: Filters) -> ColumnElement[bool]:
    first, last = articles.c[f"{which}_first"], articles.c[f"{which}_last"]
    conditions: list[ColumnElement[bool]] = [first.is_not(None)]
    if filters.until:
        conditions.append(first <= filters.until)
    if filters.since:
        conditions.append(last >= filters.since)
    return and_(*conditions)
