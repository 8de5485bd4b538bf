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
_LONGEST_PART = 3
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
    spelled: frozenset[str]
    never: frozenset[str]
    addresses: frozenset[str]
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
    letters = lexicon().transliteration.union(data["letters"]).difference(data["words"])
    return Weights(
        first=_shares(data["first"]),
        last=_shares(data["last"]),
        only=_shares(data["only"]),
        common=_surnames(),
        parts=frozenset(data["parts"]),
        letters=letters,
        spelled=letters.union(*data["parts"]),
        never=frozenset(data["never"]),
        addresses=frozenset(data["addresses"]),
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
    known, best = lexicon(), NEVER
    if len(name) > 2 or name in weights().parts:
        best = max(best, weights().weights["foreign"] + _letters(name))
    if name[0] in known.surnames or name[0] in known.seldom:
        best = max(best, family(name[0]) + _given(name[1:]))
    if len(name) > 2 and (name[:2] in known.compound or name[:2] in known.seldom):
        best = max(best, family(name[:2]) + _given(name[2:]))
    return max(best, NEVER)


def is_usual(name: str) -> bool:
    """Say whether a name is so usual that, where words bound it, nothing else needs to be asked.

    Args:
        name: characters without spaces and dots.
    """
    known = weights()
    if len(name) != 3 or known.spelled.issuperset(name):
        return False
    return family(name[0]) + _given(name[1:]) > known.weights["usual"]


def is_given(name: str) -> bool:
    """Say whether both characters are usual in given names."""
    return name[0] in weights().first and name[-1] in weights().last


def longest(window: str) -> int:
    """Return how many characters of a window a name may have at most."""
    long = window[:2] in lexicon().compound or weights().spelled.issuperset(window[1:4])
    return min(LONGEST if long else 3, len(window))


def family(name: str) -> float:
    """Return the logarithm of how likely a family name is; what is none is as likely as a seldom one."""
    known, words = weights(), lexicon()
    rare = name in words.surnames or name in words.compound
    likely = known.common.get(name, known.weights["rare" if rare else "seldom"])
    return likely + (known.weights["function"] if name in words.function_surnames else 0.0)


def _given(name: str) -> float:
    known = weights()
    said, other = known.weights, known.weights["unusual"]
    found = said["mixed"] + _letters(name) if len(name) > 1 else NEVER
    if len(name) > 2 or name in known.addresses or not known.never.isdisjoint(name):
        return found
    if len(name) == 2:
        found = max(found, said["twice"] if name[0] == name[1] else NEVER)
        return max(found, said["double"] + known.first.get(name[0], other) + known.last.get(name[1], other))
    instead = max(known.first.get(name, other), known.last.get(name, other)) + said["instead"]
    return said["single"] + known.only.get(name, max(other, instead))


def _letters(name: str) -> float:
    """Return how likely a name is by the parts and characters of names in transliteration."""
    known = weights()
    if not known.spelled.issuperset(name) or (len(name) < 3 and name not in known.parts):
        return NEVER
    best = [0.0] + [NEVER] * len(name)
    for start in range(len(name)):
        for end in range(start + 1, min(start + _LONGEST_PART, len(name)) + 1):
            best[end] = max(best[end], best[start] + _part(name, start, end))
    return max(NEVER, best[-1])


def _part(name: str, start: int, end: int) -> float:
    known = weights()
    part, last = name[start:end], end == len(name)
    if part in known.parts and (end - start > 1 or (start and last)):
        return known.weights["part" if end - start > 1 else "ending"]
    return known.weights["letter"] if part in known.letters else NEVER
