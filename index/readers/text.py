"""Plain text and Markdown files → Page."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from index.errors import EmptyInput, UnreadableInput
from index.readers import encodings
from index.readers.abreast import in_reading_order
from index.records import Line, LineRole, Page

MAX_BYTES = 50 * 1024 * 1024
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+\S")
_HTML_HEAD = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)


def read(path: Path, data: bytes | None = None) -> Page:
    """Read a plain text or Markdown file.

    Args:
        path: the file.
        data: its bytes where they were loaded already.

    Returns:
        A page with every line of the file; a Markdown heading has the role "heading" and keeps its marks.

    Raises:
        EmptyInput: the file holds no text.
        UnreadableInput: the file is binary, too large, or in an unknown encoding.
    """
    data = load(path) if data is None else data
    decoded = encodings.decode(data, path.name)
    require_text(decoded.text, path)
    return Page(
        source=path.name,
        path=os.path.realpath(path),
        digest=hashlib.sha256(data).hexdigest(),
        format="text",
        lines=tuple(in_reading_order(_lines(decoded.text))),
        encoding=decoded.encoding,
    )


def load(path: Path) -> bytes:
    """Read a file's bytes.

    Args:
        path: the file.

    Raises:
        EmptyInput: the file has no bytes.
        UnreadableInput: the file is over MAX_BYTES, or the system does not let it be read.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            what = f"the file is {size / 2**20:.0f} MB; a page may have {MAX_BYTES / 2**20:.0f} MB"
            raise UnreadableInput(what, subject=path.name, hint="split it into pages")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableInput(
            _reason(error), subject=path.name, hint="check the file's permissions"
        ) from error
    if not data:
        raise EmptyInput("the file is empty", subject=path.name, hint="take it out, or put the page in it")
    return data


def _reason(error: OSError) -> str:
    return f"the system does not let it be read: {error.strerror or error}"


def require_text(text: str, path: Path) -> None:
    """Check that a text has at least one letter, digit or Chinese character.

    Args:
        text: the decoded text.
        path: the file, for the error.

    Raises:
        EmptyInput: it has none.
    """
    if not any(character.isalnum() for character in text):
        raise EmptyInput(
            "the file holds no text", subject=path.name, hint="take it out, or put the page in it"
        )


def split_lines(text: str) -> list[str]:
    r"""Split a text at line feeds, as editors number lines.

    A carriage return before the line feed belongs to the break; where a file has carriage returns
    only, they are the breaks. Form feeds and vertical tabs become spaces, so that columns stay.

    Args:
        text: the decoded text.

    Returns:
        The lines without their breaks; a final line break opens no further line.
    """
    unified = text.replace("\r\n", "\n")
    if "\n" not in unified:
        unified = unified.replace("\r", "\n")
    lines = unified.replace("\f", " ").replace("\v", " ").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def _lines(text: str) -> list[Line]:
    lines = split_lines(text)
    if "#" not in text:
        return [Line(number, line) for number, line in enumerate(lines, 1)]
    roles: list[LineRole] = ["heading" if "#" in line and _HEADING.match(line) else "" for line in lines]
    return [Line(number, *told) for number, told in enumerate(zip(lines, roles, strict=True), 1)]


def holds_html(data: bytes) -> bool:
    """Tell whether the bytes of a text file are an HTML page."""
    return _HTML_HEAD.match(data[:4096].removeprefix(b"\xef\xbb\xbf")) is not None
