"""What a visitor takes away, keeps and gives back: files, conversations in the browser, verdicts."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from time import time_ns
from typing import Any, Protocol
from uuid import uuid4

import gradio as gr

from assistant.records import Answer, Language
from assistant.ui.actions import Action
from assistant.ui.asking import PRIVATE, start_again
from assistant.ui.conversation import Asker, Turns, history, messages
from assistant.ui.files import TYPES, conversation_file, packed, table_file
from assistant.ui.frame import Page
from assistant.ui.keeping import conversations, kept_html, restored, with_turns, without
from assistant.ui.render import VERDICTS
from assistant.ui.texts import texts
from index.errors import WendangError

MOST_NOTE = 2000
log = logging.getLogger(__name__)


class FeedbackStore(Protocol):
    """Where verdicts on answers are kept."""

    def record(
        self,
        question: str,
        history: Sequence[str],
        answer: Answer,
        verdict: Any,
        note: str,
        *,
        user: str = ...,
    ) -> int:
        """Keep a verdict; return its number."""
        ...


def keeper(page: Page) -> Callable[[Any], None]:
    """Return what lets the conversation be kept after an event has ended."""
    inputs = [page.turns, page.conversation, page.kept, page.language]
    outputs = [page.conversation, page.kept, page.kept_list]

    def after(event: Any) -> None:
        event.then(_keep, inputs, outputs, **PRIVATE)

    return after


def wire_taking(page: Page, chat: Asker, feedback: FeedbackStore | None) -> None:
    """Connect downloads, kept conversations and verdicts."""
    page.channels["save"].submit(_save, [page.turns, page.language], [page.saved], **PRIVATE)
    spoken = [page.chat, page.box, page.sources, page.table, page.turns]
    kept = [page.conversation, page.kept, page.kept_list]
    opened = [page.conversation, page.kept, page.language]
    page.channels["keep"].submit(_keep_action(chat), opened, [*spoken, *kept], **PRIVATE)
    page.new.click(_new, [page.kept, page.language], [*spoken, page.conversation, page.kept_list], **PRIVATE)
    judged = [page.turns, page.language]
    page.channels["feedback"].submit(_judge(feedback), judged, None, trigger_mode="multiple", **PRIVATE)


def _keep(turns: Turns, name: str, kept: object, language: Language) -> tuple[Any, ...]:
    if not any(turn.answer for turn in turns):
        return name, gr.skip(), gr.skip()
    name = name or uuid4().hex
    now = with_turns(kept, name, turns, datetime.now())
    return name, now, kept_html(now, name, language)


def _keep_action(chat: Asker) -> Callable[..., tuple[Any, ...]]:
    def act(name: str, kept: object, language: Language, event: gr.EventData) -> tuple[Any, ...]:
        action = Action.of(event)
        chosen = action.text()
        if action.verb == "open":
            turns = restored(kept, chosen, chat.archive)
            panel = "".join(turn.panel for turn in reversed(turns))
            _, box, *_, table, _ = start_again(language)
            shown = (messages(turns, language), box, panel, table, turns)
            return *shown, chosen, gr.skip(), kept_html(kept, chosen, language)
        left = [] if action.verb == "clear" else without(kept, chosen)
        if action.verb not in ("clear", "delete"):
            left = conversations(kept)
        gone = bool(name) and name not in [one["id"] for one in left]
        spoken = start_again(language) if gone else (gr.skip(),) * 5
        return *spoken, "" if gone else name, left, kept_html(left, "" if gone else name, language)

    return act


def _new(kept: object, language: Language) -> tuple[Any, ...]:
    return *start_again(language), "", kept_html(kept, "", language)


def _save(turns: Turns, language: Language, event: gr.EventData) -> Any:
    action = Action.of(event)
    if action.verb == "chat":
        answers = [turn.answer for turn in turns if turn.answer is not None]
        kind = action.text()
        if not answers or kind not in TYPES:
            return gr.skip()
        say = texts(language)
        return packed(say("kept.title"), kind, conversation_file(answers, kind, say), time_ns())
    place, kind = action.number(), action.text(1)
    answer = turns[place].answer if 0 <= place < len(turns) else None
    if answer is None or not answer.rows or kind not in TYPES:
        return gr.skip()
    say = texts(answer.language)
    return packed(say("table_file"), kind, table_file(answer, kind, say), time_ns())


def _judge(feedback: FeedbackStore | None) -> Callable[..., None]:
    def judge(turns: Turns, language: Language, request: gr.Request, event: gr.EventData) -> None:
        action, say = Action.of(event), texts(language)
        place, verdict = action.number(), action.text(1)
        answer = turns[place].answer if 0 <= place < len(turns) else None
        if feedback is None or answer is None or verdict not in VERDICTS:
            return
        note = str((action.fields or {}).get("note", ""))[:MOST_NOTE]
        user = str(getattr(request, "username", "") or "")
        try:
            feedback.record(turns[place].question, history(turns[:place]), answer, verdict, note, user=user)
        except WendangError as error:
            log.error("a verdict was not kept: %s", error)
            gr.Warning(say("verdict.failed"), title=say("name"))
            return
        gr.Info(say("verdict.thanks"), duration=4, title=say("name"))

    return judge
