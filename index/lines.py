"""Say what each line of a page is: headline, paragraph, caption, masthead, boilerplate, ...

What a line says of itself (a signature, 接一版, ▲) is decided first. The rest is decided over the
whole page at once: every way of reading the undecided lines as headlines, beginnings and
continuations of paragraphs has a score, and the best way is found by dynamic programming
(A. Viterbi, 1967). The evidence of one line is in `_head` and `_start`, that between two lines in
`_follows`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.layout import Layout, plain, width
from index.records import Line, Page

LineKind = Literal[
    "head", "start", "more", "caption", "label", "mark", "signature", "credit", "byline", "masthead", "boilerplate", "blank"
]
_STATES = ("start", "more", "head1", "head2", "head3", "head4")
_NEVER = -99.0
_COMMA = re.compile("[，,；]")
_PAUSES = frozenset({"caption", "label"})


@dataclass(frozen=True, slots=True)
class PageLine:
    """A non-blank line with what is known of it.

    Attributes:
        text: its plain form, without white space.
        kind: what it is.
        blanks: how many blank lines stand before it.
        indent: True where it begins with white space that most lines of the page lack.
        column: printed width of the column around it, 0 where lines are not wrapped.
    """

    line: Line
    text: str
    kind: LineKind
    blanks: int
    indent: bool
    column: float
    size: float

    @property
    def full(self) -> bool:
        """Say whether the line fills its column."""
        return self.column > 0 and self.size >= self.column - 1.5


def _strong_label(text: str, layout: Layout) -> bool:
    return text.lstrip("#").strip("【】[]■●◆▲·•") in layout.labels


def _own_kind(line: Line, text: str, layout: Layout, web: bool) -> LineKind | None:
    """Return what a line says of itself, None where only its neighbours can tell."""
    if not text:
        return "blank"
    if line.role == "boilerplate":
        return "boilerplate"
    if line.role == "caption" or layout.caption.match(text):
        return "caption"
    if web and _is_web_noise(text, layout):
        return "boilerplate"
    if layout.continued_from.match(text):
        return "mark"
    if _is_masthead(text, layout):
        return "masthead"
    if _strong_label(text, layout):
        return "label"
    return _writer_kind(text, layout)


def _writer_kind(text: str, layout: Layout) -> LineKind | None:
    if len(text) > 34:
        return None
    if layout.signature.match(text):
        return "signature"
    if layout.credit.match(text):
        return "credit"
    return "byline" if layout.byline.match(text) else None


def _is_web_noise(text: str, layout: Layout) -> bool:
    rules = (layout.noise, layout.breadcrumb, layout.original_title)
    return any(rule.match(text) for rule in rules) or _is_meta(text, layout)


def _is_meta(text: str, layout: Layout) -> bool:
    return len(text) < 90 and bool(layout.web_meta.search(text) or layout.web_meta_other.match(text))


def _is_masthead(text: str, layout: Layout) -> bool:
    if len(text) > layout.masthead_longest:
        return False
    return sum(bool(cue.search(text)) for cue in layout.masthead_cues) >= 2


def is_web(page: Page, layout: Layout) -> bool:
    """Say whether a page of text is the copy of a web page."""
    first = [plain(line.text) for line in page.lines if line.text.strip()][:12]
    return any(layout.breadcrumb.match(t) for t in first) or any(_is_meta(t, layout) for t in first[:6])


def _footer(lines: Sequence[Line], layout: Layout) -> int:
    """Return the index from which a web copy holds no article any more."""
    for i, line in enumerate(lines):
        text = plain(line.text)
        if i > 5 and len(text) < 120 and layout.footer.match(text):
            return i
    return len(lines)


def _shared_width(sizes: Sequence[float]) -> float:
    """Return the width that most of the lines share, 0 where there is none."""
    if len(sizes) < 5:
        return 0.0
    widest = sorted(sizes)[(len(sizes) * 3) // 4]
    shared = sum(abs(n - widest) <= 1.5 for n in sizes)
    return widest if shared * 2 >= len(sizes) and widest <= 60 else 0.0


def _columns(sizes: Sequence[float], reach: int = 9) -> list[float]:
    """Return the column width around each line: that of the lines down to it, else of the lines from it."""
    return [
        _shared_width(sizes[max(0, i - reach) : i + 1]) or _shared_width(sizes[i : i + reach + 1])
        for i in range(len(sizes))
    ]


def observe(page: Page, layout: Layout) -> list[PageLine]:
    """Return the non-blank lines of a page with what each says of itself; the undecided are "more"."""
    web = page.format == "text" and is_web(page, layout)
    footer = _footer(page.lines, layout) if web else len(page.lines)
    kinds: list[tuple[Line, str, LineKind | None, int]] = []
    blanks = 0
    for i, line in enumerate(page.lines):
        text = plain(line.text)
        kind = "boilerplate" if text and i >= footer else _own_kind(line, text, layout, web)
        if kind == "blank":
            blanks += 1
            continue
        kinds.append((line, text, kind, blanks))
        blanks = 0
    return _measured(kinds)


def _measured(kinds: Sequence[tuple[Line, str, LineKind | None, int]]) -> list[PageLine]:
    indents = [line.text[:1] in " \t\u3000" for line, _, _, _ in kinds]
    open_indents = [indent for indent, (_, _, kind, _) in zip(indents, kinds, strict=True) if kind is None]
    indented = sum(open_indents) < 0.6 * len(open_indents)
    sizes = [width(line.text) for line, _, kind, _ in kinds if kind is None]
    columns = iter(_columns(sizes))
    measured = []
    for (line, text, kind, blanks), indent in zip(kinds, indents, strict=True):
        column = next(columns) if kind is None else 0.0
        measured.append(PageLine(line, text, kind or "more", blanks, indented and indent, column, width(line.text)))
    return measured


def _head(item: PageLine, following: PageLine | None, layout: Layout) -> float:
    """Score a line as a headline by what it looks like."""
    text, role = item.text.lstrip("#"), item.line.role
    n = len(text)
    score = -1.0 + (0.5 if 4 <= n <= 32 else -0.5 if n <= 44 else -6.0)
    score -= 5.0 if text.endswith(("。", "；", "，", "、", ",", ";")) else 1.0 if text.endswith(("：", ":")) else 0.0
    score -= 5.0 if "。" in text[:-1] else 0.0
    score -= _comma_cost(text)
    score -= 6.0 if text[:1] in "，。、；：？！”’）》,.;:?!)" else 0.0
    score += 4.5 if role in ("heading", "title") or item.text.startswith("#") else 0.0
    score += 3.5 if layout.organisation.fullmatch(text) else 0.0
    score += 0.5 if layout.verbs.search(text) else 0.0
    score += 3.0 if layout.subhead.match(text) else 0.0
    score += 1.5 if _two_clauses(item.line.text) else 0.0
    score -= 8.0 if layout.dateline(text) else 2.5 if layout.date_lead.match(text) else 0.0
    score -= 1.5 if layout.paragraph.match(text) and not layout.section.match(text) else 0.0
    score -= 1.5 if _unbalanced(text) else 0.0
    score += 0.5 if layout.section.match(text) and n <= 24 else 0.0
    if item.column:
        score += 1.5 if item.size > item.column + 1.5 else -0.7 if item.full else 0.5
    if following and (layout.dateline(following.text) or following.kind == "mark"):
        score += 1.5
    return score


def _comma_cost(text: str) -> float:
    """Return what commas speak against a headline; one between two clauses of like length says little."""
    clauses = _COMMA.split(text)
    if len(clauses) == 2 and all(4 <= len(c) <= 16 for c in clauses) and abs(len(clauses[0]) - len(clauses[1])) <= 6:
        return 0.4
    return min(3.0, 1.2 * (len(clauses) - 1))


def _two_clauses(text: str) -> bool:
    """Say whether a line is two clauses of like length with a space between: a common headline form."""
    parts = text.lstrip("# ").split()
    return len(parts) == 2 and all(4 <= len(p) <= 16 for p in parts) and abs(len(parts[0]) - len(parts[1])) <= 4


def _unbalanced(text: str) -> bool:
    pairs = ("“”", "《》", "（）", "()", "‘’")
    return any(text.count(a) != text.count(b) for a, b in pairs)


def _start(item: PageLine, layout: Layout) -> float:
    """Score a line as the beginning of a paragraph by what it looks like."""
    score = 6.0 if layout.dateline(item.text) else 2.5 if layout.date_lead.match(item.text) else 0.0
    score += 1.5 if not score and layout.paragraph.match(item.text) else 0.0
    score += 1.5 if layout.speaker.match(item.text) and len(item.text) > 8 else 0.0
    score += 2.5 if item.indent else 0.0
    score -= 3.0 if layout.never_first.match(item.text) else 0.0
    if not score and not item.column and len(item.text) < 40 and not layout.closed(item.text):
        score -= 2.0  # a lone short line without an end is rarely how a paragraph begins
    return score - (5.0 if item.line.role in ("heading", "title") or item.text.startswith("#") else 0.0)


def _more(item: PageLine, layout: Layout) -> float:
    """Score a line as the continuation of a paragraph by what it looks like."""
    score = -8.0 if layout.dateline(item.text) else 0.0
    if not item.column:
        score -= 1.5 if len(item.text) < 40 and not layout.closed(item.text) else 0.0
        score -= 1.5 if layout.paragraph.match(item.text) else 0.0
        score -= 3.0 if layout.subhead.match(item.text) else 0.0
    if layout.date_lead.match(item.text) and not item.full:
        score -= 3.0
    score -= 3.0 if layout.organisation.fullmatch(item.text) else 0.0
    score -= 5.0 if item.line.role in ("heading", "title") or item.text.startswith("#") else 0.0
    score += 2.0 if item.text[:1] in "，。、；：？！”’）》,.;:?!)" else 0.0
    return score - (2.5 if item.indent else 0.0)


def _follows(before: PageLine, state: str, item: PageLine, new: str, layout: Layout) -> float:
    """Score a line's state after that of the undecided line before it."""
    if state.startswith("head"):
        return _after_head(before, state, item, new, layout)
    closed = layout.closed(before.text)
    if new == "more":
        wide_gap = 1.5 if item.blanks >= 3 > before.blanks else 0.0
        if not closed:
            return 0.5 - wide_gap
        return (0.3 if before.full else -2.5) - wide_gap
    if new == "start":
        return (1.0 if closed else -3.0) - (0.8 if closed and before.full and not item.indent else 0.0)
    return 1.0 if closed else -3.0


