"""Sheets of one file → Pages: what the readers of documents and scans share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import UnreadableInput
from index.readers import ocr
from index.readers.printed import lines_of_pieces
from index.records import Line, Page, Refused
from index.segmenter.issue import date_page
from index.segmenter.layoutfile import load_layout
from index.segmenter.lines import observe


@dataclass(frozen=True, slots=True)
class Unread:
    """A sheet, or several up to `last`, and why it could not be read."""

    number: int
    why: str
    last: int = 0

    def __str__(self) -> str:
        return f"{self.number}-{self.last}" if self.last > self.number else f"{self.number}"


def page_of(path: Path, digest: str, form: str, lines: tuple[Line, ...], sheet: int, sheets: int) -> Page:
    """Make the page of one sheet.

    Args:
        path: the file.
        digest: SHA-256 of its bytes.
        form: name of the reader.
        lines: the lines of the sheet.
        sheet: its 1-based number in the file.
        sheets: how many the file has; where there are several, each has a path of its own and the number
            printed on it, or else its number in the file.
    """
    where = str(path.resolve())
    page = Page(path.name, where, digest, form, lines, sheet=sheet)
    if sheets == 1:
        return page
    layout = load_layout()
    printed = date_page(page, observe(page, layout), layout).number
    return replace(page, path=f"{where}#{sheet}", number=printed or str(sheet))


def recognised(picture: NDArray[np.uint8], scale: float, name: str) -> tuple[Line, ...]:
    """Return the lines that are seen on a picture.

    Args:
        picture: (height, width), 0 black.
        scale: what one of its pixels measures in the unit that the boxes of the lines shall have.
        name: the file's name, for the error.

    Raises:
        UnreadableInput: the recognition failed.
    """
    return lines_of_pieces(ocr.recognise(picture, name), picture.shape[1], scale)


def holds_text(lines: Sequence[Line]) -> bool:
    """Say whether lines have a letter, digit or Chinese character."""
    return any(character.isalnum() for line in lines for character in line.text)


def refusals(path: Path, unread: Sequence[Unread]) -> Iterator[Refused]:
    """Yield the refusals of sheets, those with the same reason together."""
    ordered = sorted(unread, key=lambda sheet: (sheet.why, sheet.number))
    for why, group in groupby(ordered, lambda sheet: sheet.why):
        yield Refused(f"{path.name}#{','.join(map(str, group))}", why)


def refusal(path: Path, unread: Sequence[Unread]) -> UnreadableInput:
    """Return the refusal of a file of which no sheet could be read."""
    reasons = list(dict.fromkeys(sheet.why for sheet in unread))
    return UnreadableInput("no page of it can be read: " + "; ".join(reasons), subject=path.name)
