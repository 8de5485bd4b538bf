"""Say what each line of a page is: headline, paragraph, caption, masthead, boilerplate, ...

What a line says of itself (a signature, 接一版, ▲) is told in `index.segmenter.printed`. The rest is decided
over the whole page at once: every way of reading the undecided lines as headlines, beginnings and
continuations of paragraphs has a score, and the best way is found by dynamic programming
(A. Viterbi, 1967). The evidence of one line is in `index.segmenter.linescores`, that between two lines here.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from index.records import Page
from index.segmenter.layout import Layout, width
from index.segmenter.linescores import Ahead, LineScores, score
from index.segmenter.pageline import LineKind, PageLine
from index.segmenter.printed import observe
from index.segmenter.wordbreaks import torn
from index.segmenter.writers import closes_a_letter

__all__ = ["label", "observe"]

_NEVER = -99.0
_HEADLINE = 44  # characters that a headline line may have
_GOES_ON = frozenset("。；，、,;")  # how no headline line ends
# What a second, third, fourth, fifth line of one headline block costs.
_LONGER_BLOCK = (-0.3, -0.8, -2.0, -5.0)
_TORN = 2.5  # what a word that goes on in the next line says for that being one paragraph
_UNENDED = 2.0  # what a last line without an end says against being part of a paragraph
_PEN_NAME = 4  # characters that a pen name may have
_REST = 24  # characters that the rest of a signature may have
_WRITERS = frozenset({"credit", "byline", "signature"})
_ANOTHER = 0.8  # what a second headline costs that stands apart from the one above it
# What may stand before a report.
_BETWEEN = frozenset({"label", "masthead", "boilerplate", "byline", "note", "stamp"})
_TEXT = frozenset({"start", "more"})
_NEXT = frozenset({"head", "label", "masthead"})  # what comes after a signature
_START, _MORE, _HEAD = 0, 1, 2
_STATES = 2 + len(_LONGER_BLOCK)  # start, more, first to fourth line of a headline block
_KINDS: tuple[LineKind, ...] = ("start", "more", "head", "head", "head", "head")

Column = list[float]


def label(page: Page, layout: Layout) -> list[PageLine]:
    """Return the non-blank lines of a page, each with what it is.

    Args:
        page: the page as read.
        layout: the layout rules.

    Returns:
        One PageLine per non-blank line, in order.
    """
    items = observe(page, layout)
    _reopen(items, layout)
    _close(items, layout)
    undecided = [i for i, item in enumerate(items) if not item.kind]
    for i, state in zip(undecided, _decode(items, undecided, layout), strict=True):
        items[i].kind = _KINDS[state]
    _find_pen_names(items, layout)
    _find_bylines(items, layout)
    return items


def _reopen(items: Sequence[PageLine], layout: Layout) -> None:
    """Leave undecided what looks like a line of a writer's but begins within a word of the line above."""
    for above, item in pairwise(items):
        if item.kind not in _WRITERS or above.kind or above.closed:
            continue
        if layout.open_credit.search(above.text, len(above.text) - 8) or torn(above.text, item.text):
            item.kind, item.column, item.size = "", above.column, width(item.text)


def _close(items: Sequence[PageLine], layout: Layout) -> None:
    """Note which lines end an article with the rest of a signature or credit that the line above began."""
    for above, item in pairwise(items):
        if not item.kind and not item.closed and item.text[-1] in "）)摄道稿" and len(item.text) < _REST:
            item.closed = not above.kind and layout.closed(above.text + item.text)


def _decode(items: Sequence[PageLine], undecided: Sequence[int], layout: Layout) -> list[int]:
    """Return the best state of each undecided line."""
    indented = sum(items[i].indent for i in undecided) >= 3
    ahead = _ahead(items)
    best: Column = []
    trace: list[list[int]] = []
    before = -1
    for i in undecided:
        item = items[i]
        scores = score(item, ahead[i], indented, layout)
        if before == i - 1 and before >= 0:
            best, origin = _after(items[before], best, item, scores)
        elif before < 0:
            best, origin = _add(_first(), scores), [0] * _STATES
        else:
            reached, origin = _after_fixed(items[i - 1], items[before], best)
            best = _add(reached, scores)
        trace.append(origin)
        before = i
    if (
        before >= 0
        and not items[before].closed
        and not any(item.kind == "turn" for item in items[before + 1 :])
    ):
        best[_START] -= _UNENDED
        best[_MORE] -= _UNENDED
    return _backtrack(best, trace)


def _ahead(items: Sequence[PageLine]) -> list[Ahead]:
    """Return what comes after each line, column labels and lines that could be of a headline left out."""
    found: list[Ahead] = []
    ahead: Ahead = "end"
    for item in reversed(items):
        found.append(ahead)
        if item.dateline or item.kind == "mark":
            ahead = "report"
        elif not item.kind and len(item.text) <= _HEADLINE and item.text[-1] not in _GOES_ON:
            ahead = "later" if ahead == "report" else ahead
        elif item.kind == "label":
            ahead = "later"  # a column begins: what stands above its label may be a headline that closes
        elif item.kind not in _BETWEEN:
            ahead = "text"
    return found[::-1]


