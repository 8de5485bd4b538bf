"""Pairs of neighbouring characters, by which two short texts are compared without cutting words.

`index.words.pairs` gives the tokens of the index: it normalises, keeps runs of letters and digits together
and ends at punctuation. Here a text is taken just as it stands, each character by itself, because what is
compared (a name and a clause of the same report, a part of a question) has been folded already or must
not be.
"""

from __future__ import annotations

from collections.abc import Iterable


def bigrams(text: str) -> frozenset[str]:
    """Return every two neighbouring characters of a text: "委员会" → 委员, 员会; one character gives none."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def held(bigrams: Iterable[str], text: str) -> int:
    """Return how many of some pairs stand in a text."""
    return sum(pair in text for pair in bigrams)
