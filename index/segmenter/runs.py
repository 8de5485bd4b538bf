"""What several lines tell together: a table, a sentence set letter by letter, a text under a picture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.segmenter.layout import Layout
from index.segmenter.pageline import PageLine
from index.segmenter.writers import split_writer

_CELLS = re.compile("[ \t]{2,}|\u3000+|\t")
_CELL = 12  # characters of a cell
_TABLE = 5  # cells of a table
_IN_TEXT = frozenset("。！？；，,;!?“”")
_SPELLED = 3  # gaps of white space in a line that is set letter by letter
_KEY = re.compile("(?:[ \t]{2,}|\u3000+|\t)([\u4e00-\u9fff]{2,6}[：:])")
_SHOWN = 9  # characters of a text that tells what a picture shows and is no name
_NUMBER = re.compile("[—-]*[0-9]{1,3}[—-]*")
_FIGURES = 7  # characters of the number of a page with what stands around it
_LINE = 12  # characters of a line of running text
_KEYED = 3  # rows of a list that name the same thing
_SHORTEST = 5  # characters of an entry in a table of contents
_CAPTION = 60
_UNSIGNED = 36
_PROVIDED = ("供图)", "供图）", "提供)", "提供）")


def mark_rows(items: Sequence[PageLine], layout: Layout) -> None:
    """Note which lines are rows of a table: cells far apart, in several rows or below a line with a colon.

    What stands below a table of its units and sources is part of it.

    Args:
        items: the lines of a page in order.
        layout: the layout rules.
    """
    first = cells = 0
    for i, item in enumerate(items):
        found = _cells(item) if item.gaps and not item.kind else 0
        if found:
            cells += found
            if i + 1 < len(items):
                continue
        if cells:
            _mark_table(items, first, i + bool(found), cells)
        first, cells = i + 1, 0
    for above, item in pairwise(items):
        if above.row and not item.kind and not item.blanks and layout.table_note.match(item.text):
            item.row = item.closed = True


def _cells(item: PageLine) -> int:
    """Return of how many cells a line with gaps consists, 0 where it is no row of a table."""
    if item.line.role or not _IN_TEXT.isdisjoint(item.text):
        return 0
    cells = [cell for cell in _CELLS.split(item.line.text.strip()) if cell]
    return len(cells) if len(cells) > 1 and max(map(len, cells)) <= _CELL else 0


def _mark_table(items: Sequence[PageLine], first: int, end: int, cells: int) -> None:
    """Mark the rows from one index to another, and the line above them that opens the table."""
    above = items[first - 1] if first else None
    opened = above is not None and not above.kind and above.text[-1] in "：:"
    if not opened and (end - first < 2 or cells < _TABLE):
        return
    for item in items[first - opened : end]:
        item.row = item.closed = True


def mark_keyed(items: Sequence[PageLine]) -> None:
    """Note which lines are rows of a list that name the same thing behind a gap (…的提案　提案者：…)."""
    run: list[PageLine] = []
    key = ""
    for item in (*items, None):
        told = _KEY.search(item.line.text) if item is not None and item.gaps and not item.kind else None
        if item is not None and told is not None and told[1] == key:
            run.append(item)
            continue
        for row in run if len(run) >= _KEYED else ():
            row.row = row.closed = True
        run, key = ([item], told[1]) if item is not None and told is not None else ([], "")


def mark_page_numbers(items: Sequence[PageLine]) -> None:
    """Tell the number of the page where it stands alone between two lines of one sentence."""
    for above, item, below in zip(items, items[1:], items[2:], strict=False):
        if len(item.text) > _FIGURES or item.kind or above.kind or below.kind:
            continue
        if not _NUMBER.fullmatch(item.text):
            continue
        text = above.text
        if len(text) >= _LINE and not above.closed and not above.row and not _IN_TEXT.isdisjoint(text):
            item.kind = "boilerplate"


def mark_spelled(items: Sequence[PageLine]) -> None:
    """Note which lines are parts of a sentence that was set letter by letter over several lines."""
    run: list[PageLine] = []
    for item in items:
        if item.gaps < _SPELLED or item.kind or item.gaps < len(item.text) - 2:
            if run:
                run = []
            continue
        run.append(item)
        if item.text[-1] in "。；":
            for part in run if len(run) > 1 else ():
                part.spelled = True
            run = []


def mark_contents(items: Sequence[PageLine]) -> None:
    """Tell a table of contents: lines in a row that all stand once more below, over texts of their own.

    What is printed twice as a whole stands there as it does here, line below line, and is none.
    """
    last = {item.text: i for i, item in enumerate(items) if _SHORTEST <= len(item.text) <= _CAPTION}
    if len(last) == len(items):
        return
    run: list[PageLine] = []
    for i, item in enumerate(items):
        if last.get(item.text, i) > i and not item.kind and "。" not in item.text:
            run.append(item)
            continue
        if len(run) > 1 and last[run[-1].text] - last[run[0].text] >= 2 * (len(run) - 1):
            for entry in run:
                entry.kind = "boilerplate"
        run = []


def mark_teasers(items: Sequence[PageLine], layout: Layout) -> None:
    """Tell entries that only name the page on which an article stands, where several follow each other."""
    run: list[PageLine] = []
    for item in (*items, None):
        if item is not None and item.text[-1] == "版" and not item.kind and layout.teaser.match(item.text):
            run.append(item)
            continue
        for entry in run if len(run) > 1 else ():
            entry.kind = "boilerplate"
        run = []


def mark_captions(items: Sequence[PageLine], layout: Layout) -> None:
    """Tell the texts below pictures that were left out, each on the line below a sign for its picture."""
    for above, item, below in zip(items, items[1:], [*items[2:], None], strict=False):
        if item.kind or above.kind != "boilerplate" or not layout.placeholder.match(above.text):
            continue
        if len(item.text) > _CAPTION or item.line.role or item.blanks > 0 or item.dateline:
            continue
        if _credited(item.text, layout) or item.text.endswith(_PROVIDED):
            item.kind = "caption"
        elif len(item.text) <= _UNSIGNED and not item.closed:
            wrapped = below is not None and not below.blanks and _credited(item.text + below.text, layout)
            item.kind = "" if wrapped else "caption"  # a photo report of several lines is no text below


def mark_credited(items: Sequence[PageLine], layout: Layout) -> None:
    """Tell the lines that are a caption with the name of who took the picture, though no sign says so."""
    above: PageLine | None = None
    for item in items:
        if item.gaps and item.text[-1] in "摄影" and item.kind in ("", "credit") and not item.dateline:
            printed = item.line.text.strip()
            apart = above is None or above.kind or above.closed or item.blanks > above.blanks
            told = not item.kind or len(printed.split(None, 1)[0]) >= _SHOWN
            if apart and told and layout.caption_credited.fullmatch(printed):
                item.kind = "caption"
        above = item


def mark_wrapped_captions(items: Sequence[PageLine], layout: Layout) -> None:
    """Tell the second line of a caption that was too long for one: below it stands a blank line."""
    for above, item, below in zip(items, items[1:], [*items[2:], None], strict=False):
        if item.kind or item.blanks or above.kind != "caption" or layout.closed(above.text):
            continue
        alone = below is None or below.blanks > 0
        if alone and item.closed and not item.dateline and len(item.text) <= len(above.text):
            item.kind = "caption"


def _credited(text: str, layout: Layout) -> bool:
    writer = split_writer(text, layout)
    return writer is not None and writer.photo
