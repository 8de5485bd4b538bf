"""The turns of one visitor, and the stream of one answer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Protocol

from assistant.records import Answer, Language
from assistant.ui.examples import Holdings
from assistant.ui.render import answer_html, draft_html, error_html, question_html, waiting_html
from assistant.ui.sources import panel_html
from assistant.ui.texts import texts
from index.errors import QuestionRefused, WendangError
from index.records import Filters

log = logging.getLogger(__name__)


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
        on_text: Callable[[str], None] | None = None,
    ) -> Answer:
        """Answer a question; on_text receives the pieces of an answer as a model writes them."""
        ...


@dataclass(frozen=True, slots=True)
class Turn:
    """One question with what came of it.

    Attributes:
        reply: HTML of the chat message.
        answer: None where the question was refused or failed.
        panel: HTML of this turn's part of the evidence panel.
    """

    question: str
    reply: str
    answer: Answer | None = None
    panel: str = ""


Turns = tuple[Turn, ...]


def history(turns: Turns) -> list[str]:
    """Return the earlier questions that were answered, oldest first."""
    return [turn.question for turn in turns if turn.answer is not None]


def messages(turns: Turns) -> list[dict[str, str]]:
    """Return the turns as Gradio's chat messages."""
    pairs = [(("user", question_html(turn.question)), ("assistant", turn.reply)) for turn in turns]
    return [{"role": role, "content": content} for pair in pairs for role, content in pair]


def stream(ask: Callable[[Callable[[str], None]], Answer]) -> Iterator[str | Answer]:
    """Yield the text so far each time a piece arrives, and the checked answer last.

    Args:
        ask: answers, and hands each piece of text to the function it is given.

    Raises:
        WendangError: what `ask` raised.
    """
    pieces: SimpleQueue[str | None] = SimpleQueue()
    text = ""
    with ThreadPoolExecutor(max_workers=1) as pool:
        job = pool.submit(ask, pieces.put)
        job.add_done_callback(lambda _: pieces.put(None))
        while (piece := pieces.get()) is not None:
            text += piece
            yield text
        yield job.result()


def converse(asker: Asker, question: str, turns: Turns, language: Language) -> Iterator[Turns]:
    """Yield the turns with the new one at the end: waiting, then drafts, the checked answer last.

    Args:
        asker: answers the question; its archive is brought up to date first.
        question: as typed.
        turns: the earlier turns; their answered questions are the history.
        language: of the interface, for messages that are no answer.
    """
    yield (*turns, Turn(question, waiting_html(texts(language))))
    try:
        asker.archive.refresh()
        for item in stream(lambda on_text: asker.ask(question, history(turns), on_text=on_text)):
            if isinstance(item, Answer):
                panel = panel_html(item, len(turns), asker.archive.article)
                yield (*turns, Turn(question, answer_html(item, len(turns)), item, panel))
            else:
                yield (*turns, Turn(question, draft_html(item, texts(language))))
    except QuestionRefused as error:
        yield (*turns, Turn(question, error_html(texts(language)("refused"), _advice(error))))
    except WendangError as error:
        log.error("no answer: %s", error)
        yield (*turns, Turn(question, error_html(texts(language)("failed"), _advice(error))))
    except Exception:
        # The last boundary before the visitor: a defect is logged whole and shown as such.
        log.exception("no answer")
        say = texts(language)
        yield (*turns, Turn(question, error_html(say("failed"), say("retry"))))


def _advice(error: WendangError) -> str:
    return "\n".join(part for part in (error.what, error.hint) if part)
