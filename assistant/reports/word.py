"""Answers as a Word document; every [n] becomes a footnote with its source and quotation."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from assistant.records import Answer, Citation
from assistant.reports.markdown import source_line
from assistant.reports.notes import Footnotes

# Bold, and marks of citations; what else Markdown has is rare in answers and stays as it is written.
_PIECE = re.compile(r"\*\*(?P<bold>.+?)\*\*|\[(?P<n>\d{1,4})\]")
_BULLET = re.compile(r"[-*] +")
_HEADING = re.compile(r"(#{1,6}) +")
# What a Word document cannot hold: control characters that XML forbids.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
FONT = "SimSun"


def word_bytes(answers: Sequence[Answer], title: str, table: Sequence[Sequence[str]] = ()) -> bytes:
    """Return answers as a Word document.

    Args:
        answers: the answers in order.
        title: heading of the document.
        table: rows of cells of the only answer's table, the head first; may hold [n] marks.
    """
    document: Any = Document()
    _dress(document)
    notes = Footnotes(document)
    document.add_heading(_clean(title), level=1)
    for answer in answers:
        cited = {citation.n: citation for citation in answer.citations}
        document.add_heading(_clean(answer.question), level=2)
        if table:
            _table(document, table, cited, notes)
        else:
            _text(document, answer.text, cited, notes)
    notes.close()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _dress(document: Any) -> None:
    """Set a font that Chinese Word has, for Latin and Chinese characters alike."""
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.name = FONT
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    document.styles["Normal"].font.size = Pt(11)


def _text(document: Any, text: str, cited: dict[int, Citation], notes: Footnotes) -> None:
    for line in text.splitlines():
        line = line.strip()
        if not line:
            continue
        heading, bullet = _HEADING.match(line), _BULLET.match(line)
        start = heading or bullet
        paragraph = document.add_paragraph(style="List Bullet" if bullet else None)
        _write(paragraph, line[start.end() :] if start else line, cited, notes)


def _table(
    document: Any, rows: Sequence[Sequence[str]], cited: dict[int, Citation], notes: Footnotes
) -> None:
    grid = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for place, row in enumerate(rows):
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            _write(cell.paragraphs[0], text if place else f"**{text}**", cited, notes)


def _write(paragraph: Paragraph, text: str, cited: dict[int, Citation], notes: Footnotes) -> None:
    at = 0
    for piece in _PIECE.finditer(text):
        paragraph.add_run(_clean(text[at : piece.start()]))
        at = piece.end()
        citation = cited.get(int(piece["n"])) if piece["n"] else None
        if citation is not None:
            notes.add(paragraph, _clean(f"{source_line(citation)}：“{citation.quote}”"))
        else:
            paragraph.add_run(_clean(piece["bold"] or piece[0])).bold = bool(piece["bold"])
    paragraph.add_run(_clean(text[at:]))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
