"""Answer + Articles → the HTML of the evidence panel.

One card per article; its text stands whole, with every quoted sentence in a <mark>. Text of articles
is escaped and never interpreted, neither as HTML nor as Markdown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from assistant.records import Answer, Citation
from assistant.ui.actions import address, button
from assistant.ui.render import anchor
from assistant.ui.texts import Texts, texts
from index.errors import WendangError
from index.records import Article

FindArticle = Callable[[str], Article]


@dataclass(frozen=True, slots=True)
class Span:
    """A quote in its article: text[start:end] belongs to citation n."""

    start: int
    end: int
    n: int


def locate(citation: Citation, text: str) -> Span | None:
    """Return where a citation's quote stands in the article's text, None where it does not."""
    length = len(citation.quote)
    start = citation.start if text[citation.start : citation.start + length] == citation.quote else -1
    if start < 0 and length:
        start = text.find(citation.quote)
    return Span(start, start + length, citation.n) if start >= 0 and length else None


def marked_html(text: str, spans: Sequence[Span], turn: int) -> str:
    """Return the text escaped, with the spans in <mark>; spans may overlap or nest.

    Args:
        text: the article's text.
        spans: quotes to mark; the first piece of each carries the anchor of its citation.
        turn: 0-based number of the turn.
    """
    cuts = sorted({0, len(text), *(s.start for s in spans), *(s.end for s in spans)})
    pieces = []
    for start, end in pairwise(cuts):
        inside = [span for span in spans if span.start <= start and span.end >= end]
        piece = escape(text[start:end])
        pieces.append(_mark(piece, inside, start, turn) if inside else piece)
    return "".join(pieces)


def _mark(piece: str, inside: Sequence[Span], start: int, turn: int) -> str:
    anchors = "".join(f'<span id="{anchor(turn, span.n)}"></span>' for span in inside if span.start == start)
    names = " ".join(anchor(turn, span.n) for span in inside)
    return f'<mark class="{names}">{anchors}{piece}</mark>'


def panel_html(answer: Answer, turn: int, find_article: FindArticle) -> str:
    """Return one answer's part of the evidence panel.

    Args:
        answer: the checked answer.
        turn: 0-based number of the turn.
        find_article: looks up an article by its id; may raise WendangError.
    """
    say = texts(answer.language)
    heading = say("sources_for", question=shortened(answer.question))
    groups: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        groups.setdefault(citation.article_id, []).append(citation)
    cards = [
        _card(group, _text(group, turn, find_article, say), turn, say, opened=not place)
        for place, group in enumerate(groups.values())
    ]
    body = "".join(cards) or f'<p class="wd-empty">{escape(say("no_sources"))}</p>'
    return f'<section class="wd-group" id="wd-sources-{turn}"><h2>{escape(heading)}</h2>{body}</section>'


def shortened(question: str, most: int = 40) -> str:
    """Return a question on one line, cut to a heading's length."""
    line = " ".join(question.split())
    return line if len(line) <= most else line[:most] + "…"


def empty_html(say: Texts) -> str:
    """Return the evidence panel before the first answer."""
    return f'<section class="wd-group"><p class="wd-empty">{escape(say("sources_empty"))}</p></section>'


def _card(group: Sequence[Citation], text: str, turn: int, say: Texts, *, opened: bool) -> str:
    first = group[0]
    numbers = "".join(f'<span class="wd-n">{citation.n}</span>' for citation in group)
    head = escape(first.headline or say("untitled"))
    where = escape(_where(first, group, say))
    read = button(address("desk", "read", first.article_id, turn, first.n), escape(say("read")), "wd-link")
    return (
        f'<details class="wd-source"{" open" if opened else ""}>'
        f'<summary><span class="wd-ns">{numbers}</span>'
        f'<span class="wd-head">{head}</span><span class="wd-where">{where}</span></summary>'
        f'{text}<div class="wd-card-foot">{read}</div></details>'
    )


def _where(first: Citation, group: Sequence[Citation], say: Texts) -> str:
    lines = sorted({tuple(pair) for citation in group for pair in citation.lines})
    span = "、".join(f"{a}" if a == b else f"{a}–{b}" for a, b in lines)
    parts = [
        first.paper,
        first.issue_date,
        say("page", page=first.page) if first.page else "",
        first.source,
        say("lines", lines=span) if span else "",
    ]
    return " · ".join(part for part in parts if part)


def _text(group: Sequence[Citation], turn: int, find_article: FindArticle, say: Texts) -> str:
    try:
        article = find_article(group[0].article_id)
    except (WendangError, LookupError):
        return _loose(group, turn, say("gone"))
    spans = [(citation, locate(citation, article.text)) for citation in group]
    lost = [citation for citation, span in spans if span is None]
    byline = f'<p class="wd-byline">{escape(article.byline)}</p>' if article.byline else ""
    text = marked_html(article.text, [span for _, span in spans if span], turn)
    moved = _loose(lost, turn, say("moved")) if lost else ""
    return f'{byline}<div class="wd-text" lang="zh-CN" tabindex="0">{text}</div>{moved}'


def _loose(group: Sequence[Citation], turn: int, remark: str) -> str:
    quotes = "".join(
        f'<blockquote><mark class="{anchor(turn, c.n)}"><span id="{anchor(turn, c.n)}"></span>'
        f"{escape(c.quote)}</mark></blockquote>"
        for c in group
    )
    return f'<p class="wd-empty">{escape(remark)}</p>{quotes}'
