"""What happens at the desks for browsing and for plain searching."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import gradio as gr

from assistant.records import Language
from assistant.ui.actions import Action
from assistant.ui.asking import PRIVATE
from assistant.ui.conversation import Asker
from assistant.ui.examples import Holdings
from assistant.ui.frame import Page
from assistant.ui.library import chosen, entry_html, highlighted, listing_html
from assistant.ui.reading import query_words
from assistant.ui.texts import texts

HITS = 60
SHOWN = 40
_SNIPPETS = 3


def wire_browsing(page: Page, chat: Asker) -> None:
    """Connect the desks for browsing and searching."""

    def browse(language: Language, event: gr.EventData) -> str:
        return listed(chat.archive, Action.of(event), language)

    page.channels["browse"].submit(
        browse, [page.language], [page.listing], trigger_mode="always_last", **PRIVATE
    )
    searched = [page.words, page.way, page.language]
    gr.on([page.words.submit, page.way.change], _search(chat), searched, [page.results], **PRIVATE)


def listed(archive: Holdings, action: Action, language: Language) -> str:
    """Return the list of articles that an action of the browsing column asks for."""
    page, base = 0, (action.verb, *action.arguments)
    if action.verb == "turn":
        page, base = max(action.number(), 0), action.arguments[1:]
    verb, *arguments = base or ("all",)
    what = chosen(verb, arguments, language)
    return listing_html(archive.catalogue, what, page, base, language)


def _search(chat: Asker) -> Callable[[str, str, Language], str]:
    def search(query: str, way: str, language: Language) -> str:
        if not query.strip():
            return hint_html(language)
        chat.archive.refresh()
        return results_html(chat.archive, query[:200], way == "exact", language)

    return search


def hint_html(language: Language) -> str:
    """Return what stands on the searching desk before the first search."""
    return f'<p class="wd-empty">{escape(texts(language)("find.hint"))}</p>'


def results_html(archive: Holdings, query: str, exact: bool, language: Language) -> str:
    """Return the articles that hold the words, or are nearest to them, with the places highlighted.

    Args:
        archive: what is searched.
        query: words as typed.
        exact: only articles in which the words stand literally.
        language: of the interface.
    """
    say = texts(language)
    found = _literal(archive, query) if exact else _near(archive, query)
    words = [query.strip()] if exact else query_words(query)
    shown = list(found)[:SHOWN]
    entries = archive.catalogue.named(shown)
    items = "".join(
        entry_html(entries[key], say, language, query=query, snippets=_snippets(found[key], words))
        for key in shown
        if key in entries
    )
    words_for = "find.count_exact" if exact else "find.count"
    count = escape(say(words_for, count=f"{len(found):,}", shown=len(shown)))
    nothing = "" if items else f'<p class="wd-empty">{escape(say("find.nothing"))}</p>'
    return f'<p class="wd-found" role="status">{count}</p><ol class="wd-entries">{items}</ol>{nothing}'


def _near(archive: Holdings, query: str) -> dict[str, list[str]]:
    """Return the passages found by article, the best first."""
    found: dict[str, list[str]] = {}
    for hit in archive.search(query, HITS):
        found.setdefault(hit.article_id, []).append(hit.text)
    return found


def _literal(archive: Holdings, query: str) -> dict[str, list[str]]:
    """Return the sentences that hold the query by article, the newest article first."""
    found = sorted(archive.containing([[query]]), key=lambda one: one.article.issue_date or "", reverse=True)
    return {
        one.article.article_id: [
            one.article.text[s.start : s.end]
            for s in (one.annotation.sentences[n] for n in one.sentences[:_SNIPPETS])
        ]
        for one in found
    }


def _snippets(texts: Sequence[str], words: Sequence[str]) -> str:
    parts = "".join(f"<p>{highlighted(text, words)}</p>" for text in texts[:_SNIPPETS])
    return f'<div class="wd-snippets">{parts}</div>'
