"""Characters with their boxes, as they stand on a printed page."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from index.errors import DataError

_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_COMPATIBLE = range(0xF900, 0xFB00)
_RADICALS = range(0x2E80, 0x2FE0)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character on a page; lengths in points, from the top left corner, y downward.

    Attributes:
        text: the character.
        x0, top, x1, bottom: its box: the advance of the character, not its ink.
        base: the baseline on which it stands.
        size: font size.
        order: its place in the order in which the file draws the page.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    order: int

    @property
    def blank(self) -> bool:
        """Say whether it is white space."""
        return self.text.isspace()


@cache
def radicals() -> dict[str, str]:
    """Return the characters that are read instead of radical code points, from data/radicals.csv.

    Raises:
        DataError: the table is malformed.
    """
    path = Path(__file__).parents[1] / "data" / "radicals.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    try:
        return {row["radical"]: row["character"] for row in rows}
    except KeyError as error:
        raise DataError(f"no column {error}", subject=path.name, hint="mend or restore it") from error


def real_character(character: str) -> str:
    """Return the ordinary character for a radical or compatibility code point, any other unchanged."""
    code = ord(character)
    if code in _RADICALS:
        return radicals().get(character, character)
    return unicodedata.normalize("NFC", character) if code in _COMPATIBLE else character


def tidy(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Return the characters that print something or part words, radicals made real, overprints once.

    Headlines are often made bold by drawing them twice, a hair apart.

    Args:
        glyphs: the characters in the order in which the file draws them.
    """
    kept: list[Glyph] = []
    seen: dict[tuple[str, int, int], Glyph] = {}
    for glyph in glyphs:
        if glyph.size <= 0 or glyph.text in _INVISIBLE or unicodedata.category(glyph.text) == "Cc":
            continue
        if not glyph.blank and _is_double(glyph, seen):
            continue
        character = real_character(glyph.text)
        kept.append(glyph if character == glyph.text else replace(glyph, text=character))
    return kept


def _is_double(glyph: Glyph, seen: dict[tuple[str, int, int], Glyph]) -> bool:
    """Say whether the same character stands there already, and note it if not."""
    near = max(0.3 * (glyph.x1 - glyph.x0), 0.05 * glyph.size)
    column, row = int(glyph.x0 // near), int(glyph.base // near)
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            other = seen.get((glyph.text, column + dx, row + dy))
            if other and abs(other.x0 - glyph.x0) < near and abs(other.base - glyph.base) < near:
                return True
    seen[glyph.text, column, row] = glyph
    return False


def vertical_runs(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Return the stretches of at least three characters that were set one below the other.

    Args:
        glyphs: the characters in the order in which the file draws them.
    """
    runs: list[list[Glyph]] = []
    current: list[Glyph] = []
    for glyph in (g for g in glyphs if not g.blank):
        if current and not _below(current[-1], glyph):
            runs.append(current)
            current = []
        current.append(glyph)
    return [run for run in [*runs, current] if len(run) >= 3]


def _below(upper: Glyph, lower: Glyph) -> bool:
    """Say whether a character stands right below another, in the same upright line."""
    size = max(upper.size, lower.size)
    across = abs((upper.x0 + upper.x1) - (lower.x0 + lower.x1)) / 2
    down = ((lower.top + lower.bottom) - (upper.top + upper.bottom)) / 2
    return across < 0.3 * size and 0.4 * size < down < 2.2 * size


def is_vertical(glyphs: Sequence[Glyph], runs: Iterable[Sequence[Glyph]]) -> bool:
    """Say whether most of a page is set in upright lines, read from right to left.

    Args:
        glyphs: the characters of the page.
        runs: its upright stretches, from `vertical_runs`.
    """
    return 2 * sum(map(len, runs)) > sum(not glyph.blank for glyph in glyphs)


def lay_down(glyphs: Iterable[Glyph], width: float) -> list[Glyph]:
    """Turn a page of upright lines, so that they become level ones read from top to bottom.

    Args:
        glyphs: the characters.
        width: width of the page.

    Returns:
        Characters whose x runs down the page and whose y runs from its right edge to the left; `stand_up`
        turns a box back.
    """
    laid = []
    for glyph in glyphs:
        across = width - (glyph.x0 + glyph.x1) / 2
        half = glyph.size / 2
        laid.append(
            replace(
                glyph,
                x0=glyph.top,
                x1=glyph.bottom,
                top=across - half,
                bottom=across + half,
                base=across + 0.38 * glyph.size,
            )
        )
    return laid


def stand_up(box: tuple[float, float, float, float], width: float) -> tuple[float, float, float, float]:
    """Turn a box (x0, top, x1, bottom) of a page that was laid down back to where it is printed."""
    x0, top, x1, bottom = box
    return width - bottom, x0, width - top, x1
