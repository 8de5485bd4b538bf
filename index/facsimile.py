"""A page as it was printed: its picture, and where on it a stretch of an article's text stands.

The picture is drawn anew from the file that was indexed, where that is still there. Boxes come from reading
the page again, by the same reader that read it for the index.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from index.errors import InputRefused, UnreadableInput
from index.readers import read
from index.readers.kinds import IMAGE, PDF, ends
from index.records import Article, Line, Page

Box = tuple[float, float, float, float]
_WORKER = Path(__file__).parent / "readers" / "drawworker.py"
_SECONDS = 30.0
PIXELS = 1600


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture of a page.

    Attributes:
        jpeg: the picture.
        width: of the page, in the unit of its boxes.
        height: of the page.
    """

    jpeg: bytes
    width: float
    height: float


def sheet_of(path: str) -> tuple[Path, int]:
    """Return the file and the 1-based sheet that an indexed path names ("/papers/may.pdf#3")."""
    name, mark, number = path.rpartition("#")
    return (Path(name), int(number)) if mark and number.isdecimal() else (Path(path), 1)


def can_draw(path: str | None) -> bool:
    """Say whether an indexed path is a page that can be drawn, and its file is still there."""
    if path is None:
        return False
    file, _ = sheet_of(path)
    return ends(file, PDF + IMAGE) and file.is_file()


def draw(path: str, pixels: int = PIXELS) -> Drawing:
    """Draw a page.

    Args:
        path: as indexed.
        pixels: width of the picture.

    Raises:
        UnreadableInput: the file is gone or damaged, or takes too long.
    """
    file, sheet = sheet_of(path)
    command = [sys.executable, "-P", str(_WORKER), str(file), str(sheet), str(pixels)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)
        head, _, jpeg = done.stdout.partition(b"\n")
        size = json.loads(head)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        hint = "put the file back where it was indexed, or index it anew"
        raise UnreadableInput("the page cannot be drawn", subject=file.name, hint=hint) from error
    return Drawing(jpeg, float(size["width"]), float(size["height"]))


@lru_cache(maxsize=8)
def lines_of(path: str, modified: float) -> dict[int, Line]:
    """Return the lines of a page by their numbers; a scan is recognised again, which takes seconds.

    Args:
        path: as indexed.
        modified: time at which the file was changed last, so that a changed file is read again.
    """
    file, sheet = sheet_of(path)
    try:
        pages = [item for item in read(file) if isinstance(item, Page) and item.sheet in (0, sheet)]
    except InputRefused:
        return {}
    return {line.number: line for line in pages[0].lines} if pages else {}


def boxes(article: Article, spans: Sequence[tuple[int, int]], path: str) -> list[Box]:
    """Return where stretches of an article's text stand on its page, one box per line they touch.

    Args:
        article: the article.
        spans: half-open offsets in its text.
        path: of its file, as indexed.

    Returns:
        (x0, top, x1, bottom) from the top left corner, in the unit of the page's size. Within a line, places
        are in proportion to its characters, all Chinese ones of one width and Latin ones half as wide.
    """
    lines = lines_of(path, sheet_of(path)[0].stat().st_mtime)
    touched: dict[tuple[int, int], tuple[int, int]] = {}
    for run in article.runs:
        for place, (start, end) in enumerate(spans):
            first, last = max(start, run.start) - run.start, min(end, run.start + run.length) - run.start
            if first < last and run.line in lines:
                columns = run.column + first, run.column + last
                before = touched.get((place, run.line), columns)
                touched[place, run.line] = min(before[0], columns[0]), max(before[1], columns[1])
    found = (_box(lines[number], *columns) for (_, number), columns in touched.items())
    return [box for box in found if box is not None]


def _box(line: Line, first: int, last: int) -> Box | None:
    """Return where the characters from one column to another stand, None where the line has no box."""
    body = line.text.strip()
    if line.box is None or not body:
        return None
    left, top, right, bottom = line.box
    inset = line.text.index(body)
    scale = (right - left) / _wide(body)
    begin, end = (max(column - inset, 0) for column in (first, last))
    return left + _wide(body[:begin]) * scale, top, left + _wide(body[:end]) * scale, bottom


def _wide(text: str) -> float:
    """Return the width of a text in full-width characters; Latin ones are half as wide."""
    return sum(0.5 if character < "\u2000" else 1.0 for character in text)
