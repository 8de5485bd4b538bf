"""PDF documents (.pdf) → one Page per sheet: columns, headlines by size, reading order.

The text layer is used where there is one. A sheet that is only a picture is recognised where the extra
`ocr` is installed, and refused by name otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from index.errors import EmptyInput
from index.readers import files, ocr
from index.readers.pdfpages import BadSheet, PdfReading, PictureSheet, Sheet
from index.readers.printed import lines_of_glyphs
from index.readers.sheets import Unread, holds_text, page_of, recognised, refusal, refusals
from index.records import Line, Page, Refused

DPI = 200
"""Resolution at which sheets without text are drawn to be recognised."""


def read(path: Path) -> Iterator[Page | Refused]:
    """Read a PDF document.

    Args:
        path: the file.

    Yields:
        The sheets that can be read, in order, then what could not be. Lines are numbered on each sheet, in
        reading order, boxes in points. Where there are several sheets, their paths end in #1, #2, ...

    Raises:
        UnreadableInput: the file is too large, damaged or encrypted, or no sheet of it can be read.
        EmptyInput: nothing is on its sheets.
    """
    files.check_size(path)
    digest = files.digest(path)
    reading = PdfReading(path, DPI if ocr.installed() else 0)
    found = False
    unread: list[Unread] = []
    for sheet in reading.sheets():
        lines = _lines(sheet, path)
        if isinstance(lines, Unread):
            unread.append(lines)
        elif holds_text(lines):
            found = True
            yield page_of(path, digest, "pdf", lines, sheet.number, reading.pages)
    if not found and unread:
        raise refusal(path, unread)
    if not found:
        raise EmptyInput("there is nothing on its pages", subject=path.name, hint="take it out")
    yield from refusals(path, unread)


def _lines(sheet: Sheet, path: Path) -> tuple[Line, ...] | Unread:
    """Return the lines of a sheet, or why it has none."""
    if isinstance(sheet, BadSheet):
        return Unread(sheet.number, sheet.why, sheet.last)
    if isinstance(sheet, PictureSheet):
        return _seen(sheet, path)
    return lines_of_glyphs(sheet.glyphs, sheet.width)


def _seen(sheet: PictureSheet, path: Path) -> tuple[Line, ...] | Unread:
    fonts = "its fonts do not say which characters they show"
    why = fonts if sheet.unmapped else "it is a picture without a text layer"
    if not ocr.installed():
        return Unread(sheet.number, f"{why}; to have it recognised: {ocr.COMMAND}")
    width, height = sheet.size
    picture = np.frombuffer(sheet.pixels, dtype=np.uint8).reshape(height, width)
    return recognised(picture, 72 / sheet.dpi, path.name)
