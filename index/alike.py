"""Whether two reports are one, by their sentences: those that are alike must not tell other figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, chain

import numpy as np

_COMPARED = 256
"""Reports that are remembered with the pairs of characters of each sentence, which take 100 KB each."""
_APART = "\n"
_FIGURE = re.compile("[0-9]+(?:[.][0-9]+)?|第[一二三四五六七八九十百]+|[一二三四五六七八九十]+[届次]")


class Said:
    """A sentence as it is compared, with its pairs of characters as numbers, which are compared fastest."""

    def __init__(self, text: str, pairs: Sequence[int] | None = None) -> None:
        self.text = text
        self._numbers = pairs

    @cached_property
    def pairs(self) -> frozenset[int]:
        """Its pairs of characters; most sentences are never compared."""
        return frozenset(_numbers(self.text) if self._numbers is None else self._numbers)

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


def _numbers(text: str) -> list[int]:
    """Return each pair of neighbours of a text as a number."""
    units = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    numbers: list[int] = (units[:-1] << 21 | units[1:]).tolist()
    return numbers


class Told:
    """The sentences of an article as they are compared, all their pairs, and their characters in number."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.printed = sentences
        self.texts = frozenset(sentences)
        self.length = sum(map(len, sentences))

    @cached_property
    def _numbered(self) -> list[list[int]]:
        # Numbered together, as calls cost more than characters; two sentences stand apart by one.
        numbers = _numbers(_APART.join(self.printed))
        starts = accumulate([len(s) + 1 for s in self.printed], initial=0)
        return [
            numbers[at : at + len(s) - 1] if s else [] for at, s in zip(starts, self.printed, strict=False)
        ]

    @cached_property
    def sentences(self) -> tuple[Said, ...]:
        """Each of them."""
        return tuple(map(Said, self.printed, self._numbered))

    @cached_property
    def pairs(self) -> frozenset[int]:
        """All their pairs of characters."""
        return frozenset(chain.from_iterable(self._numbered))

    def like(self, said: Said, least: float) -> list[Said]:
        """Return the sentences that have most of their words in common with another one; see `Said.close`."""
        own, reach = len(said.pairs), reach_of(least)
        # Most are far shorter or longer: their pairs are not looked for, or not compared.
        long = [o for o in self.sentences if reach * own < len(o.text)]
        return [o for o in long if reach * len(o.pairs) <= own and said.close(o, least)]


def reach_of(sentence: float) -> float:
    """Return the share of its pairs, or more, that what is close to a sentence has.

    2|ab| >= s(|a|+|b|) >= s(|a|+|ab|).
    """
    return sentence / (2 - sentence) - 1e-9


def same(
    short: tuple[str, ...], long: tuple[str, ...], sentence: float, least: float, alone: Sequence[bool] = ()
) -> bool:
    """Say whether two reports are one by their sentences.

    Args:
        short, long: the sentences of the shorter and of the longer one as they are compared.
        sentence, least: see `Rules.sentence` and `Rules.share`.
        alone: which sentences of the shorter one are known to lack their like.
    """
    shorter, longer = compared(short), compared(long)
    reach, missing = reach_of(sentence), 0
    for text, lone in zip(short, alone or (False,) * len(short), strict=True):
        if text in longer.texts:
            continue
        said = Said(text)
        hopeless = lone or len(said.pairs & longer.pairs) < reach * len(said.pairs)
        close = [] if hopeless else longer.like(said, sentence)
        if close and not any(said.agrees(o) for o in close):
            return False
        missing += 0 if close else len(text)
        if missing > (1 - least) * shorter.length:
            return False
    return missing < shorter.length


@lru_cache(maxsize=_COMPARED)
def compared(sentences: tuple[str, ...]) -> Told:
    """Return the sentences of a report, made ready to be compared."""
    return Told(sentences)
