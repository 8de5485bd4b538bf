"""Questions that nothing answers, asked once more in the words of reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from assistant.listing import Draft
from assistant.lists.reworded import Reworder
from assistant.records import Question

_NOTHING = Draft("没有", "not_found")


def _read(text: str, before: Sequence[str]) -> Question:
    return Question(text=text, language="zh", kind="list", asked="place")


def _asked(text: str, *held: str, answers: str) -> tuple[Question, Draft]:
    """Ask in an archive that holds some words, of which one answers."""

    def draft(question: Question) -> Draft:
        return Draft("某县", "answered") if answers in question.text else _NOTHING

    reworder = Reworder(_read, draft, lambda words: set(words) <= set(held))
    return reworder.answer(_read(text, ()), _NOTHING, text, ())


def test_a_word_that_no_report_has_is_exchanged_for_one_that_a_report_has() -> None:
    question, draft = _asked("哪些地方讨论过血汗钱？", "工资", answers="工资")
    assert draft.answers
    assert "“血汗钱”（工资）" in draft.text
    assert question.text == "哪些地方讨论过血汗钱？"


def test_the_next_word_is_tried_where_the_first_answers_nothing() -> None:
    _, draft = _asked("哪些地方讨论过血汗钱？", "工资", "欠薪", answers="欠薪")
    assert "“血汗钱”（欠薪）" in draft.text


def test_where_the_archive_has_none_of_the_words_the_answer_stays() -> None:
    assert _asked("哪些地方讨论过血汗钱？", answers="工资")[1] is _NOTHING


def test_what_is_asked_of_a_named_place_or_of_no_place_stays() -> None:
    reworder = Reworder(_read, lambda question: Draft("某县", "answered"), lambda words: True)
    kinds: list[tuple[tuple[str, ...], Literal["list", "number"], str]] = [
        (("620622",), "list", "place"),
        ((), "number", ""),
    ]
    for places, kind, asked in kinds:
        question = Question(text="哪里讨过血汗钱？", language="zh", kind=kind, asked=asked, places=places)
        assert reworder.answer(question, _NOTHING, question.text, ())[1] is _NOTHING
