"""What in a sentence can be the answer to a question of its kind: figures, people, dates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.records import Question
from assistant.sentences.posts import holds, takes
from index.records import Mention
from index.words import fold

WRITER = re.compile("通讯员|记者|特约")
# Whose speeches are studied everywhere is meant only where a question says so.
_CITED = re.compile("总书记|General Secretary")
# Units in which a thing may be counted whose name is left out (实际建成7个).
BARE = frozenset("个处所家座间")
_YEARS = frozenset({"岁", "周岁"})
# A role by which reports call people, whose holder is asked for.
_ROLE = re.compile(
    "(?P<role>提案人|领衔人|联名人|召集人|发起人|领办人|传承人|口述人|监督员)(?:是|叫|为)?(?:谁|什么|哪)"
)
_AGE = re.compile(r"岁|多大|年龄|年纪|\b(?:age|aged|old|older|young|younger)\b")
_LOCATION = re.compile("(?:在|到|赴|深入|走进|来到|前往|位于)[\u4e00-\u9fff“]{2,}")


def focus_of(
    question: Question, mentions: Sequence[Mention], post: str = "", text: str = ""
) -> list[Mention]:
    """Return what in a sentence can be the answer to a question of its kind.

    Args:
        question: the question.
        mentions: what the sentence mentions.
        post: the head of the post whose holder is asked for.
        text: the article's.
    """
    if question.kind in ("number", "count"):
        return _figures(question, [m for m in mentions if m.kind == "quantity"])
    if question.kind == "who":
        people = [m for m in mentions if m.kind == "person" and not WRITER.search(m.post)]
        if not _CITED.search(question.text):
            people = [m for m in people if not _CITED.search(m.post)]
        return [m for m in people if holds(m.post, post) or takes(text[m.end :], post)] if post else people
    if question.kind == "when":
        return [m for m in mentions if m.kind == "date"]
    return []


def _figures(question: Question, quantities: Sequence[Mention]) -> list[Mention]:
    """Return the figures in a unit asked for, those alone that count the thing where there are such."""
    found = [m for m in quantities if not question.units or m.unit in question.units]
    if not _AGE.search(question.text.lower()):
        found = [m for m in found if m.unit not in _YEARS]  # 3岁以下婴幼儿有1.4万名: the age counts nobody
    if question.counted:
        exact = [m for m in found if names_counted(m, [question.counted])]
        return exact or (found if question.units else [m for m in found if not m.name and m.unit in BARE])
    return [m for m in found if names_counted(m, question.pieces)] or found


def names_counted(mention: Mention, pieces: Sequence[Sequence[str]]) -> bool:
    """Say whether a figure counts what one of the pieces of a question names."""
    counted = fold(mention.name)
    # 工作站 is said for 委员工作站; 社区 is not what 社区工作站 are.
    return bool(counted) and any(
        name in counted or name.endswith(counted) for piece in pieces for name in piece
    )


def has_role(question: Question, focus: Sequence[Mention]) -> bool:
    """Say whether one of some people is called by the very role whose holder is asked for (提案人是谁)."""
    role = _ROLE.search(question.text) if question.kind == "who" else None
    return role is not None and any(role["role"] in person.post for person in focus)


def evident(question: Question, focus: Sequence[Mention], text: str) -> float:
    """Return by how much a sentence gains or loses for holding, or lacking, an answer of the kind asked."""
    if question.kind in ("number", "who", "when"):
        return 1.25 if focus else 0.4
    if question.kind == "where":
        return 1.15 if _LOCATION.search(text) else 0.8
    return 1.0
