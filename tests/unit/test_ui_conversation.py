"""Turns: what is asked with which history, drafts before answers, and errors in words."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from assistant.corrections import Corrections
from assistant.records import Answer
from assistant.ui.conversation import Asked, Turn, Turns, converse, history, messages, stopped, stream
from index.errors import ArchiveDamaged
from index.records import Filters
from tests.browser.scene import SmallAssistant


class Broken(SmallAssistant):
    """An assistant that raises what it is given."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        id: str = "",
        filters: Filters = Filters(),
        corrections: Corrections = Corrections(),
        on_text: Callable[[str], None] | None = None,
    ) -> Answer:
        """Raise."""
        raise self.error


def talk(assistant: SmallAssistant, *questions: str) -> list[Turns]:
    states: list[Turns] = []
    turns: Turns = ()
    for question in questions:
        states += converse(assistant, Asked(question), turns, "zh")
        turns = states[-1]
    return states


def test_waiting_comes_first_then_a_draft_then_the_checked_answer() -> None:
    # On a busy machine the nearest passages may come between.
    waiting, *_, draft, done = talk(SmallAssistant(), "协商议事室有几个？")
    assert waiting[-1].answer is None and "正在检索" in waiting[-1].reply
    assert draft[-1].answer is None and "wd-draft" in draft[-1].reply
    assert done[-1].answer is not None and "wd-cite" in done[-1].reply
    assert "<mark" in done[-1].panel


def test_a_follow_up_carries_the_earlier_questions() -> None:
    assistant = SmallAssistant()
    talk(assistant, "协商议事室有几个？", "在哪里？", "哪天？")
    assert assistant.histories == [(), ("协商议事室有几个？",), ("协商议事室有几个？", "在哪里？")]


def test_a_refused_question_is_explained_and_is_no_history() -> None:
    turns = talk(SmallAssistant(), "长" * 3000)[-1]
    assert "无法提问" in turns[-1].reply
    assert "at most 2000" in turns[-1].reply
    assert history(turns) == []


def test_an_archive_error_is_told_with_its_hint(caplog: pytest.LogCaptureFixture) -> None:
    broken = Broken(ArchiveDamaged("cannot be read", hint="run <wendang index repair>"))
    reply = talk(broken, "问")[-1][-1].reply
    assert "&lt;wendang index repair&gt;" in reply
    assert "cannot be read" in caplog.text


def test_a_defect_is_logged_whole_and_shown_without_its_inside(caplog: pytest.LogCaptureFixture) -> None:
    reply = talk(Broken(ZeroDivisionError("secret path")), "问")[-1][-1].reply
    assert "wendang doctor" in reply
    assert "secret" not in reply
    assert "ZeroDivisionError" in caplog.text


def test_messages_alternate_and_hold_no_raw_question() -> None:
    turns = talk(SmallAssistant(), "<b>议事室</b>")[-1]
    shown = messages(turns, "zh")
    assert [message["role"] for message in shown] == ["user", "assistant"]
    assert "<b>" not in shown[0]["content"]


def test_stream_hands_on_each_piece_while_the_answer_is_being_written() -> None:
    seen = threading.Event()

    def ask(on_text: Callable[[str], None]) -> Answer:
        on_text("甲")
        assert seen.wait(5)
        on_text("乙")
        return Answer("问", "zh", "what", "answered", "甲乙")

    items = stream(ask)
    assert next(items) == "甲"
    seen.set()
    assert next(items) == "甲乙"
    last = next(items)
    assert isinstance(last, Answer) and last.text == "甲乙"


def test_a_reader_who_leaves_ends_the_work_at_the_next_piece() -> None:
    left, ended = threading.Event(), threading.Event()

    def ask(on_text: Callable[[str], None]) -> Answer:
        on_text("甲")
        assert left.wait(5)
        try:
            on_text("乙")
        finally:
            ended.set()
        raise AssertionError("the second piece was taken")

    items = stream(ask)
    assert next(items) == "甲"
    items.close()  # type: ignore[attr-defined]
    left.set()
    assert ended.wait(5)


def test_what_was_corrected_and_limited_reaches_the_assistant() -> None:
    assistant = SmallAssistant()
    asked = Asked("协商议事室有几个？", Corrections(("place:620123",)), Filters(places=("610929",)))
    turns = list(converse(assistant, asked, (), "zh"))[-1]
    assert assistant.corrected == [Corrections(("place:620123",))]
    assert turns[-1].asked == asked


def test_a_stopped_answer_says_so_and_offers_to_try_again() -> None:
    waiting = (Turn(Asked("问"), "…"),)
    turns = stopped(waiting, "zh")
    assert "已停止" in turns[-1].reply and "ask/retry/0" in turns[-1].reply
    done = talk(SmallAssistant(), "协商议事室有几个？")[-1]
    assert stopped(done, "zh") == done
    assert stopped((), "zh") == ()


def test_a_slow_answer_is_preceded_by_the_nearest_passages() -> None:
    class Slow(SmallAssistant):
        def ask(self, question: str, history: Sequence[str] = (), **more: Any) -> Answer:
            time.sleep(0.5)
            return super().ask(question, history)

    waiting, nearest, *_, done = talk(Slow(), "协商议事室有几个？")
    assert "正在检索" in waiting[-1].reply
    assert "最相近" in nearest[-1].reply and "白河县把协商议事室设在村口" in nearest[-1].reply
    assert "&lt;b&gt;" in nearest[-1].reply and "<b>" not in nearest[-1].reply
    assert nearest[-1].answer is None and done[-1].answer is not None
