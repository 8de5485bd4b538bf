"""The turns of one visitor, and the stream of one answer, which can be stopped."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from queue import Empty, SimpleQueue
from threading import Event
from typing import Protocol

from assistant.corrections import Corrections
from assistant.records import Answer, Language
from assistant.ui.examples import Holdings
from assistant.ui.render import (
    answer_html,
    draft_html,
    error_html,
    nearest_html,
    question_html,
    waiting_html,
)
from assistant.ui.sources import panel_html
from assistant.ui.texts import texts
from index.errors import QuestionRefused, WendangError
from index.records import Filters

log = logging.getLogger(__name__)
PATIENCE_S = 0.15
"""An answer that takes longer is preceded by the passages that are nearest to the question."""
NEAREST = 3


class Asker(Protocol):
    """An assistant together with the archive that it answers from."""

    @property
    def archive(self) -> Holdings:
        """Return the archive."""
        ...

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        id: str = "",
        filters: Filters = ...,
        corrections: Corrections = ...,
        on_text: Callable[[str], None] | None = None,
    ) -> Answer:
        """Answer a question; on_text receives the pieces of an answer as a model writes them."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the question with what was corrected in it, and the limits set beside it."""

    question: str
    corrections: Corrections = field(default_factory=Corrections)
    filters: Filters = Filters()


@dataclass(frozen=True, slots=True)
class Turn:
    """One question with what came of it.

    Attributes:
        asked: what was asked.
        reply: HTML of the chat message.
        answer: None where the question was refused or failed, or is still being answered.
        panel: HTML of this turn's part of the evidence panel.
    """

    asked: Asked
    reply: str
    answer: Answer | None = None
    panel: str = ""

    @property
    def question(self) -> str:
        """Return the question as typed."""
        return self.asked.question


Turns = tuple[Turn, ...]


def history(turns: Turns) -> list[str]:
    """Return the earlier questions that were answered, oldest first."""
    return [turn.question for turn in turns if turn.answer is not None]


def messages(turns: Turns, language: Language) -> list[dict[str, str]]:
    """Return the turns as Gradio's chat messages.

    Args:
        turns: the turns.
        language: of the interface.
    """
    say = texts(language)
    pairs = [
        (("user", question_html(turn.question, place, say)), ("assistant", turn.reply))
        for place, turn in enumerate(turns)
    ]
    return [{"role": role, "content": content} for pair in pairs for role, content in pair]


def stream(
    ask: Callable[[Callable[[str], None]], Answer], patience_s: float = PATIENCE_S
) -> Iterator[str | Answer | None]:
    """Yield the text so far each time a piece arrives, and the checked answer last.

    Where the reader stops early, the next piece of a model's text ends its work.

    Args:
        ask: answers, and hands each piece of text to the function it is given.
        patience_s: seconds after which None is yielded, once, where nothing has come.

    Raises:
        WendangError: what `ask` raised.
    """
    pieces: SimpleQueue[str | None] = SimpleQueue()
    stopped = Event()

    def take(piece: str) -> None:
        if stopped.is_set():
            raise CancelledError
        pieces.put(piece)

    text = ""
    pool = ThreadPoolExecutor(max_workers=1)
    try:
        job = pool.submit(ask, take)
        job.add_done_callback(lambda _: pieces.put(None))
        try:
            piece = pieces.get(timeout=patience_s)
        except Empty:
            yield None
            piece = pieces.get()
        while piece is not None:
            text += piece
            yield text
            piece = pieces.get()
        yield job.result()
    finally:
        stopped.set()
        pool.shutdown(wait=False)


def converse(asker: Asker, asked: Asked, turns: Turns, language: Language) -> Iterator[Turns]:
    """Yield the turns with the new one at the end: waiting, drafts, the checked answer last.

    Args:
        asker: answers the question; its archive is brought up to date first.
        asked: the question as typed, with corrections and filters.
        turns: the earlier turns; their answered questions are the history.
        language: of the interface, for messages that are no answer.
    """
    say = texts(language)
    yield (*turns, Turn(asked, waiting_html(say)))
    try:
        asker.archive.refresh()
        for item in stream(lambda on_text: _ask(asker, asked, turns, on_text)):
            if isinstance(item, Answer):
                yield (*turns, answered(asked, item, len(turns), asker.archive))
            elif item is None:
                nearest = asker.archive.search(asked.question, NEAREST, asked.filters)
                yield (*turns, Turn(asked, nearest_html(nearest, say)))
            else:
                yield (*turns, Turn(asked, draft_html(item, say)))
    except QuestionRefused as error:
        yield (*turns, _failed(asked, say("refused"), _advice(error), len(turns), language))
    except WendangError as error:
        log.error("no answer: %s", error)
        yield (*turns, _failed(asked, say("failed"), _advice(error), len(turns), language))
    except Exception:
        # The last boundary before the visitor: a defect is logged whole and shown as such.
        log.exception("no answer")
        yield (*turns, _failed(asked, say("failed"), say("retry"), len(turns), language))


def _ask(asker: Asker, asked: Asked, turns: Turns, on_text: Callable[[str], None]) -> Answer:
    return asker.ask(
        asked.question,
        history(turns),
        filters=asked.filters,
        corrections=asked.corrections,
        on_text=on_text,
    )


def answered(asked: Asked, answer: Answer, place: int, archive: Holdings) -> Turn:
    """Return the turn of an answer at a 0-based place in the conversation."""
    panel = panel_html(answer, place, archive.article)
    return Turn(asked, answer_html(answer, place, asked.corrections), answer, panel)


def stopped(turns: Turns, language: Language) -> Turns:
    """Return the turns after the visitor stopped an answer that was under way."""
    if not turns or turns[-1].panel or "wd-error" in turns[-1].reply:
        return turns
    say = texts(language)
    reply = error_html(say("stopped"), say("stopped_hint"), len(turns) - 1, say)
    return (*turns[:-1], replace(turns[-1], reply=reply))


def _failed(asked: Asked, heading: str, detail: str, place: int, language: Language) -> Turn:
    return Turn(asked, error_html(heading, detail, place, texts(language)))


def _advice(error: WendangError) -> str:
    return "\n".join(part for part in (error.what, error.hint) if part)
