"""What speaks for a line being a headline, the beginning of a paragraph, or its continuation.

Each score adds up independent pieces of evidence; only differences between the three scores of a
line, together with those of `index.segmenter.lines`, have a meaning. About 1 point is a hint, 3 strong
evidence, 6 and more nearly decides.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from index.segmenter.layout import Layout
from index.segmenter.pageline import PageLine

_COMMA = re.compile("[，,；]")
_IN_TEXT = re.compile("[，。！？：；,:;!?]")
_NEVER_OPENS = frozenset("，。、；：？！”’）》,.;:?!)…")
_PAIRED = re.compile("[“”《》（）()‘’]")
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("(", ")"), ("‘", "’"))
_EXCLAIMS = frozenset("！？!?…")
_LONG = 60
_QUOTED = 24
_CLAUSES = 3  # of like length, of which a headline may consist
_NAMED = 30  # characters of a headline that opens with the name of a place
_APART = 5.0  # what letters set apart below white say for the name of a column


# What stands after a line: a report that opens with its dateline, right after it or behind further lines
# that could be of a headline; the end of the page; other text.
Ahead = Literal["report", "later", "end", "text"]


class LineScores(NamedTuple):
    """The scores of one line."""

    head: float
    start: float
    more: float


def score(item: PageLine, ahead: Ahead, indented: bool, layout: Layout) -> LineScores:
    """Score a line by what it looks like.

    Args:
        item: the line.
        ahead: what comes after it and after further lines that could be of a headline.
        indented: whether paragraphs of the page begin with white space.
        layout: the layout rules.
    """
    text = item.text
    marked = item.line.role in ("heading", "title") or text[0] == "#"
    if item.row:
        return LineScores(-6.0, 5.0, -2.0)
    if item.named:
        return LineScores(0.5, -4.0, -4.0)
    if layout.addresses(text):
        return LineScores(-6.0, 3.0, -2.0)
    paragraph = not (item.dateline or item.dated) and layout.paragraph.match(text) is not None
    if paragraph and text[0] == "“" and "”" in text and not item.closed and (item.short or not item.column):
        paragraph = len(text) > _QUOTED  # a name in quotes opens headlines, too
    return LineScores(
        _head(item, ahead, layout, marked, paragraph),
        _start(item, ahead, layout, marked, paragraph, indented),
        _more(item, ahead, layout, marked, paragraph),
    )


def _head(item: PageLine, ahead: Ahead, layout: Layout, marked: bool, paragraph: bool) -> float:
    text = item.text.lstrip("#") if item.text[0] == "#" else item.text
    n = len(text)
    if n > _LONG and not marked:
        return -9.0
    score = -0.5 if 4 <= n <= 32 else -4.0 if n <= 2 else -1.5 if n <= 44 else -7.0
    last = text[-1:]
    score -= 5.0 if last in "。；，、,;" else 1.0 if last in "：:" else 0.0
    score -= 5.0 if "。" in text[:-1] else 0.0
    score -= 6.0 if text[:1] in _NEVER_OPENS else 0.0
    score -= 8.0 if item.dateline or item.turned else 2.5 if item.dated else 0.0
    if score <= -5.0 and not marked:
        return score - 1.0
    score += (4.5 if marked else 0.0) + (1.5 if item.flush else 0.0)
    score += _wording(text, item, layout, paragraph)
    if item.column:
        score += 1.5 if item.size > item.column + 1.5 else -0.7 if item.full else 0.5
    score += 2.5 if ahead == "report" else 0.5 if ahead == "later" else 0.0
    return score


def _wording(text: str, item: PageLine, layout: Layout, paragraph: bool) -> float:
    """Score how a line is worded as a headline."""
    section = layout.section.match(text) is not None
    score = -_comma_cost(text)
    score -= 3.0 if layout.never_first.match(text) else 0.0
    if acting := layout.acts(text):
        end = acting.end()
        score += 3.5 if end == len(text) else 1.5 if text[end] in "：:" else 0.5
    score += 0.5 if layout.verbs.search(text) else 0.0
    score += 3.0 if layout.subhead.match(text) else 0.0
    score += (7.5 if item.blanks and item.gaps else 3.0) if layout.announces(text) else 0.0
    score += _APART if item.set_apart and item.blanks else 0.0
    score -= 8.0 if item.spelled else 0.0
    score += 1.5 if item.gaps and _two_clauses(item.line.text) else 0.0
    score -= 1.5 if paragraph and not section else 0.0
    score += (1.5 if len(text) <= 16 else 0.5) if section and len(text) <= 24 else 0.0
    score -= 0.6 if layout.unlike.search(text) else 0.0
    score -= 2.0 if layout.open_end.search(text, len(text) - 2) else 0.0
    score -= 3.0 if item.loose and item.column and len(text) >= 12 else 0.0
    return score - (1.5 if _PAIRED.search(text) and _unpaired(text) else 0.0)


def _unpaired(text: str) -> bool:
    return any(text.count(a) != text.count(b) for a, b in _PAIRS)


def _comma_cost(text: str) -> float:
    """Return what commas speak against a headline; one between two clauses of like length says little."""
    if not _COMMA.search(text):
        return 0.0
    clauses = _COMMA.split(text)
    sizes = [len(clause) for clause in clauses]
    if len(sizes) <= _CLAUSES and min(sizes) >= 4 and max(sizes) <= 16 and max(sizes) - min(sizes) <= 6:
        return 0.4 * (len(sizes) - 1)
    return min(3.0, 1.2 * (len(clauses) - 1))


def _two_clauses(printed: str) -> bool:
    """Say whether a line is two clauses of like length with a space between: a common headline form."""
    parts = printed.lstrip("# ").split()
    if len(parts) != 2:
        return False
    first, second = map(len, parts)
    return 4 <= first <= 16 and 4 <= second <= 16 and abs(first - second) <= 4


def _start(
    item: PageLine, ahead: Ahead, layout: Layout, marked: bool, paragraph: bool, indented: bool
) -> float:
    text = item.text
    alone = ahead != "text" or not item.column
    score = 6.0 if item.dateline or item.resumes else 2.5 if item.dated else 1.5 if paragraph else 0.0
    asks = text[-1] in "？?"
    if (asks or len(text) > 8) and layout.speaks(text):
        score += 1.5 if asks or not alone or len(text) > 24 else 0.5  # else it may be a headline with a colon
    score -= 3.0 if text[0] in "—―-" and layout.subhead.match(text) else 0.0
    score += 2.5 if item.indent else -0.8 if indented and item.column else 0.0
    score += 2.0 if (item.bullet and len(text) > 30) or item.entry else 0.0
    score -= 3.0 if layout.never_first.match(text) else 0.0
    if paragraph and not item.closed and len(text) <= 24 and layout.section.match(text):
        score -= 3.0  # a numbered heading
    named = len(text) <= _NAMED and layout.speaks(text) is not None and not asks
    if (not score or named) and not item.column and len(text) < 40 and not item.closed:
        score -= 2.0  # a lone short line without an end is rarely how a paragraph begins
    if alone and len(text) < 40 and text[-1] in _EXCLAIMS and not (asks and layout.speaks(text)):
        score -= 2.0  # that is how headlines end, too
    if (
        alone
        and (item.short or not item.column)
        and text[-1] == "”"
        and len(text) < 40
        and not _IN_TEXT.search(text)
    ):
        score -= 2.0  # as words in quotation marks do
    return score - (5.0 if marked else 0.0) - (1.0 if item.flush else 0.0)


def _more(item: PageLine, ahead: Ahead, layout: Layout, marked: bool, paragraph: bool) -> float:
    text = item.text
    score = -8.0 if item.dateline or item.resumes or item.bullet else -4.0 if item.entry else 0.0
    if not item.column:
        score -= 1.5 if len(text) < 40 and not item.closed else 0.0
        score -= 1.5 if paragraph else 0.0
        score -= 3.0 if layout.subhead.match(text) else 0.0
    if item.dated and not item.full:
        score -= 3.0
    if ahead != "text" and len(text) < 40 and text[-1] in _EXCLAIMS:
        score -= 1.5
    score -= 3.0 if layout.body.search(text, 1) and layout.organisation.fullmatch(text) else 0.0
    score += 2.0 if text[0] in _NEVER_OPENS else 0.0
    return score - (5.0 if marked else 0.0) - (2.5 if item.indent else 0.0)
