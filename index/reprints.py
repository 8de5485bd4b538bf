"""Which articles are one report that was printed twice: in the paper and on the web, whole, cut or edited.

Two reports are one where they come from one place, stand in different files, were printed within some days
under headlines that share words, and most of the shorter one's sentences stand in the longer one. Sentences
are compared by the pairs of characters that they share (L. Dice, Measures of the amount of ecologic
association between species, 1945), so that a dateline more or a word less keeps them alike. A sentence with
other figures or ordinals than its like says that there are two reports: of the tenth and the eleventh
meeting of one body.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.alike import Said, compared, reach_of, same
from index.dates import DateRange
from index.packaged import load_packaged
from index.passages import split_sentences
from index.records import Article
from index.sketches import COARSE, FINE, Sketch, lacked, lacking, sketch
from index.words import fold, solid

_CLOSEST = 8
"""Reports with which one is compared sentence by sentence. Templates with other figures (prices, day by day)
have hundreds like them; a copy of one of them has fewest pairs of characters lacking."""
_REMEMBERED = 4096
"""Texts that are remembered as they are compared; they take 30 MB."""
_EDGES = '。！？!?…；;，,“”‘’"（）() '


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


def _compared(sentence: str) -> str:
    return solid(sentence).strip(_EDGES)


@dataclass(frozen=True, slots=True)
class _Printed:
    """An article with the days of its issue and the pairs of characters of its headline.

    Attributes:
        sentences: its sentences as they are compared, without the short ones.
        length: their characters in number.
        pairs: the pairs of characters in them.
    """

    article: Article
    days: DateRange
    title: frozenset[tuple[str, str]]
    sentences: tuple[str, ...]
    length: int
    pairs: Sketch


class Reprints:
    """Tell which of some articles are one report.

    Args:
        articles: articles of an archive; the text is looked at of those only that others could be copies of.
        rules: when two articles are one report; the packaged rules when None.
    """

    def __init__(self, articles: Iterable[Article], rules: Rules | None = None) -> None:
        self._rules = rules or load_rules()
        self._sentences: dict[str, tuple[str, ...]] = {}
        self._first: dict[str, str] = {}
        for printed in _by_place({a.article_id: a for a in articles}.values(), self._rules.shortest):
            self._sentences.update((one.article.article_id, one.sentences) for one in printed)
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
        first, plain = self.first(article_id), _compared(sentence)
        if first == article_id:
            return plain
        said = Said(plain)
        close = (
            other
            for other in compared(self._sentences[first]).sentences
            if said.close(other, self._rules.sentence)
        )
        return next((other.text for other in close if said.agrees(other)), said.text)

    def _link(self, printed: Sequence[_Printed]) -> None:
        firsts: list[_Printed] = []
        sketches = np.empty((len(printed), len(printed[0].pairs)), np.uint64)
        lengths = np.empty(len(printed))
        for one in printed:
            near = self._near(one, firsts)
            likely = firsts[near:]
            if likely:
                alike = self._alike(one, sketches[near : len(firsts)], lengths[near : len(firsts)])
                likely = [firsts[near + i] for i in alike]
            told = (other for other in reversed(likely) if _titled(one, other, self._rules.title))
            first = next((other for other in told if self._same(other, one)), None)
            if first is None:
                sketches[len(firsts)], lengths[len(firsts)] = one.pairs, one.length
                firsts.append(one)
            else:
                self._first[one.article.article_id] = first.article.article_id

    def _near(self, one: _Printed, firsts: Sequence[_Printed]) -> int:
        """Return from where on reports were printed not long before one."""
        for at in range(len(firsts), 0, -1):
            if (one.days.first - firsts[at - 1].days.last).days > self._rules.days:
                return at
        return 0

    def _alike(self, one: _Printed, others: Sketch, lengths: NDArray[np.float64]) -> list[int]:
        """Return which reports have so many pairs of characters in common with one that they may be it.

        Of the shorter one's characters at most 1 - share stand in sentences without their like. Each other
        sentence has `reach_of` its pairs in the longer one (`index.alike.same`). So many pairs are lacking at
        most.
        """
        least = self._rules.share if one.article.place_code else self._rules.share_without_place
        most = 1 - least * reach_of(self._rules.sentence)
        shorter = one.length < lengths
        missed = np.empty(len(lengths))
        missed[shorter] = lacking(one.pairs, others[shorter])
        missed[~shorter] = lacked(one.pairs, others[~shorter])
        common = np.minimum(one.length, lengths)
        alike = np.flatnonzero(missed <= most * common)
        if len(alike) > _CLOSEST:
            alike = alike[np.argsort(missed[alike] / np.maximum(common[alike], 1), kind="stable")[:_CLOSEST]]
        return sorted(alike.tolist())

    def _same(self, one: _Printed, other: _Printed) -> bool:
        least = self._rules.share if one.article.place_code else self._rules.share_without_place
        return same(one.sentences, other.sentences, self._rules.sentence, least)


def _titled(one: _Printed, other: _Printed, least: float) -> bool:
    """Say whether two reports stand in different files, under headlines that share words.

    Without a headline nothing speaks against it.
    """
    fewer = min(len(one.title), len(other.title))
    return one.article.source != other.article.source and len(one.title & other.title) >= least * fewer


def _by_place(articles: Iterable[Article], shortest: int) -> Iterator[list[_Printed]]:
    """Yield the dated articles of each place, the first printed first."""
    found: dict[str | None, list[Article]] = {}
    for article in articles:
        if article.issue_date:
            found.setdefault(article.place_code, []).append(article)
    for together in found.values():
        if len(together) > 1:
            printed = [_printed(article, shortest) for article in together]
            yield sorted(printed, key=lambda one: (one.days, one.article.source, one.article.n))


def _printed(article: Article, shortest: int) -> _Printed:
    days, title = _days(article.issue_date or ""), frozenset(pairwise(article.title))
    # Of those without a place there are many, and nearly all of one has to stand in the other.
    sentences, pairs = _sketched(article.body, shortest, FINE if article.place_code else COARSE)
    return _Printed(article, days, title, sentences, sum(map(len, sentences)), pairs)


@lru_cache(maxsize=_REMEMBERED)
def _sketched(body: str, shortest: int, size: int) -> tuple[tuple[str, ...], Sketch]:
    """Return the sentences of a text as they are compared, and their sketch; see `_Printed`."""
    # Folded together, as calls cost more than characters.
    together = "\n".join("".join(body[s.start : s.end].split()) for s in split_sentences(body))
    compared = [part.strip(_EDGES) for part in fold(together).split("\n")]
    long = tuple(part for part in compared if len(part) >= shortest)
    return long, sketch(long, size)


@lru_cache(maxsize=4096)
def _days(iso: str) -> DateRange:
    return DateRange.parse(iso)
