"""Write articles as a Word document, as correspondents send them in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from eval.pagemaker.stories import Story
from eval.pagemaker.words import Chance

_MADE = datetime(2024, 1, 1)


def write_docx(stories: Sequence[Story], masthead: str, chance: Chance) -> bytes:
    """Return a Word document with some articles, headlines as headings or as bold lines.

    Args:
        stories: the articles in order.
        masthead: a line at the top, "" for none.
        chance: the source of everything chosen.
    """
    from docx import Document

    document: Any = Document()
    document.core_properties.created = document.core_properties.modified = _MADE
    styled = chance.maybe(0.6)
    if masthead:
        document.add_paragraph(masthead)
    for story in stories:
        if story.mark:
            document.add_paragraph(story.mark)
        for line in story.heads():
            _head(document, line, line == story.headline, styled)
        for line in (*story.captions, *filter(None, [story.byline_line])):
            document.add_paragraph(line)
        for text, heading in story.blocks():
            if heading and styled:
                document.add_heading(text, level=2)
            else:
                document.add_paragraph().add_run(text).bold = heading or None
        for line in filter(None, (story.signature, story.credit)):
            document.add_paragraph(line)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _head(document: Any, line: str, main: bool, styled: bool) -> None:
    if styled and main:
        document.add_heading(line, level=1)
    else:
        document.add_paragraph().add_run(line).bold = True
