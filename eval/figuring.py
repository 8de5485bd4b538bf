"""The figures that stand in a text: written as it writes them, and as numbers."""

from __future__ import annotations

import re
from itertools import combinations

_FIGURE = re.compile(r"\d+(?:\.\d+)?%?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_MOST = 8
_ADDENDS = 4


def figures_in(text: str) -> list[str]:
    """Return the figures of a text in order, without thousands separators."""
    return _FIGURE.findall(_THOUSANDS.sub("", text))


def is_sum(figure: str, text: str) -> bool:
    """Say whether a figure is the sum of two to four figures of a text, or the difference of two.

    Args:
        figure: as `figures_in` gives it.
        text: where its parts should stand; the figure itself is no part of it.
    """
    wanted = float(figure.rstrip("%"))
    parts = [float(part.rstrip("%")) for part in figures_in(text) if part != figure][:_MOST]
    if any(abs(abs(a - b) - wanted) < 1e-6 for a, b in combinations(parts, 2)):
        return True
    addends = (some for n in range(2, _ADDENDS + 1) for some in combinations(parts, n))
    return any(abs(sum(some) - wanted) < 1e-6 for some in addends)
