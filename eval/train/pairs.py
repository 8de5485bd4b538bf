"""Training pairs cut from articles: something like a question, and the passage that it is about."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.train.corpus import Document

_CLAUSE = re.compile(r"[^，、：,:“”《》()\s]+")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How pairs are drawn.

    Attributes:
        same: share of queries cut from the passage itself; of the others, half are a sentence of
            another passage and half the article's opening.
        spaced: share of queries some of whose words are broken into characters, so that
            characters learn what rare words need.
    """

    same: float = 0.7
    spaced: float = 0.3


def draw_pairs(documents: Sequence[Document], recipe: Recipe, seed: int) -> Iterator[tuple[str, str]]:
    """Draw (query, passage) pairs without end; one round takes every document once, in a new order."""
    rng = random.Random(seed)
    order = list(range(len(documents)))
    while True:
        rng.shuffle(order)
        for i in order:
            yield _draw(documents[i], recipe, rng)


def _draw(document: Document, recipe: Recipe, rng: random.Random) -> tuple[str, str]:
    target = rng.randrange(len(document.passages))
    passage = document.passages[target]
    others = [p for n, p in enumerate(document.passages) if n != target]
    if not others or rng.random() < recipe.same:
        query = _like_question(rng.choice(passage), rng)
    elif rng.random() < 0.5:
        query = rng.choice(rng.choice(others))[:80]
    else:
        query = document.passages[0][0][:60] if target else others[0][0][:60]
    if rng.random() < recipe.spaced:
        query = "".join(c + " " if rng.random() < 0.2 else c for c in query)
    return query, "".join(passage)


def _like_question(sentence: str, rng: random.Random) -> str:
    """Return one to three neighbouring clauses of a sentence, cut to the length of a question."""
    clauses = _CLAUSE.findall(sentence) or [sentence]
    first = rng.randrange(len(clauses))
    text = " ".join(clauses[first : first + rng.randint(1, 3)])
    length = rng.randint(8, 30)
    start = rng.randrange(max(1, len(text) - length + 1))
    return text[start : start + length]
