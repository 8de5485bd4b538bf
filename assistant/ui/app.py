"""The page and its events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from typing import Any

import gradio as gr

from assistant.records import Answer, Language
from assistant.ui.conversation import Asker, Turns, converse, messages
from assistant.ui.examples import Holdings, examples, holdings_line
from assistant.ui.render import table_head, table_rows
from assistant.ui.sources import empty_html
from assistant.ui.texts import Texts, texts

LANGUAGE_NAMES: list[tuple[str, Language]] = [("中文", "zh"), ("EN", "en")]
CLOSE_EVIDENCE = "() => document.getElementById('wd-evidence').removeAttribute('data-open')"
# No event is offered as an API: scripts use `wendang --json`.
PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
# Several visitors at once; a model that takes its time for one must not hold up the others.
ANSWERS: dict[str, Any] = {**PRIVATE, "concurrency_limit": 4, "concurrency_id": "answers"}


@dataclass(frozen=True, slots=True)
class Page:
    """The components of the page."""

    header: gr.HTML
    language: gr.Radio
    new: gr.Button
    chat: gr.Chatbot
    box: gr.Textbox
    close: gr.Button
    sources_tab: gr.Tab
    sources: gr.HTML
    table_tab: gr.Tab
    table: gr.Dataframe
    turns: gr.State


def asset(name: str) -> str:
    """Return the text of a file beside this one (style.css, page.js)."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def build_app(chat: Asker) -> gr.Blocks:
    """Return the page, ready to launch."""
    with gr.Blocks(title=texts("zh")("name"), fill_width=True, analytics_enabled=False) as blocks:
        page = _layout(texts("zh"))
        _events(blocks, page, chat)
    return blocks


def header_html(holdings: Holdings, say: Texts) -> str:
    """Return the name of the product and what the archive holds."""
    return (
        '<div class="wd-brand"><span class="wd-seal" aria-hidden="true">档</span>'
        f"<div><h1>{escape(say('name'))}</h1><p>{escape(say('tagline'))}</p></div></div>"
        f'<p class="wd-holdings">{escape(holdings_line(holdings, say))}</p>'
    )


def welcome(say: Texts) -> str:
    """Return the Markdown of the empty chat."""
    return f"## {say('welcome_title')}\n{say('welcome')}"


def _layout(say: Texts) -> Page:
    with gr.Row(elem_id="wd-header"):
        header = gr.HTML(elem_id="wd-title")
        new = gr.Button(say("new"), elem_id="wd-new", size="sm", scale=0, min_width=88)
        language = gr.Radio(
            LANGUAGE_NAMES,
            value="zh",
            label=say("language"),
            show_label=False,
            container=False,
            elem_id="wd-language",
            scale=0,
            min_width=120,
        )
    with gr.Row(elem_id="wd-main", equal_height=True):
        with gr.Column(elem_id="wd-chat-column", scale=3, min_width=320):
            chat, box = _chat_column(say)
        with gr.Column(elem_id="wd-evidence", scale=2, min_width=320):
            close = gr.Button(say("close"), elem_id="wd-close", size="sm")
            with gr.Tabs(elem_id="wd-tabs"):
                with gr.Tab(say("sources_tab"), id="sources") as sources_tab:
                    sources = gr.HTML(empty_html(say), elem_id="wd-sources")
                with gr.Tab(say("table_tab"), id="table") as table_tab:
                    table = _table(say)
    turns = gr.State(())
    return Page(header, language, new, chat, box, close, sources_tab, sources, table_tab, table, turns)


def _chat_column(say: Texts) -> tuple[gr.Chatbot, gr.Textbox]:
    chat = gr.Chatbot(
        elem_id="wd-chat",
        show_label=False,
        layout="bubble",
        buttons=[],
        feedback_options=None,
        latex_delimiters=[],
        height="100%",
        placeholder=welcome(say),
    )
    box = gr.Textbox(
        elem_id="wd-box",
        placeholder=say("placeholder"),
        label=say("ask"),
        show_label=False,
        submit_btn=say("ask"),
        autofocus=True,
        max_lines=6,
    )
    return chat, box


def _table(say: Texts) -> gr.Dataframe:
    return gr.Dataframe(
        headers=table_head(say),
        value=[],
        datatype="str",
        type="array",
        interactive=False,
        wrap=True,
        buttons=["copy", "fullscreen"],
        label=say("table_empty"),
        max_height=560,
        elem_id="wd-table",
    )


def _events(blocks: gr.Blocks, page: Page, chat: Asker) -> None:
    spoken = [page.chat, page.box, page.sources, page.table, page.turns]
    asked = [page.box, page.turns, page.language]
    gr.on([page.box.submit], _answer(chat), asked, spoken, **ANSWERS)
    page.chat.example_select(_answer_example(chat), [page.turns, page.language], spoken, **ANSWERS)
    page.new.click(_start_again, [page.language], spoken, **PRIVATE)
    page.close.click(None, js=CLOSE_EVIDENCE, **PRIVATE)
    worded = [
        *(page.header, page.new, page.chat, page.box, page.close),
        *(page.sources_tab, page.sources, page.table_tab, page.table),
    ]
    page.language.change(_reword(chat), [page.language, page.turns], worded, **PRIVATE)
    blocks.load(_reword(chat), [page.language, page.turns], worded, **PRIVATE)


def _answer(chat: Asker) -> Callable[[str, Turns, Language], Iterator[tuple[Any, ...]]]:
    def answer(question: str, turns: Turns, language: Language) -> Iterator[tuple[Any, ...]]:
        if not question.strip():
            yield (gr.skip(),) * 5
            return
        for now in converse(chat, question, turns, language):
            yield messages(now), "", *_evidence(now), now

    return answer


def _answer_example(chat: Asker) -> Callable[..., Iterator[tuple[Any, ...]]]:
    answer = _answer(chat)

    def answer_example(turns: Turns, language: Language, event: gr.SelectData) -> Iterator[tuple[Any, ...]]:
        yield from answer(str(event.value["text"]), turns, language)

    return answer_example


def _evidence(turns: Turns) -> tuple[Any, Any]:
    """Return the evidence panel and the table after a turn; neither moves during a draft."""
    last = turns[-1]
    if last.answer is None:
        return gr.skip(), gr.skip()
    panel = "".join(turn.panel for turn in reversed(turns))
    return panel, _filled(last.answer) if last.answer.rows else gr.skip()


def _filled(answer: Answer) -> Any:
    say = texts(answer.language)
    return gr.Dataframe(value=table_rows(answer, say), headers=table_head(say), label=answer.question)


def _start_again(language: Language) -> tuple[Any, ...]:
    say = texts(language)
    blank = gr.Dataframe(value=[], headers=table_head(say), label=say("table_empty"))
    return [], "", empty_html(say), blank, ()


def _reword(chat: Asker) -> Callable[[Language, Turns], tuple[Any, ...]]:
    def reword(language: Language, turns: Turns) -> tuple[Any, ...]:
        say = texts(language)
        offered = [{"text": question} for question in examples(chat.archive, language)]
        return (
            header_html(chat.archive, say),
            gr.Button(value=say("new")),
            gr.Chatbot(placeholder=welcome(say), examples=offered),
            gr.Textbox(placeholder=say("placeholder"), submit_btn=say("ask")),
            gr.Button(value=say("close")),
            gr.Tab(label=say("sources_tab")),
            gr.skip() if turns else empty_html(say),
            gr.Tab(label=say("table_tab")),
            gr.skip() if turns else gr.Dataframe(headers=table_head(say), label=say("table_empty")),
        )

    return reword
