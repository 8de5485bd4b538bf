"""Column labels: the signs around one, and those over a list of briefs."""

from __future__ import annotations

import re

from index.segmenter.layout import Layout

_FRAME = re.compile(r"^\W+|\W+$")


def unframed(text: str) -> str:
    """Return a plain line without the signs that frame a label."""
    if text[0].isalnum() and text[-1].isalnum():
        return text
    return _FRAME.sub("", text)


def names_briefs(text: str, layout: Layout) -> bool:
    """Say whether a label stands over a list of briefs, whatever frames it."""
    return layout.briefs.search(unframed(text)) is not None