def _after_head(before: PageLine, state: str, item: PageLine, new: str, layout: Layout) -> float:
    if new == "more":
        return _NEVER
    if new == "start":
        return 0.0
    if not new.startswith("head") or int(new[-1]) != min(4, int(state[-1]) + 1):
        return _NEVER
    return {"head1": -0.3, "head2": -0.8, "head3": -2.0, "head4": -5.0}[state]


def _after_fixed(fixed: str, old: str, open_before: bool, new: str) -> float:
    """Score a state after a line that said itself what it is."""
    broken = open_before and old in ("start", "more")
    if new == "more":
        return -1.0 if fixed in _PAUSES and broken else -8.0
    if new not in ("start", "head1"):
        return _NEVER
    return -2.5 if broken else 0.0


def label(page: Page, layout: Layout) -> list[PageLine]:
    """Return the non-blank lines of a page, each with what it is.

    Args:
        page: the page as read.
        layout: the layout rules.

    Returns:
        One PageLine per non-blank line, in order.
    """
    items = observe(page, layout)
    undecided = [i for i, item in enumerate(items) if item.kind == "more"]
    states = _decode(items, undecided, layout)
    result = list(items)
    for i, state in zip(undecided, states, strict=True):
        kind: LineKind = "head" if state.startswith("head") else "start" if state == "start" else "more"
        result[i] = _with_kind(items[i], kind)
    return result


