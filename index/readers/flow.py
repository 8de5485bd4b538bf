"""How well one printed line reads on after another: what decides between two reading orders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from index.readers.gutters import PrintedLine, body_size

HEADING = 1.25
"""Font size of a headline, in body sizes, at least."""
_ENDED = re.compile(r"[。！？!?…][”’」』）)》]*$|[）)】]$")
_WINDOW = 80
_SHORT = 1.5
_INDENT = (1.4, 2.8)
_USES_INDENTS = 0.02


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the neighbours of a line in its column say of it."""

    indented: bool
    short: bool


class Flow:
    """Judge reading orders on one page.

    Attributes:
        em: body size.
        leading: usual distance between the bottom of a line and the top of the next.
    """

    def __init__(self, lines: Sequence[PrintedLine]) -> None:
        self.em = body_size(lines) or 1.0
        ordered = sorted(lines, key=lambda line: line.top)
        self._facts = {id(line): self._look(i, ordered) for i, line in enumerate(ordered)}
        self.leading = self._usual_leading(ordered)
        indents = sum(facts.indented for facts in self._facts.values())
        self._indents = indents > _USES_INDENTS * len(lines)

    def is_heading(self, line: PrintedLine) -> bool:
        """Say whether a line is set clearly larger than the body."""
        return line.size >= HEADING * self.em

    def _column(self, i: int, ordered: Sequence[PrintedLine]) -> tuple[list[PrintedLine], list[PrintedLine]]:
        """Return the body lines of the same column a little above and below a line, nearest first."""
        line = ordered[i]

        def near(candidates: Iterable[PrintedLine]) -> list[PrintedLine]:
            return [
                other
                for other in candidates
                if abs(other.x0 - line.x0) < 3 * self.em
                and abs(other.top - line.top) < 12 * self.em
                and not self.is_heading(other)
            ]

        return near(reversed(ordered[max(0, i - _WINDOW) : i])), near(ordered[i + 1 : i + _WINDOW])

    def _look(self, i: int, ordered: Sequence[PrintedLine]) -> _Facts:
        line = ordered[i]
        above, below = self._column(i, ordered)
        offsets = [(line.x0 - other.x0) / self.em for other in (*above[:1], *below[:1])]
        moved = any(_INDENT[0] <= offset <= _INDENT[1] for offset in offsets)
        right = max((other.x1 for other in (*above[:6], *below[:6])), default=line.x1)
        return _Facts(
            indented=line.text[:1].isspace() or moved,
            short=right - line.x1 > _SHORT * self.em,
        )

    def _usual_leading(self, ordered: Sequence[PrintedLine]) -> float:
        gaps = []
        for i, line in enumerate(ordered):
            _, below = self._column(i, ordered)
            if below and not self.is_heading(line):
                gaps.append(extent(below[0])[0] - extent(line)[1])
        return median(gaps) if gaps else 0.5 * self.em

    def order(self, parts: Sequence[Sequence[PrintedLine]]) -> float:
        """Score how well parts of a page read one after the other; higher is better.

        Args:
            parts: groups of lines in the order to be judged, none empty.
        """
        return sum(
            self.join(last_of(one, self.em), first_of(other, self.em)) for one, other in pairwise(parts)
        )

    def join(self, end: PrintedLine, start: PrintedLine) -> float:
        """Score how well a line reads on after another, from -1 to 1."""
        ended, short = bool(_ENDED.search(end.text)), self._facts[id(end)].short
        still_open = not ended and not short
        if self.is_heading(start):
            return 0.5 if self.is_heading(end) or not still_open else -1.0
        if self.is_heading(end):
            return 1.0 if self._under(end, start) else -0.5
        if not self._indents:
            return 0.5 if still_open else 0.0
        if self._facts[id(start)].indented:
            return -1.0 if still_open else 1.0
        return 1.0 if still_open else -1.0 if short else 0.25

    def reads_on(self, end: PrintedLine, start: PrintedLine) -> bool:
        """Say whether a sentence clearly goes on from one line to another."""
        return (
            not self.is_heading(end)
            and not self.is_heading(start)
            and self.join(end, start) == 1.0
            and (not _ENDED.search(end.text))
        )

    def _under(self, heading: PrintedLine, line: PrintedLine) -> bool:
        beside = heading.x1 <= line.x0 or line.x1 <= heading.x0
        return not beside and 0 <= line.top - heading.top < 5 * self.em + heading.size


def extent(line: PrintedLine) -> tuple[float, float]:
    """Return top and bottom of the letters of a line; boxes of neighbouring lines may overlap a little."""
    height = line.bottom - line.top
    if height > 2 * line.size:
        return line.top, line.bottom
    middle = (line.top + line.bottom) / 2
    return middle - 0.45 * line.size, middle + 0.45 * line.size


def first_of(lines: Sequence[PrintedLine], em: float) -> PrintedLine:
    """Return the line of a part of a page that is read first: the leftmost of the topmost."""
    top = min(line.top for line in lines)
    return min((line for line in lines if line.top < top + em), key=lambda line: line.x0)


def last_of(lines: Sequence[PrintedLine], em: float) -> PrintedLine:
    """Return the line of a part of a page that is read last: the lowest of those that begin on the right."""
    right = max(line.x0 for line in lines)
    return max((line for line in lines if line.x0 > right - 4 * em), key=lambda line: line.bottom)
