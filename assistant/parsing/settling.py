"""Settle what a question means once its parts are known: plans, things that are counted, existence."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.parsing.rules import QuestionRules
from assistant.records import AnswerKind, Question

_BODY = re.compile("(?:人民)?政协|[省市州县区级]{1,3}政协|政协委员会|委员会")
# A level that is left out: 市一级的, 市级那篇.
_LEVEL = re.compile(
    "(?P<level>地级市|市州|地市|市|州|县区|县市|县|区县)(?:这?一?级|里|级别|层面)?(?:的|那|这|政协|[几一]?[篇个条]|报道|稿子|消息)*"
)
_LEFT = {"县": "prefecture", "区": "prefecture", "市": "county", "州": "county", "地": "county"}
"""The level that is left, by how the one is said that is not wanted."""
_PLACES = frozenset({"county", "prefecture", "place"})


def settled(question: Question, rules: QuestionRules) -> Question:
    """Return a question with what follows from its parts taken together.

    Args:
        question: as read.
        rules: the rules of questions.
    """
    question = _levelled(_planned(_existence(question, rules), rules))
    if question.things_done and all(_BODY.fullmatch(group[0]) for group in question.groups):
        question = replace(question, groups=())  # what the county's body did asks of no subject
    if question.counted and rules.things.search(question.counted[0]):
        question = replace(question, units=())  # how many members' studios asks for no people
    if question.kind == "where" and question.mention and not (question.asked or question.places):
        question = replace(question, kind="list", asked="place")  # where a thing is written of may be many
    return replace(question, founding=question.founding or _of_things(question, rules))


def _levelled(question: Question) -> Question:
    """Return a question for places without the level that it leaves out (市一级的不算)."""
    left = left_level(question)
    if not left or question.asked != "place" or question.levels:
        return question
    return replace(question, asked=left, levels=(left,))


def left_level(question: Question) -> str:
    """Return the level that is left where another is left out (市一级的不算), "" where none is."""
    found = next((f for said in question.excluded if (f := _LEVEL.fullmatch(said))), None)
    return _LEFT[found["level"][0]] if found else ""


def held_post(noun: str, asked: str, rules: QuestionRules) -> str:
    """Return the post whose holders are the rows, "" where no people are asked for.

    Args:
        noun: the noun by which the rows are asked for.
        asked: what the rows are.
        rules: the rules of questions.
    """
    if asked != "person":
        return ""
    said = sorted(rules.posts, key=lambda word: -len(word))
    return next((rules.posts[word] for word in said if word in noun.lower()), "")


def _is_thing(question: Question, rules: QuestionRules) -> bool:
    return any(rules.things.search(group[0]) for group in question.groups)


def _of_things(question: Question, rules: QuestionRules) -> bool:
    """Say whether places are asked for that have a thing which is set up and counted."""
    rows = question.kind in ("list", "count", "compare") and question.asked in _PLACES
    things = all(rules.things.search(group[0]) for group in question.groups)
    other = question.activities or question.units or question.mention or question.held
    return rows and things and bool(question.groups) and not other


def _planned(question: Question, rules: QuestionRules) -> Question:
    """Return a question for planned things without the words for planning: what is asserted is judged."""
    thing = any(rules.things.search(name) for group in question.groups for name in group)
    if not question.planned or not thing:
        # Where planning itself is what was done, plans are what is asked for.
        plans = bool(question.activities) and all(rules.planned & set(g) for g in question.activities)
        return replace(question, planned=False, meant=question.meant or (plans and not question.groups))
    activities = tuple(g for g in question.activities if not rules.planned & set(g))
    groups = tuple(g for g in question.groups if not rules.planned & set(g))
    return replace(question, groups=groups, activities=activities)


def _existence(question: Question, rules: QuestionRules) -> Question:
    """Return a question whether a place has a thing as one how many it has."""
    one = question.yes_no and len(question.places) == 1 and not question.asked
    plain = question.kind in ("what", "list") and not question.activities
    if not (one and plain and _is_thing(question, rules)):
        return question
    return replace(question, kind="number", counted=question.groups[0])


def one_side(question: Question, kind: AnswerKind, rules: QuestionRules) -> Question:
    """Return the question for one side of a comparison: for a number or a day, not for rows.

    Args:
        question: what is said of the side.
        kind: "number" or "when"; the day of a thing is the one on which it was set up.
        rules: the rules of questions.
    """
    new = kind == "when" and _is_thing(question, rules) and not (question.activities or question.held)
    question = replace(question, founded=question.founded or new)
    plain = replace(question, kind=kind, asked="", said_noun="", levels=(), order="", bound=None, limit=0)
    return replace(plain, each=False, both=False, yes_no=False, founding=False, total=False, sides=())
