"""Answer → the HTML of a chat message.

Everything that comes from an article, a question or a model is escaped here; Gradio's own sanitiser
is only the second lock. Links and images of the text are never made into elements, so that no text in
an archive can make a reader's browser fetch or run anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import escape

from markdown_it import MarkdownIt

from assistant.corrections import Corrections
from assistant.records import Answer
from assistant.ui.actions import address, button
from assistant.ui.chips import chips_html
from assistant.ui.texts import Texts, follow_ups, texts
from index.records import Hit

# Markdown that could address something outside.
_ADDRESSES = ("image", "link", "autolink", "html_inline", "html_block", "reference")
# Markdown that plain newspaper text trips over by accident: an indented paragraph is no code.
_ACCIDENTS = ("fence", "code", "lheading")
# A line below a list that is no item of it; Markdown would draw it into the last item.
_AFTER_LIST = re.compile(r"^([-*] .*\n)(?=[^\s\-*])", re.M)
_MARK = re.compile(r"\[(\d{1,4})\]")
_AS_READ = Corrections()
SHOWN_QUESTION = 300
_EDIT = '<span aria-hidden="true">✎</span>'
VERDICTS = ("right", "wrong", "missing")


@cache
def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
    return parser.disable([*_ADDRESSES, *_ACCIDENTS])


def anchor(turn: int, n: int) -> str:
    """Return the id of citation n of a turn in the evidence panel."""
    return f"wd-{turn}-{n}"


def safe_html(markdown: str) -> str:
    """Return Markdown as HTML without links, images or raw HTML, and without blank lines.

    A blank line would end the HTML block in which the chat embeds it.
    """
    return re.sub(r"\n\s*\n", "\n", _markdown().render(_AFTER_LIST.sub(r"\1\n", markdown))).strip()


def linked(html: str, answer: Answer, turn: int) -> str:
    """Return the HTML with every [n] that is a citation of the answer as a link into the evidence panel."""
    known = {citation.n: citation for citation in answer.citations}

    def link(match: re.Match[str]) -> str:
        citation = known.get(int(match[1]))
        if citation is None:
            return match[0]
        title = escape(citation.headline or citation.source, quote=True)
        return f'<a class="wd-cite" href="#{anchor(turn, citation.n)}" title="{title}">{citation.n}</a>'

    return _MARK.sub(link, html)


def question_html(question: str, turn: int, say: Texts) -> str:
    """Return a visitor's question as inert HTML, cut where it is far too long, with a way to edit it."""
    shown = question if len(question) <= SHOWN_QUESTION else question[:SHOWN_QUESTION] + "…"
    lines = [escape(line) for line in shown.splitlines() if line.strip()]
    edit = button(address("ask", "edit", turn), _EDIT, "wd-edit", title=say("edit"))
    return f'<div class="wd-question"><span>{"<br>".join(lines)}</span>{edit}</div>'


def waiting_html(say: Texts) -> str:
    """Return the HTML that stands in for an answer while the archive is searched."""
    return f'<div class="wd-answer wd-waiting" role="status">{escape(say("searching"))}</div>'


def draft_html(text: str, say: Texts) -> str:
    """Return the HTML of an answer that is still being written and has not been checked."""
    return (
        f'<div class="wd-answer wd-draft"><div class="wd-body">{safe_html(text)}</div>'
        f'<div class="wd-foot"><span>{escape(say("draft"))}</span></div></div>'
    )


def nearest_html(hits: Sequence[Hit], say: Texts) -> str:
    """Return what is shown while a large archive is still being gone through: the nearest passages."""
    items = "".join(
        f"<li><strong>{escape(hit.headline or hit.source)}</strong>：{escape(_start(hit.text))}</li>"
        for hit in hits
    )
    if not items:
        return waiting_html(say)
    head = f'<p class="wd-waiting" role="status">{escape(say("nearest"))}</p>'
    return f'<div class="wd-answer wd-draft"><div class="wd-body">{head}<ul>{items}</ul></div></div>'


def _start(text: str, most: int = 80) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most] + "…"


def answer_html(answer: Answer, turn: int, corrections: Corrections = _AS_READ) -> str:
    """Return the HTML of an answer: how it was understood, text with clickable marks, and how it came about.

    Args:
        answer: the checked answer.
        turn: 0-based number of the turn; it keeps the anchors of several answers apart.
        corrections: what the visitor corrected in how the question was understood.
    """
    say = texts(answer.language)
    parts = [
        chips_html(answer, corrections, turn),
        _status(answer, say),
        f'<div class="wd-body">{linked(safe_html(answer.text), answer, turn)}</div>',
        _remarks(answer, say),
        _foot(answer, say),
        f'<div class="wd-links">{_links(answer, turn, say)}{_verdicts(turn, say)}</div>',
        _follow_ups(answer),
    ]
    return f'<div class="wd-answer" id="wd-turn-{turn}">' + "".join(parts) + "</div>"


