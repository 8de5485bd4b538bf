"""Short names of things: a report that names 委员工作站 goes on with 工作站."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.parsing.rules import longest_first
from index.terms import Terms
from index.words import fold

_LENGTH = 3
_LEAST = 5  # characters of a name that is worth shortening
_THINGS = "站室厅屋角点会"


@lru_cache(maxsize=1)
def _terms() -> Terms:
    return Terms.load()


@lru_cache(maxsize=256)
def short_name(names: tuple[str, ...]) -> str:
    """Return the short name by which a report goes on to speak of a thing, "" where there is none.

    Args:
        names: the names of the thing, the usual one first.
    """
    name = names[0]
    return name[-_LENGTH:] if len(name) >= _LEAST and name[-1] in _THINGS else ""


@lru_cache(maxsize=256)
def _kin(names: tuple[str, ...], ending: str = "") -> re.Pattern[str] | None:
    """Return a pattern of the names of a thing's kin that end so; None where there are none."""
    terms = _terms()
    kin = {fold(word) for name in terms.kin(names[0]) for word in terms.variants(name)} - set(names)
    ending_so = [word for word in kin if word.endswith(ending)]
    return longest_first(ending_so) if ending_so else None


def names_it(text: str, names: tuple[str, ...]) -> bool:
    """Say whether a text names a thing itself, and not only its kin (委员工作室 for 委员工作站).

    Args:
        text: folded; what stands beside a figure.
        names: the names of the thing, the usual one first.
    """
    kin = _kin(names)
    own = kin.sub("，", text) if kin else text
    return any(name and name in own for name in (*names, short_name(names)))


def stands_for(text: str, start: int, end: int, names: tuple[str, ...]) -> int | None:
    """Return where the short name of a thing stands in text[start:end], not as part of another's name."""
    short = short_name(names)
    kin = _kin(names, short)  # of those that end alike (联络工作室 for 工作室)
    taken = [m.span() for m in kin.finditer(text, start, end)] if kin else []
    at = text.find(short, start, end) if short else -1
    while at >= 0:
        if not any(a <= at < b for a, b in taken):
            return at
        at = text.find(short, at + 1, end)
    return None


def with_short(groups: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return groups of alternatives in which each thing may be called by its short name."""
    return [(*g, short) if (short := short_name(g)) else g for g in groups]
