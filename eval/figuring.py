"""The figures that stand in a text: written as it writes them, and as numbers."""

from __future__ import annotations

import re
from itertools import combinations

_FIGURE = re.compile(r"\d+(?:\.\d+)?%?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SCALED = re.compile(r"(\d+(?:\.\d+)?)([万亿千百])")
_SPELLED = re.compile(r"[零一二两三四五六七八九十百千]+(?![零一二两三四五六七八九十百千])")
_WORKED = re.compile(r"[\d.]+(?:[^\d=+÷-]{0,8}[+÷-][\d.]+)+")
_STEP = re.compile(r"([+÷-])")
_SCALE = {"百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_MOST = 8
_ADDENDS = 4
_ROUNDED = 0.051


def figures_in(text: str) -> list[str]:
    """Return the figures of a text in order, without thousands separators."""
    return _FIGURE.findall(_THOUSANDS.sub("", text))


def values_in(text: str) -> set[float]:
    """Return what the figures of a text are worth, those with 万 and the like and those in words too."""
    plain = _THOUSANDS.sub("", text)
    found = {float(figure.rstrip("%")) for figure in _FIGURE.findall(plain)}
    found |= {round(float(number) * _SCALE[scale], 6) for number, scale in _SCALED.findall(plain)}
    return found | {float(_spelled(word)) for word in _SPELLED.findall(plain)}


def _spelled(word: str) -> int:
    """Return the value of a number in words: 十九 is 19, 两百三十 is 230."""
    total = digit = 0
    for sign in word:
        if sign == "十" or sign in _SCALE:
            total += (digit or 1) * int(_SCALE.get(sign, 10))
            digit = 0
        else:
            digit = _DIGITS[sign]
    return total + digit


def is_sum(figure: str, text: str) -> bool:
    """Say whether a figure is worked out from others of a text.

    It is the result of a sum, difference or quotient that the text writes down, the sum of two to four of its
    figures, or the difference of two.

    Args:
        figure: as `figures_in` gives it.
        text: where its parts should stand; the figure itself is no part of it.
    """
    wanted = float(figure.rstrip("%"))
    return any(_follows(wanted, figure, one) for one in dict.fromkeys((text, _written_out(text))))


def _follows(wanted: float, figure: str, text: str) -> bool:
    scale = 100 if figure.endswith("%") else 1
    if any(abs(scale * _result(worked) - wanted) <= _ROUNDED for worked in _WORKED.findall(text)):
        return True
    parts = [float(part.rstrip("%")) for part in figures_in(text) if part != figure][:_MOST]
    if any(abs(abs(a - b) - wanted) < 1e-6 for a, b in combinations(parts, 2)):
        return True
    addends = (some for n in range(2, _ADDENDS + 1) for some in combinations(parts, n))
    return any(abs(sum(some) - wanted) < 1e-6 for some in addends)


def _written_out(text: str) -> str:
    """Return a text with every number in digits and in full."""
    plain = _SPELLED.sub(lambda m: str(_spelled(m.group())), _THOUSANDS.sub("", text))
    return _SCALED.sub(lambda m: f"{round(float(m[1]) * _SCALE[m[2]], 6):.10g}", plain)


def _result(worked: str) -> float:
    """Return the result of numbers with signs between them, taken from left to right."""
    first, *rest = _STEP.split(worked)
    total = _number(first)
    for sign, number in zip(rest[::2], rest[1::2], strict=True):
        value = _number(number)
        total = total + value if sign == "+" else total - value if sign == "-" else total / (value or 1.0)
    return total


def _number(text: str) -> float:
    found = _FIGURE.search(text)
    return float(found.group().rstrip("%")) if found else 0.0
