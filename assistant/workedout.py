"""Numbers that a statement works out itself: sums, differences, products, quotients that come out right."""

from __future__ import annotations

import re
from itertools import combinations

from index.words import fold

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# A number with what it is worked out from behind it (3个(9个-6个)); the gap between two numbers before it.
_WORKED = re.compile(
    r"(?P<told>\d+(?:\.\d+)?[万亿]?)[^\d()，。]{0,8}(?P<working>\((?P<rest>100%-)?(?P<one>\d+(?:\.\d+)?[万亿]?)[^\d()]{0,4}"
    r"(?:(?P<sign>[-÷×])(?P<other>\d+(?:\.\d+)?[万亿]?)[^\d()]{0,4})?\))"
)
_GAP = re.compile(r"(?:相差|the difference is) ?(?P<gap>\d+(?:\.\d+)?)[^\d，。]{0,4}[。.]? *$")
_ROUNDED = 0.051
_SCALES = {"万": 1e4, "亿": 1e8}
_SUM = re.compile(
    r"\d+(?:\.\d+)?(?:[^\d=\n]{0,12}[+、]"  # a first number, then others added
    r"[^\d=\n]{0,12}\d+(?:\.\d+)?)+[^\d=\n]{0,12}(?:=|计|[,，] )[^\d\n]{0,6}\d+(?:\.\d+)?"
)


def without_sums(text: str) -> str:
    """Return the text without what is worked out in it and comes out right: the parts stay to be checked."""
    text = _WORKED.sub(_parts_of, fold(text))
    for gap in _GAP.finditer(text):
        before = [float(n) for n in _NUMBER.findall(text[: gap.start()])]
        if any(abs(abs(a - b) - float(gap["gap"])) < 1e-6 for a, b in combinations(before, 2)):
            text = text[: gap.start()]
    for found in _SUM.findall(text):
        *parts, total = (float(n) for n in _NUMBER.findall(found))
        if abs(sum(parts) - total) < 1e-6:
            text = text.replace(found, found[: found.rindex(_NUMBER.findall(found)[-1])])
    return text


def _parts_of(worked: re.Match[str]) -> str:
    """Return the numbers from which another one is worked out, without that one where it is right."""
    told, one = _value(worked["told"]), _value(worked["one"])
    meant, parts = _meant(worked, one), worked["working"].replace(worked["rest"] or "", "", 1)
    near = _ROUNDED * _SCALES.get(worked["told"][-1], 1.0)
    return parts if meant is not None and abs(meant - told) <= near else worked.group()


def _meant(worked: re.Match[str], one: float) -> float | None:
    """Return what a working comes to; None where it is none. What is left of a whole is told with 100%."""
    rest = worked["rest"] is not None
    if worked["sign"] is None:
        return 100 - one if rest else None
    other = _value(worked["other"])
    if worked["sign"] != "÷":
        return one - other if worked["sign"] == "-" else one * other
    if not other:
        return None
    share = "%" in worked.group()[: worked.start("working") - worked.start()]
    value = (100 if share else 1) * one / other
    return 100 - value if rest else value


def _value(number: str) -> float:
    return float(number.rstrip("万亿")) * _SCALES.get(number[-1], 1.0)
