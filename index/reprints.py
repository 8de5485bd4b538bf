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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.alike import Said, compared, reach_of, same
from index.dates import DateRange
from index.packaged import load_packaged
from index.passages import split_sentences
from index.records import Annotation, Article, Sentence
from index.sketches import COARSE, FINE, Sketch, lacking, parts_of, sketch
from index.words import folded

_CLOSEST = 8
"""Reports with which one is compared sentence by sentence. Templates with other figures (prices, day by day)
have hundreds like them; a copy of one of them has fewest pairs of characters lacking."""
_REMEMBERED = 4096
"""Texts that are remembered as they are compared; they take 30 MB."""
_PAIRS = 1 << 14
"""Pairs of reports of which is remembered whether they are one."""
_BLANK = re.compile(r"\s")
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


def _bare(sentence: str) -> str:
    return "".join(sentence.split()).strip(_EDGES)


class _Printed:
    """An article as it is compared.

    Args:
        article: the article.
        known: its annotation, where it is at hand.
        shortest: characters of the sentences that count, at least.
    """

    def __init__(self, article: Article, known: Annotation | None, shortest: int) -> None:
        self.article, self._known, self._shortest = article, known, shortest
        self.days = _days(article.issue_date or "")

    @cached_property
    def title(self) -> frozenset[tuple[str, str]]:
        """The pairs of characters of its headline."""
        return frozenset(pairwise(self.article.title))

    @cached_property
    def text(self) -> _Text:
        """Its text; of most reports nothing else was printed in the days around, and nobody asks for it."""
        article, sentences = self.article, self._known.sentences if self._known else None
        body = _Body(article.text, len(article.text) - article.beside, sentences)
        return _sketched(body, self._shortest, _size(article))


