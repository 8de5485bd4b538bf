"""Whether two reports are one, by their sentences: those that are alike must not tell other figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np

_PAIRS, _COMPARED = 1 << 14, 256
"""Pairs of reports of which is remembered whether they are one, and reports with the pairs of characters of
each sentence, which take 100 KB each."""
_APART = ord("\n")
_FIGURE = re.compile("[0-9]+(?:[.][0-9]+)?|第[一二三四五六七八九十百]+|[一二三四五六七八九十]+[届次]")


class Said:
    """A sentence as it is compared, with its pairs of characters as numbers, which are compared fastest."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def pairs(self) -> frozenset[int]:
        """Its pairs of characters; most sentences are never compared."""
        return _pairs((self.text,))

    def close(self, other: Said, least: float) -> bool:
        """Say whether two sentences have most of their words in common."""
        own, others = self.pairs, other.pairs
        enough = least * (len(own) + len(others))
        if not enough or 2 * min(len(own), len(others)) < enough:
            return False
        return 2 * len(own & others) >= enough

    def agrees(self, other: Said) -> bool:
        """Say whether neither of two sentences has another figure than the other."""
        own, others = _figures(self.text), _figures(other.text)
        return own <= others or others <= own


@lru_cache(maxsize=16384)
def _figures(sentence: str) -> frozenset[str]:
    return frozenset(_FIGURE.findall(sentence))


def _pairs(texts: Sequence[str]) -> frozenset[int]:
    units = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    within = (units[:-1] != _APART) & (units[1:] != _APART)
    return frozenset((units[:-1] << 21 | units[1:])[within].tolist())


class Told:
    """The sentences of an article as they are compared, all their pairs, and their characters in number."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = tuple(map(Said, sentences))
        self.pairs = _pairs(sentences)
        self.length = sum(map(len, sentences))


def reach_of(sentence: float) -> float:
    """Return the share of its pairs, or more, that what is close to a sentence has.

    2|ab| >= s(|a|+|b|) >= s(|a|+|ab|).
    """
    return sentence / (2 - sentence) - 1e-9


@lru_cache(maxsize=_PAIRS)
def same(one: tuple[str, ...], other: tuple[str, ...], sentence: float, least: float) -> bool:
    """Say whether two reports are one by their sentences; the next question often asks for the same two.

    Args:
        one, other: their sentences as they are compared.
        sentence, least: see `Rules.sentence` and `Rules.share`.
    """
    both = (compared(one), compared(other))
    shorter, longer = both if both[0].length <= both[1].length else both[::-1]
    reach, missing = reach_of(sentence), 0
    for said in shorter.sentences:
        hopeless = len(said.pairs & longer.pairs) < reach * len(said.pairs)
        close = [] if hopeless else [o for o in longer.sentences if said.close(o, sentence)]
        if close and not any(said.agrees(o) for o in close):
            return False
        missing += 0 if close else len(said.text)
        if missing > (1 - least) * shorter.length:
            return False
    return missing < shorter.length


@lru_cache(maxsize=_COMPARED)
def compared(sentences: tuple[str, ...]) -> Told:
    """Return the sentences of a report, made ready to be compared."""
    return Told(sentences)
