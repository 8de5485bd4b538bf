"""Lay articles out on a sheet of paper in columns: where every printed line and picture stands.

The sheet is filled from top to bottom in bands; each band is divided into blocks of one or more
columns, and each block holds one article: its headline across the block, its body flowing through the
block's columns. `pdf` and `scan` print the same sheets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from eval.pagemaker.stories import Story
from eval.pagemaker.typeset import fold
from eval.pagemaker.words import Chance

_TITLE = 24.0
_MINOR = 12.0


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed line: left edge and top in points from the sheet's top left corner, size in points."""

    x: float
    top: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A laid out sheet.

    Attributes:
        width: in points.
        height: in points.
        lines: its printed lines, article by article.
        pictures: (x, top, width, height) of each picture, in points.
        stories: the articles that found room.
    """

    width: float
    height: float
    lines: tuple[Printed, ...]
    pictures: tuple[tuple[float, float, float, float], ...]
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The measures of a sheet, in points.

    Attributes:
        columns: how many columns it has.
        characters: how many characters of body text fit in one.
        size: of the body text.
        gutter: between two columns.
        indented: whether paragraphs begin two characters in.
    """

    columns: int
    characters: int
    size: float
    gutter: float
    height: float
    margin: float = 36.0
    indented: bool = True

    @property
    def column(self) -> float:
        """Return the width of a column."""
        return self.characters * self.size

    @property
    def leading(self) -> float:
        """Return the distance from line to line."""
        return self.size * 1.5

    @property
    def width(self) -> float:
        """Return the width of the sheet."""
        return 2 * self.margin + self.columns * self.column + (self.columns - 1) * self.gutter

    def left(self, column: int) -> float:
        """Return the left edge of a column."""
        return self.margin + column * (self.column + self.gutter)

    def span(self, columns: int) -> float:
        """Return the width of several columns with the gutters between."""
        return columns * self.column + (columns - 1) * self.gutter


@dataclass(slots=True)
class _Block:
    """One article set across some columns, its positions counted from the block's own corner."""

    story: Story
    lines: list[Printed] = field(default_factory=list)
    pictures: list[tuple[float, float, float, float]] = field(default_factory=list)
    height: float = 0.0


def _heads(block: _Block, grid: Grid, span: float) -> None:
    """Set kicker, headline and subhead across the block."""
    for text, size in (
        (block.story.kicker, _MINOR),
        (block.story.headline, _TITLE),
        (block.story.subhead, _MINOR),
    ):
        for line, fitted in _fitted(text, size, span) if text else ():
            x = (span - len(line) * fitted) / 2
            block.lines.append(Printed(max(0.0, x), block.height, fitted, line))
            block.height += fitted * 1.4
    block.height += grid.size * 0.6


def _fitted(text: str, size: float, span: float) -> list[tuple[str, float]]:
    """Break a headline into lines that fit, made smaller where one line nearly does."""
    needed = len(text) * size
    if needed <= span:
        return [(text, size)]
    if needed <= span * 1.5:
        return [(text, span / len(text))]
    return [(line, size * 0.8) for line in fold(text, int(span / (size * 0.8)))]


def _body_lines(story: Story, grid: Grid) -> list[tuple[float, str]]:
    """Return the lines of the body, each with how far it stands in."""
    lines: list[tuple[float, str]] = []
    texts = list(story.blocks())
    for number, (text, heading) in enumerate(texts):
        if number == len(texts) - 1 and story.signature:
            text += story.signature
        inset = 2.0 if grid.indented and not heading else 0.0
        first, *rest = fold("口口" + text if inset else text, grid.characters)
        lines.append((inset, first[2:] if inset else first))
        lines += [(0.0, line) for line in rest]
    if story.credit:
        lines.append((max(0.0, grid.characters - len(story.credit)), story.credit))
    return lines


def _set_block(story: Story, columns: int, grid: Grid, chance: Chance) -> _Block:
    block = _Block(story)
    span = grid.span(columns)
    if story.mark:
        block.lines.append(Printed(0.0, 0.0, grid.size, story.mark))
        block.height += grid.leading
    _heads(block, grid, span)
    for caption in story.captions[:1]:
        tall = chance.rng.uniform(60, 110)
        block.pictures.append((0.0, block.height, span, tall))
        block.height += tall + 3
        for line in fold(caption, int(span / (grid.size * 0.9))):
            block.lines.append(Printed(0.0, block.height, grid.size * 0.9, line))
            block.height += grid.leading
    if story.byline_line:
        block.lines.append(Printed(grid.size * 2, block.height, grid.size, story.byline_line))
        block.height += grid.leading
    body = _body_lines(story, grid)
    tall = -(-len(body) // columns)
    for number, (inset, text) in enumerate(body):
        x = (number // tall) * (grid.column + grid.gutter) + inset * grid.size
        block.lines.append(Printed(x, block.height + (number % tall) * grid.leading, grid.size, text))
    block.height += tall * grid.leading
    return block


def _shares(columns: int, chance: Chance) -> list[int]:
    """Divide the columns of a band among blocks."""
    shares: list[int] = []
    while sum(shares) < columns:
        shares.append(min(columns - sum(shares), chance.rng.choice((1, 2, 2, 3))))
    return shares


def lay_out_sheet(stories: Sequence[Story], masthead: str, grid: Grid, chance: Chance) -> Sheet:
    """Fill a sheet with articles, as many as find room.

    Args:
        stories: the articles in order.
        masthead: the line at the top.
        grid: the measures.
        chance: the source of everything chosen.
    """
    lines = [Printed(grid.margin, grid.margin, grid.size, masthead)]
    pictures: list[tuple[float, float, float, float]] = []
    placed: list[Story] = []
    top = grid.margin + grid.size * 3
    waiting = list(stories)
    while waiting:
        shares = _shares(grid.columns, chance)[: len(waiting)]
        blocks = [_set_block(waiting[i], share, grid, chance) for i, share in enumerate(shares)]
        tall = max(block.height for block in blocks)
        if top + tall > grid.height - grid.margin:
            waiting = waiting[1:]  # the next article may be shorter
            continue
        column = 0
        for block, share in zip(blocks, shares, strict=True):
            x = grid.left(column)
            lines += [Printed(x + p.x, top + p.top, p.size, p.text) for p in block.lines]
            pictures += [(x + a, top + b, w, h) for a, b, w, h in block.pictures]
            column += share
        placed += waiting[: len(shares)]
        waiting = waiting[len(shares) :]
        top += tall + grid.size * 2
    return Sheet(grid.width, grid.height, tuple(lines), tuple(pictures), tuple(placed))