class _Firsts:
    """The first printings of the reports of a place, by their days, with sketches of those asked for.

    Args:
        count: how many there are at most.
        size: of their sketches, as a power of two.
    """

    def __init__(self, count: int, size: int) -> None:
        self.printed: list[_Printed] = []
        self._sketches = np.empty((count, (1 << size) // 64), np.uint64)
        self._lengths = np.empty(count)
        self._unread: list[int] = []

    def add(self, one: _Printed) -> None:
        """Add the one that comes next."""
        self._unread.append(len(self.printed))
        self.printed.append(one)

    def since(self, near: int) -> tuple[Sketch, NDArray[np.float64]]:
        """Return the sketches and the lengths of those from a place on."""
        for at in (at for at in self._unread if at >= near):
            self._sketches[at], self._lengths[at] = self.printed[at].text.pairs, self.printed[at].text.length
        self._unread = [at for at in self._unread if at < near]
        return self._sketches[near : len(self.printed)], self._lengths[near : len(self.printed)]


@dataclass(frozen=True, eq=False, slots=True)
class _Text:
    """A text as it is compared; as long as it is remembered there is one of it.

    Attributes:
        sentences: its sentences as they are compared, without the short ones.
        length: their characters in number.
        pairs: the pairs of characters in them.
    """

    sentences: tuple[str, ...]
    length: int
    pairs: Sketch


class Reprints:
    """Tell which of some articles are one report.

    Args:
        articles: articles of an archive; the text is looked at of those only that others could be copies of.
        rules: when two articles are one report; the packaged rules when None.
        known: their annotations by article id, as far as they are at hand: they tell the sentences.
    """

    def __init__(
        self,
        articles: Iterable[Article],
        rules: Rules | None = None,
        known: Mapping[str, Annotation] | None = None,
    ) -> None:
        self._rules = rules or load_rules()
        self._known = known or {}
        self._printings: dict[str, _Printed] = {}
        self._first: dict[str, str] = {}
        for together in _by_place({a.article_id: a for a in articles}.values()):
            shortest = self._rules.shortest
            printed = [_Printed(a, self._known.get(a.article_id), shortest) for a in together]
            printed.sort(key=lambda one: (one.days, one.article.source, one.article.n))
            self._printings.update((one.article.article_id, one) for one in printed)
            self._link(printed)

    def first(self, article_id: str) -> str:
        """Return the id of the first printing of a report; the article's own where there is no other."""
        return self._first.get(article_id, article_id)

    def told(self, article_id: str, sentence: str) -> str:
        """Return what tells two sentences apart: the same for one sentence of two printings of a report.

        Args:
            article_id: the article in which the sentence stands.
            sentence: the sentence, folded.
        """
        first, plain = self.first(article_id), _bare(sentence)
        if first == article_id:
            return plain
        said = Said(plain)
        close = compared(self._printings[first].text.sentences).like(said, self._rules.sentence)
        return next((other.text for other in close if said.agrees(other)), said.text)

    def _link(self, printed: Sequence[_Printed]) -> None:
        firsts = _Firsts(len(printed), _size(printed[0].article))
        for one in printed:
            near = self._near(one, firsts.printed)
            alike = self._alike(one, *firsts.since(near)) if near < len(firsts.printed) else []
            likely = (firsts.printed[near + i] for i in reversed(alike))
            told = (other for other in likely if _titled(one, other, self._rules.title))
            first = next((other for other in told if self._same(other, one)), None)
            if first is None:
                firsts.add(one)
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
        missed = lacking(one.text.pairs, others, one.text.length < lengths)
        common = np.minimum(one.text.length, lengths)
        alike = np.flatnonzero(missed <= most * common)
        if len(alike) > _CLOSEST:
            alike = alike[np.argsort(missed[alike] / np.maximum(common[alike], 1), kind="stable")[:_CLOSEST]]
        return sorted(alike.tolist())

    def _same(self, one: _Printed, other: _Printed) -> bool:
        least = self._rules.share if one.article.place_code else self._rules.share_without_place
        return _same(one.text, other.text, self._rules.sentence, least)


@lru_cache(maxsize=_PAIRS)
def _same(one: _Text, other: _Text, sentence: float, least: float) -> bool:
    """Say whether two reports are one by their sentences; the next question often asks for the same two.

    A bit that a sentence has and the other report lacks is a pair of characters, at least, that this lacks.
    What many sentences of the shorter report lack their like by, `same` need not look at.
    """
    shorter, longer = (one, other) if one.length <= other.length else (other, one)
    if not shorter.sentences:
        return False
    # Shared by all sketches of one comparison: they are of one size.
    parts = parts_of(shorter.sentences, len(shorter.pairs).bit_length() + 5)
    alone = parts.lacked(longer.pairs) > (1 - reach_of(sentence)) * (parts.lengths - 1)
    if parts.lengths[alone].sum() > (1 - least) * shorter.length:
        return False
    return same(shorter.sentences, longer.sentences, sentence, least, alone.tolist())


def _size(article: Article) -> int:
    # Of those without a place there are many, and nearly all of one has to stand in the other.
    return FINE if article.place_code else COARSE


def _titled(one: _Printed, other: _Printed, least: float) -> bool:
    """Say whether two reports stand in different files, under headlines that share words.

    Without a headline nothing speaks against it.
    """
    fewer = min(len(one.title), len(other.title))
    return one.article.source != other.article.source and len(one.title & other.title) >= least * fewer


def _by_place(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Yield the dated articles of each place, where there are several."""
    found: dict[str | None, list[Article]] = {}
    for article in articles:
        if article.issue_date:
            found.setdefault(article.place_code, []).append(article)
    return (together for together in found.values() if len(together) > 1)


@dataclass(frozen=True, slots=True)
class _Body:
    """A text without what is printed beside it; of one text the sentences are always the same."""

    text: str
    end: int
    sentences: Sequence[Sentence] | None = field(default=None, compare=False)


@lru_cache(maxsize=_REMEMBERED)
def _sketched(body: _Body, shortest: int, size: int) -> _Text:
    """Return the sentences of a text as they are compared, and their sketch."""
    text, end = folded(body.text), body.end
    sentences = split_sentences(body.text[:end]) if body.sentences is None else body.sentences
    said = [text[s.start : s.end] for s in sentences if s.end <= end]
    if _BLANK.search("".join(said)):
        said = ["".join(part.split()) for part in said]
    bare = [part.strip(_EDGES) for part in said]
    long = tuple([part for part in bare if len(part) >= shortest])
    return _Text(long, sum(map(len, long)), sketch(long, size))


@lru_cache(maxsize=4096)
def _days(iso: str) -> DateRange:
    return DateRange.parse(iso)
