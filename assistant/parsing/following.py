"""Fill in what a follow-up leaves unsaid from the questions before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.parsing.rules import QuestionRules
from assistant.records import AnswerKind, Question

_PAIR = 2  # places that a comparison takes over from earlier turns


def in_turn(turns: Sequence[Question], rules: QuestionRules) -> Question:
    """Return the last of some questions with what it takes over from those before it.

    Args:
        turns: the user's questions, each read alone, oldest first.
        rules: the rules of questions.
    """
    understood = turns[0]
    named = list(understood.places)
    for alone in turns[1:]:
        understood = _follow(alone, understood, rules)
        if not alone.places and _pairs(alone, rules):
            understood = replace(understood, places=tuple(dict.fromkeys(named))[-_PAIR:])
        named += alone.places
    return understood


def _pairs(question: Question, rules: QuestionRules) -> bool:
    """Say whether a follow-up compares the places of the turns before it (两个县哪个多)."""
    pair = rules.pair[question.language]
    return question.kind == "compare" and pair.search(question.text) is not None


def _follow(question: Question, before: Question, rules: QuestionRules) -> Question:
    """Return the question with what it leaves unsaid filled in from the one before.

    A question that names its own subject and place stands alone, and so does one for places of its
    own subject (哪些县…); one that is marked as going on, or that lacks a place, a time or a subject,
    takes them over.
    """
    marked = bool(rules.follow_up[question.language].search(question.text.lower()))
    own = any(question.groups) or any(question.activities)
    if not marked and (question.places or (own and question.asked)):
        return question
    return replace(
        question,
        kind=_carried_kind(question, before, rules),
        asked=question.asked or (before.asked if not own else ""),
        levels=question.levels or (before.levels if not own else ()),
        groups=question.groups if own else before.groups,
        activities=question.activities if own else before.activities,
        pieces=question.pieces if own else (*question.pieces, *before.pieces),
        context=tuple(p for p in (*before.pieces, *before.context) if p not in question.pieces),
        places=question.places or before.places,
        times=question.times or before.times,
        counted=question.counted or (before.counted if not own else ()),
        units=question.units or (before.units if question.kind == "what" else ()),
        founding=question.founding or (not own and before.founding),
    )


def _carried_kind(question: Question, before: Question, rules: QuestionRules) -> AnswerKind:
    """Return the kind of a follow-up that says none itself (那酒泉呢？)."""
    says_none = question.kind == "what" and rules.alone[question.language].search(question.text.lower())
    return before.kind if says_none else question.kind
