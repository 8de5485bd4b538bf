"""Plain features of the passages found for a question; a linear model over them ranks passages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

import numpy as np
from numpy.typing import NDArray

from index.lexical import LexicalIndex
from index.tables.passagetable import PassageRow
from index.words import fold, normalise, pairs

Vector = NDArray[np.float64]

NAMES = (
    "lexical", "lexical_best", "vector", "words", "words_article", "words_sentence", "pairs", "pairs_article",
    "pairs_sentence", "pairs_two", "pairs_best", "near", "rarest", "run",
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
"""

Parts = tuple[str, ...]

_SENTENCE = re.compile("[。！？!?\n]+")
_SPACES = re.compile(r"[^\S\n]+")
_REACH = 6.0
"""Characters over which the nearness to the asking word falls to 1/e."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question prepared for comparing: its words and character pairs with their weights."""

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
    return Asked(tuple(known), _share(weights), tuple(shingles), _share(rarity), _share(near))


def _share(weights: Vector) -> Vector:
    total = weights.sum()
    return weights / total if total > 0 else weights


def features(
    asked: Asked,
    rows: Sequence[PassageRow],
    lexical: Mapping[int, float],
    vector: Mapping[int, float],
) -> Vector:
    """Return the features of the passages found, (passages, len(NAMES)).

    Args:
        asked: the question.
        rows: the passages.
        lexical, vector: score of each channel by passage id.
    """
    parts = [_parts(row) for row in rows]
    articles = np.array([row.article for row in rows])
    words = _Table(asked.words, asked.word_weights, parts, articles)
    shingles = _Table(asked.pairs, asked.pair_weights, parts, articles)
    share = np.array([lexical.get(row.passage, 0.0) for row in rows])
    columns = (
        share,
        _of_best(share),
        np.array([vector.get(row.passage, 0.0) for row in rows]),
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
    )
    return np.column_stack(columns)


def _of_best(values: Vector) -> Vector:
    best = values.max(initial=0.0)
    return values / best if best > 0 else values


class _Table:
    """Which tokens of a question the sentences, passages and articles hold, as shares of their weight.

    Args:
        tokens, weights: of the question.
        parts: the title and the sentences of each passage.
        articles: (passages,) the article of each.
    """

    def __init__(
        self, tokens: Sequence[str], weights: Vector, parts: Sequence[Parts], articles: NDArray[np.int64]
    ) -> None:
        sizes = np.array([len(texts) for texts in parts], dtype=np.int64)
        self._starts = np.cumsum(sizes) - sizes
        self._titles = np.zeros(int(sizes.sum()), dtype=bool)
        self._titles[self._starts] = True
        held = [[token in text for token in tokens] for texts in parts for text in texts]
        self._held = np.array(held, dtype=np.float64).reshape(len(self._titles), len(tokens))
        self._weights = weights
        whole = np.maximum.reduceat(self._held, self._starts) if len(parts) else self._held
        together = np.array([whole[articles == article].max(axis=0) for article in articles])
        self.passage: Vector = whole @ weights
        self.article: Vector = together.reshape(whole.shape) @ weights
        self.sentence = self.best_sentence(weights)
        self.two = self._best_two()
        self.rarest: Vector = whole[:, int(weights.argmax())] if len(weights) else np.zeros(len(parts))
        self.run = self._runs(whole)

    def best_sentence(self, weights: Vector) -> Vector:
        """Return the greatest share that one sentence of each passage holds."""
        return self._best(np.where(self._titles, 0.0, self._held @ weights))

    def _best_two(self) -> Vector:
        """Return the greatest share that two successive sentences of each passage hold, or one alone."""
        pairs = np.maximum(self._held[1:], self._held[:-1]) @ self._weights
        apart = self._titles[1:] | self._titles[:-1]
        two = np.append(np.where(apart, 0.0, pairs), np.zeros(min(1, len(self._titles))))
        return np.maximum(self.sentence, self._best(two))

    def _best(self, values: Vector) -> Vector:
        return np.maximum.reduceat(values, self._starts) if len(self._starts) else np.zeros(0)

    def _runs(self, whole: Vector) -> Vector:
        best = current = np.zeros(len(whole))
        for column, weight in zip(whole.T, self._weights, strict=True):
            current = (current + weight) * column
            best = np.maximum(best, current)
        return best


def _parts(row: PassageRow) -> Parts:
    """Return a passage's title and its sentences, as they are compared."""
    # Folding character by character is several times faster than `normalise` and differs in rare signs only.
    sentences = _SENTENCE.split(_SPACES.sub("", fold(row.text)))
    return ("".join(fold(row.headline or "").split()), *(s for s in sentences if s))
