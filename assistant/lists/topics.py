"""Widen a question for a topic to the narrower words by which reports tell of it (`data/topics.toml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from assistant.lists.looking import Group
from assistant.records import Language, Question
from index.packaged import load_packaged
from index.words import fold


@dataclass(frozen=True, slots=True)
class Topic:
    """What belongs to a topic.

    Attributes:
        asked: words by which a question names it.
        told: words by which a report is known to be on it.
    """

    asked: frozenset[str]
    told: Group


@dataclass(frozen=True, slots=True)
class Topics:
    """The compiled rules; `signs` tell that a question asks for a topic."""

    signs: dict[Language, re.Pattern[str]]
    topics: tuple[Topic, ...]

    def of(self, group: Group) -> Topic | None:
        """Return the topic that a subject names, None where it names none."""
        return next((topic for topic in self.topics if group[0] in topic.asked), None)

    def beside(self, group: Group, said: str) -> Group:
        """Return what tells of the other topics that a question names as alternatives (供水或灌溉)."""
        named = [name for name in group[1:] if name in said]
        return tuple(word for name in named if (topic := self.of((name,))) for word in topic.told)


@cache
def load_topics() -> Topics:
    """Read and compile the packaged topics.

    Raises:
        DataError: the file is malformed.
    """
    return load_packaged("assistant", "topics.toml", _compiled, "a topic is wrong")


def _compiled(raw: dict[str, Any]) -> Topics:
    signs = raw["question"]
    return Topics(
        signs={"zh": re.compile(signs["zh"]), "en": re.compile(signs["en"])},
        topics=tuple(
            Topic(frozenset(map(fold, t["asked"])), tuple(map(fold, t["told"]))) for t in raw["topics"]
        ),
    )


def widened(question: Question) -> Question:
    """Return a question with its topic said in narrower words too; one for a thing by its name stays.

    Words that name one topic side by side (孩子上学) are one subject.

    Args:
        question: as understood.
    """
    rules = load_topics()
    if not topical(question):
        return question
    groups: dict[object, Group] = {}
    for number, group in enumerate(question.groups):
        topic = rules.of(group)
        if topic is None:
            groups[number] = group
            continue
        # A word that is no sign of the topic by itself (孩子) does not find it.
        own = tuple(name for name in group if group[0] in topic.told or name not in topic.asked)
        known = groups.get(topic.told, ())
        other = rules.beside(group, fold(question.text))
        groups[topic.told] = tuple(dict.fromkeys((*known, *own, *topic.told, *other)))
    return replace(question, groups=tuple(groups.values()))


def topical(question: Question) -> bool:
    """Say whether a question asks for what there is on a topic, not for a doing or a thing by its name."""
    return bool(load_topics().signs[question.language].search(question.text.lower()))
