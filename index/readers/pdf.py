"""PDF documents (.pdf) → one Page per sheet: columns, headlines by size, reading order.

The text layer is used where there is one. A sheet that is only a picture is recognised where the extra
`ocr` is installed, and refused by name otherwise.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from index.errors import EmptyInput, UnreadableInput
from index.issue import date_page
from index.layout import load_layout
from index.lines import observe
from index.readers import files, ocr
from index.readers.pdfpages import BadSheet, PdfReading, PictureSheet, Sheet
from index.readers.printed import lines_of_glyphs
from index.records import Line, Page, Refused

DPI = 200
_log = logging.getLogger(__name__)


def read(path: Path) -> Iterator[Page | Refused]:
    """Read a PDF document.

    Args:
        path: the file.

    Yields:
        The sheets that can be read, in order, then what could not be: lines are numbered on each sheet, in
        reading order. Where there are several, their paths end in #1, #2, ...

    Raises:
        UnreadableInput: the file is too large, damaged or encrypted, or no sheet of it can be read.
        EmptyInput: it has no sheets, or nothing is on them.
    """
    files.check_size(path)
    digest = files.digest(path)
    reading = PdfReading(path, DPI if ocr.installed() else 0)
    found = False
    bad: list[BadSheet] = []
    for sheet in reading.sheets():
        lines = _lines(sheet, path)
        if isinstance(lines, BadSheet):
            bad.append(lines)
        elif any(character.isalnum() for line in lines for character in line.text):
            found = True
            yield _page(path, digest, lines, sheet.number, reading.pages)
    if not found and not bad:
        raise EmptyInput("there is nothing on its pages", subject=path.name, hint="take it out")
    if not found:
        raise _unreadable(path, bad)
    yield from _refusals(path, bad)


def _lines(sheet: Sheet, path: Path) -> tuple[Line, ...] | BadSheet:
    """Return the lines of a sheet, or why it has none."""
    if isinstance(sheet, BadSheet):
        return sheet
    if isinstance(sheet, PictureSheet):
        return _recognised(sheet, path)
    return lines_of_glyphs(sheet.glyphs, sheet.width)


def _recognised(sheet: PictureSheet, path: Path) -> tuple[Line, ...] | BadSheet:
    why = (
        "its fonts do not say which characters they show"
        if sheet.unmapped
        else "it is a picture without text"
    )
    if not ocr.installed():
        return BadSheet(sheet.number, f"{why}; to have it recognised: {ocr.COMMAND}")
    return ()


def _page(path: Path, digest: str, lines: tuple[Line, ...], sheet: int, sheets: int) -> Page:
    where = str(path.resolve())
    page = Page(
        source=path.name,
        path=f"{where}#{sheet}" if sheets > 1 else where,
        digest=digest,
        format="pdf",
        lines=lines,
        sheet=sheet,
    )
    if sheets == 1:
        return page
    layout = load_layout()
    printed = date_page(page, observe(page, layout), layout).number
    return replace(page, number=printed or str(sheet))


def _unreadable(path: Path, bad: Sequence[BadSheet]) -> UnreadableInput:
    return UnreadableInput(bad[0].why, subject=path.name)


def _refusals(path: Path, bad: Sequence[BadSheet]) -> Iterator[Refused]:
    for sheet in bad:
        yield Refused(f"{path.name}#{sheet.number}", sheet.why)
