"""Figures that a scan holds letters for, read as figures; the letters are misread.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from index.packaged import load_packaged


@dataclass(frozen=True, slots=True)
class _Rules:
    """Attributes:
    letter, hint: find such a letter, and one that may be a figure; cheap, they find too much.
    number: a number of figures and such letters within Chinese text, or such a letter that is a number alone.
    figures: what each letter stands for.
    """

    letter: re.Pattern[str]
    hint: re.Pattern[str]
    number: re.Pattern[str]
    figures: dict[int, str]


def mended(text: str) -> str:
    """Return a text with the letters that its numbers hold made figures, each in its place."""
    rules = _rules()
    if rules.letter.search(text) is None or rules.hint.search(text) is None:
        return text
    return rules.number.sub(lambda match: match.group().translate(rules.figures), text)


@cache
def _rules() -> _Rules:
    return load_packaged("index", "misread.toml", _read, "a rule of misread figures is wrong")


def _read(data: dict[str, Any]) -> _Rules:
    letters, noughts, unit = "".join(data["figures"]), "".join(data["noughts"]["letters"]), data["unit"]
    single, units = re.escape(unit["letters"]), re.escape(unit["characters"])
    alone = re.escape(unit["alone"])
    # No number of several figures begins with a nought; O2 is a gas.
    first = f"(?![{noughts}][0-9{letters}])[0-9{letters}]"
    # A letter at the end may be a unit (3l水) unless what is counted follows.
    figures = rf"{first}[0-9{letters}]*(?:[.,:][0-9{letters}]+)*(?![A-Za-z0-9])"
    figures += f"(?:(?<![{single}])|(?=[{units}]))"
    mixed = rf"(?=[0-9.,:]*[{letters}])(?=[{letters}.,:]*[0-9]){figures}"
    lone = rf"(?<![A-Za-z0-9.])[{alone}]{{1,2}}(?:\.[{alone}])?(?=[{units}])"
    return _Rules(
        letter=re.compile(f"[{letters}]"),
        hint=re.compile(f"[0-9][.,]?[{letters}]|[{letters}](?=[.,]?[0-9])|{lone}"),
        number=re.compile(rf"(?<![A-Za-z0-9])(?<![A-Za-z]\W)(?:{mixed})|{lone}"),
        figures=str.maketrans(data["figures"]),
    )
