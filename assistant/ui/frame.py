"""The components of the page, placed: header, the four desks, the drawer for reading, the hidden channels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import gradio as gr

from assistant.records import Language
from assistant.ui.actions import channel
from assistant.ui.keeping import STORAGE_KEY, STORAGE_SECRET
from assistant.ui.rowtable import empty_table_html
from assistant.ui.sources import empty_html
from assistant.ui.texts import Texts

LANGUAGE_NAMES: list[tuple[str, Language]] = [("中文", "zh"), ("EN", "en")]
# A hidden component that saves what is put into it as a file, in the browser.
SAVE = "watch('value', () => { if (props.value) window.wdSave?.(props.value); })"
CHANNELS = ("ask", "desk", "scope", "browse", "save", "keep", "feedback")


@dataclass(frozen=True, slots=True)
class Page:
    """The components of the page."""

    header: gr.HTML
    language: gr.Radio
    new: gr.Button
    ask_tab: gr.Tab
    browse_tab: gr.Tab
    find_tab: gr.Tab
    manage_tab: gr.Tab | None
    chat: gr.Chatbot
    limits: gr.HTML
    box: gr.Textbox
    sources_tab: gr.Tab
    sources: gr.HTML
    table_tab: gr.Tab
    table: gr.HTML
    scope_tab: gr.Tab
    scope: gr.HTML
    kept_tab: gr.Tab
    kept_list: gr.HTML
    facets: gr.HTML
    listing: gr.HTML
    words: gr.Textbox
    way: gr.Radio
    results: gr.HTML
    drawer: gr.HTML
    sheet: gr.HTML
    furniture: gr.HTML
    saved: gr.HTML
    turns: gr.State
    filters: gr.State
    conversation: gr.State
    kept: gr.BrowserState
    channels: dict[str, gr.HTML]


Manage = Callable[[gr.Radio, gr.Tab], None]


def place(say: Texts, welcome: str, manage: Manage | None, *, verdicts: bool) -> Page:
    """Place the components of the page.

    Args:
        say: the words at first.
        welcome: Markdown of the empty chat.
        manage: places the desk of the editors; None where there is none.
        verdicts: whether answers can be judged.
    """
    header, new, language = _header(say)
    with gr.Tabs(elem_id="wd-desks"):
        with gr.Tab(say("desk.ask"), id="ask") as ask_tab, gr.Row(elem_id="wd-main"):
            with gr.Column(elem_id="wd-chat-column", scale=3, min_width=320):
                chat, limits, box = _chat(say, welcome, verdicts)
            with gr.Column(elem_id="wd-evidence", scale=2, min_width=320):
                evidence = _evidence(say)
        with gr.Tab(say("desk.browse"), id="browse") as browse_tab, gr.Row(elem_classes="wd-library"):
            facets = gr.HTML(elem_id="wd-facets")
            listing = gr.HTML(elem_id="wd-listing")
        with gr.Tab(say("desk.find"), id="find") as find_tab:
            words, way, results = _find(say)
        manage_tab = None
        if manage is not None:
            with gr.Tab(say("desk.manage"), id="manage", visible=False) as manage_tab:
                manage(language, manage_tab)
    with gr.Column(elem_id="wd-drawer"):
        drawer = gr.HTML(elem_id="wd-reader", js_on_load="watch('value', () => window.wdRead?.())")
        sheet = gr.HTML(elem_id="wd-sheet", js_on_load="watch('value', () => window.wdSheet?.())")
    return Page(
        header,
        language,
        new,
        ask_tab,
        browse_tab,
        find_tab,
        manage_tab,
        chat,
        limits,
        box,
        *evidence,
        facets,
        listing,
        words,
        way,
        results,
        drawer,
        sheet,
        furniture=gr.HTML(elem_id="wd-furniture"),
        saved=gr.HTML("", visible="hidden", html_template="", js_on_load=SAVE, elem_id="wd-saved"),
        turns=gr.State(()),
        filters=gr.State(None),
        conversation=gr.State(""),
        kept=gr.BrowserState([], storage_key=STORAGE_KEY, secret=STORAGE_SECRET),
        channels={name: channel(name) for name in CHANNELS},
    )


def _header(say: Texts) -> tuple[gr.HTML, gr.Button, gr.Radio]:
    with gr.Row(elem_id="wd-header"):
        header = gr.HTML(elem_id="wd-title")
        new = gr.Button(say("new"), elem_id="wd-new", size="sm", scale=0, min_width=88)
        language = gr.Radio(
            LANGUAGE_NAMES,
            value="zh",
            label=say("language"),
            container=False,
            show_label=False,
            elem_id="wd-language",
            scale=0,
            min_width=120,
        )
    return header, new, language


def _chat(say: Texts, welcome: str, verdicts: bool) -> tuple[gr.Chatbot, gr.HTML, gr.Textbox]:
    chat = gr.Chatbot(
        elem_id="wd-chat",
        elem_classes=[] if verdicts else ["wd-no-verdicts"],
        show_label=False,
        layout="bubble",
        buttons=[],
        feedback_options=None,
        latex_delimiters=[],
        height="100%",
        autoscroll=False,
        placeholder=welcome,
    )
    limits = gr.HTML(elem_id="wd-limits")
    box = gr.Textbox(
        elem_id="wd-box",
        placeholder=say("placeholder"),
        label=say("ask"),
        show_label=False,
        submit_btn=say("ask"),
        autofocus=True,
        max_lines=6,
    )
    return chat, limits, box


def _evidence(say: Texts) -> tuple[gr.Tab, gr.HTML, gr.Tab, gr.HTML, gr.Tab, gr.HTML, gr.Tab, gr.HTML]:
    with gr.Tabs(elem_id="wd-tabs"):
        with gr.Tab(say("sources_tab"), id="sources") as sources_tab:
            sources = gr.HTML(empty_html(say), elem_id="wd-sources")
        with gr.Tab(say("table_tab"), id="table") as table_tab:
            table = gr.HTML(empty_table_html(say), elem_id="wd-table")
        with gr.Tab(say("scope_tab"), id="scope") as scope_tab:
            scope = gr.HTML(elem_id="wd-scope")
        with gr.Tab(say("kept_tab"), id="kept") as kept_tab:
            kept_list = gr.HTML(elem_id="wd-kept")
    return sources_tab, sources, table_tab, table, scope_tab, scope, kept_tab, kept_list


def _find(say: Texts) -> tuple[gr.Textbox, gr.Radio, gr.HTML]:
    with gr.Column(elem_id="wd-find"):
        with gr.Row(elem_id="wd-find-bar"):
            words = gr.Textbox(
                elem_id="wd-words",
                label=say("find.words"),
                show_label=False,
                placeholder=say("find.placeholder"),
                submit_btn=say("find.go"),
                max_lines=1,
                container=False,
            )
            way = gr.Radio(
                [(say("find.near"), "near"), (say("find.exact"), "exact")],
                value="near",
                label=say("find.way"),
                show_label=False,
                container=False,
                elem_id="wd-way",
            )
        results = gr.HTML(elem_id="wd-results")
    return words, way, results
