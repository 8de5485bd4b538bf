"""Printed pieces of a page → the lines of a Page, in reading order, with size, box and confidence."""

from __future__ import annotations

from collections.abc import Sequence

from index.readers.columns import Column, reading_order
from index.readers.flow import HEADING
from index.readers.glyphs import Glyph, is_vertical, lay_down, stand_up, tidy, vertical_runs
from index.readers.gutters import PrintedLine, body_size, lines_of_rows
from index.readers.rows import Piece, rows_of_glyphs
from index.records import Line

_INDENT = (1.4, 2.8)


def lines_of_glyphs(glyphs: Sequence[Glyph], width: float) -> tuple[Line, ...]:
    """Lay out the characters of a page.

    Args:
        glyphs: the characters in the order in which the file draws them.
        width: width of the page.

    Returns:
        The lines in reading order, numbered from 1.
    """
    glyphs = tidy(glyphs)
    runs = vertical_runs(glyphs)
    if is_vertical(glyphs, runs):
        level = _lines(lines_of_rows(rows_of_glyphs(lay_down(glyphs, width))))
        return tuple(_with_box(line, stand_up(line.box, width)) for line in level if line.box)
    upright = {id(glyph) for run in runs for glyph in run}
    rows = rows_of_glyphs([glyph for glyph in glyphs if id(glyph) not in upright])
    return _lines([*lines_of_rows(rows), *map(_upright_line, runs)])


def lines_of_rows_of_pieces(rows: Sequence[Sequence[Piece]]) -> tuple[Line, ...]:
    """Lay out what was recognised on a scan.

    Args:
        rows: the rows of the page from top to bottom, each from left to right.

    Returns:
        The lines in reading order, numbered from 1.
    """
    return _lines(lines_of_rows(rows))


def _upright_line(run: Sequence[Glyph]) -> PrintedLine:
    return PrintedLine(
        text="".join(glyph.text for glyph in run),
        x0=min(glyph.x0 for glyph in run),
        top=min(glyph.top for glyph in run),
        x1=max(glyph.x1 for glyph in run),
        bottom=max(glyph.bottom for glyph in run),
        size=max(glyph.size for glyph in run),
    )


def _lines(printed: Sequence[PrintedLine]) -> tuple[Line, ...]:
    em = body_size(printed)
    ordered = [(line, column) for column in reading_order(printed) for line in column.lines]
    return tuple(_line(number, line, column, em) for number, (line, column) in enumerate(ordered, 1))


def _line(number: int, line: PrintedLine, column: Column, em: float) -> Line:
    heading = line.size >= HEADING * em
    indent = "\u3000\u3000" if not heading and _is_indented(line, column, em) else ""
    return Line(
        number,
        indent + line.text,
        "heading" if heading else "",
        size=round(line.size, 2),
        box=(round(line.x0, 1), round(line.top, 1), round(line.x1, 1), round(line.bottom, 1)),
        confidence=round(line.confidence, 4),
    )


def _is_indented(line: PrintedLine, column: Column, em: float) -> bool:
    """Say whether a paragraph begins with a line that was set in without white space of its own."""
    before, after = line.x0 - column.left, column.right - line.x1
    centred = abs(before - after) < em and line.width < 0.8 * (column.right - column.left)
    return not line.text[:1].isspace() and _INDENT[0] * em <= before <= _INDENT[1] * em and not centred


def _with_box(line: Line, box: tuple[float, float, float, float]) -> Line:
    return Line(line.number, line.text, line.role, line.size, box, line.confidence)
