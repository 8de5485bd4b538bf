"""Fill in what a follow-up leaves unsaid from the questions before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.parsing.rules import QuestionRules
from assistant.records import AnswerKind, Question

_KEPT = ("held", "mention", "things_done", "founded", "photos", "planned", "negated", "post")
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
        if not alone.places and (_pairs(alone, rules) or _summed(alone, understood)):
            understood = replace(understood, places=tuple(dict.fromkeys(named))[-_PAIR:])
        named += alone.places
    return understood


def _pairs(question: Question, rules: QuestionRules) -> bool:
    """Say whether a follow-up compares the places of the turns before it (两个县哪个多)."""
    pair = rules.pair[question.language]
    return question.kind == "compare" and pair.search(question.text.lower()) is not None


def _summed(question: Question, understood: Question) -> bool:
    """Say whether a follow-up adds up what is counted in the places of the turns before it (一共多少个)."""
    bare = not (any(question.groups) or question.asked or question.units)
    return question.total and bare and bool(understood.counted) and not understood.asked


def _follow(question: Question, before: Question, rules: QuestionRules) -> Question:
    """Return the question with what it leaves unsaid filled in from the one before.

    A question that names its own subject and place stands alone, and so does one for places of its
    own subject (哪些县…); one that is marked as going on, or that lacks a place, a time or a subject,
    takes them over.
    """
    marked = bool(rules.follow_up[question.language].search(question.text.lower()))
    own = _has_own(question, rules)
    bare = not own and not question.general and (not question.pieces or bool(question.order))
    if not (marked or bare) and (question.places or (own and question.asked)):
        return question
    rows = not own and not _of_one(question)
    return replace(
        question,
        kind=_carried_kind(question, before, rules),
        asked=question.asked or (before.asked if rows else ""),
        levels=question.levels or (before.levels if rows else ()),
        groups=question.groups if own else before.groups,
        activities=question.activities if own else before.activities,
        pieces=question.pieces if own else (*question.pieces, *before.pieces),
        context=_context(question, before),
        places=_places(question, before, rules),
        times=question.times or before.times,
        counted=question.counted
        or (_counted(question, before, rules) if not (own or question.units or question.unused) else ()),
        units=question.units or (before.units if question.kind == "what" else ()),
        founding=question.founding or (not own and before.founding),
        **(
            _signs(question, before, own) | ({"order": "difference"} if _gap(question, before, rules) else {})
        ),
    )


def _of_one(question: Question) -> bool:
    """Say whether a follow-up to a list asks for one number (第二个有多少个, 那次去了多少人)."""
    one = len(question.places) == 1 or bool(question.units and not question.each)
    return question.kind == "number" and one


def _counted(question: Question, before: Question, rules: QuestionRules) -> tuple[str, ...]:
    """Return the thing that is counted in the question before, or of which it lists the places."""
    listed = _of_one(question) and before.groups and rules.things.search(before.groups[0][0])
    return before.counted or (before.groups[0] if listed else ())


def _has_own(question: Question, rules: QuestionRules) -> bool:
    """Say whether a follow-up has a subject of its own; what asks for a side of the one before is none."""
    groups = [group for group in question.groups if group[0] not in rules.about]
    return bool(groups) or any(question.activities) or question.general


def _gap(question: Question, before: Question, rules: QuestionRules) -> bool:
    """Say whether a follow-up asks by how much the number of its place and of the one before differ."""
    two = len({*before.places, *question.places}) == 2
    return two and rules.gap[question.language].search(question.text.lower()) is not None


def _signs(question: Question, before: Question, own: bool) -> dict[str, Any]:
    """Return what a follow-up without a subject of its own still asks about the one before."""
    if own or question.asked:
        return {}
    kept = {name: getattr(question, name) or getattr(before, name) for name in _KEPT}
    same = question.kind == "what" or question.kind == before.kind
    return kept | ({"order": before.order} if same and not question.order else {})


def _context(question: Question, before: Question) -> tuple[tuple[str, ...], ...]:
    """Return the content words of the turns before; a thing that is counted takes the place of another."""
    replaced = set(before.counted) if question.counted and question.counted != before.counted else set()
    said = (*before.pieces, *before.context)
    return tuple(p for p in said if p not in question.pieces and not replaced & set(p))


def _places(question: Question, before: Question, rules: QuestionRules) -> tuple[str, ...]:
    """Return the places asked about: its own, those before, or both where it compares them (跟平凉比呢)."""
    text = question.text.lower()
    if not question.places and question.asked and rules.others[question.language].search(text):
        return ()
    compared = question.kind == "compare" or _gap(question, before, rules)
    against = compared and rules.against[question.language].search(text)
    if question.places and against:
        return tuple(dict.fromkeys((*before.places, *question.places)))
    return question.places or before.places


def _carried_kind(question: Question, before: Question, rules: QuestionRules) -> AnswerKind:
    """Return the kind of a follow-up that says none itself (那酒泉呢？)."""
    if _gap(question, before, rules):
        return "compare"
    if question.order and before.asked and not (question.asked or any(question.groups)):
        return before.kind  # 最晚的是哪个: of the rows before
    says_none = question.kind == "what" and rules.alone[question.language].search(question.text.lower())
    return before.kind if says_none else question.kind