def _with_kind(item: PageLine, kind: LineKind) -> PageLine:
    return PageLine(item.line, item.text, kind, item.blanks, item.indent, item.column, item.size)


def _decode(items: Sequence[PageLine], undecided: Sequence[int], layout: Layout) -> list[str]:
    """Return the best state of each undecided line."""
    best: dict[str, float] = {}
    trace: list[dict[str, str]] = []
    before: int | None = None
    for i in undecided:
        item, following = items[i], _next_text(items, i)
        own = {"start": _start(item, layout), "more": _more(item, layout)}
        head = _head(item, following, layout)
        fixed = items[i - 1].kind if i and (before is None or before != i - 1) else ("" if before is not None else "masthead")
        open_before = before is not None and not layout.closed(items[before].text)
        scores: dict[str, float] = {}
        origin: dict[str, str] = {}
        for new in _STATES:
            reached = {
                old: value
                + (
                    _after_fixed(fixed, old, open_before, new)
                    if fixed
                    else _follows(items[before or 0], old, item, new, layout)
                )
                for old, value in (best or {"": 0.0}).items()
            }
            old = max(reached, key=reached.__getitem__)
            scores[new] = reached[old] + own.get(new, head)
            origin[new] = old
        trace.append(origin)
        best, before = scores, i
    return _backtrack(best, trace)


def _next_text(items: Sequence[PageLine], i: int) -> PageLine | None:
    """Return the next line that is no column label: what a headline would stand over."""
    return next((item for item in items[i + 1 :] if item.kind != "label"), None)


def _backtrack(best: dict[str, float], trace: Sequence[dict[str, str]]) -> list[str]:
    if not trace:
        return []
    state = max(best, key=best.__getitem__)
    states = []
    for origin in reversed(trace):
        states.append(state)
        state = origin[state]
    return states[::-1]
