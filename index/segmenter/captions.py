"""Captions: which lines are captions although nothing marks them, and to which article a caption belongs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from index.segmenter.layout import Layout
from index.segmenter.namedplaces import NamedPlaces
from index.segmenter.pageline import PageLine
from index.segmenter.parts import Body, HeadBlock, PageParts, Paragraph
from index.segmenter.writers import split_writer

_CAPTION_LENGTH = 60
_SLACK = 1.5  # by how much a line that fills its column may be shorter or longer
_WHOLE = 24  # characters of a caption that tells a piece of news itself
_MARKS = "▲△▼▽"
_SHOWN = re.compile(f"[{_MARKS}]*(?:图[为：:])?")
_TELLING = 2000  # characters of an article that tell whether a caption is of it
_NEARER = 4  # pairs of characters that a caption shares more with the article above it than with its own


def take_captions(parts: PageParts, layout: Layout, web: bool) -> None:
    """Move lone short lines that stand before a body's first paragraph to its captions.

    On a page whose paragraphs are not wrapped, such lines are the texts under pictures that lost
    their mark (▲) on the way.
    """
    for body in parts.bodies:
        while len(body.paragraphs) > 1 and _is_caption(body, layout, web):
            body.captions.extend(body.paragraphs.pop(0).lines)


def _is_caption(body: Body, layout: Layout, web: bool) -> bool:
    first = body.paragraphs[0]
    item = first.lines[0]
    if (
        len(first.lines) > 1
        or (item.column and abs(item.size - item.column) < _SLACK)
        or first.heading
        or item.dateline
        or len(item.text) >= _CAPTION_LENGTH
    ):
        return False
    before_another = any(caption.line.number > item.line.number for caption in body.captions)
    if not item.closed and (before_another or item.dated):
        return True
    return (web or before_another) and layout.caption_like.fullmatch(item.text) is not None


def settle_captions(parts: PageParts, layout: Layout, places: NamedPlaces) -> None:
    """Give captions to the article above them where they speak of it, or make them articles of their own.

    A caption between two articles was given to the lower one. One that tells a piece of news of another
    place, with its day, is a photo report, as a page of pictures is made of.

    Args:
        parts: the page taken apart; the places of its bodies are known.
        layout: the layout rules.
        places: the place names of the page.
    """
    for above, body in pairwise(parts.bodies):
        last, first = above.paragraphs[-1].lines[-1].line.number, body.first
        kept: list[PageLine] = []
        for caption in body.captions:
            between = last < caption.line.number < first
            nearer = between and _shared(caption, above) >= _shared(caption, body) + _NEARER
            (above.captions if nearer else kept).append(caption)
        body.captions = kept
    made = [report for body in parts.bodies for report in _reports(body, layout, places)]
    if made:
        _put_in(parts, made)


def _shared(caption: PageLine, body: Body) -> int:
    text = body.lead(_TELLING)
    return sum(a + b in text for a, b in set(pairwise(caption.text)))


def _reports_from(caption: PageLine, body: Body, layout: Layout, places: NamedPlaces) -> str | None:
    """Return the place of a caption that is a report from elsewhere, None for any other."""
    text = _SHOWN.sub("", caption.text)
    if text == caption.text or len(text) < _WHOLE or not layout.date_lead.match(text) or body.place is None:
        return None
    told = next((code for code in places.told(text) if code.startswith(places.gazetteer.home)), None)
    if told is None or places.contains(told, body.place) or places.contains(body.place, told):
        return None
    return told


def _reports(body: Body, layout: Layout, places: NamedPlaces) -> list[Body]:
    """Take those captions from a body that are reports themselves."""
    kept: list[PageLine] = []
    made: list[Body] = []
    for caption in body.captions:
        place = _reports_from(caption, body, layout, places)
        if place is None:
            kept.append(caption)
        else:
            made.append(_report(caption, place, layout))
    body.captions = kept
    if made:
        _share_credits(body, made)
    return made


def _report(caption: PageLine, place: str, layout: Layout) -> Body:
    printed = caption.line.text
    caption.skip = len(printed) - len(printed.lstrip(_MARKS + " \t\u3000"))
    caption.text, caption.kind = caption.text.lstrip(_MARKS), "start"
    writer = split_writer(caption.text, layout)
    return Body(paragraphs=[Paragraph([caption])], place=place, writer=writer, signed=True)


def _share_credits(body: Body, made: Sequence[Body]) -> None:
    """Give the reports the credits right below them."""
    by_line = {report.first: report for report in made}
    kept: list[PageLine] = []
    for item in body.writers:
        below = item.line.number - 1 - item.blanks
        if item.kind == "credit" and below in by_line:
            by_line[below].writers.append(item)
        else:
            kept.append(item)
    body.writers = kept


def _put_in(parts: PageParts, made: Sequence[Body]) -> None:
    """Put further bodies where they stand on the page, and count the headline blocks anew."""
    firsts = [body.first for body in parts.bodies]
    spots = sorted((bisect_left(firsts, body.first), body.first) for body in made)
    parts.blocks = [
        HeadBlock(block.lines, block.before + bisect_left(spots, (block.before, block.lines[0].line.number)))
        for block in parts.blocks
    ]
    parts.bodies = sorted([*parts.bodies, *made], key=lambda body: body.first)
