"""Answer which places or people meet one thing and not another: what one list has and another has not."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from assistant.heard import Heard
from assistant.listing import Draft, coverage_line
from assistant.lists.rows import renumbered
from assistant.lists.showing import line
from assistant.parsing.asked import load_asked_rules
from assistant.question import Reader
from assistant.records import Language, Question, Row
from assistant.wording import say
from index.packaged import load_packaged
from index.words import solid

_ASKS = re.compile(
    "(?:which \\w+|.{0,12}?哪(?:些|几[个家])?(?:[市县区州]+|地方|单位|人|委员)?的?(?:政协)?)", re.I
)


@dataclass(frozen=True, slots=True)
class _Rule:
    """How such a question is said, and how both halves are joined; the comments of the file say more."""

    question: re.Pattern[str]
    joint: str


class Excepting:
    """Answer a question for what meets one thing and not another.

    Args:
        reader: reads questions.
        draft: answers an understood question, before the checks.
    """

    def __init__(self, reader: Reader, draft: Callable[[Question], Draft]) -> None:
        self.reader, self.draft = reader, draft
        self.rules = load_excepting()

    def answer(self, heard: Heard) -> Draft | None:
        """Return the rows of the one list that are not in that of both; None for other questions.

        Args:
            heard: the turn as it is understood.
        """
        language = heard.question.language
        text = solid(heard.said) if language == "zh" else heard.said.strip().lower()
        said = self.rules[language].question.search(text)
        if said is None or load_asked_rules().signs["without"][language].search(text):
            return None  # what has one thing and lacks another is told by two lists of things
        one, two, tail, joint = said["one"], said["two"], said["tail"], self.rules[language].joint
        wanted = self._read(heard, one + tail)
        if not wanted.asked or wanted.negated:
            return None
        first = self.draft(wanted)
        rows = [row for row in first.rows if row.level in wanted.levels] or list(first.rows)
        having = self._keys(self._read(heard, f"{one}{joint}{two}{tail}"))
        if not having or having.issuperset(_key(row) for row in rows):
            # Where nothing tells of both, the other thing was given up: it is looked for alone.
            having = self._keys(self._read(heard, _asking(one, two, tail)))
        left = [row for row in rows if _key(row) not in having]
        return self._left(wanted, first, left, two) if first.answers and left else None

    def _keys(self, question: Question) -> set[tuple[str, str]]:
        """Return what tells the rows of a list from each other."""
        return {_key(row) for row in self.draft(question).rows} if not question.negated else set()

    def _left(self, question: Question, draft: Draft, rows: Sequence[Row], two: str) -> Draft:
        """Return a list with those of its rows that are left."""
        rows, cited = renumbered(rows, draft.citations)
        lines = [say("list.excepting", question.language, n=len(rows), two=two)]
        lines += [line(row, question.language, self.reader.gazetteer) for row in rows]
        text = "\n".join([*lines, "", coverage_line(question, draft.coverage)])
        return replace(draft, text=text, rows=tuple(rows), citations=cited)

    def _read(self, heard: Heard, text: str) -> Question:
        read = self.reader.read(text, [*heard.before])
        return replace(read, filters=heard.question.filters)


def _key(row: Row) -> tuple[str, str]:
    return (row.code, "") if row.code else ("", row.name)


def _asking(one: str, two: str, tail: str) -> str:
    """Return the question for the second thing alone (哪些县开了会 with 发通报: 哪些县发通报)."""
    asks = _ASKS.match(one)
    return f"{asks.group()}{two}{tail}" if asks else f"哪些政协{two}？"


@cache
def load_excepting() -> dict[Language, _Rule]:
    """Read and compile the packaged rules.

    Raises:
        DataError: the file is malformed.
    """
    return load_packaged("assistant", "excepting.toml", _compiled, "a rule of excepting is wrong")


def _compiled(raw: dict[str, Any]) -> dict[Language, _Rule]:
    languages: tuple[Language, ...] = ("zh", "en")
    return {
        language: _Rule(re.compile(raw[language]["question"]), raw[language]["joint"])
        for language in languages
    }