def _first() -> Column:
    return [0.0, -8.0, 0.0, _NEVER, _NEVER, _NEVER]


def _add(reached: Column, scores: LineScores) -> Column:
    head, start, more = scores
    opened, gone_on, one, two, three, four = reached
    return [opened + start, gone_on + more, one + head, two + head, three + head, four + head]


def _best_head(best: Column) -> int:
    return best.index(max(best[_HEAD:]), _HEAD)


def _after(before: PageLine, best: Column, item: PageLine, scores: LineScores) -> tuple[Column, list[int]]:
    """Return the best score of each state of a line right after an undecided one, and where it came from."""
    head, start, more = scores
    heads, begins, goes_on, tear = _between(before, item)
    opened, gone_on, one, two, three, four = best
    body, above = (_START, opened) if opened >= gone_on else (_MORE, gone_on)
    top = max(one, two, three, four)
    last = best.index(top, _HEAD)
    follows, opens = top - tear, above + begins
    fourth, more_than_four = three + _LONGER_BLOCK[2], four + _LONGER_BLOCK[3]
    stays = more_than_four > fourth
    first = above + heads
    another = follows - _ANOTHER if item.blanks > before.blanks else _NEVER
    reached = [
        (opens if opens >= follows else follows) + start,
        above + goes_on + more,
        (first if first >= another else another) + head,
        one + _LONGER_BLOCK[0] + head,
        two + _LONGER_BLOCK[1] + head,
        (more_than_four if stays else fourth) + head,
    ]
    origin = [
        body if opens >= follows else last,
        body,
        body if first >= another else last,
        _HEAD,
        _HEAD + 1,
        _HEAD + 2 + stays,
    ]
    return reached, origin


def _between(before: PageLine, item: PageLine) -> tuple[float, float, float, float]:
    """Score the seam between two lines of a text: as that before a headline, before the beginning of a
    paragraph, and within one; and what a word that is torn there says."""
    full = before.full
    gap = 1.5 if item.blanks >= 3 > before.blanks else 0.0
    listed = 1.0 if full and before.text[-1] in "；;" else 0.0
    if before.closed:
        start = 1.0 - (0.8 if full and not item.indent else 0.0) - listed
        return 1.0, start, (0.3 if full else -2.5) - gap, 0.0
    tear = 0.0 if full or before.named or not torn(before.text, item.text) else _TORN
    more = (-1.0 if before.short else 0.5) - gap + tear
    return -3.0 + gap - tear, -3.0 + gap - (tear + listed), more, tear


def _after_fixed(fixed: PageLine, before: PageLine, best: Column) -> tuple[Column, list[int]]:
    """Return the same for a line after one that said itself what it is."""
    last = best.index(max(best))
    if before.closed:
        top = best[last]
        return [top, top - 8.0, top, _NEVER, _NEVER, _NEVER], [last] * _STATES
    body = _START if best[_START] >= best[_MORE] else _MORE
    head = _best_head(best)
    begun = 8.0 if fixed.running else 0.0 if fixed.kind == "turn" else 2.5
    opened = max((best[body] - begun, body), (best[head], head))
    more = max((best[body] - (1.0 if fixed.pauses else 8.0), body), (best[head] - 8.0, head))
    reached = [opened[0], more[0], opened[0], _NEVER, _NEVER, _NEVER]
    return reached, [opened[1], more[1], opened[1], 0, 0, 0]


def _backtrack(best: Column, trace: Sequence[Sequence[int]]) -> list[int]:
    if not trace:
        return []
    state = max(range(_STATES), key=best.__getitem__)
    states = []
    for origin in reversed(trace):
        states.append(state)
        state = origin[state]
    return states[::-1]


def _find_pen_names(items: Sequence[PageLine], layout: Layout) -> None:
    """Turn a lone word between a headline and what plainly opens a paragraph into a byline."""
    for above, item, below in zip(items, items[1:], items[2:], strict=False):
        if item.kind != "start" or below.kind != "more" or above.kind != "head":
            continue
        lone = 2 <= len(item.text) <= _PEN_NAME and item.text.isalpha()
        spaced = item.gaps == len(item.text) - 1
        if lone and (spaced or layout.paragraph.match(below.text)) and not torn(item.text, below.text):
            item.kind, below.kind = "byline", "start"


def _find_bylines(items: Sequence[PageLine], layout: Layout) -> None:
    """Make a line of names a byline between a headline and its body, a signature below a body."""
    for above, item, below in zip(items, items[1:], [*items[2:], None], strict=False):
        if item.kind != "head":
            continue
        after = below.kind if below is not None else "label"
        named = item.named
        if named and above.kind in ("head", "byline", "caption") and after in ("start", "caption"):
            item.kind = "byline"
        elif (
            above.kind in _TEXT
            and above.closed
            and after in _NEXT
            and (named or closes_a_letter(item.line.text, layout))
        ):
            item.kind = "signature"
