"""Conversations in the browser: what is kept comes back the same; what is not understood is left out."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

from assistant.corrections import Corrections
from assistant.ui.conversation import Asked, Turns, converse
from assistant.ui.keeping import MOST, conversations, kept_html, restored, with_turns, without
from index.records import Filters
from tests.browser.scene import SmallAssistant

NOW = datetime(2031, 6, 1, 9, 30)


def talked(*questions: str) -> Turns:
    turns: Turns = ()
    assistant = SmallAssistant()
    for question in questions:
        asked = Asked(question, Corrections(("subject:村口",), "list"), Filters(("620123",), "2031-05-01"))
        turns = list(converse(assistant, asked, turns, "zh"))[-1]
    return turns


def through_the_browser(kept: list[dict[str, Any]]) -> Any:
    return json.loads(json.dumps(kept))


def test_what_is_kept_comes_back_the_same() -> None:
    turns = talked("协商议事室有几个？", "在哪里？")
    kept = through_the_browser(with_turns([], "c1", turns, NOW))
    assert restored(kept, "c1", SmallAssistant().archive) == turns
    assert (kept[0]["title"], kept[0]["at"]) == ("协商议事室有几个？", "2031-06-01 09:30")


def test_a_conversation_that_goes_on_replaces_itself_and_comes_first() -> None:
    kept = with_turns([], "c1", talked("甲？"), NOW)
    kept = with_turns(kept, "c2", talked("乙？"), NOW)
    kept = with_turns(kept, "c1", talked("甲？", "丙？"), NOW)
    assert [one["id"] for one in kept] == ["c1", "c2"] and len(kept[0]["turns"]) == 2
    assert [one["id"] for one in without(kept, "c1")] == ["c2"]


def test_the_oldest_go_where_there_are_too_many() -> None:
    kept: list[dict[str, Any]] = []
    turns = talked("甲？")
    for number in range(MOST + 3):
        kept = with_turns(kept, f"c{number}", turns, NOW)
    assert len(kept) == MOST and kept[0]["id"] == f"c{MOST + 2}"


def test_a_refused_question_is_not_kept() -> None:
    assert with_turns([], "c1", talked("长" * 3000), NOW) == []


@pytest.mark.parametrize("kept", [None, 3, "x", [None], [{"id": 1}], [{"id": "c1", "title": "", "at": ""}]])
def test_anything_may_stand_in_a_browser(kept: object) -> None:
    assert conversations(kept) == []
    assert restored(kept, "c1", SmallAssistant().archive) == ()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda answer: answer.pop("starts"),
        lambda answer: answer.update(kind="poem"),
        lambda answer: answer.update(rows=[{}]),
        lambda answer: answer.update(citations=3),
        lambda answer: answer.update(coverage={"articles": "many"}),
    ],
)
def test_a_spoilt_turn_is_left_out(spoil: Any) -> None:
    kept = through_the_browser(with_turns([], "c1", talked("甲？", "乙？"), NOW))
    spoil(kept[0]["turns"][0]["answer"])
    assert [turn.question for turn in restored(kept, "c1", SmallAssistant().archive)] == ["乙？"]


def test_titles_are_escaped() -> None:
    kept = [{"id": '"><b>', "title": "<script>", "at": "<i>", "turns": []}]
    html = kept_html(kept, "", "zh")
    assert "<script>" not in html and "<b>" not in html and "<i>" not in html
