"""A page that was copied as one long line → the lines that it was made of.

Where line breaks became spaces, a space behind the end of a sentence parts paragraphs, and what stands
between such an end and the dateline of the next report is masthead and headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.records import Line
from index.segmenter.layout import Layout, plain

_LONG = 300  # characters of a line that may hold a page
_REPORTS = 2  # reports that such a line opens, at least
_ENDED = re.compile(r"(?<=[。！？”’）)])[ \t\u3000\u00a0]+(?=\S)")
_SPACE = re.compile(r"[ \t\u3000\u00a0]+")
_IN_TEXT = re.compile("[。；，！？,;]")
_OPENS = re.compile(r"(?:(?<=^)|(?<=\s))(?=\S)")


def lines_of(lines: Sequence[Line], layout: Layout) -> tuple[Line, ...]:
    """Return the lines of a page, one that holds several reports taken apart; all parts keep its number.

    Args:
        lines: the lines of the page in order.
        layout: the layout rules.
    """
    if not any(len(line.text) >= _LONG for line in lines):
        return tuple(lines)
    return tuple(part for line in lines for part in _parts(line, layout))


def _parts(line: Line, layout: Layout) -> Iterator[Line]:
    if len(line.text) < _LONG or sum(1 for _ in _datelines(line.text, layout)) < _REPORTS:
        yield line
        return
    for paragraph in _ENDED.split(line.text.strip()):
        for text in _with_heads(paragraph, layout):
            yield replace(line, text=text)


def _datelines(text: str, layout: Layout) -> Iterator[int]:
    """Yield where reports open: at the beginning of a text, and behind white space in it."""
    for spot in _OPENS.finditer(text):
        if layout.dateline(plain(text[spot.start() : spot.start() + 60])):
            yield spot.start()


def _with_heads(paragraph: str, layout: Layout) -> Iterator[str]:
    """Yield what stands above the text of a paragraph, word by word, and the text."""
    opened = next(_datelines(paragraph, layout), None)
    if opened is None:
        words = _SPACE.split(paragraph)
        told = next((i for i, word in enumerate(words) if _IN_TEXT.search(word)), len(words))
        opened = sum(map(len, words[:told])) + sum(map(len, _SPACE.findall(paragraph)[:told]))
    yield from _SPACE.split(paragraph[:opened].strip()) if opened else ()
    if rest := paragraph[opened:]:
        yield rest
