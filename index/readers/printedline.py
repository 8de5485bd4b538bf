"""A printed line of one column, made of the pieces of a row that stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from index.readers.rows import Piece

_SPREAD = 2.5
"""Widest gap between the letters of a headline, in its own characters."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of one column; lengths in points or pixels, y downward.

    Attributes:
        text: what it says, white space between its pieces and before it kept.
        x0, top, x1, bottom: its box, without white space before it.
        size: font size, or the height of the letters on a scan.
        confidence: how sure the recognition is of it, 1 for a text layer.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    confidence: float = 1.0

    @property
    def width(self) -> float:
        """Return how wide it is."""
        return self.x1 - self.x0

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return (x0, top, x1, bottom)."""
        return self.x0, self.top, self.x1, self.bottom


def body_size(printed: Iterable[Piece | PrintedLine]) -> float:
    """Return the size of the character in the middle when all are sorted by size, 0 where there are none."""
    ordered = sorted(printed, key=lambda item: item.size)
    left = sum(len(item.text) for item in ordered) / 2
    for item in ordered:
        left -= len(item.text)
        if left <= 0:
            return item.size
    return 0.0


def line_of(pieces: Sequence[Piece]) -> PrintedLine:
    """Join the pieces of one line, from left to right."""
    size = median(piece.size for piece in pieces)
    spaced = is_letter_spaced(hard(pieces))
    parts = [pieces[0].lead]
    for left, right in pairwise(pieces):
        closed = spaced or right.soft
        parts += [left.text, right.lead or ("" if closed else _space(right.x0 - left.x1, size))]
    weight = sum(len(piece.text) for piece in pieces)
    return PrintedLine(
        text="".join([*parts, pieces[-1].text]),
        x0=pieces[0].x0,
        top=min(piece.top for piece in pieces),
        x1=max(piece.x1 for piece in pieces),
        bottom=max(piece.bottom for piece in pieces),
        size=size,
        confidence=sum(piece.confidence * len(piece.text) for piece in pieces) / max(weight, 1),
    )


def _space(gap: float, size: float) -> str:
    return " " if gap < 0.75 * size else "\u3000" * min(4, max(1, round(gap / size)))


def is_letter_spaced(pieces: Sequence[Piece]) -> bool:
    """Say whether a line is spread out letter by letter, as headlines are to fill their width."""
    gaps = [right.x0 - left.x1 for left, right in pairwise(pieces)]
    short = sum(len(piece.text) == 1 for piece in pieces)
    if len(gaps) < 2 or short < 0.7 * len(pieces):
        return False
    return max(gaps) < min(1.7 * median(gaps), _SPREAD * pieces[0].size)


def hard(row: Sequence[Piece]) -> list[Piece]:
    """Return the pieces of a row that more than a mark parts, those between them joined."""
    joined: list[Piece] = []
    for piece in row:
        if joined and piece.soft:
            joined[-1] = replace(joined[-1], text=joined[-1].text + piece.text, x1=piece.x1)
        else:
            joined.append(piece)
    return joined
