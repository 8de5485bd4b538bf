"""The page: its parts placed and connected, its words in either language."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from threading import Thread
from typing import Any, Protocol

import gradio as gr

from assistant.records import Language
from assistant.serving.access import visitor_of
from assistant.ui.actions import Action
from assistant.ui.asking import PRIVATE, wire_asking
from assistant.ui.browsing import hint_html, listed, wire_browsing
from assistant.ui.conversation import Asker, Turns
from assistant.ui.examples import Holdings, examples, holdings_line
from assistant.ui.frame import Page, place
from assistant.ui.furniture import furniture_html
from assistant.ui.keeping import kept_html
from assistant.ui.library import facets_html
from assistant.ui.perstate import PerState
from assistant.ui.reading import wire_reading
from assistant.ui.rowtable import empty_table_html
from assistant.ui.scope import limits_line, scope_html
from assistant.ui.sources import empty_html
from assistant.ui.taking import FeedbackStore, keeper, wire_taking
from assistant.ui.texts import Texts, texts
from index.errors import WendangError
from index.records import Filters

log = logging.getLogger(__name__)

UPLOADS_KEPT = (3600, 24 * 3600)
"""How often Gradio looks for uploads to delete, and how old they then are, in seconds."""


class ManageDesk(Protocol):
    """The desk of the editors."""

    def tab(self, language: gr.Radio, tab: gr.Tab) -> None:
        """Place and connect its components."""
        ...

    def allowed(self, request: gr.Request) -> bool:
        """Say whether a visitor may use it."""
        ...


def build_app(
    chat: Asker, *, manage: ManageDesk | None = None, feedback: FeedbackStore | None = None
) -> gr.Blocks:
    """Return the page, ready to launch.

    Args:
        chat: answers the questions.
        manage: the desk of the editors, None where there is none.
        feedback: where verdicts are kept, None where none are asked for.
    """
    say = texts("zh")
    options = {"title": say("name"), "fill_width": True, "analytics_enabled": False}
    with gr.Blocks(**options, delete_cache=UPLOADS_KEPT) as blocks:
        page = place(say, welcome(say), manage.tab if manage else None, verdicts=feedback is not None)
        wire_asking(page, chat, keeper(page))
        wire_reading(page, chat)
        wire_browsing(page, chat)
        wire_taking(page, chat, feedback)
        shown = PerState(_shown)
        _wire_words(blocks, page, chat, shown)
        if manage is not None and page.manage_tab is not None:
            blocks.load(_allowed(manage), None, [page.manage_tab], **PRIVATE)
    Thread(target=_warm, args=(chat.archive, shown), daemon=True).start()
    return blocks


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows of an archive before anything is asked, in one language.

    Attributes:
        examples: questions that it can answer.
        holdings: what it holds, in one line.
        scope: the form of the limits, none of them set.
        facets: the column for browsing.
        listing: the newest articles.
    """

    examples: list[str]
    holdings: str
    scope: str
    facets: str
    listing: str


def _shown(archive: Holdings, language: Language) -> Shown:
    catalogue = archive.catalogue
    return Shown(
        examples(archive, language),
        holdings_line(archive, texts(language)),
        scope_html(catalogue, Filters(), language),
        facets_html(catalogue, language),
        listed(archive, Action("all"), language),
    )


def _warm(archive: Holdings, shown: PerState[Shown]) -> None:
    """Make what the page shows and search once, so that the first visitor does not wait for that."""
    try:
        archive.search("".join(shown.of(archive, "zh").examples[:1]) or texts("zh")("name"), 1)
        shown.of(archive, "en")
    except WendangError as error:
        log.warning("not warmed up: %s", error)


def header_html(holdings: str, say: Texts, *, logged_in: bool = False) -> str:
    """Return the name of the product, what the archive holds, and the way out for those who logged in."""
    leave = f'<a class="wd-leave" href="/logout">{escape(say("log_out"))}</a>' if logged_in else ""
    return (
        '<div class="wd-brand"><span class="wd-seal" aria-hidden="true">档</span>'
        f"<div><h1>{escape(say('name'))}</h1><p>{escape(say('tagline'))}</p></div></div>"
        f'<p class="wd-holdings"><span>{escape(holdings)}</span>{leave}</p>'
    )


def welcome(say: Texts) -> str:
    """Return the Markdown of the empty chat."""
    return f"## {say('welcome_title')}\n{say('welcome')}"


def _wire_words(blocks: gr.Blocks, page: Page, chat: Asker, shown: PerState[Shown]) -> None:
    """Let every word follow the language, when the page is opened and when the visitor switches."""
    worded = [
        *(page.header, page.new, page.ask_tab, page.browse_tab, page.find_tab),
        *(page.chat, page.limits, page.box, page.sources_tab, page.sources, page.table_tab, page.table),
        *(page.scope_tab, page.scope, page.kept_tab, page.kept_list, page.facets, page.listing),
        *(page.words, page.way, page.results, page.furniture),
        *([page.manage_tab] if page.manage_tab else []),
    ]
    inputs = [page.language, page.turns, page.filters, page.kept, page.conversation]
    reword = _reword(chat, shown, managed=page.manage_tab is not None)
    page.language.change(reword, inputs, worded, **PRIVATE)
    blocks.load(reword, inputs, worded, **PRIVATE)


def _reword(chat: Asker, shown: PerState[Shown], *, managed: bool) -> Callable[..., tuple[Any, ...]]:
    def reword(
        language: Language,
        turns: Turns,
        filters: Filters | None,
        kept: object,
        conversation: str,
        request: gr.Request,
    ) -> tuple[Any, ...]:
        say, archive, limits = texts(language), chat.archive, filters or Filters()
        archive.refresh()
        now = shown.of(archive, language)
        offered = [{"text": question} for question in now.examples]
        ways = [(say("find.near"), "near"), (say("find.exact"), "exact")]
        return (
            header_html(now.holdings, say, logged_in=visitor_of(request).logged_in),
            gr.Button(value=say("new")),
            gr.Tab(label=say("desk.ask")),
            gr.Tab(label=say("desk.browse")),
            gr.Tab(label=say("desk.find")),
            gr.Chatbot(placeholder=welcome(say), examples=offered),
            limits_line(limits, language),
            gr.Textbox(placeholder=say("placeholder"), submit_btn=say("ask"), label=say("ask")),
            gr.Tab(label=say("sources_tab")),
            gr.skip() if turns else empty_html(say),
            gr.Tab(label=say("table_tab")),
            gr.skip() if turns else empty_table_html(say),
            gr.Tab(label=say("scope_tab")),
            now.scope if limits.empty else scope_html(archive.catalogue, limits, language),
            gr.Tab(label=say("kept_tab")),
            kept_html(kept, conversation, language),
            now.facets,
            now.listing,
            gr.Textbox(
                placeholder=say("find.placeholder"), submit_btn=say("find.go"), label=say("find.words")
            ),
            gr.Radio(choices=ways, label=say("find.way")),
            hint_html(language),
            furniture_html(say),
            *([gr.Tab(label=say("desk.manage"))] if managed else []),
        )

    return reword


def _allowed(manage: ManageDesk) -> Callable[[gr.Request], Any]:
    def allowed(request: gr.Request) -> Any:
        return gr.Tab(visible=manage.allowed(request))

    return allowed
