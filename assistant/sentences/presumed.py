"""What a question takes for granted or asks for, and whether a report says it: turns and properties."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.records import Question
from index.packaged import load_packaged
from index.words import compact

_LOOSELY = 0.9
"""How far a property is missed whose values look in many ways: names of companies, of countries."""
_BESIDE = 0.5
"""How far something is missed that the report tells, but not where the question seems to be answered."""
_WORDS = (
    "reason",
    "cause",
    "done",
    "meant",
    "absent",
    "person",
    "named",
    "names",
    "ended",
    "unfinished",
    "come",
    "each",
)


@dataclass(frozen=True, slots=True)
class Presumption:
    """How a turn or a property is asked for in each language, and how a report tells it, often or always.

    A personal property is told right behind a person's name.
    """

    asked: dict[str, re.Pattern[str]]
    told: re.Pattern[str]
    loose: bool = False
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Presumptions:
    """The compiled rules.

    Attributes:
        turns: turns for the worse and changes in one direction.
        attributes: properties whose values look in a certain way.
        reason, cause: finds that a question asks for a reason; that a report gives one.
        done, meant: finds that a question asks how something was; how it is meant to be.
        absent: finds in a report that something is not there.
        person: finds that a question asks for a name; of a person where it is of nothing that is set up.
        named, names: finds the name of another thing; those of several.
        ended: finds that a question asks about an end.
        unfinished, come: finds in a report that none has come; that one has.
        each: finds that a question asks the same of each of several places, or compares them.
        reach: within how many characters after that the thing is named.
    """

    turns: tuple[Presumption, ...]
    attributes: tuple[Presumption, ...]
    reason: re.Pattern[str]
    cause: re.Pattern[str]
    done: re.Pattern[str]
    meant: re.Pattern[str]
    absent: re.Pattern[str]
    person: re.Pattern[str]
    named: re.Pattern[str]
    names: re.Pattern[str]
    ended: re.Pattern[str]
    unfinished: re.Pattern[str]
    come: re.Pattern[str]
    each: re.Pattern[str]
    reach: int

    def turn_missed(self, question: Question, near: str, report: str) -> float:
        """Return how far a turn that the question takes for granted is missed in a report.

        Args:
            question: the question.
            near: what is said where the question seems to be answered.
            report: the whole report with its title.

        Returns:
            0 where the question has no such turn or it is told there, 0.5 where it is told elsewhere in the
            report, 1 where it is not told at all.
        """
        missed = 0.0
        for turn in _asked(self.turns, question):
            if not turn.told.search(report):
                return 1.0
            missed = max(missed, 0.0 if turn.told.search(near) else _BESIDE)
        return missed

    def attribute_missed(self, question: Question, near: str, report: str) -> float:
        """Return how far a property is missed that is asked for, as `turn_missed` does; a loose one 0.9."""
        missed = [one for one in _asked(self.attributes, question) if not one.told.search(near)]
        lost = (_BESIDE if one.told.search(report) else _LOOSELY if one.loose else 1.0 for one in missed)
        return max(lost, default=0.0)

    def attribute_held(self, question: Question, near: str) -> bool:
        """Say whether a property is asked for, and what is near looks like it."""
        asked = _asked(self.attributes, question)
        return bool(asked) and all(one.told.search(near) for one in asked)

    def fits_person(self, question: Question, behind: str) -> bool:
        """Say whether what stands behind a person's name tells the personal properties asked for, if any."""
        personal = (one for one in _asked(self.attributes, question) if one.personal)
        return all(one.told.search(behind) for one in personal)


def _asked(rules: tuple[Presumption, ...], question: Question) -> list[Presumption]:
    english = question.language == "en"
    text = question.text.lower() if english else compact(question.text)
    return [rule for rule in rules if rule.asked[question.language].search(text)]


@cache
def load_presumptions() -> Presumptions:
    """Read and compile the packaged rules.

    Raises:
        DataError: the file is malformed.
    """
    return load_packaged("assistant", "presumed.toml", _presumptions, "a presumption is wrong")


def _presumptions(raw: dict[str, Any]) -> Presumptions:
    patterns = {name: re.compile(raw["words"][name]) for name in _WORDS}
    turns, attributes = (tuple(map(_one, raw[part])) for part in ("turns", "attributes"))
    return Presumptions(turns, attributes, **patterns, reach=int(raw["words"]["reach"]))


def _one(rule: dict[str, Any]) -> Presumption:
    asked = {language: re.compile(rule[language]) for language in ("zh", "en")}
    return Presumption(asked, re.compile(rule["told"]), bool(rule.get("loose")), bool(rule.get("personal")))
