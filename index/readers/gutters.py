"""Pieces of rows → printed lines: which gaps in a row are gutters between columns, and which are spaces.

A gutter is a strip that stays empty over several rows, with columns of some width on both sides; a space
in a line is crossed by the next line. This is the white-space view of a page (T. Breuel, Two geometric
algorithms for layout analysis, DAS 2002), followed from each gap up and down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from index.readers.printedline import PrintedLine, body_size, hard, is_letter_spaced, line_of
from index.readers.rows import CLOSING, Piece

_NARROWEST = 0.5
"""Width of the narrowest gutter, in characters of the body, on the row on which it is seen first."""
_LEFT_FREE = 0.25
"""What marks that hang into a gutter leave of it, at least."""
_REACH = 40
"""Rows that are looked at above and below a gap."""
_APART = 3.0
"""Distance between rows, in characters, at which a column ends."""
_ALIGNED = 3.2
"""How far from the gutter, in characters, a line may begin: the indent of a paragraph and a little."""
_BESIDE = 60.0
"""Characters to the left and right of a gap within which other columns are looked at."""
_USUAL = 3.0
"""Width of a usual gutter, in characters; a wider one needs more lines to be believed."""
_COLUMN = 5.0
"""Characters in a line of the narrowest column; what is narrower is a cell of a table."""
_HEADING = 1.2
_INDENT = (1.5, 2.5)
_OTHER_SIZE = 1.25
_OTHER_HEADLINE = 1.05
_FAR_UNLIKE, _FAR = 3.0, 5.0
"""Gaps that part two headlines, in characters, where their type differs and where it does not."""
_WIDE = 2.2
"""Width of a gap, in its own characters, that is no space within a headline."""
_NEARBY = 60.0
"""Distance, in characters, up to which a gutter is believed to go on through a single row."""

_Interval = tuple[float, float]


def lines_of_rows(rows: Sequence[Sequence[Piece]]) -> list[PrintedLine]:
    """Join the pieces of each row that stand in the same column.

    Args:
        rows: the rows of a page from top to bottom, each as its pieces from left to right.

    Returns:
        The lines of all columns, row by row.
    """
    finder = _Gutters(rows)
    gaps = [(number, left, right) for number, row in enumerate(rows) for left, right in pairwise(row)]
    sure = {id(right) for number, left, right in gaps if finder.between(number, left, right)}
    cut = sure | {id(right) for number, left, right in gaps if finder.goes_on(number, left, right)}
    lines: list[PrintedLine] = []
    for row in rows:
        group: list[Piece] = []
        for piece in row:
            if group and id(piece) in cut:
                lines.append(line_of(group))
                group = []
            group.append(piece)
        if group:
            lines.append(line_of(group))
    return lines


@dataclass(frozen=True, slots=True)
class _Gutter:
    """A gutter that was found: on which row, from where to where, and where the column right of it ends."""

    middle: float
    start: float
    end: float
    edge: float


class _Gutters:
    """Tell gutters from spaces on one page."""

    def __init__(self, rows: Sequence[Sequence[Piece]]) -> None:
        self.rows = rows
        self.em = body_size(piece for row in rows for piece in row) or 1.0
        self.middles = [median((piece.top + piece.bottom) / 2 for piece in row) for row in rows]
        self.hard = [hard(row) for row in rows]
        self.spaced = [is_letter_spaced(row) for row in self.hard]
        self.found: list[_Gutter] = []

    def between(self, number: int, left: Piece, right: Piece) -> bool:
        """Say whether a gutter divides two neighbouring pieces of a row."""
        heading = min(left.size, right.size) > _HEADING * self.em
        narrow = right.soft or right.x0 - left.x1 < _NARROWEST * self.em
        if narrow or (heading and (right.bridged or right.spaced)):
            return False
        if heading and self.spaced[number]:
            return False
        strip = (left.x1, right.x0)
        above = self._follow(number, strip, -1)
        below = self._follow(number, strip, +1)
        for frees, rows in (_meet(above, below), above, below):
            for free in frees:
                edge = self._edge(free, [number, *rows], right.bridged)
                if edge is not None:
                    self.found.append(_Gutter(self.middles[number], *free, edge))
                    return True
        return False

    def goes_on(self, number: int, left: Piece, right: Piece) -> bool:
        """Say whether a gutter found elsewhere goes through a gap that few rows have."""
        gap, size = right.x0 - left.x1, min(left.size, right.size)
        if right.bridged or (right.text[0] in CLOSING and gap < size):
            return False
        if max(left.size, right.size) > _OTHER_SIZE * size and gap > _NARROWEST * self.em:
            return True
        if min(left.size, right.size) > _HEADING * self.em and self._two_headlines(number, left, right):
            return True
        if max(left.size, right.size) > _HEADING * self.em or self._stands_alone(number):
            return gap > _WIDE * size and not self._stands_alone(number) and self._holds_gutter(left, right)
        if gap > _WIDE * size and self._holds_gutter(left, right):
            return True
        return any(
            abs(gutter.middle - self.middles[number]) < _NEARBY * self.em
            and (right.soft or left.x1 < gutter.start + 0.6 * self.em)
            and self._stands_in(gutter, right)
            for gutter in self.found
        )

    def _two_headlines(self, number: int, left: Piece, right: Piece) -> bool:
        """Say whether headlines of two articles stand side by side: in another type, or far apart."""
        gap, size = right.x0 - left.x1, max(left.size, right.size)
        if self.spaced[number] or self._stands_alone(number):
            return False
        # The size of letters that were recognised is not sure.
        other = _OTHER_HEADLINE if left.confidence == right.confidence == 1.0 else _OTHER_SIZE
        unlike = size > other * min(left.size, right.size)
        if unlike and gap > _NARROWEST * self.em and self._holds_gutter(left, right):
            return True
        return gap > (_FAR_UNLIKE if unlike else _FAR) * size

    def _stands_alone(self, number: int) -> bool:
        """Say whether a row is the first or last of the page, apart from it: spread out over its width."""
        if number == 0:
            return True
        last = number == len(self.rows) - 1
        return last and self.middles[number] - self.middles[number - 1] > _APART * self.em

    def _holds_gutter(self, left: Piece, right: Piece) -> bool:
        """Say whether some gutter of the page lies between two pieces."""
        slack = 0.6 * self.em
        return any(g.start > left.x1 - slack and g.end < right.x0 + slack for g in self.found)

    def _stands_in(self, gutter: _Gutter, piece: Piece) -> bool:
        """Say whether a piece begins where the column right of a gutter does, or ends where that ends."""
        offset = (piece.x0 - gutter.end) / self.em
        if piece.soft:
            return abs(offset) < 0.15
        if abs(offset) < 0.4 or _INDENT[0] < offset < _INDENT[1]:
            return True
        return offset > 0 and abs(piece.x1 - gutter.edge) < 0.6 * self.em

    def _follow(self, number: int, strip: _Interval, step: int) -> tuple[list[_Interval], list[int]]:
        """Follow a strip up or down as long as a part of it stays empty; return those parts and the rows."""
        free, passed, last = [strip], [], number
        for row in range(number + step, number + step * (_REACH + 1), step):
            if not 0 <= row < len(self.rows):
                break
            near = self._near(row, strip)
            if not near:
                continue
            if abs(self.middles[row] - self.middles[last]) > _APART * self.em:
                break
            parts = [part for interval in free for part in _without(interval, near)]
            parts = [part for part in parts if _width(part) >= _LEFT_FREE * self.em]
            if not parts:
                break
            free, last = parts, row
            passed.append(row)
        return free, passed

    def _near(self, row: int, strip: _Interval) -> list[Piece]:
        reach = _BESIDE * self.em
        return [p for p in self.rows[row] if p.x1 > strip[0] - reach and p.x0 < strip[1] + reach]

    def _edge(self, free: _Interval, rows: Iterable[int], bridged: bool) -> float | None:
        """Return where the column right of a strip ends, None where the strip is no gutter.

        Enough lines have to end before it and to begin after it, and columns have to lie on both sides.
        """
        if _width(free) < _LEFT_FREE * self.em:
            return None
        pieces = [piece for row in rows for piece in self.hard[row]]
        before = [p for p in pieces if free[0] - 2 * self.em <= p.x1 <= free[0] + 1e-3]
        after = [p for p in pieces if free[1] - 1e-3 <= p.x0 <= free[1] + _ALIGNED * self.em]
        # White space that was drawn with the text divides columns only where every row has it.
        after = [p for p in after if p.bridged or not bridged]
        needed = 6 if bridged else 2 if _width(free) <= _USUAL * self.em else 3
        if min(len(before), len(after)) < needed:
            return None
        narrow = min(median(p.width for p in side) for side in (before, after)) < _COLUMN * self.em
        return None if narrow else max(p.x1 for p in after)


def _meet(
    above: tuple[list[_Interval], list[int]], below: tuple[list[_Interval], list[int]]
) -> tuple[list[_Interval], list[int]]:
    """Return what is free both above and below, over the rows of both."""
    pairs = [(max(a[0], b[0]), min(a[1], b[1])) for a in above[0] for b in below[0]]
    return [pair for pair in pairs if pair[0] < pair[1]], [*above[1], *below[1]]


def _without(interval: _Interval, pieces: Iterable[Piece]) -> Iterator[_Interval]:
    """Yield the parts of an interval that no piece covers."""
    start = interval[0]
    for piece in sorted(pieces, key=lambda p: p.x0):
        if piece.x1 <= start or piece.x0 >= interval[1]:
            continue
        if piece.x0 > start:
            yield start, piece.x0
        start = max(start, piece.x1)
    if start < interval[1]:
        yield start, interval[1]


def _width(interval: _Interval) -> float:
    return interval[1] - interval[0]