def error_html(heading: str, detail: str, turn: int, say: Texts) -> str:
    """Return the HTML of a refusal or failure, with a way to try again."""
    status = f'<div class="wd-status wd-failed">{escape(heading)}</div>'
    again = button(address("ask", "retry", turn), escape(say("ask_again")), "wd-link")
    body = f'<div class="wd-body"><p>{_flat(detail)}</p></div><div class="wd-links">{again}</div>'
    return f'<div class="wd-answer wd-error">{status}{body}</div>'


def _flat(text: str) -> str:
    return "<br>".join(escape(line) for line in text.splitlines() if line.strip())


def _inline(text: str) -> str:
    return str(_markdown().renderInline(" ".join(text.split())))


def _status(answer: Answer, say: Texts) -> str:
    words = say(f"status.{answer.status}")
    return f'<div class="wd-status wd-{answer.status}">{escape(words)}</div>' if words else ""


def _remarks(answer: Answer, say: Texts) -> str:
    items = [_flat(note) for note in answer.notes]
    if answer.checks.unsupported:
        unsupported = "；".join(_inline(text) for text in answer.checks.unsupported)
        items.append(escape(say("unsupported")) + unsupported)
    return '<ul class="wd-notes">' + "".join(f"<li>{item}</li>" for item in items) + "</ul>" if items else ""


def _foot(answer: Answer, say: Texts) -> str:
    facts = [("wd-badge", composed_by(answer, say))]
    if answer.citations:
        passed = answer.checks.quotes_verbatim
        facts.append(("wd-verified", say("verified")) if passed else ("wd-doubt", say("not_verified")))
    if total := answer.timing_ms.get("total"):
        facts.append(("wd-time", say("seconds", seconds=f"{max(total / 1000, 0.1):.1f}")))
    facts.append(("wd-coverage", coverage_line(answer, say)))
    spans = "".join(f'<span class="{name}">{escape(text)}</span>' for name, text in facts if text)
    return f'<div class="wd-foot">{spans}</div>'


def _links(answer: Answer, turn: int, say: Texts) -> str:
    links = []
    if answer.citations:
        words = say("open_sources", count=len(answer.citations))
        links.append(button(address("page", "sources", turn), escape(words), "wd-link wd-open-sources"))
    if answer.rows:
        words = say("open_table", count=len(answer.rows))
        links.append(button(address("desk", "table", turn), escape(words), "wd-link wd-open-table"))
    done = escape(say("copied"))
    links.append(button(address("page", "copy", turn, done), escape(say("copy")), "wd-link wd-copy"))
    links.append(button(address("desk", "why", turn), escape(say("why")), "wd-link wd-why"))
    links.append(button(address("ask", "retry", turn), escape(say("ask_again")), "wd-link wd-again"))
    return "".join(links)


def _verdicts(turn: int, say: Texts) -> str:
    """Return the buttons by which a visitor judges the answer; a right one needs no note."""
    buttons = [
        button(address("feedback", "record", turn, "right"), escape(say("verdict.right")), "wd-verdict")
    ]
    buttons += [
        button(address("page", "note", turn, verdict), escape(say(f"verdict.{verdict}")), "wd-verdict")
        for verdict in VERDICTS[1:]
    ]
    label = escape(say("verdict.label"))
    return f'<span class="wd-verdicts" role="group" aria-label="{label}">{"".join(buttons)}</span>'


def _follow_ups(answer: Answer) -> str:
    offered = follow_ups(answer.language).get(answer.kind, ()) if answer.status == "answered" else ()
    buttons = [button(address("ask", "ask", text), escape(text), "wd-next") for text in offered]
    return f'<div class="wd-follow-ups">{"".join(buttons)}</div>' if buttons else ""


def composed_by(answer: Answer, say: Texts) -> str:
    """Return in words what composed the answer."""
    how, _, model = answer.composed_by.partition(":")
    return say("composed.model", model=model) if how == "model" else say(f"composed.{how}")


def coverage_line(answer: Answer, say: Texts) -> str:
    """Return in words how much was searched, as far as the answer's own text does not say so."""
    seen = answer.coverage
    told = answer.composed_by == "listing" or not seen.articles
    parts = (
        []
        if told
        else [say("coverage", articles=seen.articles, matched=seen.matched, sentences=seen.sentences)]
    )
    parts += [say("coverage_unreadable", unreadable=seen.unreadable)] if seen.unreadable else []
    return say("joint").join(parts)
