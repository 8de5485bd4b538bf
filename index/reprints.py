"""Which articles are one report that was printed twice: in the paper and on the web, whole, cut or edited.

Two reports are one where they come from one place, stand in different files, were printed within some days
under headlines that share words, and most of the shorter one's sentences stand in the longer one. Sentences
are compared by the pairs of characters that they share (L. Dice, Measures of the amount of ecologic
association between species, 1945), so that a dateline more or a word less keeps them alike. A sentence with
other figures or ordinals than its like says that there are two reports: of the tenth and the eleventh
meeting of one body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from index.dates import DateRange
from index.packaged import load_packaged
from index.passages import split_sentences
from index.records import Article
from index.words import fold

_EDGES = '。！？!?…；;，,“”‘’"（）() '
_FIGURE = re.compile("[0-9]+(?:[.][0-9]+)?|第[一二三四五六七八九十百]+|[一二三四五六七八九十]+[届次]")


@dataclass(frozen=True, slots=True)
class Rules:
    """When two articles are one report; see `data/reprints.toml`."""

    days: int
    title: float
    sentence: float
    share: float
    share_without_place: float
    shortest: int


@cache
def load_rules() -> Rules:
    """Read the packaged rules.

    Raises:
        DataError: a figure is missing or is none.
    """
    return load_packaged("index", "reprints.toml", _rules, "a rule of reprints is wrong")


def _rules(raw: dict[str, Any]) -> Rules:
    return Rules(
        int(raw["days"]),
        float(raw["title"]),
        float(raw["sentence"]),
        float(raw["share"]),
        float(raw["share_without_place"]),
        int(raw["shortest"]),
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence as it is compared."""

    text: str
    pairs: frozenset[tuple[str, str]]
    figures: frozenset[str]

    @classmethod
    def of(cls, sentence: str) -> _Said:
        text = fold("".join(sentence.split())).strip(_EDGES)
        return cls(text, frozenset(pairwise(text)), frozenset(_FIGURE.findall(text)))

    def close(self, other: _Said, least: float) -> bool:
        """Say whether two sentences have most of their words in common."""
        size = len(self.pairs) + len(other.pairs)
        return size > 0 and 2 * len(self.pairs & other.pairs) >= least * size

    def agrees(self, other: _Said) -> bool:
        """Say whether neither of two sentences has another figure than the other."""
        return self.figures <= other.figures or other.figures <= self.figures


@dataclass(frozen=True, slots=True)
class _Told:
    """The sentences of an article as they are compared, all their pairs, and their characters in number."""

    sentences: tuple[_Said, ...]
    pairs: frozenset[tuple[str, str]]
    length: int

    @classmethod
    def of(cls, sentences: Sequence[_Said]) -> _Told:
        pairs = frozenset[tuple[str, str]]().union(*(said.pairs for said in sentences))
        return cls(tuple(sentences), pairs, sum(len(said.text) for said in sentences))


@dataclass(frozen=True, slots=True)
class _Printed:
    """An article with the days of its issue and the pairs of characters of its headline."""

    article: Article
    days: DateRange
    title: frozenset[tuple[str, str]]


class Reprints:
    """Tell which of some articles are one report.

    Args:
        articles: articles of an archive; the text is looked at of those only that others could be copies of.
        rules: when two articles are one report; the packaged rules when None.
    """

    def __init__(self, articles: Iterable[Article], rules: Rules | None = None) -> None:
        self._rules = rules or load_rules()
        self._said: dict[str, _Told] = {}
        self._articles = {article.article_id: article for article in articles}
        self._first: dict[str, str] = {}
        for printed in _by_place(self._articles.values()):
            self._link(printed)

    def first(self, article_id: str) -> str:
        """Return the id of the first printing of a report; the article's own where there is no other."""
        return self._first.get(article_id, article_id)

    def told(self, article_id: str, sentence: str) -> str:
        """Return what tells two sentences apart: the same for one sentence of two printings of a report.

        Args:
            article_id: the article in which the sentence stands.
            sentence: the sentence as printed.
        """
        said = _Said.of(sentence)
        first = self.first(article_id)
        if first == article_id:
            return said.text
        close = (other for other in self._told(first).sentences if said.close(other, self._rules.sentence))
        return next((other.text for other in close if said.agrees(other)), said.text)

    def _link(self, printed: Sequence[_Printed]) -> None:
        firsts: list[_Printed] = []
        for one in printed:
            first = next((other for other in self._before(one, firsts) if self._same(other, one)), None)
            if first is None:
                firsts.append(one)
            else:
                self._first[one.article.article_id] = first.article.article_id

    def _before(self, one: _Printed, firsts: Sequence[_Printed]) -> Iterator[_Printed]:
        """Yield the reports printed not long before one, in another file and under a like headline."""
        for other in reversed(firsts):
            if (one.days.first - other.days.last).days > self._rules.days:
                return
            if one.article.source != other.article.source and _titled(one, other, self._rules.title):
                yield other

    def _same(self, one: _Printed, other: _Printed) -> bool:
        both = (self._told(one.article.article_id), self._told(other.article.article_id))
        shorter, longer = sorted(both, key=lambda told: told.length)
        least = self._rules.share if one.article.place_code else self._rules.share_without_place
        # What is close to a sentence has this share of its pairs or more: 2|ab| >= s(|a|+|b|) >= s(|a|+|ab|).
        reach = self._rules.sentence / (2 - self._rules.sentence) - 1e-9
        missing = 0
        for said in shorter.sentences:
            hopeless = len(said.pairs & longer.pairs) < reach * len(said.pairs)
            close = [] if hopeless else [o for o in longer.sentences if said.close(o, self._rules.sentence)]
            if close and not any(said.agrees(other) for other in close):
                return False
            missing += 0 if close else len(said.text)
            if missing > (1 - least) * shorter.length:
                return False
        return missing < shorter.length

    def _told(self, article_id: str) -> _Told:
        known = self._said.get(article_id)
        if known is None:
            text = self._articles[article_id].body
            every = (_Said.of(text[part.start : part.end]) for part in split_sentences(text))
            known = _Told.of([said for said in every if len(said.text) >= self._rules.shortest])
            self._said[article_id] = known
        return known


def _titled(one: _Printed, other: _Printed, least: float) -> bool:
    """Say whether two headlines share words; without one nothing speaks against it."""
    fewer = min(len(one.title), len(other.title))
    return len(one.title & other.title) >= least * fewer


def _by_place(articles: Iterable[Article]) -> Iterator[list[_Printed]]:
    """Yield the dated articles of each place, the first printed first."""
    found: dict[str | None, list[_Printed]] = {}
    for article in articles:
        if article.issue_date:
            printed = _Printed(
                article, DateRange.parse(article.issue_date), frozenset(pairwise(article.title))
            )
            found.setdefault(article.place_code, []).append(printed)
    for printings in found.values():
        if len(printings) > 1:
            yield sorted(printings, key=lambda one: (one.days, one.article.source, one.article.n))
