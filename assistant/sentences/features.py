"""Plain features of every sentence of an article for a question; a linear model over them ranks sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from assistant.sentences.clues import KINDS, Clues
from assistant.sentences.sought import Sought
from index.records import Annotation, Article
from index.words import folded, solid

Vector = NDArray[np.float64]

# Log odds to the best article at which an article counts for nothing.
_FAR = 12.0
POINTING = re.compile("^[“「]?(?:他|她|它|该|其|此|这|本|两|同年|当时|之后|随后|后来|但|并|另)")
_NUMBER = re.compile("[0-9]+|[一二三四五六七八九十百千万亿两]{2,}")

NAMES = (
    "words", "words_before", "words_title", "words_article", "pairs", "pairs_before", "pairs_after",
    "pairs_title", "pairs_article", "near", "near_before", "run", "run_article", "rarest", "rarest_before",
    "noun", "noun_beside", "unit", "unit_lacking", "first", "position", "length", "short", "novel",
    "pointing", "pointing_before", "numbers", "best_words", "best_pairs", "best_near", "hit", "rank", "top",
    *(f"evidence_{kind}" for kind in KINDS), *(f"novel_evidence_{kind}" for kind in KINDS),
    *(f"first_{kind}" for kind in KINDS),
)  # fmt: skip


def features(
    sought: Sought, article: Article, annotation: Annotation, share: float, rank: int, clues: Clues
) -> Vector:
    """Return the features of the sentences of one article, (sentences, len(NAMES)).

    Args:
        sought: the question.
        article, annotation: the article.
        share: score of its best passage divided by the score of the best of all.
        rank: 0-based rank of the article among those found.
        clues: what answers look like.
    """
    text = folded(article.text)
    sentences = ["".join(text[s.start : s.end].split()) for s in annotation.sentences]
    title = solid(article.title)
    words = _Held(sought.words, sought.word_weights, sentences, title)
    shingles = _Held(sought.pairs, sought.pair_weights, sentences, title)
    near = shingles.inside @ np.array(sought.near_weights)
    run = _runs(shingles)
    near_beside = np.maximum(shingles.before, shingles.inside) @ np.array(sought.near_weights)
    columns: dict[str, Vector | float] = {
        "words": words.own,
        "words_before": words.with_before - words.own,
        "words_title": words.with_title - words.own,
        "words_article": words.whole,
        "pairs": shingles.own,
        "pairs_before": shingles.with_before - shingles.own,
        "pairs_after": shingles.with_after - shingles.own,
        "pairs_title": shingles.with_title - shingles.own,
        "pairs_article": shingles.whole,
        "near": near,
        "near_before": near_beside - near,
        "run": run,
        "run_article": float(run.max(initial=0.0)),
        "rarest": words.rarest,
        "rarest_before": words.rarest_before,
        "best_words": _is_best(words.own),
        "best_pairs": _is_best(shingles.own),
        "best_near": _is_best(near),
        "hit": 1.0 + max(log(max(share, 1e-9)), -_FAR) / _FAR,
        "rank": 1.0 / (1 + rank),
        "top": float(rank == 0),
        **_forms(sought, sentences, shingles.with_before - shingles.own),
        **_evidence(sought, sentences, clues),
    }
    table = np.zeros((len(sentences), len(NAMES)))
    for i, name in enumerate(NAMES):
        table[:, i] = columns[name]
    return table


class _Held:
    """Which tokens of a question each sentence holds, and what share of their weight."""

    def __init__(
        self, tokens: Sequence[str], weights: Sequence[float], sentences: Sequence[str], title: str
    ) -> None:
        weight = np.array(weights)
        shape = (len(sentences), len(tokens))
        held = [[token in sentence for token in tokens] for sentence in sentences]
        self.inside = np.array(held, dtype=np.float64).reshape(shape)
        self.before = np.vstack([np.zeros((1, shape[1])), self.inside])[: shape[0]]
        after = np.vstack([self.inside, np.zeros((1, shape[1]))])[1:]
        titled = np.array([token in title for token in tokens], dtype=np.float64)
        self.own = self.inside @ weight
        self.with_before = np.maximum(self.inside, self.before) @ weight
        self.with_after = np.maximum(self.inside, after) @ weight
        self.with_title = np.maximum(self.inside, titled) @ weight
        anywhere = np.maximum(self.inside.max(axis=0, initial=0.0), titled)
        self.whole = float(anywhere @ weight)
        self.weight = weight
        rarest = int(weight.argmax()) if len(weight) else -1
        self.rarest = self.inside[:, rarest] if len(weight) else np.zeros(shape[0])
        self.rarest_before = self.before[:, rarest] if len(weight) else np.zeros(shape[0])


def _runs(held: _Held) -> Vector:
    """Return the greatest weight of pairs that follow one another in the question and stand in a sentence."""
    best = current = np.zeros(len(held.inside))
    for column, weight in zip(held.inside.T, held.weight, strict=True):
        current = (current + weight) * column
        best = np.maximum(best, current)
    return best


def _is_best(values: Vector) -> Vector:
    best = (values >= values.max(initial=0.0) - 1e-9) & (values > 0)
    return np.asarray(best, dtype=np.float64)


def _forms(sought: Sought, sentences: Sequence[str], from_before: Vector) -> dict[str, Vector]:
    """Return what a sentence's own form tells: where it stands, its length, what it points back to."""
    count = len(sentences)
    lengths = np.array([len(s) for s in sentences], dtype=np.float64)
    place = np.arange(count, dtype=np.float64)
    pointing = np.array([bool(POINTING.match(s)) for s in sentences], dtype=np.float64)
    noun = np.array([bool(sought.noun) and sought.noun in s for s in sentences], dtype=np.float64)
    unit = sought.unit
    counted = np.array([bool(unit and unit.search(s)) for s in sentences], dtype=np.float64)
    said = set(sought.text)
    novel = np.array([len(s) - sum(map(s.count, said)) for s in sentences], dtype=np.float64)
    asked = set(_NUMBER.findall(sought.text))
    numbers = [bool(asked) and bool(asked & set(_NUMBER.findall(s))) for s in sentences]
    return {
        "noun": noun,
        "noun_beside": noun * 0 + float(bool(sought.noun) and noun.any()),
        "unit": counted,
        "unit_lacking": (1 - counted) * float(unit is not None),
        "first": (place == 0).astype(np.float64),
        "position": np.log1p(place),
        "length": np.log1p(lengths),
        "short": (lengths < 15).astype(np.float64),
        "novel": np.log1p(novel),
        "pointing": pointing,
        "pointing_before": pointing * from_before,
        "numbers": np.array(numbers, dtype=np.float64),
    }


def _evidence(sought: Sought, sentences: Sequence[str], clues: Clues) -> dict[str, Vector]:
    """Return whether sentences hold what answers such a question, and whether the question lacks it."""
    nothing = np.zeros(len(sentences))
    columns = {
        f"{part}_{kind}": nothing for kind in KINDS for part in ("evidence", "novel_evidence", "first")
    }
    found = [{m.group() for m in clues.evidence[sought.kind].finditer(sentence)} for sentence in sentences]
    columns[f"evidence_{sought.kind}"] = np.array([bool(f) for f in found], dtype=np.float64)
    novel = [any(piece not in sought.text for piece in f) for f in found]
    columns[f"novel_evidence_{sought.kind}"] = np.array(novel, dtype=np.float64)
    first = nothing.copy()
    first[:1] = 1.0
    columns[f"first_{sought.kind}"] = first
    return columns
