"""What each printed line of a page says of itself: marks, labels, captions, mastheads, boilerplate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from index.misread import mended
from index.records import Page
from index.segmenter.adverts import mark_adverts
from index.segmenter.fields import mark_fields
from index.segmenter.furniture import is_furniture
from index.segmenter.labels import names_briefs, unframed
from index.segmenter.layout import Layout, plain, squeezed
from index.segmenter.markdown import mark_entries, mark_front, mark_images, mark_pipes
from index.segmenter.markup import is_rule, unmarked
from index.segmenter.pageline import LineKind, PageLine, measure
from index.segmenter.runninghead import running_heads
from index.segmenter.runs import (
    mark_captions,
    mark_contents,
    mark_credited,
    mark_keyed,
    mark_page_numbers,
    mark_rows,
    mark_spelled,
    mark_teasers,
    mark_wrapped_captions,
)
from index.segmenter.stops import read_stops
from index.segmenter.webcopy import Frame, find_frame
from index.segmenter.writers import is_byline, is_signature, short_names, split_writer

_NAMES = 12  # characters that a line of names may have
_EDGE = 10  # lines from the top or bottom among which a masthead may be broken up
_CAPTION_OPENS = frozenset("▲△▼▽图（(")
_BULLET_LIKE = re.compile("[▲△▼▽]")
_IN_TEXT = re.compile("[，。；！]|,(?!\\s)")  # what only running text, and headlines, hold
_POINTERS = "★☆▲△▼▽↑↓◆■●👆👇☝⬆⬇"  # signs that point at something to click on
_BRACKETS = "（("
_TAGS = "【〔［["
_CONTENTS = "版）)"
_HEADLINE = 26  # characters of a headline that opens with a name in brackets
_WRITER_LENGTH = 44


def observe(page: Page, layout: Layout) -> list[PageLine]:
    """Return the non-blank lines of a page, each with what it says of itself.

    Args:
        page: the page as read.
        layout: the layout rules.
    """
    items: list[PageLine] = []
    blanks = 0
    for line in page.lines:
        text, gaps = squeezed(line.text)
        if not text:
            blanks += 1
            continue
        item = PageLine(line, mended(text), blanks=blanks, gaps=gaps)
        unmarked(item)
        items.append(item)
        blanks = 0
    read_stops(items)
    exported = mark_front(items, layout) or mark_fields(items, layout)
    frame = None if exported else _frame(page, items, layout)
    mark_images(items, layout)
    mark_entries(items)
    mark_contents(items)
    listed = False  # below the label of a list of briefs
    for item in items:
        item.kind = item.kind or _own_kind(item, layout, frame is not None, listed)
        if item.kind in ("label", "caption"):
            listed = item.kind == "label" and names_briefs(item.text, layout)
    _mastheads(items, layout)
    _sheets(items, layout)
    _days(items, layout)
    running_heads(items, layout)
    mark_adverts(items, layout)
    mark_captions(items, layout)
    mark_credited(items, layout)
    mark_wrapped_captions(items, layout)
    mark_rows(items, layout)
    mark_keyed(items)
    mark_teasers(items, layout)
    mark_page_numbers(items)
    mark_pipes(items)
    mark_spelled(items)
    measure([item for item in items if not item.kind])
    return items


def _frame(page: Page, items: Sequence[PageLine], layout: Layout) -> Frame | None:
    """Tell what of a web page that was copied as text is no article; lines of saved HTML are told already."""
    if page.format != "text":
        return None
    frame = find_frame([item.line.text for item in items], [item.text for item in items], layout)
    for i, item in enumerate(items if frame else ()):
        if frame is None or i in frame.title:
            item.line = replace(item.line, role="title")
        elif (
            i < frame.first
            or i >= frame.last
            or frame.within(i)
            or layout.noise.match(item.text.lstrip(_POINTERS))
        ):
            item.kind = "boilerplate"
    return frame


def _own_kind(item: PageLine, layout: Layout, web: bool, listed: bool) -> LineKind:
    """Return what a line says of itself, "" where only its neighbours can tell."""
    text, role = item.text, item.line.role
    if (
        role == "boilerplate"
        or is_rule(text)
        or ((item.gaps or text[0] == ">") and is_furniture(item.line.text, layout))
    ):
        return "boilerplate"
    signed = text[0] in _CAPTION_OPENS and layout.caption.match(text) is not None
    if role == "caption" or (signed and not _is_listed(text, layout, listed)):
        return "caption"
    if len(text) <= layout.masthead_longest and "。" not in text:
        if len(text) <= _WRITER_LENGTH and not _IN_TEXT.search(text):
            kind = _short_kind(item, layout, web)
            if kind:
                return kind
        if layout.cue_characters.search(text) and _is_masthead(text, layout):
            return "masthead"
        if text[0].isdigit() and layout.web_stamp.match(text):
            return "stamp"
    _open(item, layout)
    return ""


def _is_listed(text: str, layout: Layout, listed: bool) -> bool:
    """Say whether a sign like that of a caption opens a brief.

    A brief opens with its dateline, or with a date or who acts and a date; then it is signed or stands below
    the label of briefs.
    """
    brief = text[1:]
    if not _BULLET_LIKE.match(text) or not brief:
        return False
    if layout.dateline(brief):
        return True
    if not (layout.date_lead.match(brief) or layout.date_near.match(brief)):
        return False
    if listed:
        return True
    writer = split_writer(brief, layout)
    return writer is not None and not writer.photo


def _short_kind(item: PageLine, layout: Layout, web: bool) -> LineKind:
    """Return what a short line without marks of running text says of itself."""
    text = item.text
    if text[-1] in _CONTENTS and layout.contents.search(text, 4):
        return "boilerplate"
    told = layout.any_mark.match(text)
    if told and (layout.placeholder.match(text) or layout.navigation.match(text)):
        return "boilerplate"
    if _is_label(unframed(text), layout):
        return "label"
    if not told and not (web and layout.original_title.match(text)):
        return ""
    return _told_kind(item, layout, web)


def _told_kind(item: PageLine, layout: Layout, web: bool) -> LineKind:
    text = item.text
    if layout.framed.match(text) or layout.number.match(text) or layout.heading_place.match(text):
        return "label"
    if layout.continued_from.match(text):
        return "mark"
    if layout.continued_on.match(text):
        return "turn"
    if layout.notes.match(text):
        return "note"
    if layout.entries.match(text):
        return "stamp"
    if layout.staff.match(text) or (web and layout.original_title.match(text)):
        return "boilerplate"
    return _writer_kind(item.line.text.strip(), text, layout)


def _is_label(text: str, layout: Layout) -> bool:
    return text in layout.labels or (
        len(text) <= layout.label_longest and layout.briefs.search(text) is not None
    )


def _writer_kind(printed: str, text: str, layout: Layout) -> LineKind:
    if text[0] in _BRACKETS:
        return "signature" if is_signature(printed, layout) else ""
    if layout.credit.match(text):
        return "credit"
    if layout.collective.match(text) or (layout.byline_told.match(text) and short_names(printed, layout)):
        return "byline"
    return "byline" if layout.byline.match(text) and short_names(printed, layout) else ""


def _is_masthead(text: str, layout: Layout) -> bool:
    if not layout.any_cue.search(text):
        return False
    return sum([cue.search(text) is not None for cue in layout.masthead_cues]) >= 2


def _open(item: PageLine, layout: Layout) -> None:
    """Take bullet and inline continuation mark off the text, and note how it begins and ends."""
    text = item.text
    if not text[0].isalnum():
        text = _opened(item, layout)
    if layout.dateline(text) is not None:
        item.dateline = True
    elif layout.date_lead.match(text):
        item.dated = True
    if text[-1] in "）)" and layout.continued_on.search(text):
        item.turned = item.closed = True
    elif layout.closed(text) or layout.addresses(text):
        item.closed = True
    if 1 < len(text) <= _NAMES and text.isalpha() and not item.line.role:
        item.named = is_byline(item.line.text, layout)


def _opened(item: PageLine, layout: Layout) -> str:
    """Take a sign at the opening of a line off its text; return what is left."""
    text = item.text
    opening = layout.bullet.match(text) or _BULLET_LIKE.match(text)
    if opening is None and text[0] in _BRACKETS and (mark := layout.continued_inline.match(text)):
        item.resumes, opening = True, mark
    elif opening is not None:
        item.bullet = True
    if opening is not None and opening.end() < len(text):
        item.skip = _printed_length(item.line.text, opening.end())
        item.text = text = text[opening.end() :]
    if text[0] in _TAGS and layout.tag.match(text) and (len(text) > _HEADLINE or _IN_TEXT.search(text)):
        item.entry = True
    return text


def _printed_length(printed: str, characters: int) -> int:
    """Return the length of the printed text that holds so many characters of the plain form."""
    seen = 0
    for position, character in enumerate(printed):
        if seen == characters:
            return position
        seen += bool(plain(character))
    return len(printed)


def _mastheads(items: Sequence[PageLine], layout: Layout) -> None:
    """Find mastheads of which every part stands on a line of its own, at the top and the bottom."""
    for edge in (items[:_EDGE], items[-_EDGE:][::-1]):
        run: list[PageLine] = []
        for item, following in zip_longest(edge, edge[1:]):
            between = bool(run) and following is not None and following.kind == "masthead"
            if item.kind not in ("", "masthead", "label", "boilerplate"):
                break
            if not (_maybe_masthead(item, layout) or (between and len(item.text) <= layout.label_longest)):
                break
            run.append(item)
        while run and run[-1].kind == "" and not layout.masthead_alone.match(run[-1].text):
            run.pop()  # a short line that no further part of the masthead follows
        parts = [item for item in run if item.kind == "masthead" or layout.masthead_alone.match(item.text)]
        if any(item.kind == "masthead" for item in parts) or len(parts) >= 2:
            for item in run:
                if item.kind in ("", "label"):
                    item.kind = "masthead" if item in parts else "label"


def _days(items: Sequence[PageLine], layout: Layout) -> None:
    """Find the day alone on the line below a byline: of the writing, and no part of the text."""
    for above, item in pairwise(items):
        if not item.kind and above.kind == "byline" and layout.day.fullmatch(item.text):
            item.kind = "boilerplate"


def _sheets(items: Sequence[PageLine], layout: Layout) -> None:
    """Find the name of the paper right above a masthead within the file, where a further page begins."""
    for item, below in pairwise(items):
        if not item.kind and below.kind == "masthead" and layout.masthead_alone.match(item.text):
            item.kind = "masthead"


def _maybe_masthead(item: PageLine, layout: Layout) -> bool:
    if item.kind or layout.masthead_alone.match(item.text):
        return True
    return len(item.text) <= 6 and not layout.verbs.search(item.text) and not item.text.startswith("#")
