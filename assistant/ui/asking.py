"""The desk where questions are asked: ask, stop, ask again, correct, edit, limit, start anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, get_args

import gradio as gr

from assistant.corrections import Corrections, is_other
from assistant.records import AnswerKind, Language
from assistant.ui.actions import Action
from assistant.ui.conversation import Asked, Asker, Turns, converse, messages, stopped
from assistant.ui.frame import Page
from assistant.ui.rowtable import empty_table_html, table_html
from assistant.ui.scope import all_months, filters_of, limits_line, scope_html
from assistant.ui.sources import empty_html
from assistant.ui.texts import texts
from index.records import Filters

# No event is offered as an API here (`endpoints.py` does that): all bear one name, so that none takes theirs.
PRIVATE: dict[str, Any] = {"api_name": "event", "api_visibility": "private", "show_progress": "hidden"}
# Several visitors at once; a model that takes its time for one must not hold up the others.
ANSWERS: dict[str, Any] = {**PRIVATE, "concurrency_limit": 8, "concurrency_id": "answers"}
Updates = tuple[Any, ...]
_NOTHING: Updates = (gr.skip(),) * 5


def wire_asking(page: Page, chat: Asker, after: Callable[[Any], None]) -> None:
    """Connect the desk's components.

    Args:
        page: the components.
        chat: answers the questions.
        after: is given each event after whose end the conversation is to be kept.
    """
    spoken = [page.chat, page.box, page.sources, page.table, page.turns]
    state = [page.turns, page.language, page.filters]
    asked = [
        page.box.submit(_submit(chat), [page.box, *state], spoken, **ANSWERS),
        page.chat.example_select(_example(chat), state, spoken, **ANSWERS),
        page.channels["ask"].submit(_act(chat), state, spoken, **ANSWERS),
    ]
    for event in asked:
        after(event)
    # In two steps: Gradio drops what an event returns that cancels another.
    stop = page.box.stop(None, cancels=asked, **PRIVATE)
    stop.then(_stop, [page.turns, page.language], spoken, **PRIVATE)
    limited = [page.filters, page.limits, page.scope]
    page.channels["scope"].submit(_limit(chat), [page.language], limited, **PRIVATE)


def _submit(chat: Asker) -> Callable[[str, Turns, Language, Filters | None], Iterator[Updates]]:
    def submit(question: str, turns: Turns, language: Language, filters: Filters | None) -> Iterator[Updates]:
        if not question.strip():
            yield _NOTHING
            return
        box = gr.Textbox(value="", **_busy(language))
        yield from _told(chat, Asked(question, filters=filters or Filters()), turns, language, box)

    return submit


def _example(chat: Asker) -> Callable[..., Iterator[Updates]]:
    def example(
        turns: Turns, language: Language, filters: Filters | None, event: gr.SelectData
    ) -> Iterator[Updates]:
        asked = Asked(str(event.value["text"]), filters=filters or Filters())
        yield from _told(chat, asked, turns, language, gr.Textbox(**_busy(language)))

    return example


def _act(chat: Asker) -> Callable[..., Iterator[Updates]]:
    """Return what does the actions inside the conversation; what stands in the box stays there."""

    def act(
        turns: Turns, language: Language, filters: Filters | None, event: gr.EventData
    ) -> Iterator[Updates]:
        action, box = Action.of(event), gr.Textbox(**_busy(language))
        if action.verb == "ask" and action.text().strip():
            asked = Asked(action.text(), filters=filters or Filters())
            yield from _told(chat, asked, turns, language, box)
            return
        place = action.number()
        if not 0 <= place < len(turns):
            yield _NOTHING
        elif action.verb == "edit":
            before = turns[:place]
            edited = gr.Textbox(value=turns[place].question, autofocus=True)
            yield messages(before, language), edited, gr.skip(), gr.skip(), before
        elif (anew := again(action, turns[place].asked, filters)) is not None:
            yield from _told(chat, anew, turns[:place], language, box)
        else:
            yield _NOTHING

    return act


def again(action: Action, asked: Asked, filters: Filters | None) -> Asked | None:
    """Return what an action asks anew: the question with one correction more or less, or as it was.

    Args:
        action: "retry", or "drop", "restore", "instead" or "kind" with the part's key (and what was meant
            instead) or the kind.
        asked: what was asked.
        filters: the limits that stand beside the question now.
    """
    said: Corrections = asked.corrections
    key = action.text(1)
    match action.verb:
        case "retry":
            return replace(asked, filters=filters or Filters())
        case "drop" if key:
            return replace(asked, corrections=said.without(key))
        case "restore" if key:
            return replace(asked, corrections=said.with_again(key))
        case "instead" if key and is_other(key, action.text(2)):
            return replace(asked, corrections=said.with_other(key, action.text(2)))
        case "kind" if key in get_args(AnswerKind):
            kind: AnswerKind = key  # type: ignore[assignment]
            return replace(asked, corrections=replace(said, kind=kind))
    return None


def _busy(language: Language) -> dict[str, Any]:
    """Return the question box's buttons while something is being answered."""
    return {"submit_btn": False, "stop_btn": texts(language)("stop")}


def _told(chat: Asker, asked: Asked, turns: Turns, language: Language, box: Any) -> Iterator[Updates]:
    """Yield the updates of one answer; the box changes at the start only, so that one can go on typing."""
    say = texts(language)
    for now in converse(chat, asked, turns, language):
        last = now[-1]
        panel: Any = gr.skip()
        table: Any = gr.skip()
        if last.answer is not None:
            panel = "".join(turn.panel for turn in reversed(now))
            table = table_html(last.answer, len(now) - 1) if last.answer.rows else empty_table_html(say)
        yield messages(now, language), box, panel, table, now
        box = gr.skip()
    yield gr.skip(), ready_box(language), gr.skip(), gr.skip(), gr.skip()


def ready_box(language: Language) -> Any:
    """Return the question box as it is while nothing is being answered."""
    return gr.Textbox(submit_btn=texts(language)("ask"), stop_btn=False)


def _stop(turns: Turns, language: Language) -> Updates:
    now = stopped(turns, language)
    return messages(now, language), ready_box(language), gr.skip(), gr.skip(), now


def start_again(language: Language) -> Updates:
    """Return the updates that empty the conversation: chat, box, sources, table, turns."""
    say = texts(language)
    box = gr.Textbox(value="", submit_btn=say("ask"), stop_btn=False)
    return [], box, empty_html(say), empty_table_html(say), ()


def _limit(chat: Asker) -> Callable[..., Updates]:
    def limit(language: Language, event: gr.EventData) -> Updates:
        action = Action.of(event)
        catalogue = chat.archive.catalogue
        if action.verb == "clear":
            filters = Filters()
            return filters, limits_line(filters, language), scope_html(catalogue, filters, language)
        filters = filters_of(action.fields, all_months(catalogue))
        # The form stays as the visitor left it; only its count is new (page/scope.js puts it in).
        return filters, limits_line(filters, language, catalogue.count(filters)), gr.skip()

    return limit
