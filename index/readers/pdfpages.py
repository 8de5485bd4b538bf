"""Sheets of a PDF file, read by a program of their own that can be stopped: see `index.readers.pdfworker`."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import UnreadableInput
from index.readers.glyphs import Glyph

SHEET_SECONDS = 20.0
"""What one sheet may take; a full page of a newspaper takes less than one."""
FILE_SECONDS = 120.0
MAX_SHEETS = 1000
_STARTS = 4
_WORKER = Path(__file__).with_name("pdfworker.py")
_TOO_LONG = f"reading this page took longer than {SHEET_SECONDS:.0f} seconds"
_BROKE_OFF = "the page is damaged: reading it broke off"
_GIVEN_UP = "pages before it were damaged or took too long, and reading the document was given up"
_REFUSED = {
    "password": ("the document is encrypted", "save a copy of it without a password"),
    "damaged": ("the document is damaged, or no PDF at all", "take a fresh copy of the file"),
    "empty": ("the document has no pages", "take it out, or take a fresh copy of it"),
}


@dataclass(frozen=True, slots=True)
class TextSheet:
    """A page with its characters, in the order in which the file draws them; lengths in points."""

    number: int
    width: float
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class PictureSheet:
    """A page whose text is only to be seen: a scan, outlines, or fonts that do not name their characters.

    Attributes:
        unmapped: True where the fonts are to blame.
        size: width and height in pixels, (0, 0) where it was not drawn.
        dpi: resolution.
        pixels: one byte per pixel, 0 black.
    """

    number: int
    unmapped: bool
    size: tuple[int, int]
    dpi: float
    pixels: bytes


@dataclass(frozen=True, slots=True)
class BadSheet:
    """A page, or all from it on where `last` says so, that could not be read."""

    number: int
    why: str
    last: int = 0


Sheet = TextSheet | PictureSheet | BadSheet


class PdfReading:
    """One reading of a PDF file.

    Args:
        path: the file.
        dpi: resolution at which pages without text are drawn; 0 where nobody can read the picture.

    Attributes:
        pages: number of its pages; 0 before the first of them was read.
    """

    def __init__(self, path: Path, dpi: int) -> None:
        self.pages = 0
        self._path, self._dpi = path, dpi
        self._done = 0
        self._seconds = FILE_SECONDS
        self._late = False

    def sheets(self) -> Iterator[Sheet]:
        """Yield the pages; where one of them kills the worker, another goes on behind it.

        Raises:
            UnreadableInput: the file is encrypted or damaged, has no pages, or too many.
        """
        for _ in range(_STARTS):
            yield from self._run()
            if self._done >= self.pages:
                return
            self._done += 1
            yield BadSheet(self._done, _TOO_LONG if self._late else _BROKE_OFF)
            if self._done >= self.pages:
                return
            if self._seconds <= 0:
                break
        yield BadSheet(self._done + 1, _GIVEN_UP, self.pages)

    def _run(self) -> Iterator[Sheet]:
        """Yield pages until the last, or until the worker ends or is stopped."""
        with _worker(self._path, self._done + 1, self._dpi) as process:
            while (record := self._next(process)) is not None:
                header, payload = record
                if header["kind"] == "document":
                    self._begin(int(header["pages"]))
                elif header["kind"] == "refused":
                    raise self._refusal(str(header["why"]))
                elif header["kind"] != "end":
                    self._done = int(header["sheet"])
                    yield _sheet(header, payload)
        if not self.pages:
            raise self._refusal("damaged")

    def _begin(self, pages: int) -> None:
        self.pages = pages
        if pages > MAX_SHEETS:
            what = f"the document has {pages} pages; {MAX_SHEETS} are read at most"
            raise UnreadableInput(what, subject=self._path.name, hint="split it by issue")

    def _refusal(self, why: str) -> UnreadableInput:
        what, hint = _REFUSED[why]
        return UnreadableInput(what, subject=self._path.name, hint=hint)

    def _next(self, process: subprocess.Popen[bytes]) -> tuple[dict[str, Any], bytes] | None:
        """Return the next record, None where there is none; a worker that takes too long is stopped."""
        assert process.stdout is not None
        began = time.monotonic()
        self._late = False
        watch = threading.Timer(max(0.0, min(SHEET_SECONDS, self._seconds)), self._stop, [process])
        watch.start()
        try:
            line = process.stdout.readline()
            header = json.loads(line) if line.endswith(b"\n") else None
            payload = process.stdout.read(header["bytes"]) if header else b""
        finally:
            watch.cancel()
            self._seconds -= time.monotonic() - began
        return (header, payload) if header and len(payload) == header["bytes"] else None

    def _stop(self, process: subprocess.Popen[bytes]) -> None:
        self._late = True
        process.kill()


@contextmanager
def _worker(path: Path, first: int, dpi: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run the worker on a file from a page on; it does not outlive the block."""
    # -P: the folder of the worker holds modules named like those of the standard library.
    command = [sys.executable, "-P", str(_WORKER), str(path), str(first), str(dpi)]
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.kill()
        if process.stdout:
            process.stdout.close()
        process.wait()


def _sheet(header: dict[str, Any], payload: bytes) -> Sheet:
    number = int(header["sheet"])
    if header["kind"] == "bad":
        return BadSheet(number, str(header["why"]))
    if header["kind"] == "picture":
        size = int(header["width"]), int(header["height"])
        return PictureSheet(number, header["why"] == "unmapped", size, float(header["dpi"]), payload)
    return TextSheet(number, float(header["width"]), _glyphs(payload, int(header["glyphs"])))


def _glyphs(payload: bytes, count: int) -> tuple[Glyph, ...]:
    codes, numbers = array("I"), array("f")
    codes.frombytes(payload[: 4 * count])
    numbers.frombytes(payload[4 * count :])
    rows = zip(*[iter(numbers)] * 6, strict=True)
    return tuple(
        Glyph(chr(code), x0, top, x1, bottom, base, size, order)
        for order, (code, (x0, top, x1, bottom, base, size)) in enumerate(zip(codes, rows, strict=True))
    )
