"""Work with the numbers that sentences tell, exactly to what is printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from assistant.wording import number
from index.mentions.units import units
from index.records import Mention, Sentence

_SCALES = (("亿", 1e8), ("万", 1e4))
_CLAUSE = re.compile("[，,；;。：:、]")
_MARKS = re.compile('[“”"‘’《》（）()]')
_DIGIT = re.compile(r"\d")
_BESIDE = 30  # characters before a number that say what it counts
_NAME = 4  # characters of a thing's name that tell it from others
_ENOUGH = 0.6  # share of a thing's name that has to stand beside its number
_CLOSE = 1e-6  # what floating point leaves of nothing
_LEAST = 0.01  # of a scale; a smaller number is said without it


def comparable(mention: Mention) -> tuple[float, str]:
    """Return a quantity in its base unit, with that unit."""
    return units().comparable(mention.value or 0.0, mention.unit)


def printed(value: float, like: Mention) -> str:
    """Return a number as a quantity of the same dimension is printed: in 万 or 亿 where that one is.

    Args:
        value: in the base unit of `like`.
        like: a quantity as printed.
    """
    factor, base = units().comparable(1.0, like.unit)
    for word, scale in _SCALES:
        exact = abs(round(value / scale, 2) * scale - value) < _CLOSE
        if word in like.text and value >= scale * _LEAST and exact:
            return f"{number(round(value / scale, 6))}{word}{base}"
    if any(word in like.text for word, _ in _SCALES):
        return f"{number(round(value, 6))}{base}"
    return f"{number(round(value / (factor or 1.0), 6))}{like.unit}"


def shown(mention: Mention) -> str:
    """Return a quantity as printed, in digits where it is printed in characters (两年: 2年)."""
    return mention.text if _DIGIT.search(mention.text) else f"{number(mention.value or 0.0)}{mention.unit}"


def divided(one: Mention, two: Mention, figure: str) -> str:
    """Return a division as it is shown; without 万 and 亿 where what comes out is said without them."""
    scaled = [m for m in (one, two) if any(word in m.text for word, _ in _SCALES)]
    same = (
        len(scaled) == 1
        and scaled[0] is one
        and any(word in figure and word in one.text for word, _ in _SCALES)
    )
    alike = len(scaled) == 2 and one.unit == two.unit and _scale(one) == _scale(two)
    if not scaled or same or alike:
        return f"{shown(one)}÷{shown(two)}"
    return "÷".join(f"{number(m.value or 0.0)}{m.unit}" for m in (one, two))


def _scale(mention: Mention) -> str:
    return next((word for word, _ in _SCALES if word in mention.text), "")


def difference(one: Mention, two: Mention) -> str:
    """Return by how much two quantities of one dimension differ, as the first is printed."""
    return printed(abs(comparable(one)[0] - comparable(two)[0]), one)


def beside(mention: Mention, text: str, sentence: Sentence) -> str:
    """Return what a number counts: its clause up to it, and the name behind it, without marks.

    Args:
        mention: a quantity.
        text: the article's text.
        sentence: the sentence that holds it.
    """
    before = _CLAUSE.split(text[max(sentence.start, mention.start - _BESIDE) : mention.start])[-1]
    return _MARKS.sub("", before + mention.text + mention.name)


def counting(thing: str, told: Sequence[Mention], text: str, sentence: Sentence) -> list[Mention]:
    """Return the quantities beside which most of a thing's name stands; of a sort (各类工作室) several may.

    Args:
        thing: the thing as a question names it.
        told: the quantities of the sentence.
        text: the article's text.
        sentence: the sentence.
    """
    fits = [_common(thing, beside(m, text, sentence)) for m in told]
    best = max(fits, default=0)
    if best < _ENOUGH * min(len(thing), _NAME):
        return []
    return [m for m, fit in zip(told, fits, strict=True) if fit == best]


def alike(one: Mention, two: Mention) -> bool:
    """Say whether two quantities may be held against each other: of one dimension, or both of things."""
    known = [units().units.get(m.unit) for m in (one, two)]
    things = all(unit is not None and unit.kind == "thing" for unit in known)
    return things or comparable(one)[1] == comparable(two)[1]


def _common(one: str, two: str) -> int:
    """Return the length of the longest stretch that two texts share."""
    return SequenceMatcher(None, one, two, autojunk=False).find_longest_match().size
