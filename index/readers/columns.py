"""Printed lines of a page → columns of lines in reading order.

The page is cut along its white space, again and again (recursive X-Y cut: G. Nagy, S. Seth, Hierarchical
representation of optically scanned documents, ICPR 1984). Where a part of the page can be cut in several
ways, into columns or into bands, the way whose lines read on best is taken: a column that breaks off within
a sentence goes on where a line begins without an indent. What cannot be cut is ordered by position alone
(`index.readers.stacks`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.readers.flow import Flow, extent
from index.readers.printedline import PrintedLine
from index.readers.stacks import by_position

_GUTTER = 0.25
_DISTINCT = 0.5
_ROWS = 4.0
_DEEPEST = 60
_MOST_GAPS = 6
_MOST_PARTS = 1500
"""Parts of one page on which several cuts are tried; a page that has more is cut in the likeliest way."""
_WHITE = 0.5
"""What white space right across the page speaks for a cut there: per character more than usual, against one
line that reads on well."""
_WIDEST = 4.0

_Ids = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Column:
    """Lines of one column that are read one after the other.

    Attributes:
        left: where its lines begin, indents left aside.
        right: where its longest lines end.
    """

    lines: tuple[PrintedLine, ...]
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class _Order:
    """One order of a part of the page, and how well it reads on."""

    columns: tuple[tuple[int, ...], ...]
    score: float


@dataclass(frozen=True, slots=True)
class _Cut:
    """Parts in the order in which they are read, and what speaks for this cut besides."""

    parts: tuple[_Ids, ...]
    prior: float = 0.0


def reading_order(lines: Sequence[PrintedLine]) -> list[Column]:
    """Bring the lines of a page into reading order.

    Args:
        lines: the lines of all columns, in any order.

    Returns:
        The columns, or parts of columns, in reading order.
    """
    if not lines:
        return []
    cutter = _Cutter(lines)
    order = cutter.order(np.arange(len(lines), dtype=np.intp), 0)
    return [cutter.column(ids) for ids in order.columns]


class _Cutter:
    """Cut one page."""

    def __init__(self, lines: Sequence[PrintedLine]) -> None:
        self.lines = lines
        self.flow = Flow(lines)
        self.em = self.flow.em
        extents = [extent(line) for line in lines]
        self.start = {"x": np.array([line.x0 for line in lines]), "y": np.array([top for top, _ in extents])}
        self.end = {"x": np.array([line.x1 for line in lines]), "y": np.array([low for _, low in extents])}
        self.heading = np.array([self.flow.is_heading(line) for line in lines])
        self.width = max(self.em, self._width(np.arange(len(lines), dtype=np.intp)))
        self._known: dict[bytes, _Order] = {}
        self._over: dict[int, bool] = {}
        self._joins: dict[tuple[int, int], float] = {}

    def column(self, ids: Sequence[int]) -> Column:
        """Return the lines of those numbers as a column."""
        body = [i for i in ids if not self.heading[i]] or list(ids)
        left, right = min(self.start["x"][body]), max(self.end["x"][body])
        return Column(tuple(self.lines[i] for i in ids), float(left), float(right))

    def order(self, ids: _Ids, depth: int) -> _Order:
        """Return the order of a part of the page that reads on best."""
        key = ids.tobytes()
        if key not in self._known:
            cuts = self._cuts(ids) if len(ids) > 1 and depth < _DEEPEST else []
            cuts = cuts[:1] if len(self._known) > _MOST_PARTS else cuts
            orders = [self._joined(cut, depth) for cut in cuts]
            self._known[key] = max(orders, key=lambda order: order.score) if orders else self._whole(ids)
        return self._known[key]

    def _joined(self, cut: _Cut, depth: int) -> _Order:
        orders = [self.order(np.sort(part), depth + 1) for part in cut.parts]
        between = sum(self._join(one.columns[-1][-1], other.columns[0][0]) for one, other in pairwise(orders))
        columns = tuple(column for order in orders for column in order.columns)
        return _Order(columns, between + cut.prior + sum(order.score for order in orders))

    def _join(self, one: int, other: int) -> float:
        if (one, other) not in self._joins:
            self._joins[one, other] = self.flow.join(self.lines[one], self.lines[other])
        return self._joins[one, other]

    def _cuts(self, ids: _Ids) -> list[_Cut]:
        """Return the ways in which a part can be cut, the likeliest first."""
        rows = self.split(ids, "y", 0.0)
        columns = self.split(ids, "x", _GUTTER * self.em)
        bands = self._bands(rows)
        cuts = self._sides(columns) if self._beside(columns) else []
        cuts += [_Cut(tuple(bands))] if len(bands) > 1 else []
        return cuts + self._halves(rows) if cuts or self._tangled(rows) else []

    def split(self, ids: _Ids, axis: str, gap: float) -> list[_Ids]:
        """Part lines at the gaps along an axis that are wider than `gap`, in order."""
        ordered = ids[np.argsort(self.start[axis][ids], kind="stable")]
        reached = np.maximum.accumulate(self.end[axis][ordered])
        breaks = np.nonzero(self.start[axis][ordered][1:] - reached[:-1] > gap)[0] + 1
        edges = [0, *breaks.tolist(), len(ordered)]
        return [ordered[start:end] for start, end in pairwise(edges)]

    def _beside(self, columns: Sequence[_Ids]) -> bool:
        """Say whether some column stands beside its neighbour, not only above or below it."""
        spans = [(self.start["y"][ids].min(), self.end["y"][ids].max()) for ids in columns]
        return any(one[0] < other[1] and other[0] < one[1] for one, other in pairwise(spans))

    def _sides(self, columns: Sequence[_Ids]) -> list[_Cut]:
        """Cut in two at each gutter that goes right through."""
        return [
            _Cut((np.concatenate(columns[:at]), np.concatenate(columns[at:])))
            for at in range(1, len(columns))
        ]

    def _tangled(self, rows: Sequence[_Ids]) -> bool:
        """Say whether lines stand beside each other."""
        return any(len(row) > 1 and len(self.split(row, "x", 0.0)) > 1 for row in rows)

    def _whole(self, ids: _Ids) -> _Order:
        """Return the order of what cannot be cut: one column, or lines in each other's way."""
        stacks = [ids[np.lexsort((self.start["x"][ids], self.start["y"][ids]))].tolist()]
        if len(ids) > 1 and self._tangled(self.split(ids, "y", 0.0)):
            numbers = {id(self.lines[i]): int(i) for i in ids}
            found = by_position([self.lines[i] for i in ids], self.em)
            stacks = [[numbers[id(line)] for line in stack] for stack in found]
        flat = [i for stack in stacks for i in stack]
        score = sum(self._join(one, other) for one, other in pairwise(flat))
        return _Order(tuple(map(tuple, stacks)), score)

    def _halves(self, rows: Sequence[_Ids]) -> list[_Cut]:
        """Cut in two where the white space right across is wider than usual, or a headline follows."""
        found = []
        for number, (upper, lower) in enumerate(pairwise(rows), 1):
            end = self.start["y"][lower].min()
            white = end - self.end["y"][upper].max() - self.flow.leading
            headed = self.heading[lower] & (self.start["y"][lower] < end + self.em)
            if white >= _DISTINCT * self.em or headed.any():
                found.append((white, number))
        best = sorted(found, reverse=True)[:_MOST_GAPS]
        width = self._width(np.concatenate(rows))
        return [
            _Cut((np.concatenate(rows[:at]), np.concatenate(rows[at:])), self._prior(white, width))
            for white, at in best
        ]

    def _prior(self, white: float, width: float) -> float:
        """Return what a gap speaks for: the same, whether it is cut at once or column by column."""
        return _WHITE * min(_WIDEST, max(0.0, white / self.em)) * width / self.width

    def _width(self, ids: _Ids) -> float:
        return float(self.end["x"][ids].max() - self.start["x"][ids].min())

    def _bands(self, rows: Sequence[_Ids]) -> list[_Ids]:
        """Cut above and below the lines that straddle a gutter, where nothing stands beside them."""
        bands: list[list[_Ids]] = []
        before = False
        for row in rows:
            straddles = len(row) == 1 and self._straddles(int(row[0]))
            if bands and straddles == before:
                bands[-1].append(row)
            else:
                bands.append([row])
            before = straddles
        return [np.concatenate(band) for band in bands]

    def _straddles(self, line: int) -> bool:
        """Say whether a line stands over or under a gutter."""
        if line not in self._over:
            reach = _ROWS * self.em + self.lines[line].size
            top, low = self.start["y"][line], self.end["y"][line]
            meets = (self.start["x"] < self.end["x"][line]) & (self.start["x"][line] < self.end["x"])
            below = meets & (self.start["y"] >= low) & (self.start["y"] <= low + reach)
            above = meets & (self.end["y"] <= top) & (self.end["y"] >= top - reach)
            rows_below = self.split(np.nonzero(below)[0], "y", 0.0)
            rows_above = self.split(np.nonzero(above)[0], "y", 0.0)[::-1]
            self._over[line] = self._meets_gutter(rows_below) or self._meets_gutter(rows_above)
        return self._over[line]

    def _meets_gutter(self, rows: Sequence[_Ids]) -> bool:
        """Say whether one of the rows, the nearest first, has a gutter, and no line of the body before it."""
        for row in rows:
            if len(row) > 1 and len(self.split(row, "x", _GUTTER * self.em)) > 1:
                return True
            if len(row) == 1 and not self.heading[row[0]]:
                return False
        return False
