"""What files would become, without writing anything: articles, doubts, and what is refused."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from index.articles import complete, segment_page
from index.errors import InputRefused
from index.places import Gazetteer
from index.readers import read
from index.records import Article, Page, ReadyArticle, Refused

SHOWN = 40
"""Articles of one file that are named; the others are counted."""

_SHORT = 40
_UNSURE = 0.8
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Found:
    """One article that a file would bring.

    Attributes:
        doubts: keys of what a reader should look at, see `doubts`.
    """

    headline: str
    kind: str
    place: str
    date: str
    page: str
    characters: int
    lines: tuple[tuple[int, int], ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What one file would become.

    Attributes:
        name: the file's name.
        count: how many articles it holds; `articles` names the first.
        doubted: how many of them have a doubt.
        refused: what of it cannot be read.
        doubts: doubts about the file as a whole.
    """

    name: str
    count: int = 0
    articles: tuple[Found, ...] = ()
    doubted: int = 0
    refused: tuple[Refused, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Say whether nothing of the file can be read."""
        return bool(self.refused) and not self.count


@dataclass
class _Sum:
    count: int = 0
    doubted: int = 0
    articles: list[Found] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    doubts: dict[str, None] = field(default_factory=dict)

    def add(self, article: Article, doubts: tuple[str, ...]) -> None:
        self.count += 1
        self.doubted += bool(doubts)
        if len(self.articles) < SHOWN:
            self.articles.append(_found(article, doubts))


def preview(path: Path, gazetteer: Gazetteer) -> Preview:
    """Read one file and say what it would become.

    Args:
        path: the file.
        gazetteer: the place names.
    """
    found = _Sum()
    try:
        for item in read(path):
            _take(item, found, gazetteer)
    except InputRefused as error:
        found.refused.append(Refused(path.name, f"{error.what} ({error.hint})" if error.hint else error.what))
    except Exception as error:
        _log.exception("%s: not read because of an error in this program", path)
        what = f"this program failed on it with {type(error).__name__}"
        found.refused.append(Refused(path.name, what))
    if not found.count and not found.refused and path.suffix != ".toml":
        found.doubts["nothing"] = None
    return Preview(
        path.name,
        found.count,
        tuple(found.articles),
        found.doubted,
        tuple(found.refused),
        tuple(found.doubts),
    )


def _take(item: Page | ReadyArticle | Refused, found: _Sum, gazetteer: Gazetteer) -> None:
    if isinstance(item, Refused):
        found.refused.append(item)
        return
    if isinstance(item, ReadyArticle):
        made = complete(item, gazetteer)
        found.add(made, doubts(made))
        return
    cut = segment_page(item, gazetteer)
    unsure = _unsure(item)
    found.doubts.update(dict.fromkeys(_page_doubts(cut.page, unsure)))
    for article in cut.articles:
        found.add(article, doubts(article))


def doubts(article: Article) -> tuple[str, ...]:
    """Return what of an article a reader should look at, as keys of the interface's words.

    Args:
        article: as the segmenter made it.
    """
    told = {
        "no_headline": not article.headline,
        "no_place": not article.place,
        "short": len(article.text) < _SHORT and article.kind != "photo",
        "continued": article.continued,
    }
    return tuple(name for name, holds in told.items() if holds)


def _page_doubts(page: Page, unsure: bool) -> Iterator[str]:
    if not page.issue_date:
        yield "no_date"
    elif page.date_from.startswith("inferred"):
        yield "date_inferred"
    if unsure:
        yield "unsure_scan"


def _unsure(page: Page) -> bool:
    """Say whether a scan was recognised with little confidence, line by line."""
    lines: Iterable[float] = [line.confidence for line in page.lines if line.text.strip()]
    known = list(lines)
    return bool(known) and sum(known) / len(known) < _UNSURE


def _found(article: Article, told: tuple[str, ...]) -> Found:
    return Found(
        headline=article.title,
        kind=article.kind,
        place=article.place or "",
        date=article.issue_date or "",
        page=article.page or "",
        characters=len(article.text),
        lines=article.lines,
        doubts=told,
    )
