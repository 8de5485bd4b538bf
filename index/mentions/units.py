"""Units and measure words, and what around them says that they are none; the data is units.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from index.packaged import load_packaged


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit as printed.

    Attributes:
        name: "个", "人次", "万元".
        kind: what it measures: "thing", "people", "action", "money", "length", ...
        base: the unit in which quantities are compared and added up.
        factor: how many of the base one of these is.
        chinese: whether a Chinese numeral may stand before it.
        itself: whether the unit is also what is counted (40 国).
        not_before: words directly before which it is no unit.
        not_after: characters directly before the number that make it no quantity.
        ordinal_before: like `not_before`, after a Chinese numeral only.
    """

    name: str
    kind: str
    base: str
    factor: float = 1.0
    chinese: bool = True
    itself: bool = False
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    ordinal_before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Units:
    """All units with the hedges and exceptions of units.toml."""

    units: dict[str, Unit]
    hedges_before: tuple[str, ...]
    hedges_before_round: tuple[str, ...]
    hedges_never_after: str
    hedges_after: tuple[str, ...]
    never_after: frozenset[str]
    never_after_chinese: frozenset[str]
    never_after_one: frozenset[str]
    never_after_one_words: tuple[str, ...]
    phrases: tuple[str, ...]

    def comparable(self, value: float, unit: str) -> tuple[float, str]:
        """Return a quantity in its base unit: (2.1, "亿元") → (210000000.0, "元"); unknown units stay."""
        known = self.units.get(unit)
        if known is None:
            return value, unit
        # Rounded because 2.1 × 10**8 is not exact in binary.
        return round(value * known.factor, 6), known.base


@cache
def units() -> Units:
    """Return the units, loaded once.

    Raises:
        DataError: an entry of units.toml is malformed.
    """
    return load_packaged("index", "units.toml", _units, "the units are malformed")


def _units(data: dict[str, Any]) -> Units:
    words = data["words"]
    return Units(
        units={unit.name: unit for entry in data["unit"] for unit in _read(entry)},
        hedges_before=tuple(words["hedges_before"]),
        hedges_before_round=tuple(words["hedges_before_round"]),
        hedges_never_after=words["hedges_never_after"],
        hedges_after=tuple(words["hedges_after"]),
        never_after=frozenset(words["never_after"]),
        never_after_chinese=frozenset(words["never_after_chinese"]),
        never_after_one=frozenset(words["never_after_one"]),
        never_after_one_words=tuple(words["never_after_one_words"]),
        phrases=tuple(words["phrases"]),
    )


def alternatives(words: tuple[str, ...] | list[str]) -> str:
    """Return a pattern that matches any of the words, the longest that fits."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def _read(entry: dict[str, Any]) -> list[Unit]:
    return [
        Unit(
            name=name,
            kind=entry["kind"],
            base=entry.get("base", name),
            factor=float(entry.get("factor", 1)),
            chinese=entry.get("chinese", True),
            itself=entry.get("self", False),
            not_before=tuple(entry.get("not_before", ())),
            not_after=tuple(entry.get("not_after", ())),
            ordinal_before=tuple(entry.get("ordinal_before", ())),
        )
        for name in entry["names"]
    ]
