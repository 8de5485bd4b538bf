"""How likely a run of characters is as a person's name: given.toml, and the family names of surnames.txt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from typing import Any

from index.mentions.lexicon import lexicon
from index.packaged import load_packaged

NEVER = -1e9
"""The logarithm for what cannot be a name."""
LONGEST = 6
"""Characters of a name without a dot."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Logarithms of how likely characters are in names, and of what else speaks for one; see given.toml."""

    first: dict[str, float]
    last: dict[str, float]
    only: dict[str, float]
    common: dict[str, float]
    parts: frozenset[str]
    letters: frozenset[str]
    never: frozenset[str]
    after: dict[str, float]
    weights: dict[str, float]


@cache
def weights() -> Weights:
    """Return the weights, loaded once.

    Raises:
        DataError: a list or a weight is missing.
    """
    return load_packaged("index", "given.toml", _weights, "a list or a weight is missing")


def _weights(data: dict[str, Any]) -> Weights:
    return Weights(
        first=_shares(data["first"]),
        last=_shares(data["last"]),
        only=_shares(data["only"]),
        common=_surnames(),
        parts=frozenset(data["parts"]),
        letters=lexicon().transliteration.union(data["letters"]),
        never=frozenset(data["never"]),
        after=data["after"],
        weights=data["weights"],
    )


def _shares(lines: Sequence[str]) -> dict[str, float]:
    """Return the logarithm of each character's share; a line has half the share of the one before."""
    whole = sum(len(line) / 2**depth for depth, line in enumerate(lines))
    return {letter: -log(whole * 2**depth) for depth, line in enumerate(lines) for letter in line}


def _surnames() -> dict[str, float]:
    """Return the logarithm of each common family name's share, which falls with its rank (G. Zipf's law)."""
    common = lexicon().common
    whole = sum(1 / (rank + 4) for rank in common.values())
    return {name: -log(whole * (rank + 4)) for name, rank in common.items()}


def likelihood(name: str) -> float:
    """Return the logarithm of how likely some characters are, as a name where one stands.

    Args:
        name: two to six characters without spaces and dots.

    Returns:
        The logarithm, `NEVER` for what is no name.
    """
    known = lexicon()
    found = [_foreign(name)]
    for size in (1, 2):
        family = name[:size]
        if family in known.seldom or family in (known.surnames if size == 1 else known.compound):
            found.append(_family(family) + _given(name[size:]))
    return max(found)


def _family(name: str) -> float:
    known, words = weights(), lexicon()
    likely = known.common.get(name, known.weights["seldom" if name in words.seldom else "rare"])
    return likely + (known.weights["function"] if name in words.function_surnames else 0.0)


def _given(name: str) -> float:
    known = weights()
    said, other = known.weights, known.weights["unusual"]
    found = said["mixed"] + _letters(name) if len(name) > 1 else NEVER
    if len(name) > 2 or not known.never.isdisjoint(name):
        return found
    if len(name) == 2:
        return max(found, said["double"] + known.first.get(name[0], other) + known.last.get(name[1], other))
    instead = max(known.first.get(name, other), known.last.get(name, other)) + said["instead"]
    return said["single"] + known.only.get(name, max(other, instead))


def _foreign(name: str) -> float:
    return weights().weights["foreign"] + _letters(name)


def _letters(name: str) -> float:
    """Return how likely a name is by the parts and characters of names in transliteration."""
    if len(name) < 3 and name not in weights().parts:
        return NEVER
    best = [0.0] + [NEVER] * len(name)
    for start in range(len(name)):
        for end in range(start + 1, len(name) + 1):
            best[end] = max(best[end], best[start] + _part(name, start, end))
    return max(NEVER, best[-1])


def _part(name: str, start: int, end: int) -> float:
    known = weights()
    part, last = name[start:end], end == len(name)
    if part in known.parts and (end - start > 1 or (start and last)):
        return known.weights["part" if end - start > 1 else "ending"]
    return known.weights["letter"] if part in known.letters else NEVER
