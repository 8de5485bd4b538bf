"""Plain features of the passages found for a question; a linear model over them ranks passages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

import numpy as np
from numpy.typing import NDArray

from index.holding import holding
from index.lexical import LexicalIndex
from index.prepared import Prepared
from index.words import normalise, pairs

Vector = NDArray[np.float64]

NAMES = (
    "lexical", "lexical_best", "vector", "words", "words_article", "words_sentence", "pairs", "pairs_article",
    "pairs_sentence", "pairs_two", "pairs_best", "near", "rarest", "run", "place", "year",
)  # fmt: skip
"""What is looked at, in this order.

lexical         BM25 share, 0 to 1; lexical_best: divided by the best passage's.
vector          cosine similarity.
words           share of the question's words, weighted by rarity, that the passage or its title holds;
words_article   ... that all passages found of its article hold; words_sentence: ... its best sentence.
pairs...        the same for character pairs; pairs_two: two sentences that follow one another;
pairs_best      pairs divided by the best passage's.
near            like pairs_sentence, pairs near the asking word counting more.
rarest          whether the rarest word of the question is there.
run             the heaviest run of pairs that follow one another in the question.
place           whether the question names the place that the article reports from; year: its year of issue.
"""

_YEAR = re.compile(r"((?:19|20)\d\d)年")
_REACH = 6.0
"""Characters over which the nearness to the asking word falls to 1/e."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question prepared for comparing: words and character pairs with their weights, years."""

    text: str
    years: frozenset[str]
    words: tuple[str, ...]
    word_weights: Vector
    pairs: tuple[str, ...]
    pair_weights: Vector
    near_weights: Vector


def prepare(question: str, words: Sequence[str], lexical: LexicalIndex, asking: re.Pattern[str]) -> Asked:
    """Prepare a question for comparing it with passages.

    Args:
        question: as asked.
        words: its words without stop words.
        lexical: tells how rare words and pairs are.
        asking: finds words of asking, which are left out.
    """
    text = normalise(question)
    found = asking.search(text)
    shingles = lexical.rarity(pairs(asking.sub("，", text)), "pairs")
    rarity = np.array(list(shingles.values()))
    near = rarity
    if found:
        at = (found.start() + found.end()) / 2
        near = rarity * [exp(-abs(text.find(pair) + 1 - at) / _REACH) for pair in shingles]
    known = lexical.rarity(words)
    weights = np.array(list(known.values()))
    years = frozenset(_YEAR.findall(text))
    return Asked(text, years, tuple(known), _share(weights), tuple(shingles), _share(rarity), _share(near))


def _share(weights: Vector) -> Vector:
    total = weights.sum()
    return weights / total if total > 0 else weights


def features(
    asked: Asked,
    passages: Sequence[Prepared],
    lexical: Mapping[int, float],
    vector: Mapping[int, float],
) -> Vector:
    """Return the features of the passages found, (passages, len(NAMES)).

    Args:
        asked: the question.
        passages: what was found.
        lexical, vector: score of each channel by passage id.
    """
    ids = [found.row.passage for found in passages]
    texts = [text for found in passages for text in found.parts]
    held, layout = holding(asked.words, asked.pairs, texts), _Layout(passages)
    words = _Table(held[:, : len(asked.words)], asked.word_weights, layout)
    shingles = _Table(held[:, len(asked.words) :], asked.pair_weights, layout)
    share = np.array([lexical.get(passage, 0.0) for passage in ids])
    columns = (
        share,
        _of_best(share),
        np.array([vector.get(passage, 0.0) for passage in ids]),
        words.passage,
        words.article,
        words.sentence,
        shingles.passage,
        shingles.article,
        shingles.sentence,
        shingles.two,
        _of_best(shingles.passage),
        shingles.best_sentence(asked.near_weights),
        words.rarest,
        shingles.run,
        np.array([_names_place(asked.text, found.row.place) for found in passages], dtype=np.float64),
        np.array([(found.row.issue_date or "")[:4] in asked.years for found in passages], dtype=np.float64),
    )
    return np.column_stack(columns)


def _names_place(text: str, place: str | None) -> bool:
    """Say whether a text names a place, in full or, where that is still two characters, without its kind."""
    return place is not None and (place in text or (len(place) > 2 and place[:-1] in text))


def _of_best(values: Vector) -> Vector:
    best = values.max(initial=0.0)
    return values / best if best > 0 else values


class _Layout:
    """Which of the texts one after the other belong to one passage, and which passages to one article."""

    def __init__(self, passages: Sequence[Prepared]) -> None:
        sizes = np.array([len(found.parts) for found in passages], dtype=np.int64)
        self.starts = np.cumsum(sizes) - sizes
        self.titles = np.zeros(int(sizes.sum()), dtype=bool)
        self.titles[self.starts] = True
        articles = np.array([found.row.article for found in passages], dtype=np.int64)
        self.order = np.argsort(articles, kind="stable")
        _, self.firsts, self.article = np.unique(articles[self.order], return_index=True, return_inverse=True)

    def best(self, values: Vector) -> Vector:
        """Return the greatest value, row by row, of each passage."""
        return np.maximum.reduceat(values, self.starts) if len(self.starts) else values[:0]

    def together(self, whole: Vector) -> Vector:
        """Return for each passage what the passages of its article have, (passages, tokens)."""
        if not len(whole):
            return whole
        united = np.empty_like(whole)
        united[self.order] = np.maximum.reduceat(whole[self.order], self.firsts)[self.article]
        return united


class _Table:
    """Which tokens of a question the sentences, passages and articles hold, as shares of their weight.

    Args:
        held: (texts, tokens) of 0 and 1.
        weights: (tokens,) of the question.
        layout: whose texts they are.
    """

    def __init__(self, held: Vector, weights: Vector, layout: _Layout) -> None:
        self._held, self._weights, self._layout = held, weights, layout
        whole = layout.best(held)
        self.passage: Vector = whole @ weights
        self.article: Vector = layout.together(whole) @ weights
        self.sentence = self.best_sentence(weights)
        self.two = self._best_two()
        self.rarest: Vector = whole[:, int(weights.argmax())] if len(weights) else np.zeros(len(whole))
        self.run = self._runs(whole)

    def best_sentence(self, weights: Vector) -> Vector:
        """Return the greatest share that one sentence of each passage holds."""
        return self._layout.best(np.where(self._layout.titles, 0.0, self._held @ weights))

    def _best_two(self) -> Vector:
        """Return the greatest share that two successive sentences of each passage hold, or one alone."""
        titles = self._layout.titles
        pairs = np.maximum(self._held[1:], self._held[:-1]) @ self._weights
        two = np.append(np.where(titles[1:] | titles[:-1], 0.0, pairs), np.zeros(min(1, len(titles))))
        return np.maximum(self.sentence, self._layout.best(two))

    def _runs(self, whole: Vector) -> Vector:
        best = current = np.zeros(len(whole))
        for column, weight in zip(whole.T, self._weights, strict=True):
            current = (current + weight) * column
            best = np.maximum(best, current)
        return best
