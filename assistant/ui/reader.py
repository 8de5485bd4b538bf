"""An article as printed, with what is marked in it and the ways on: its page, its issue, the next mention."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from assistant.records import Language
from assistant.ui.actions import address, button
from assistant.ui.chips import place_name
from assistant.ui.texts import Texts, texts
from index.passages import split_passages
from index.records import Article
from index.tables.catalogue import Entry


@dataclass(frozen=True, slots=True)
class Way:
    """A step from one article to another: the action, and the headline that it leads to."""

    action: str
    headline: str


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around an article in the reader.

    Attributes:
        same_page: the articles of its page, itself included.
        other_pages: pages of its issue with their number of articles.
        previous: the mention before this article in what it was opened from.
        following: the mention after it.
        drawn: True where the page can be shown as printed.
    """

    same_page: Sequence[Entry] = ()
    other_pages: Sequence[tuple[str, int]] = ()
    previous: Way | None = None
    following: Way | None = None
    drawn: bool = False


def reader_html(
    article: Article, marks: Sequence[tuple[int, int]], around: Around, language: Language
) -> str:
    """Return an article for reading.

    Args:
        article: the article; its text is escaped and never interpreted.
        marks: spans of the text to mark.
        around: where one can go from here.
        language: of the interface.
    """
    say = texts(language)
    parts = (
        _steps(around, len(merged(marks)), say),
        _head(article, say, language),
        _tools(article, marks, around, say),
        f'<div class="wd-article" lang="zh-CN">{text_html(article, marks)}</div>',
        _beside(article, marks),
        _same_page(article, around.same_page, say),
        _other_pages(article, around.other_pages, say),
    )
    return f'<article class="wd-reader">{"".join(parts)}</article>'


def merged(marks: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, those that overlap or touch joined."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(span for span in marks if span[0] < span[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def text_html(article: Article, marks: Sequence[tuple[int, int]]) -> str:
    """Return the body escaped, marked spans in <mark>, the number of each passage before it."""
    starts = {passage.start: n for n, passage in enumerate(split_passages(article), 1)}
    return _marked(article.text, marks, starts, 0, len(article.body))


def _marked(
    text: str, marks: Sequence[tuple[int, int]], starts: Mapping[int, int], first: int, last: int
) -> str:
    """Return text[first:last] escaped, marked spans in <mark>, numbers where they stand."""
    spans = merged(marks)
    inner = {o for o in (*starts, *(offset for span in spans for offset in span)) if first < o < last}
    pieces = []
    for start, end in pairwise(sorted({first, last, *inner})):
        number = (
            f'<span class="wd-passage" aria-hidden="true">{starts[start]}</span>' if start in starts else ""
        )
        piece = escape(text[start:end])
        inside = any(span[0] <= start and end <= span[1] for span in spans)
        pieces.append(f"{number}<mark>{piece}</mark>" if inside else number + piece)
    return "".join(pieces)


def _steps(around: Around, marks: int, say: Texts) -> str:
    ways = ((around.previous, "previous", "‹ "), (around.following, "following", " ›"))
    buttons = []
    for way, name, arrow in ways:
        if way is not None:
            words = escape(say(f"reader.{name}"))
            face = arrow + words if name == "previous" else words + arrow
            buttons.append(button(way.action, face, f"wd-link wd-{name}", title=f"{words} {way.headline}"))
    inside = ""
    if marks > 1:
        next_mark = address("page", "mark", "next")
        inside = button(next_mark, escape(say("reader.marks", count=marks)), "wd-link wd-next-mark")
    return (
        f'<nav class="wd-steps" aria-label="{escape(say("reader.steps"))}">{"".join(buttons)}{inside}</nav>'
    )


def _head(article: Article, say: Texts, language: Language) -> str:
    kicker = f'<p class="wd-kicker">{escape(article.kicker)}</p>' if article.kicker else ""
    subhead = f'<p class="wd-subhead">{escape(article.subhead)}</p>' if article.subhead else ""
    headline = escape(article.headline or say("untitled"))
    place = place_name(article.place_code, language) if article.place_code else article.place or ""
    facts = [
        article.paper,
        article.issue_date or "",
        say("page", page=article.page) if article.page else "",
        place,
        say.get(f"article_kind.{article.kind}", article.kind),
        article.byline or "",
    ]
    line = " · ".join(escape(fact) for fact in facts if fact)
    return f'<header lang="zh-CN">{kicker}<h2>{headline}</h2>{subhead}<p class="wd-facts">{line}</p></header>'


def _tools(article: Article, marks: Sequence[tuple[int, int]], around: Around, say: Texts) -> str:
    spans = [offset for span in merged(marks)[:20] for offset in span]
    drawn = (
        button(address("desk", "page", article.article_id, *spans), escape(say("reader.page")), "wd-file")
        if around.drawn
        else ""
    )
    lines = "、".join(f"{a}" if a == b else f"{a}–{b}" for a, b in article.lines)
    source = f"{article.source} · {say('lines', lines=lines)}" if lines else article.source
    return f'<div class="wd-tools">{drawn}<span class="wd-where">{escape(source)}</span></div>'


def _beside(article: Article, marks: Sequence[tuple[int, int]]) -> str:
    """Return what is printed beside the body; of an index of an earlier version, only the captions."""
    end = len(article.body)
    lines = "".join(f"<p>{escape(caption)}</p>" for caption in article.captions)
    if article.beside:
        lines = _marked(article.text, marks, {}, end, len(article.text))
    return f'<aside class="wd-captions" lang="zh-CN">{lines}</aside>' if lines else ""


def _same_page(article: Article, entries: Sequence[Entry], say: Texts) -> str:
    others = [entry for entry in entries if entry.article_id != article.article_id]
    items = "".join(_other(entry, say) for entry in others)
    title = escape(say("reader.same_page"))
    return f'<section class="wd-same"><h3>{title}</h3><ul>{items}</ul></section>' if items else ""


def _other(entry: Entry, say: Texts) -> str:
    head = escape(entry.headline or say("untitled"))
    read = button(address("desk", "read", entry.article_id), head, "wd-link")
    return f'<li>{read}<span class="wd-where">{escape(entry.place or "")}</span></li>'


def _other_pages(article: Article, pages: Sequence[tuple[str, int]], say: Texts) -> str:
    if not article.issue_date or not pages:
        return ""
    buttons = "".join(
        button(
            address("browse", "page", article.paper, article.issue_date, number),
            escape(f"{say('page', page=number) if number else say('no_page')} ({count})"),
            "wd-chip",
            pressed=number == (article.page or ""),
        )
        for number, count in pages
    )
    title = escape(say("reader.issue"))
    return f'<section class="wd-same"><h3>{title}</h3><div class="wd-pages">{buttons}</div></section>'
