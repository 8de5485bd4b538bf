"""Rows of buttons and links that a copied web page or electronic paper leaves between its texts."""

from __future__ import annotations

import re

from index.segmenter.layout import Layout

_PARTS = re.compile(r"[\s|｜]+")
_SIGNS = re.compile(r"^[\W\d]+|[\W\d_]+$")
_LONGEST = 100
_MOSTLY = 0.75  # of at least so many parts that are such words
_SEVERAL = 3


def is_furniture(printed: str, layout: Layout) -> bool:
    """Say whether a line is a row of buttons: its parts are words of such rows, numbers or signs.

    Args:
        printed: the line as printed.
        layout: the layout rules.
    """
    if len(printed) > _LONGEST or "。" in printed:
        return False
    parts = [part for part in _PARTS.split(printed.strip()) if part]
    words = [word for part in parts if (word := _SIGNS.sub("", part))]
    known = sum(layout.web_word.fullmatch(word) is not None for word in words)
    if not known or (len(parts) < 2 and not _SIGNS.match(parts[0])):
        return False
    return known == len(words) or (len(words) >= _SEVERAL and known >= _MOSTLY * len(words))
