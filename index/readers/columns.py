"""Printed lines of a page → columns of lines in reading order.

The page is cut along its white space, again and again (recursive X-Y cut: G. Nagy, S. Seth, Hierarchical
representation of optically scanned documents, ICPR 1984). A line that straddles a gutter, a headline above
all, is taken out first. Where a part of the page can be cut both ways, into columns or into bands, the
order that reads on better decides: a column that breaks off within a sentence goes on where a line begins
without an indent. What cannot be cut is ordered by position alone (`index.readers.stacks`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from index.readers.flow import Flow, extent, first_of, last_of
from index.readers.gutters import PrintedLine
from index.readers.stacks import by_position

_GUTTER = 0.5
_DISTINCT = 0.5
_ROWS = 4.0
_DEEPEST = 60
_MOST_GAPS = 60
_MARGIN = 0.75
"""By how much bands must read better than columns to be preferred."""

_Interval = tuple[float, float]
_Lines = Sequence[PrintedLine]


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


def reading_order(lines: _Lines) -> list[Column]:
    """Bring the lines of a page into reading order.

    Args:
        lines: the lines of all columns, in any order.

    Returns:
        The columns, or parts of columns, in reading order.
    """
    return _Cutter(Flow(lines)).cut(list(lines)) if lines else []


class _Cutter:
    """Cut one page."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.em = flow.em

    def cut(self, lines: list[PrintedLine], depth: int = 0) -> list[Column]:
        """Return the columns of a part of the page in reading order."""
        parts = self._parts(lines, depth) if len(lines) > 1 and depth < _DEEPEST else [lines]
        if len(parts) == 1:
            return self._whole(lines)
        return [column for part in parts for column in self.cut(part, depth + 1)]

    def _parts(self, lines: list[PrintedLine], depth: int) -> list[list[PrintedLine]]:
        columns = split(lines, lambda line: (line.x0, line.x1), _GUTTER * self.em)
        if depth == 0 and len(columns) > 1 and (edges := self._edges(lines)):
            return edges
        if len(columns) > 1 and _beside(columns):
            return self._better_bands(lines, columns) or columns
        bands = self._bands(lines)
        return bands if len(bands) > 1 else self._halves(lines)

    def _whole(self, lines: list[PrintedLine]) -> list[Column]:
        """Return what cannot be cut: one column, or lines in each other's way."""
        tangled = self._tangled(lines)
        stacks = by_position(lines, self.em) if tangled else [sorted(lines, key=_row_by_row(self.em))]
        return [_column(stack, self.flow) for stack in stacks]

    def _tangled(self, lines: list[PrintedLine]) -> bool:
        ordered = sorted(lines, key=lambda line: extent(line)[0])
        return any(_same_row(one, other) for one, other in pairwise(ordered))

    def _better_bands(
        self, lines: list[PrintedLine], columns: list[list[PrintedLine]]
    ) -> list[list[PrintedLine]] | None:
        """Return two bands, one above the other, if they read better than the columns do."""
        best, found = _MARGIN, None
        for _, at in self._distinct_gaps(lines):
            upper = [[line for line in column if extent(line)[0] < at] for column in columns]
            lower = [[line for line in column if extent(line)[0] >= at] for column in columns]
            down = [part for pair in zip(upper, lower, strict=True) for part in pair if part]
            across = [part for part in (*upper, *lower) if part]
            if any(self._runs_through(*pair) for pair in zip(upper, lower, strict=True)):
                continue
            gain = self.flow.order(across) - self.flow.order(down)
            if gain > best:
                best, found = gain, [list(chain(*upper)), list(chain(*lower))]
        return found

    def _runs_through(self, upper: list[PrintedLine], lower: list[PrintedLine]) -> bool:
        """Say whether a sentence goes on from one part of a column to the next, at the usual distance."""
        if not upper or not lower:
            return False
        end, start = last_of(upper, self.em), first_of(lower, self.em)
        usual = extent(start)[0] - extent(end)[1] < self.flow.leading + _DISTINCT * self.em
        return usual and self.flow.reads_on(end, start)

    def _distinct_gaps(self, lines: list[PrintedLine]) -> list[tuple[float, float]]:
        """Return the gaps right across the lines that are wider than usual or that a headline follows.

        Each is its height and where it ends, the widest first.
        """
        bands = split(lines, extent, 0.0)
        found = []
        for upper, lower in pairwise(bands):
            start, end = max(extent(line)[1] for line in upper), min(extent(line)[0] for line in lower)
            heading = any(self.flow.is_heading(line) and extent(line)[0] < end + self.em for line in lower)
            if heading or end - start >= self.flow.leading + _DISTINCT * self.em:
                found.append((end - start, end))
        return sorted(found, reverse=True)[:_MOST_GAPS]

    def _bands(self, lines: list[PrintedLine]) -> list[list[PrintedLine]]:
        """Cut above and below the lines that straddle a gutter, where nothing stands beside them."""
        rows = split(lines, extent, 0.0)
        kinds = [self._straddles(i, rows) for i in range(len(rows))]
        bands: list[list[PrintedLine]] = []
        for i, row in enumerate(rows):
            if i and kinds[i] == kinds[i - 1]:
                bands[-1].extend(row)
            else:
                bands.append(list(row))
        return bands

    def _edges(self, lines: list[PrintedLine]) -> list[list[PrintedLine]]:
        """Part the first and the last line of a page from the rest, where they run over its columns."""
        rows = split(lines, extent, 0.0)
        top = 1 if self._straddles(0, rows) else 0
        bottom = len(rows) - 1 if len(rows) - 1 > top and self._straddles(len(rows) - 1, rows) else len(rows)
        parts = [
            [line for row in part for line in row] for part in (rows[:top], rows[top:bottom], rows[bottom:])
        ]
        return [part for part in parts if part] if top or bottom < len(rows) else []

    def _halves(self, lines: list[PrintedLine]) -> list[list[PrintedLine]]:
        """Cut at the widest gap right across, where lines stand beside each other that no gutter parts."""
        gaps = self._distinct_gaps(lines) if self._tangled(lines) else []
        if not gaps:
            return [lines]
        at = gaps[0][1]
        return [
            [line for line in lines if extent(line)[0] < at],
            [line for line in lines if extent(line)[0] >= at],
        ]

    def _straddles(self, i: int, rows: Sequence[_Lines]) -> bool:
        """Say whether a row is a single line over a gutter of the rows around it."""
        if len(rows[i]) > 1:
            return False
        line = rows[i][0]
        return any(self._has_gutter_within(line, rows, i, step) for step in (1, -1))

    def _has_gutter_within(self, line: PrintedLine, rows: Sequence[_Lines], i: int, step: int) -> bool:
        """Say whether a row a little above or below has neighbours that both reach under or over a line."""
        reach = _ROWS * self.em + line.size
        while 0 <= (i := i + step) < len(rows):
            distance = max(extent(rows[i][0])[0] - line.bottom, line.top - extent(rows[i][0])[1])
            if distance > reach:
                return False
            beside = [other for other in rows[i] if other.x0 < line.x1 and line.x0 < other.x1]
            if len(split(beside, lambda other: (other.x0, other.x1), _GUTTER * self.em)) > 1:
                return True
            if len(rows[i]) == 1 and not self.flow.is_heading(rows[i][0]):
                return False
        return False


