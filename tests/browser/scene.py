"""A small archive and an assistant, with the signatures that the web chat relies on.

The assistant quotes the sentences that share the most characters with the question.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from assistant.corrections import Corrections
from assistant.records import Answer, Citation, Coverage, Row
from index.containing import Found
from index.errors import QuestionRefused
from index.passages import split_sentences
from index.records import Annotation, Article, Filters, Hit
from index.store import Store
from index.tables.catalogue import Catalogue
from tests.archives import fill, manifest

# An article that tries everything a page from outside could try.
HOSTILE = (
    "青石县讯 县政协走访了茶园协会。<script>window.hacked = 'script'</script>"
    "<img src=x onerror=\"window.hacked = 'onerror'\">走访中记录了意见。"
    "![图](http://192.0.2.1/pixel.png)请看[详情](javascript:window.hacked='link')，"
    "也见 http://192.0.2.1/more 。"
)

# How any question is understood.
UNDERSTOOD: dict[str, object] = {"kind": "list", "places": ["620123"], "subject": [["议事室", "协商议事室"]]}

# A question with this word is answered piece by piece, as by a model that thinks.
SLOWLY = "慢慢"

ARTICLES = (
    Article(
        article_id="a1",
        source="样报-2031-05-06.txt",
        n=1,
        kind="news",
        headline="白河县把协商议事室设在村口",
        byline="本报记者 林溪",
        text="白河县讯 今年以来，白河县在9个乡镇建起协商议事室21个。\n议事室每月开门两次，群众有事就近商量。",
        place="白河县",
        place_code="610929",
        level="county",
        issue_date="2031-05-06",
        page="2",
        paper="样报",
        lines=((3, 9),),
    ),
    Article(
        article_id="a2",
        source="样报-2031-06-01.txt",
        n=1,
        kind="news",
        headline="青石县：<b>茶园</b>里的走访",
        text=HOSTILE,
        place="青石县",
        issue_date="2031-06-01",
        page="3",
        paper="样报",
        lines=((5, 8),),
    ),
)


class SmallArchive:
    """Articles in memory, behind the methods of the real archive that the chat uses."""

    def __init__(self, articles: Sequence[Article] = ARTICLES) -> None:
        self._articles = {article.article_id: article for article in articles}
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)

    @property
    def sequence(self) -> int:
        """Return that nothing was ever written."""
        return 0

    @cached_property
    def catalogue(self) -> Catalogue:
        """Return the catalogue of a real store that holds the articles."""
        store = Store.create(Path(self._folder.name) / "small.sqlite", manifest())
        for article in self._articles.values():
            fill(store, [article], f"/pages/{article.source}")
        return store.catalogue

    def search(self, question: str, k: int = 10, filters: Filters = Filters()) -> list[Hit]:
        """Return every article that shares a character with the question, whole."""
        return [
            Hit(a.article_id, a.source, a.headline, a.place, a.issue_date, a.text, 0, len(a.text), 1.0)
            for a in self.articles(filters)
            if set(question) & set(a.text)
        ][:k]

    def refresh(self) -> bool:
        """Say that nothing was written since."""
        return False

    def article(self, article_id: str) -> Article:
        """Return an article by its id."""
        return self._articles[article_id]

    def articles(self, filters: Filters = Filters()) -> Iterable[Article]:
        """Return the articles of the filter's places."""
        return [a for a in self._articles.values() if not filters.places or a.place_code in filters.places]

    def count(self) -> int:
        """Return the number of articles."""
        return len(self._articles)

    def places(self) -> dict[str, int]:
        """Return one article for each place."""
        return {a.place_code: 1 for a in self._articles.values() if a.place_code}

    def months(self) -> dict[str, int]:
        """Return the number of articles per month."""
        months = [(a.issue_date or "")[:7] for a in self._articles.values()]
        return {month: months.count(month) for month in months}

    def refused(self) -> Sequence[object]:
        """Return one refused input."""
        return ("damaged.txt",)

    def containing(self, groups: Sequence[Sequence[str]], filters: Filters = Filters()) -> Sequence[Found]:
        """Return the articles that hold a string of every group, with their first sentence."""
        found = [
            a for a in self.articles(filters) if all(any(s in a.text for s in group) for group in groups)
        ]
        return [Found(a, Annotation(split_sentences(a.text)), (0,)) for a in found]


class SmallAssistant:
    """Answers with the sentences that share most characters with the question and its history."""

    def __init__(self, archive: SmallArchive | None = None) -> None:
        self.archive = archive or SmallArchive()
        self.histories: list[tuple[str, ...]] = []
        self.corrected: list[Corrections] = []

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        id: str = "",
        filters: Filters = Filters(),
        corrections: Corrections = Corrections(),
        on_text: Callable[[str], None] | None = None,
    ) -> Answer:
        """Answer with the nearest article's sentences."""
        if len(question) > 2000:
            raise QuestionRefused("the question is too long", hint="ask in at most 2000 characters")
        self.histories.append(tuple(history))
        self.corrected.append(corrections)
        wanted = set("".join((*history, question)))
        best = max(self.archive.articles(), key=lambda a: len(wanted & set(a.text)))
        quotes = [m[0] for m in re.finditer(r"[^。\n]+。", best.text)]
        citations = tuple(_cite(n, best, quote) for n, quote in enumerate(quotes, 1))
        text = "\n".join(f"- {citation.quote}[{citation.n}]" for citation in citations)
        if on_text:
            for piece in re.findall(".{1,2}", text, re.S) if SLOWLY in question else [text]:
                on_text(piece)
                time.sleep(0.2 if SLOWLY in question else 0)
        rows = (
            Row(best.place or "", level="county", reported="set_up", quantity=21, unit="个", citations=(1,)),
        )
        found = Coverage(self.archive.count(), 1, len(quotes), 1)
        answer = Answer(question, "zh", "list", "answered", text, rows, citations, found)
        return replace(
            answer, composed_by="listing", timing_ms={"total": 120.0}, id=id, understood=UNDERSTOOD
        )


def _cite(n: int, article: Article, quote: str) -> Citation:
    head, date = article.headline, article.issue_date
    start = article.text.index(quote)
    return Citation(
        n,
        article.article_id,
        article.source,
        head,
        article.paper,
        date,
        article.page,
        article.lines,
        quote,
        start,
    )
