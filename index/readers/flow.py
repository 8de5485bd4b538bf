"""How well one printed line reads on after another: what decides between two reading orders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from index.readers.printedline import PrintedLine, body_size
from index.segmenter.layout import plain
from index.segmenter.layoutfile import load_layout

HEADING = 1.25
"""Font size of a headline, in body sizes, at least."""
_ENDED = re.compile(r"[。！？!?…][”’」』）)》]*$|[）)】]$")
_WINDOW = 80
_SHORT = 1.5
_SIGNED = 34
_CLOSE = 0.5
"""What it speaks for two lines that one stands right below the other."""
_INDENT = (1.4, 2.8)
_USES_INDENTS = 0.02


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a line and its neighbours in its column say of it.

    Attributes:
        indented: it is the first of a paragraph.
        ended: a sentence ends with it, or it tells the writer.
        short: it is the last of a paragraph.
        opens: it is the first of a report (本报讯).
    """

    indented: bool
    ended: bool
    short: bool
    opens: bool


class Flow:
    """Judge reading orders on one page.

    Attributes:
        em: body size.
        leading: usual distance between the bottom of a line and the top of the next.
    """

    def __init__(self, lines: Sequence[PrintedLine]) -> None:
        self.em = body_size(lines) or 1.0
        self._layout = load_layout()
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
        right = self._edge([line.x1, *(other.x1 for other in (*above[:6], *below[:6]))])
        text = plain(line.text)
        signed = len(text) < _SIGNED and (
            self._layout.signature.match(text) or self._layout.credit.match(text)
        )
        return _Facts(
            indented=line.text[:1].isspace() or moved,
            ended=bool(_ENDED.search(line.text) or signed),
            short=right - line.x1 > _SHORT * self.em or bool(signed),
            opens=self._layout.dateline(plain(line.text + (below[0].text if below else ""))) is not None,
        )

    def _edge(self, ends: Sequence[float]) -> float:
        """Return where the column ends: as far to the right as two of the lines reach."""
        ordered = sorted(ends, reverse=True)
        close = (one for one, other in pairwise(ordered) if one - other < 0.8 * self.em)
        return next(close, ends[0])

    def _usual_leading(self, ordered: Sequence[PrintedLine]) -> float:
        gaps = []
        for i, line in enumerate(ordered):
            _, below = self._column(i, ordered)
            if below and not self.is_heading(line):
                gaps.append(extent(below[0])[0] - extent(line)[1])
        return median(gaps) if gaps else 0.5 * self.em

    def join(self, end: PrintedLine, start: PrintedLine) -> float:
        """Score how well a line reads on after another, from -1 to 1.5."""
        return (_CLOSE if self._is_next(end, start) else 0.0) + self._reads_on(end, start)

    def _is_next(self, end: PrintedLine, start: PrintedLine) -> bool:
        """Say whether a line stands right below another, at the usual distance."""
        gap = extent(start)[0] - extent(end)[1]
        beside = end.x1 <= start.x0 or start.x1 <= end.x0
        return not beside and -0.5 * self.em < gap < self.leading + 0.5 * self.em

    def _reads_on(self, end: PrintedLine, start: PrintedLine) -> float:
        short = self._facts[id(end)].short
        still_open = not self._facts[id(end)].ended and not short
        if self.is_heading(end):
            return self._after_heading(end, start)
        if self.is_heading(start):
            return -1.0 if still_open else 1.0
        if self._facts[id(start)].opens:
            return -0.5
        if not self._indents:
            return 0.5 if still_open else 0.0
        if self._facts[id(start)].indented:
            return -1.0 if still_open else 1.0
        return 1.0 if still_open else -1.0 if short else 0.25

    def _after_heading(self, heading: PrintedLine, start: PrintedLine) -> float:
        """Score how well a line reads on after a headline: it stands under it, or to the left of that."""
        down = start.top - heading.top
        if not 0 <= down < 5 * self.em + heading.size or start.x0 >= heading.x1:
            return -1.0
        if self.is_heading(start):
            return 1.0 if heading.x0 < start.x1 else -1.0
        facts = self._facts[id(start)]
        return 1.0 + (0.5 if facts.opens else 0.0) - (1.2 if self._indents and not facts.indented else 0.0)


def extent(line: PrintedLine) -> tuple[float, float]:
    """Return top and bottom of the letters of a line; boxes of neighbouring lines may overlap a little."""
    height = line.bottom - line.top
    if height > 2 * line.size:
        return line.top, line.bottom
    middle = (line.top + line.bottom) / 2
    return middle - 0.45 * line.size, middle + 0.45 * line.size