def split(
    lines: Iterable[PrintedLine], span: Callable[[PrintedLine], _Interval], gap: float
) -> list[list[PrintedLine]]:
    """Part lines at the gaps between their spans.

    Args:
        lines: the lines.
        span: the interval that a line takes up.
        gap: width of the narrowest gap, exclusive.

    Returns:
        The groups in order, each with its lines in order of their beginning.
    """
    groups: list[list[PrintedLine]] = []
    reached = float("-inf")
    for line in sorted(lines, key=span):
        start, end = span(line)
        if start - reached > gap:
            groups.append([])
        groups[-1].append(line)
        reached = max(reached, end)
    return groups


def _beside(columns: Sequence[_Lines]) -> bool:
    """Say whether some column stands beside its neighbour, not only above or below it."""
    spans = [
        (min(extent(line)[0] for line in column), max(extent(line)[1] for line in column))
        for column in columns
    ]
    return any(one[0] < other[1] and other[0] < one[1] for one, other in pairwise(spans))


def _same_row(one: PrintedLine, other: PrintedLine) -> bool:
    (top, bottom), (top2, bottom2) = extent(one), extent(other)
    common = min(bottom, bottom2) - max(top, top2)
    return common > 0.5 * min(bottom - top, bottom2 - top2)


def _row_by_row(em: float) -> Callable[[PrintedLine], tuple[float, float]]:
    return lambda line: (round((line.top + line.bottom) / em), line.x0)


def _column(lines: Sequence[PrintedLine], flow: Flow) -> Column:
    body = [line for line in lines if not flow.is_heading(line)] or list(lines)
    return Column(tuple(lines), min(line.x0 for line in body), max(line.x1 for line in body))
