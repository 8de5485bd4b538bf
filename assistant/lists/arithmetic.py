"""Work with the numbers that sentences tell, exactly to what is printed."""

from __future__ import annotations

from assistant.wording import number
from index.mentions.units import units
from index.records import Mention

_SCALES = (("亿", 1e8), ("万", 1e4))
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
        if word in like.text and value >= scale * _LEAST:
            return f"{number(round(value / scale, 6))}{word}{base}"
    return f"{number(round(value / (factor or 1.0), 6))}{like.unit}"


def difference(one: Mention, two: Mention) -> str:
    """Return by how much two quantities of one dimension differ, as the first is printed."""
    return printed(abs(comparable(one)[0] - comparable(two)[0]), one)
