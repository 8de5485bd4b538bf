"""Word documents (.docx) → Page: every paragraph is a line, tables row by row."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from index.errors import EmptyInput, UnreadableInput
from index.readers import files, unzip
from index.readers.docxstyles import Styles
from index.readers.flow import HEADING
from index.readers.sheets import holds_text
from index.records import Line, LineRole, Page

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DELETED = frozenset({f"{_W}del", f"{_W}moveFrom"})
_SPACES = {f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-", f"{_W}ptab": "\t"}
_BREAKS = frozenset({f"{_W}br", f"{_W}cr"})


@dataclass(frozen=True, slots=True)
class _Printed:
    """A line as it is printed: its text, what its style says of it, and its font size in points."""

    text: str
    role: LineRole
    size: float


def read(path: Path) -> Page:
    """Read a Word document.

    Args:
        path: the file.

    Returns:
        A page with a line per paragraph, blank ones included, in the order in which they stand: body, cells
        of tables row by row, text boxes where they are anchored. A line break within a paragraph begins a
        line of its own. Headings have the role "heading", titles "title". Deleted text is left out.

    Raises:
        EmptyInput: the document holds no text.
        UnreadableInput: it is damaged, encrypted, too large, or an older format under this name.
    """
    files.check_size(path)
    _check_container(path)
    found = list(_printed(path))
    body = _body_size(found)
    lines = tuple(_line(number, printed, body) for number, printed in enumerate(found, 1))
    if not holds_text(lines):
        raise EmptyInput("the document holds no text", subject=path.name, hint="take it out")
    return Page(path.name, str(path.resolve()), files.digest(path), "docx", lines)


def _check_container(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(1 << 16)
    if head.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in head
        what = "the document is encrypted" if encrypted else "this is a document of Word 97-2003, not .docx"
        hint = "save a copy without a password" if encrypted else "save it anew as .docx"
        raise UnreadableInput(what, subject=path.name, hint=hint)
    try:
        with zipfile.ZipFile(path) as container:
            unzip.check(container, path)
    except unzip.DAMAGED as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> UnreadableInput:
    what = "the document is damaged, or no .docx at all"
    return UnreadableInput(what, subject=path.name, hint="save it anew as .docx")


def _printed(path: Path) -> Iterator[_Printed]:
    # Imported here: it is slow to load, and most archives hold no Word documents.
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        document = docx.Document(str(path))
        styles = Styles(document)
        for paragraph in _paragraphs(document.element.body):
            role, size = styles.role(paragraph), styles.size(paragraph)
            yield from (_Printed(text, role, size) for text in _lines(paragraph))
    except (*unzip.DAMAGED, OpcError, LxmlError, KeyError, ValueError, AttributeError, TypeError) as error:
        raise _damaged(path) from error


def _line(number: int, printed: _Printed, body: float) -> Line:
    """Make a line; without a style that says so, larger letters make a heading."""
    large = printed.size >= HEADING * body and bool(printed.text.strip())
    return Line(number, printed.text, printed.role or ("heading" if large else ""), size=printed.size)


def _body_size(printed: Sequence[_Printed]) -> float:
    """Return the font size of the character in the middle when all are sorted by size."""
    ordered = sorted(printed, key=lambda item: item.size)
    reached = list(accumulate(len(item.text) for item in ordered))
    return next(
        (item.size for item, count in zip(ordered, reached, strict=True) if 2 * count >= reached[-1]), 0.0
    )


def _paragraphs(body: Any) -> Iterator[Any]:
    """Yield the paragraphs in document order, those in tables and text boxes too."""
    pending = [body]
    while pending:
        element = pending.pop()
        if element.tag == f"{_W}p":
            yield element
        pending.extend(child for child in reversed(element) if _is_shown(child))


def _is_shown(element: Any) -> bool:
    """Say whether an element is part of the text: not deleted, and not the double that old programs read."""
    return isinstance(element.tag, str) and element.tag not in _DELETED and element.tag != _FALLBACK


def _lines(paragraph: Any) -> list[str]:
    """Return the text of a paragraph without that of paragraphs inside it, cut at its line breaks."""
    parts = [""]
    pending = list(reversed(paragraph))
    while pending:
        element = pending.pop()
        if not _is_shown(element) or element.tag in (f"{_W}p", f"{_W}rt") or _is_hidden_run(element):
            continue
        if element.tag == f"{_W}t":
            parts[-1] += element.text or ""
        elif element.tag in _BREAKS:
            parts.append("")
        else:
            parts[-1] += _SPACES.get(element.tag, "")
            pending.extend(reversed(element))
    return [part.replace("\n", " ").replace("\r", " ") for part in parts]


def _is_hidden_run(element: Any) -> bool:
    hidden = element.find(f"{_W}rPr/{_W}vanish") if element.tag == f"{_W}r" else None
    return hidden is not None and hidden.get(f"{_W}val") not in ("0", "false")
