"""Printed pieces of a page → the lines of a Page, in reading order, with size, box and confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.readers.columns import Column, reading_order
from index.readers.flow import HEADING
from index.readers.glyphs import Glyph, is_vertical, lay_down, stand_up, tidy, vertical_runs
from index.readers.gutters import lines_of_rows
from index.readers.printedline import PrintedLine, body_size
from index.readers.rows import Piece, rows_of_glyphs, rows_of_pieces
from index.records import Line

_Box = tuple[float, float, float, float]

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
    if not any(not glyph.blank for glyph in glyphs):
        return ()
    runs = vertical_runs(glyphs)
    if is_vertical(glyphs, runs):
        lines = _lines(lines_of_rows(rows_of_glyphs(lay_down(glyphs, width))))
        return tuple(_scaled(line, width, 1.0) for line in lines)
    upright = {id(glyph) for run in runs for glyph in run}
    rows = rows_of_glyphs([glyph for glyph in glyphs if id(glyph) not in upright])
    return _lines([*lines_of_rows(rows), *map(_upright_line, runs)])


def lines_of_pieces(pieces: Sequence[Piece], width: float, scale: float) -> tuple[Line, ...]:
    """Lay out what was recognised on a scan.

    Args:
        pieces: what was recognised, in any order; lengths in pixels.
        width: width of the picture.
        scale: what a pixel measures in the unit that the boxes shall have.

    Returns:
        The lines in reading order, numbered from 1.
    """
    upright = [piece for piece in pieces if piece.bottom - piece.top > 1.5 * piece.width]
    turned = 2 * sum(len(piece.text) for piece in upright) > sum(len(piece.text) for piece in pieces)
    laid = [piece.laid_down(width) for piece in pieces] if turned else pieces
    lines = _lines(lines_of_rows(rows_of_pieces(laid)))
    return tuple(_scaled(line, width if turned else None, scale) for line in lines)


def _scaled(line: Line, width: float | None, scale: float) -> Line:
    box = line.box or (0.0, 0.0, 0.0, 0.0)
    x0, top, x1, bottom = stand_up(box, width) if width is not None else box
    size = round(line.size * scale, 2)
    return replace(line, size=size, box=_rounded((x0 * scale, top * scale, x1 * scale, bottom * scale)))


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
        box=_rounded(line.box),
        confidence=round(line.confidence, 4),
    )


def _is_indented(line: PrintedLine, column: Column, em: float) -> bool:
    """Say whether a paragraph begins with a line that was set in without white space of its own."""
    before, after = line.x0 - column.left, column.right - line.x1
    centred = abs(before - after) < em and line.width < 0.8 * (column.right - column.left)
    return not line.text[:1].isspace() and _INDENT[0] * em <= before <= _INDENT[1] * em and not centred


def _rounded(box: _Box) -> _Box:
    return round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1)
