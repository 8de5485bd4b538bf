"""Articles exported from an editing system: headline, subhead and text as key and value, line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.records import LineRole
from index.segmenter.layout import Layout
from index.segmenter.pageline import PageLine

_BRACKETED = re.compile("[【\\[<](?P<key>[\u4e00-\u9fff]{2,6})[】\\]>][:：]?")
_CLOSES = "：:】]>"


def mark_fields(items: Sequence[PageLine], layout: Layout) -> bool:
    """Tell the lines of a page of exported articles: their headlines, and what is no part of them.

    Args:
        items: the lines of the page, nothing known of them yet.
        layout: the layout rules.

    Returns:
        Whether the page is such an export: at least one line gives a headline.
    """
    told = [_told(item.text, layout) for item in items]
    if not any(map(layout.field_title.match, told)) or any(map(layout.field_mail.match, told)):
        return False
    for item, text in zip(items, told, strict=True):
        if found := layout.field_title.match(text):
            _take(item, text[found.end() :], "title")
        elif found := layout.field_above.match(text):
            _take(item, text[found.end() :], "heading")
        elif found := layout.field_below.match(text):
            item.below = True
            _take(item, text[found.end() :], "heading")
        elif text != item.text and (found := layout.field_author.match(text)):
            _take(item, text[found.end() :], "")
            item.kind = item.kind or "byline"
        elif layout.field_other.match(text):
            item.kind, item.text = "boilerplate", text
    return True


def _told(text: str, layout: Layout) -> str:
    """Return a line with a key in brackets (【标题】…), or behind a sign, as one with key and colon."""
    if text[0].isalnum():
        return text
    sign = layout.bullet.match(text)
    text = text[sign.end() :] if sign else text
    found = _BRACKETED.match(text)
    return f"{found['key']}：{text[found.end() :]}" if found else text


def _take(item: PageLine, value: str, role: LineRole) -> None:
    """Take the key off a line; one without a value is no part of the article."""
    if not value:
        item.kind = "boilerplate"
        return
    printed = item.line.text
    rest = printed[min(i for i in map(printed.find, _CLOSES) if i >= 0) + 1 :]
    item.skip = len(printed) - len(rest.lstrip("：:"))
    item.text = value
    item.line = replace(item.line, role=role)
