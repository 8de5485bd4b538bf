"""Example questions that this archive can answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from assistant.corrections import gazetteer
from assistant.records import Language
from assistant.ui.texts import ExampleText, Texts, example_texts
from index.containing import Found
from index.records import Article, Filters, Hit
from index.tables.catalogue import Catalogue

SHOWN = 4


class Holdings(Protocol):
    """What the chat needs of an archive."""

    @property
    def sequence(self) -> int:
        """Return the number of the last transaction that questions see."""
        ...

    @property
    def catalogue(self) -> Catalogue:
        """Return what lies in the archive, for browsing."""
        ...

    def search(self, question: str, k: int = ..., filters: Filters = ...) -> list[Hit]:
        """Return the passages that answer best."""
        ...

    def refresh(self) -> bool:
        """Take in what was written since; say whether there was anything."""
        ...

    def count(self) -> int:
        """Return the number of articles."""
        ...

    def places(self) -> dict[str, int]:
        """Return the number of articles per place code."""
        ...

    def months(self) -> dict[str, int]:
        """Return the number of articles per month ("2024-08")."""
        ...

    def refused(self) -> Sequence[object]:
        """Return the inputs that could not be read."""
        ...

    def containing(self, groups: Sequence[Sequence[str]], filters: Filters = ...) -> Sequence[Found]:
        """Return the articles with a sentence in which every group has one of its strings."""
        ...

    def articles(self, filters: Filters = ...) -> Iterable[Article]:
        """Return the articles that pass the filters."""
        ...

    def article(self, article_id: str) -> Article:
        """Return an article by its id."""
        ...


def examples(holdings: Holdings, language: Language) -> list[str]:
    """Return the wordings of the first examples for which the archive holds a sentence."""
    place = busiest_place(holdings)
    called = (
        next((p.english for p in gazetteer().named(place) if p.english), place) if language == "en" else place
    )
    year = max((month[:4] for month in holdings.months()), default="")
    found: list[str] = []
    for example in example_texts():
        if len(found) < SHOWN and _answerable(example, holdings, place, year):
            found.append(example.wording[language].format(place=called, year=year))
    return found


def _answerable(example: ExampleText, holdings: Holdings, place: str, year: str) -> bool:
    used = "".join((*example.needs, *example.wording.values()))
    if ("{place}" in used and not place) or ("{year}" in used and not year):
        return False
    return bool(holdings.containing([[need.format(place=place, year=year)] for need in example.needs]))


def busiest_place(holdings: Holdings) -> str:
    """Return the full name of the place with most articles, "" where no article has a place."""
    places = {code: count for code, count in holdings.places().items() if code}
    code = max(sorted(places), key=places.__getitem__, default="")
    under = holdings.articles(Filters(places=(code,))) if code else ()
    return next((article.place for article in under if article.place_code == code and article.place), "")


def holdings_line(holdings: Holdings, say: Texts) -> str:
    """Return in one line how much the archive holds, and of which time."""
    months = sorted(month for month in holdings.months() if month)
    articles = f"{holdings.count():,}"
    line = (
        say("holdings_span", articles=articles, first=months[0], last=months[-1])
        if months
        else say("holdings", articles=articles)
    )
    refused = len(holdings.refused())
    return f"{line} · {say('holdings_unreadable', refused=refused)}" if refused else line
