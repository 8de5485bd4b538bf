"""A printed line of a page, and how it is set: its column, its indent, its size."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.records import Line
from index.segmenter.layout import width

LineKind = Literal[
    "",
    "head",
    "start",
    "more",
    "caption",
    "label",
    "mark",
    "turn",
    "signature",
    "credit",
    "byline",
    "note",
    "stamp",
    "masthead",
    "boilerplate",
]

_PAUSES = frozenset({"caption", "label"})
_REACH = 9  # lines that tell the width of a column
_FEWEST = 5  # of which a column is told
_WIDEST_COLUMN = 60
_SET_APART = 6  # letters of the name of a column that is set letter by letter
_SLACK = 1.5
_INDENT = 2
_CENTRED = 1.5  # by how many characters more than a paragraph's a line is indented that is set in the middle


@dataclass(slots=True, eq=False)
class PageLine:
    """A non-blank line with what is known of it.

    Attributes:
        text: its plain form, without white space, bullet and inline continuation mark.
        kind: what it is; "" while undecided.
        blanks: how many blank lines stand before it.
        indent: True where it begins with white space as the paragraphs of the page do.
        flush: True where it lacks the white space with which most lines of the page begin, or has far more.
        column: printed width of the column around it, 0 where lines are not wrapped.
        size: its own printed width.
        loose: True where part of it is letter-spaced.
        gaps: how many gaps of white space stand inside it.
        skip: characters of the printed line before its text.
        drop: characters of the printed line behind its text.
        bullet: True where it opens with a bullet.
        resumes: True where it opens with an inline 接一版.
        dateline: True where it opens a report with 本报…讯.
        dated: True where it opens with a date as reports without a dateline do.
        named: True where it holds nothing but names of persons.
        turned: True where it ends with 下转三版.
        below: True where it says of itself that it stands below a headline.
        row: True where it is a row of a table, of names or figures, or the line that opens one.
        spelled: True where it is part of a sentence that was set letter by letter.
        entry: True where it opens as an entry of a list does: behind a dash, or with a name in brackets.
        closed: True where it ends as a sentence can, or is turned.
        running: True where it is a running head in the midst of a text.
    """

    line: Line
    text: str
    kind: LineKind = ""
    blanks: int = 0
    indent: bool = False
    flush: bool = False
    column: float = 0.0
    size: float = 0.0
    loose: bool = False
    gaps: int = 0
    skip: int = 0
    drop: int = 0
    bullet: bool = False
    resumes: bool = False
    dateline: bool = False
    dated: bool = False
    named: bool = False
    turned: bool = False
    below: bool = False
    row: bool = False
    spelled: bool = False
    entry: bool = False
    closed: bool = False
    running: bool = False

    @property
    def printed(self) -> str:
        """Return the line as printed without signs and white space at its ends."""
        return self.line.text[self.skip : len(self.line.text) - self.drop].strip()

    @property
    def set_apart(self) -> bool:
        """Say whether the line is short and set letter by letter, as columns are named."""
        return len(self.text) <= _SET_APART and self.gaps == len(self.text) - 1 > 0

    @property
    def pauses(self) -> bool:
        """Say whether a sentence may go on below: below a caption, a label, a page number or head."""
        number = self.kind == "boilerplate" and self.text.strip("—-").isdigit()
        return self.kind in _PAUSES or self.running or number

    @property
    def full(self) -> bool:
        """Say whether the line fills its column."""
        return self.column > 0 and self.size >= self.column - _SLACK

    @property
    def short(self) -> bool:
        """Say whether the line ends well before its column does."""
        return 0 < self.size < self.column - 2 * _SLACK


def measure(items: Sequence[PageLine]) -> None:
    """Fill in how lines are set.

    Args:
        items: the lines of running text and headlines of one page, in order.
    """
    sizes = []
    for item in items:
        item.size, item.loose = size, _ = _size(item)
        sizes.append(size)
    for item, column in zip(items, _columns(sizes), strict=True):
        item.column = column
    indents = [item.line.text[0].isspace() and _is_indented(item.line.text) for item in items]
    mostly = sum(indents) >= 0.6 * len(indents)
    for item, indent in zip(items, indents, strict=True):
        item.indent, item.flush = indent and not mostly, mostly and not indent
    _mark_centred([item for item in items if item.indent])


def _mark_centred(indented: Sequence[PageLine]) -> None:
    """Tell short lines that are set in the middle of a column from those that begin a paragraph."""
    margins = [_margin(item.line.text) for item in indented]
    usual = min(margins, default=0.0)
    for item, margin in zip(indented, margins, strict=True):
        if margin >= usual + _CENTRED and item.size + margin < item.column and not item.closed:
            item.indent, item.flush = False, True


def _margin(printed: str) -> float:
    """Return how wide the white space is with which a line begins, in Chinese characters."""
    return sum([1.0 if character == "\u3000" else 0.5 for character in printed[: _inner(printed)]])


def _inner(printed: str) -> int:
    return len(printed) - len(printed.lstrip())


def _is_indented(printed: str) -> bool:
    return printed[0] in "\u3000\t" or (printed[0].isspace() and printed[1:2].isspace())


def _size(item: PageLine) -> tuple[float, bool]:
    """Return the printed width of a line, and whether it is letter-spaced, which is not counted."""
    printed, gaps = item.line.text, item.gaps
    size = width(item.text)
    if printed[0].isspace():
        size += min(_INDENT, _inner(printed))
    if not gaps:
        return size, False
    if gaps > 5 and gaps * 4 > len(item.text):
        return size, True
    return size + gaps / 2, False


def _columns(sizes: Sequence[float]) -> list[float]:
    """Return the column width around each line: that of the lines down to it, else of the lines from it."""
    window: list[float] = []
    down = []
    for i, size in enumerate(sizes):
        insort(window, size)
        if i > _REACH:
            del window[bisect_left(window, sizes[i - _REACH - 1])]
        down.append(_shared(window))
    if not any(down):
        return down
    return [width or _shared(sorted(sizes[i : i + _REACH + 1])) for i, width in enumerate(down)]


def _shared(widths: Sequence[float]) -> float:
    """Return the width that most of some lines share, 0 where there is none; the widths are in order."""
    n = len(widths)
    widest = widths[(n * 3) // 4] if n >= _FEWEST else _WIDEST_COLUMN + 1.0
    if widest > _WIDEST_COLUMN:
        return 0.0
    shared = bisect_right(widths, widest + _SLACK) - bisect_left(widths, widest - _SLACK)
    return widest if shared * 2 >= n else 0.0
