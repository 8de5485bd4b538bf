"""Text of two columns that was copied line by line across both → the lines of one column after the other.

So a page falls out of a PDF where its white space is kept: each line holds a line of the left column, a
gap, and the line of the right column that stands beside it. Both keep the number of the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from index.records import Line

_GAP = re.compile(r"(?<=\S)(?: {2,}|[ ]*[\t\u3000][ \t\u3000]*)(?=\S)")
_FEWEST = 5  # lines beside each other that make two columns
_ALIGNED = 4  # columns of a terminal by which the right one may begin further left or right
_SHORTEST = 8  # characters of most lines of a column; cells of a table have fewer
_MARKS = re.compile("[，。；：、,;:“”]")
_SENTENCES = 0.4  # of the lines of each column, that hold marks of running text
_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]")
_CLOSED = ("。", "！", "？", "”", "）", ")", "!", "?")


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a page with columns that were copied across each other taken apart.

    Args:
        lines: the lines of a text file in order.

    Returns:
        The same lines; of those that hold two columns each part is a line of its own, with the number of
        the line it stands in, the left column before the right one.
    """
    if sum(_gapped(line.text) for line in lines) < _FEWEST:
        return list(lines)
    ordered: list[Line] = []
    block: list[tuple[Line, int]] = []
    for line in (*lines, None):
        seam = _seam(line, block) if line is not None else None
        if line is not None and seam is not None:
            block.append((line, seam))
            continue
        ordered += _columns(block)
        block = []
        if line is not None:
            again = _seam(line, block)
            if again is None:
                ordered.append(line)
            else:
                block.append((line, again))
    return ordered


def _gapped(printed: str) -> bool:
    """Say whether a line may hold the gap between two columns."""
    text = printed.strip()
    return "  " in text or "\u3000" in text or "\t" in text


def _width(text: str) -> int:
    """Return the width of a text in columns of a terminal."""
    return len(text) + len(_WIDE.findall(text))


def _seam(line: Line, block: Sequence[tuple[Line, int]]) -> int | None:
    """Return where the right column begins in a line, its end where it has none; None where it is no part."""
    text = line.text.rstrip()
    starts = [gap.end() for gap in _GAP.finditer(text)]
    if not block:
        return starts[0] if len(starts) == 1 and _width(text[: starts[0]]) >= _SHORTEST else None
    right = median(_width(above.text[:at]) for above, at in block if at < len(above.text))
    near = [at for at in starts if abs(_width(text[:at]) - right) <= _ALIGNED]
    if near:
        return near[0]
    lead = len(text) - len(text.lstrip())
    if text and abs(_width(text[:lead]) - right) <= _ALIGNED:
        return lead  # the left column has ended
    left = next((told for above, at in reversed(block) if (told := above.text[:at].strip())), "")
    opened = not left.endswith(_CLOSED)
    return len(line.text) if text and not starts and opened and _width(text) < right else None


def _columns(block: Sequence[tuple[Line, int]]) -> Iterator[Line]:
    """Yield the lines of a block column by column, as they are where it has none."""
    parts = [(line, line.text[:at].rstrip(), line.text[at:].rstrip()) for line, at in block]
    if not _beside([left for _, left, _ in parts], [right for *_, right in parts]):
        yield from (line for line, _ in block)
        return
    yield from (replace(line, text=left) for line, left, _ in parts if left.strip())
    yield from in_reading_order([replace(line, text=right) for line, _, right in parts if right.strip()])


def _beside(left: Sequence[str], right: Sequence[str]) -> bool:
    """Say whether the parts of some lines are two columns of running text."""
    both = sum(bool(a.strip() and b.strip()) for a, b in zip(left, right, strict=True))
    return both >= _FEWEST and all(_running(column) for column in (left, right))


def _running(column: Iterable[str]) -> bool:
    """Say whether most lines of a column are long enough, and many of them told in sentences."""
    filled = [line for line in column if line.strip()]
    long = median(len(line) for line in filled) >= _SHORTEST
    goes_on = sum(not a.endswith(_CLOSED) for a, _ in pairwise(filled)) * 2 >= len(filled)
    return long and goes_on and sum(map(bool, map(_MARKS.search, filled))) >= _SENTENCES * len(filled)
