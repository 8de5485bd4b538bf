"""Advertisements on a page: lost papers, subscriptions, offices to let. They belong to no article."""

from __future__ import annotations

from collections.abc import Sequence

from index.segmenter.labels import unframed
from index.segmenter.layout import Layout
from index.segmenter.pageline import PageLine

_LONGEST = 10  # lines of one paragraph of an advertisement
_HEAD = 20  # characters of its headline
_WARES = 3  # gaps in a line of names and wares
_OPENS = frozenset("|｜[【〔［(（●■◆▲*~=－-公广遗挂注减更致征启敬投本")  # how one of a single line may begin


def mark_adverts(items: Sequence[PageLine], layout: Layout) -> None:
    """Tell the advertisements of a page: the headline, the paragraph below it, and further ones like it.

    Args:
        items: the lines of the page, each with what it says of itself.
        layout: the layout rules.
    """
    for i, item in enumerate(items):
        _mark_one(items, i, layout)
        if not item.kind and len(item.text) <= _HEAD and layout.adverts.match(item.text.lstrip("#")):
            end = _paragraph(items, i + 1, layout)
            if end == i + 1:
                continue
            while (further := _paragraph(items, end, layout)) > end and _alike(items[end:further], layout):
                end = further
            while end < len(items) and not items[end].kind and layout.advert_signed.match(items[end].text):
                end += 1
            for line in items[i:end]:
                line.kind = "boilerplate"


def _mark_one(items: Sequence[PageLine], i: int, layout: Layout) -> None:
    """Tell an advertisement of one line, and what stands right below the label of advertisements."""
    item = items[i]
    if not item.kind and not item.dateline and _one_line(item, layout):
        item.kind = "boilerplate"
    if item.kind != "label" or unframed(item.text) not in layout.advert_labels:
        return
    end = i + 1
    while end < len(items) and not (items[end].kind or items[end].blanks or items[end].dateline):
        end += 1
    if _alike(items[i + 1 : end], layout):
        for line in items[i + 1 : end]:
            line.kind = "boilerplate"


def _one_line(item: PageLine, layout: Layout) -> bool:
    """Say whether a line is an advertisement, or what the paper says of itself (更正：…)."""
    if item.text[0] in _OPENS and (layout.advert_line.match(item.text) or layout.own_words.match(item.text)):
        return True
    first, *rest = item.line.text.split(None, 1)
    if rest and layout.adverts.match(first) and layout.advert_words.search(rest[0]):
        return True
    return item.gaps >= _WARES and layout.advert_wares.match(item.text) is not None


def _paragraph(items: Sequence[PageLine], first: int, layout: Layout) -> int:
    """Return the index after the paragraph that begins at one, that index itself where none does."""
    for i in range(first, min(first + _LONGEST, len(items))):
        item = items[i]
        if item.kind or item.dateline or item.line.role:
            break
        if item.closed or (i == first and _alike([item], layout)):
            return i + 1
    return first


def _alike(lines: Sequence[PageLine], layout: Layout) -> bool:
    return layout.advert_words.search("".join([line.text for line in lines])) is not None
