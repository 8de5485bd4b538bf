"""Signs of Markdown around a text: what is told before it, images, entries of lists, rows of tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.segmenter.layout import Layout
from index.segmenter.pageline import PageLine

_FENCES = ("---", "...")
_FRONT = 30  # lines that may stand before the text
_SHEET = re.compile(
    "第?[A-Z]?[0-9一二三四五六七八九十]{1,3}版|^[0-9./年月日-]+$"
)  # what a page is called, and no article
_ENTRY = re.compile("[ \t\u3000]*[-*+][ \t]+(?=[^\\s*_-])|[ \t\u3000]*[-*+][ \t]+(?=\\*\\*\\S)")
_ENTRIES = 2  # as many as a list has at least
_TOLD = 8  # characters of a text that tells what a picture shows
_QUOTES = "\"'“”"


def mark_front(items: Sequence[PageLine], layout: Layout) -> bool:
    """Tell the block of keys and values that stands between two rules before a text.

    Its title is the headline where the text itself opens without one; all else is a masthead.

    Args:
        items: the lines of the page, nothing known of them yet.
        layout: the layout rules.

    Returns:
        Whether the page begins with such a block.
    """
    if not items or items[0].text != _FENCES[0]:
        return False
    end = next((i for i, item in enumerate(items[1:_FRONT], 1) if item.text in _FENCES), 0)
    block = items[1:end]
    if not block or not all(layout.front_key.match(item.text) or item.text[0] == "-" for item in block):
        return False
    headed = end + 1 < len(items) and items[end + 1].line.role == "heading"
    for item in block:
        item.kind = "masthead"
        found = layout.front_title.match(item.text)
        if found and not headed and not _SHEET.search(item.text[found.end() :]):
            _take(item, found.end())
        elif (found := layout.front_author.match(item.text)) and not headed and _take(item, found.end()):
            item.kind = "byline"
    return True


def _take(item: PageLine, characters: int) -> bool:
    """Leave of a line the value behind its key, a headline, and say whether it has one."""
    told = item.text[characters:].strip(_QUOTES)
    if not told:
        return False
    printed = item.line.text
    value = re.split("[:：]", printed, maxsplit=1)[1]
    item.skip = len(printed) - len(value.lstrip(_QUOTES + " \t"))
    item.drop = len(value) - len(value.rstrip(_QUOTES + " \t"))
    item.text, item.kind, item.line = told, "", replace(item.line, role="heading")
    return True


def mark_entries(items: Sequence[PageLine]) -> None:
    """Note which lines are entries of a list, and take the signs off that say so."""
    signed = [item for item in items if item.text[0] in "-*+" and not item.kind]
    if len(signed) < _ENTRIES:
        return
    found = [(item, sign) for item in signed if (sign := _ENTRY.match(item.line.text))]
    if len(found) < _ENTRIES:
        return
    for item, sign in found:
        if not item.skip and len(item.text) > 1:
            item.entry, item.skip, item.text = True, sign.end(), item.text[1:]


def mark_images(items: Sequence[PageLine], layout: Layout) -> None:
    """Tell the lines that stand for a picture; where one tells what the picture shows, it is a caption."""
    for item in items:
        if item.text[0] != "!" or item.kind or (found := layout.image.match(item.text)) is None:
            continue
        item.kind = "boilerplate"
        if len(found["told"]) >= _TOLD:
            printed = item.line.text
            item.kind, item.text = "caption", found["told"]
            item.skip = printed.index("[") + 1
            item.drop = len(printed) - printed.index("](")


def mark_pipes(items: Sequence[PageLine]) -> None:
    """Note which lines are rows of a table whose cells stand between bars."""
    for item in items:
        text = item.text
        if not item.kind and text[0] == "|" == text[-1] and text.count("|") > 2:
            item.row = True
