"""Read a bound on a number that rows have to meet: 超过20个, 200处以上, at least ten, fewer than 15."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.records import Bound, Language
from index.mentions.numbers import ARABIC, CHINESE, parse_number

_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "a hundred": 100, "one hundred": 100, "hundred": 100}
_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
_ENGLISH = {name: i for i, name in enumerate(_WORDS)} | _TENS
_SAID = "|".join(sorted(_ENGLISH, key=lambda name: -len(name)))


@dataclass(frozen=True, slots=True)
class BoundRule:
    """One way of saying a bound; `pattern` has a place "N" for the number, and "M" for an upper one.

    Attributes:
        sign: "=", ">", ">=", "<" or "<=".
    """

    sign: str
    pattern: re.Pattern[str]


def compiled(sign: str, pattern: str, language: Language) -> BoundRule:
    """Return a rule with its number filled in.

    Raises:
        re.error: the pattern is no regular expression.
    """
    if language == "zh":
        # The whole number: no digit stands after it.
        number = f"(?P<n>{ARABIC}|{CHINESE})(?![0-9零一二两三四五六七八九十百千万亿])"
    else:
        number = f"(?P<n>{ARABIC}|{_SAID})"
    upper = number.replace("<n>", "<m>")
    return BoundRule(sign, re.compile(pattern.replace("N", number).replace("M", upper)))


def read_bound(text: str, rules: Sequence[BoundRule]) -> tuple[Bound | None, tuple[int, int]]:
    """Return the bound that a question sets and where it stands; None and (0, 0) where it sets none.

    Args:
        text: the folded question, in lower case where it is English.
        rules: tried in their order.
    """
    for rule in rules:
        found = rule.pattern.search(text)
        value = value_of(found["n"]) if found else None
        if found and value is not None:
            upper = value_of(found["m"]) if "m" in found.groupdict() else None
            return Bound(rule.sign, value, upper), found.span()
    return None, (0, 0)


def value_of(said: str) -> float | None:
    """Return the number that a question says in figures or words; None where it says none."""
    if said in _ENGLISH:
        return float(_ENGLISH[said])
    value = parse_number(said)
    return None if value is None else float(value)
