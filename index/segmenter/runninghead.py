"""Running heads: page, day and name of the paper, printed in the midst of a text that goes on below them."""

from __future__ import annotations

from collections.abc import Sequence

from index.segmenter.layout import Layout
from index.segmenter.pageline import PageLine


def running_heads(items: Sequence[PageLine], layout: Layout) -> None:
    """Tell running heads from mastheads: a sentence is not at its end above, and nothing begins below.

    Args:
        items: the lines of one page, those that say themselves what they are with their kinds.
        layout: the layout rules.
    """
    for above, item, below in zip(items, items[1:], items[2:], strict=False):
        head = item.kind in ("masthead", "boilerplate") and layout.masthead_running.fullmatch(item.text)
        if not head:
            continue
        goes_on = not (below.kind or below.dateline or below.dated or below.bullet or below.indent)
        if goes_on and not (above.kind or above.closed or above.turned):
            item.kind, item.running = "boilerplate", True
