"""A turn as it is understood: limited and corrected in each way in which it can be read."""

from __future__ import annotations

from assistant.corrections import Corrections
from assistant.heard import Heard, turns, within
from assistant.records import Answer
from index.records import Filters
from tests.asking import read

FILTERS = Filters(sources=("甲.jsonl",))


def test_filters_and_corrections_hold_for_the_other_reading_too() -> None:
    question = read("环县哪些企业接待过委员？")
    assert question.otherwise is not None
    code = question.places[0]
    limited = within(question, FILTERS, Corrections(dropped=(f"place:{code}",)))
    assert limited.filters == FILTERS and limited.places == ()
    assert limited.otherwise is not None
    assert limited.otherwise.filters == FILTERS and limited.otherwise.places == ()


def test_a_question_in_full_and_a_doubt_are_told() -> None:
    answer = Answer("那瓜州呢？", "zh", "number", "answered", "15个。")
    full = "瓜州县有多少个委员工作站？"
    told = Heard("那瓜州呢？", full, (), read(full), doubt="超时").noted(answer)
    assert told.understood["rewritten"] == full
    assert len(told.notes) == 1 and "超时" in told.notes[0]


def test_a_question_as_asked_is_told_as_it_is() -> None:
    answer = Answer("15个？", "zh", "number", "answered", "15个。")
    assert Heard("15个？", "15个？", (), read("15个？")).noted(answer) == answer


def test_empty_turns_say_nothing() -> None:
    assert turns(["", " ", "谁？"]) == ("谁？",)
