"""Is a question that is held out a near-duplicate of one that is looked at?

Two questions are near-duplicates where they, with their earlier turns, share most of their pairs of
characters (words, in English) and look for one of the same items. The measure is the Jaccard similarity
of the sets of pairs (Broder 1997).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from eval.figuring import figures_in
from eval.linting import Problem, Row

# Similarity from which two questions are the same, whatever they look for, and where they look for the same.
SAME, SAME_ITEMS = 0.75, 0.5


def shape(row: Row) -> frozenset[object]:
    """Return the pairs of a question: of characters, or in English words and pairs of words."""
    text = " ".join([*row.get("history", ()), row["question"]]).casefold()
    if row.get("lang") == "en":
        words = re.findall(r"\w+", text)
        return frozenset([*words, *pairwise(words)])
    return frozenset(pairwise(re.sub(r"\W", "", text)))


def alike(one: frozenset[object], other: frozenset[object]) -> float:
    """Return the Jaccard similarity of two sets of pairs."""
    return len(one & other) / len(one | other) if one | other else 0.0


def _items(row: Row) -> set[str]:
    """Return what a question looks for: the figures of its items, or the items themselves."""
    return {figure for item in row["answer"] for figure in figures_in(item) or [item]}


def check_twins(
    dev: Sequence[tuple[str, Sequence[Row]]], test: Sequence[tuple[str, Sequence[Row]]]
) -> Iterator[Problem]:
    """Yield questions that are held out and have a near-duplicate among those that are looked at."""
    seen = [(row, shape(row)) for _, rows in dev for row in rows]
    for file, rows in test:
        for row in rows:
            own = shape(row)
            for other, its in seen:
                close = alike(own, its)
                same = bool(_items(row) & _items(other))
                if close >= SAME or (same and close >= SAME_ITEMS):
                    yield Problem(file, row["id"], f"near-duplicate of {other['id']} ({close:.2f})")
