"""Articles exported from an editing system: headline, subhead and text as key and value, line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.records import LineRole
from index.segmenter.layout import Layout
from index.segmenter.pageline import PageLine

_COLONS = "：:"


def mark_fields(items: Sequence[PageLine], layout: Layout) -> bool:
    """Tell the lines of a page of exported articles: their headlines, and what is no part of them.

    Args:
        items: the lines of the page, nothing known of them yet.
        layout: the layout rules.

    Returns:
        Whether the page is such an export: at least one line gives a headline.
    """
    if not any(layout.field_title.match(item.text) for item in items):
        return False
    for item in items:
        if found := layout.field_title.match(item.text):
            _take(item, found, "title")
        elif found := layout.field_above.match(item.text):
            _take(item, found, "heading")
        elif found := layout.field_below.match(item.text):
            item.below = True
            _take(item, found, "heading")
        elif layout.field_other.match(item.text):
            item.kind = "boilerplate"
    return True


def _take(item: PageLine, key: re.Match[str], role: LineRole) -> None:
    """Take the key off a line; one without a value is no part of the article."""
    if key.end() == len(item.text):
        item.kind = "boilerplate"
        return
    printed = item.line.text
    item.skip = min(i for i in map(printed.find, _COLONS) if i >= 0) + 1
    item.text = item.text[key.end() :]
    item.line = replace(item.line, role=role)
