"""What the best sentence bears out of what a question presumes: its turn, its property, its unit."""

from __future__ import annotations

import re

from assistant.parsing.rules import load_assertion_rules, load_question_rules
from assistant.records import Question
from assistant.sentences.candidates import Candidate
from assistant.sentences.clues import load_clues
from assistant.sentences.presumed import load_presumptions
from assistant.sentences.sought import Sought
from index.words import compact, fold, solid

NAMES = (
    "why_unproved", "turn_missed", "attribute_missed", "attribute_held", "unit_missed", "echoed",
    "unrealised", "denied", "uncounted",
)  # fmt: skip
"""What `bearing` returns.

why_unproved        1 where a reason is asked for and none is given about the sentence, 0.5 where one is, but
                    not beside it.
turn_missed         how far a turn that the question takes for granted is not told (presumed.py), 0 to 1.
attribute_missed    1 where a property is asked for and nothing in the report looks like it, less where only
                    nothing near does.
attribute_held      1 where a property is asked for and something near looks like it.
unit_missed         1 where a number in certain units is asked for and the sentence has none.
echoed              1 where the only such numbers are those that the question itself says.
unrealised          1 where it is asked about the end of something that has not come to one, 0.5 where it is
                    asked how something was and the sentence tells only of a plan.
denied              1 where the sentence or a neighbour says that a thing asked about is not there.
uncounted           1 where it is asked how many stations or the like there are that neither the sentence
                    nor its neighbours name, 0.5 where only a neighbour names them.
"""

_BESIDE = 0.5
_ABOUT = 3  # sentences before and after
_NUMERAL = re.compile("[0-9.]+")
_WRITTEN = "[0-9.一二三四五六七八九十百千万亿两半几]+(?:余|多)?(?:万|亿)?(?:多|余)?"


def bearing(question: Question, sought: Sought, best: Candidate) -> dict[str, float]:
    """Return how far a sentence bears out what a question presumes, by the names of `NAMES`.

    Args:
        question, sought: the question.
        best: the sentence that seems to answer.
    """
    presumed = load_presumptions()
    near, report = _told(best)
    needs_reason = sought.kind == "why" or presumed.reason.search(_asked(question)) is not None
    return {
        "why_unproved": _unproved(best, near) if needs_reason else 0.0,
        "turn_missed": _turn(question, near, report, needs_reason),
        "attribute_missed": presumed.attribute_missed(question, near, report),
        "attribute_held": float(presumed.attribute_held(question, near)),
        "unrealised": _unrealised(question, fold(best.text), near),
        "denied": float(_denied(question, near)),
        "uncounted": _uncounted(question, solid(best.text), near),
        **_figures(question, sought, best),
    }


def _unproved(best: Candidate, near: str) -> float:
    """Return how far no reason is given: not beside the sentence, or nowhere about it."""
    cause = load_presumptions().cause
    if cause.search(near):
        return 0.0
    sentences = best.annotation.sentences
    start, end = max(0, best.number - _ABOUT), min(len(sentences) - 1, best.number + _ABOUT)
    about = _joined("", best.article.text[sentences[start].start : sentences[end].end])
    return _BESIDE if cause.search(about) else 1.0


def _turn(question: Question, near: str, report: str, needs_reason: bool) -> float:
    """Return how far a turn is missed; the reason and the time of one have to stand beside it."""
    missed = load_presumptions().turn_missed(question, near, report)
    return 1.0 if missed and (needs_reason or question.kind == "when") else missed


def _asked(question: Question) -> str:
    """Return the question as patterns are searched in it."""
    return question.text.lower() if question.language == "en" else compact(question.text)


def _told(best: Candidate) -> tuple[str, str]:
    """Return a sentence with its neighbours and the title, and the whole report, both folded."""
    sentences = best.annotation.sentences
    start = sentences[max(0, best.number - 1)].start
    end = sentences[min(len(sentences) - 1, best.number + 1)].end
    title, text = best.article.title, best.article.text
    return _joined(title, text[start:end]), _joined(title, text)


def _joined(title: str, text: str) -> str:
    return solid(f"{title}。{text}")


def _figures(question: Question, sought: Sought, best: Candidate) -> dict[str, float]:
    """Return whether a number in the units asked for is missing, or only repeats the question."""
    if question.kind not in ("number", "count") or not (question.units or sought.unit):
        return {"unit_missed": 0.0, "echoed": 0.0}
    text = solid(best.text)
    units = _written(question.units).finditer(text) if question.units else ()
    found = [
        m.group() for m in units if text[m.start() - 1 : m.start()] != "月"
    ]  # a day is no number of days
    like = load_clues().unit(sought.text, True)
    found += [m.group() for m in like.finditer(text)] if like else []
    said = set(_NUMERAL.findall(_asked(question)))
    fresh = [one for one in found if not said & set(_NUMERAL.findall(one))]
    return {"unit_missed": float(not found), "echoed": float(bool(found) and not fresh)}


def _uncounted(question: Question, text: str, near: str) -> float:
    """Return how far the thing is not named of which it is asked how many there are."""
    if question.kind not in ("number", "count") or question.units or question.counted not in question.pieces:
        return 0.0
    if not load_question_rules().things.search(question.counted[0]):
        return 0.0
    if any(name in text for name in question.counted):
        return 0.0
    return _BESIDE if any(name in near for name in question.counted) else 1.0


def _written(units: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"{_WRITTEN}(?:{'|'.join(map(re.escape, units))})")


def _unrealised(question: Question, text: str, near: str) -> float:
    """Return how far a question asks how something was that is only planned, or not come to an end."""
    presumed, planned = load_presumptions(), load_assertion_rules().planned
    asked = _asked(question)
    meant = question.planned or presumed.meant.search(asked) or planned.search(asked)
    if meant or question.negated or not presumed.done.search(asked):
        return 0.0
    if presumed.ended.search(asked) and presumed.unfinished.search(near):
        return 1.0
    return _BESIDE if planned.search(text) else 0.0


def _denied(question: Question, near: str) -> bool:
    """Say whether what is near says that a thing is not there which the question takes to be there."""
    if question.yes_no or question.negated:
        return False
    names = [name for piece in (*question.groups, *question.counted[:1]) for name in piece]
    names = [name for name in names if len(name) > 2]
    return any(
        name in near[max(0, found.start() - len(name)) : found.end() + load_presumptions().reach]
        for found in load_presumptions().absent.finditer(near)
        for name in names
    )
