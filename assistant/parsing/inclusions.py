"""Read what a question says is to count too, in brackets or behind it (`data/inclusions.toml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from index.packaged import load_packaged

_ITEMS = re.compile("、|或者?|以及|[和，,]")


@dataclass(frozen=True, slots=True)
class Inclusions:
    """A question without its notes, and what these say.

    Attributes:
        text: the question without them.
        items: what counts too, in the question's words.
        meant: True where what is only planned or suggested counts too.
    """

    text: str
    items: tuple[str, ...] = ()
    meant: bool = False


@dataclass(frozen=True, slots=True)
class _Rules:
    notes: tuple[re.Pattern[str], ...]
    between: tuple[re.Pattern[str], ...]
    bare: re.Pattern[str]
    none: re.Pattern[str]
    meant: re.Pattern[str]
    sort: re.Pattern[str]


def inclusions(text: str) -> Inclusions:
    """Return a question without the notes that say what is to count too, and these.

    Args:
        text: the question; a Chinese one is without white space.
    """
    rules = _load()
    items: list[str] = []
    meant = any(rule.search(text) for rule in rules.between)
    for rule in rules.between:
        text = rule.sub("", text)
    for pattern in (*rules.notes, rules.bare):
        while found := pattern.search(text):
            said = [item for item in _ITEMS.split(found["what"]) if item]
            if pattern is rules.bare and any(rules.none.fullmatch(item) for item in said):
                break
            meant = meant or any(rules.meant.fullmatch(item) for item in said)
            items += [s for s in said if not (rules.meant.fullmatch(s) or rules.sort.fullmatch(s))]
            text = text[: found.start()] + text[found.end() :]
    return Inclusions(text, tuple(dict.fromkeys(items)), meant)


@cache
def _load() -> _Rules:
    return load_packaged("assistant", "inclusions.toml", _compiled, "a rule of what counts too is wrong")


def _compiled(raw: dict[str, Any]) -> _Rules:
    return _Rules(
        notes=tuple(re.compile(pattern) for pattern in raw["notes"]),
        between=tuple(re.compile(pattern) for pattern in raw["between"]),
        bare=re.compile(raw["bare"]),
        none=re.compile(raw["none"]),
        meant=re.compile(raw["meant"]),
        sort=re.compile(raw["sort"]),
    )
