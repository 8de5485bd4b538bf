"""The rules of how questions are asked, read from `data/questions.toml`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from assistant.records import AnswerKind, Language
from index.packaged import load_packaged

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class KindRule:
    """How one kind of answer is asked for, in each language."""

    kind: AnswerKind
    patterns: dict[Language, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class RowRule:
    """How one sort of rows is asked for, and the place levels that fit (empty: any)."""

    name: str
    patterns: dict[Language, re.Pattern[str]]
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitRule:
    """How an answer in certain units is asked for (多远 → 公里, 米)."""

    patterns: dict[Language, re.Pattern[str]]
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionRules:
    """The compiled rules.

    Attributes:
        ask: words of asking that say nothing of the subject.
        stop: words too common to say anything of the subject.
        posts: the word with which a post ends, by how the question says it.
        activities: verbs of doing, given up before the subject is.
        founding_words: verbs of founding, which say what is asserted and limit nothing.
        whole: compounds of doings that are not taken apart.
        planned: words by which only plans are asked for.
        about: nouns by which a follow-up asks for a side of what was said before it (结果, 原因).
        things: how the names of things end that are set up and counted.
    """

    kinds: tuple[KindRule, ...]
    rows: tuple[RowRule, ...]
    units: tuple[UnitRule, ...]
    told_units: re.Pattern[str]
    ask: re.Pattern[str]
    stop: dict[Language, frozenset[str]]
    activities: frozenset[str]
    founding_words: frozenset[str]
    meeting: re.Pattern[str]
    meetings: tuple[str, ...]
    founding: dict[Language, re.Pattern[str]]
    most: dict[Language, re.Pattern[str]]
    least: dict[Language, re.Pattern[str]]
    earliest: dict[Language, re.Pattern[str]]
    latest: dict[Language, re.Pattern[str]]
    gap: dict[Language, re.Pattern[str]]
    others: dict[Language, re.Pattern[str]]
    limit: dict[Language, re.Pattern[str]]
    since: dict[Language, re.Pattern[str]]
    until: dict[Language, re.Pattern[str]]
    before: dict[Language, re.Pattern[str]]
    after: dict[Language, re.Pattern[str]]
    upto: dict[Language, re.Pattern[str]]
    around: dict[Language, re.Pattern[str]]
    near: dict[Language, re.Pattern[str]]
    things: re.Pattern[str]
    planned: frozenset[str]
    whole: frozenset[str]
    about: frozenset[str]
    of_plan: dict[Language, re.Pattern[str]]
    coming: dict[Language, re.Pattern[str]]
    coming_told: tuple[str, ...]
    total: dict[Language, re.Pattern[str]]
    issue_only: dict[Language, re.Pattern[str]]
    byline: dict[Language, re.Pattern[str]]
    printed: dict[Language, re.Pattern[str]]
    mention: dict[Language, re.Pattern[str]]
    how: dict[Language, re.Pattern[str]]
    inside: dict[Language, re.Pattern[str]]
    changed: dict[Language, re.Pattern[str]]
    appears: dict[Language, re.Pattern[str]]
    provincial: dict[Language, re.Pattern[str]]
    held: dict[Language, re.Pattern[str]]
    negated: dict[Language, re.Pattern[str]]
    founded: dict[Language, re.Pattern[str]]
    photos: dict[Language, re.Pattern[str]]
    went_to: re.Pattern[str]
    things_done: dict[Language, re.Pattern[str]]
    counted: dict[Language, re.Pattern[str]]
    post: dict[Language, re.Pattern[str]]
    posts: dict[str, str]
    alone: dict[Language, re.Pattern[str]]
    excluded: dict[Language, re.Pattern[str]]
    follow_up: dict[Language, re.Pattern[str]]
    pair: dict[Language, re.Pattern[str]]
    against: dict[Language, re.Pattern[str]]
    filler: dict[Language, re.Pattern[str]]


def in_both(entry: dict[str, Any], make: Callable[[Any], T]) -> dict[Language, T]:
    """Return what is made of the Chinese and of the English part of an entry.

    Args:
        entry: has the keys "zh" and "en".
        make: makes rules of the part of one language.

    Raises:
        KeyError: a language is missing.
    """
    return {"zh": make(entry["zh"]), "en": make(entry["en"])}


def _two(entry: dict[str, Any]) -> dict[Language, re.Pattern[str]]:
    return in_both(entry, re.compile)


def longest_first(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of words, of which a longer one goes before those that it begins with."""
    return re.compile("|".join(re.escape(w) for w in sorted(words, key=lambda w: -len(w))))


def _compile(raw: dict[str, Any]) -> QuestionRules:
    words, signs = raw["words"], raw["signs"]
    return QuestionRules(
        kinds=tuple(KindRule(entry["kind"], _two(entry)) for entry in raw["kinds"]),
        rows=tuple(RowRule(e["name"], _two(e), tuple(e["levels"])) for e in raw["rows"]),
        told_units=re.compile(words["told_units"]),
        units=tuple(UnitRule(_two(e), tuple(e["units"])) for e in raw["units"]),
        ask=longest_first(words["ask_zh"]),
        stop={"zh": frozenset(words["stop_zh"]), "en": frozenset(words["stop_en"])},
        activities=frozenset(words["activities"]),
        founding_words=frozenset(words["founding"]),
        meeting=re.compile(words["meeting"]),
        meetings=tuple(words["meetings"]),
        founding=_two(signs["founding"]),
        most=_two(signs["most"]),
        least=_two(signs["least"]),
        earliest=_two(signs["earliest"]),
        latest=_two(signs["latest"]),
        gap=_two(signs["gap"]),
        others=_two(signs["others"]),
        limit=_two(signs["limit"]),
        since=_two(signs["since"]),
        until=_two(signs["until"]),
        before=_two(signs["before"]),
        after=_two(signs["after"]),
        upto=_two(signs["upto"]),
        around=_two(signs["around"]),
        near=_two(signs["near"]),
        things=re.compile(words["things"]),
        planned=frozenset(words["planned"]),
        whole=frozenset(words["whole"]),
        about=frozenset(words["about"]),
        of_plan=_two(signs["of_plan"]),
        coming=_two(signs["coming"]),
        coming_told=tuple(signs["coming"]["told"]),
        total=_two(signs["total"]),
        issue_only=_two(signs["issue_only"]),
        byline=_two(signs["byline"]),
        printed=_two(signs["printed"]),
        mention=_two(signs["mention"]),
        how=_two(signs["how"]),
        inside=_two(signs["inside"]),
        changed=_two(signs["changed"]),
        appears=_two(signs["appears"]),
        provincial=_two(signs["provincial"]),
        held=_two(signs["held"]),
        negated=_two(signs["negated"]),
        founded=_two(signs["founded"]),
        photos=_two(signs["photos"]),
        went_to=re.compile(signs["went_to"]["zh"]),
        things_done=_two(signs["things_done"]),
        counted=_two(signs["counted"]),
        post=_two(signs["post"]),
        posts=dict(raw["posts"]),
        alone=_two(signs["alone"]),
        excluded=_two(signs["excluded"]),
        follow_up=_two(signs["follow_up"]),
        pair=_two(signs["pair"]),
        against=_two(signs["against"]),
        filler=_two(signs["filler"]),
    )


@cache
def load_question_rules() -> QuestionRules:
    """Read and compile the packaged rules of questions.

    Raises:
        DataError: a rule is missing or is not a regular expression.
    """
    return load_packaged("assistant", "questions.toml", _compile, "a rule of questions is wrong")


@dataclass(frozen=True, slots=True)
class AssertionRules:
    """Words that tell what a sentence asserts of a thing."""

    set_up: re.Pattern[str]
    denied: re.Pattern[str]
    planned: re.Pattern[str]
    example: re.Pattern[str]
    elsewhere: re.Pattern[str]
    leaders: re.Pattern[str]
    reached: re.Pattern[str]
    spread: re.Pattern[str]
    to_come: re.Pattern[str]
    operating: re.Pattern[str]
    manner: re.Pattern[str]
    held: re.Pattern[str]
    urged: re.Pattern[str]
    urging: re.Pattern[str]
    meeting: re.Pattern[str]

    def spreading(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return the first words by which a thing comes to further places, with what stands before them."""
        # What may stand before them is sought where they are: elsewhere it would be tried at every character.
        return self.spread.search(text, start, end) if self.reached.search(text, start, end) else None


_WORD_LISTS = (
    "set_up",
    "denied",
    "planned",
    "example",
    "elsewhere",
    "leaders",
    "operating",
    "manner",
    "held",
)


@cache
def load_assertion_rules() -> AssertionRules:
    """Read and compile the packaged words of assertion.

    Raises:
        DataError: the file is malformed.
    """
    return load_packaged("assistant", "assertions.toml", _assertions, "a rule of assertions is wrong")


def _assertions(raw: dict[str, Any]) -> AssertionRules:
    lists = {key: longest_first(raw[key]["words"]) for key in _WORD_LISTS}
    patterns = {"urged": re.compile(raw["urged"]["pattern"]), "reached": re.compile(raw["spread"]["reached"])}
    patterns["spread"] = re.compile(raw["spread"]["before"] + raw["spread"]["reached"])
    patterns["meeting"] = re.compile(raw["meeting"]["pattern"])
    patterns["urging"] = re.compile(raw["urged"]["asked"])
    patterns["to_come"] = re.compile(raw["spread"]["to_come"])
    return AssertionRules(**lists, **patterns)


@dataclass(frozen=True, slots=True)
class DeedRule:
    """One sort of what bodies do, with its name in each language and the words that tell it."""

    names: dict[str, str]
    pattern: re.Pattern[str]


@cache
def load_deeds() -> tuple[DeedRule, ...]:
    """Read and compile the packaged sorts of deeds, in their order; the last takes everything.

    Raises:
        DataError: the file is malformed.
    """
    return load_packaged("assistant", "assertions.toml", _deeds, "a sort of deeds is wrong")


def _deeds(raw: dict[str, Any]) -> tuple[DeedRule, ...]:
    return tuple(
        DeedRule({"zh": deed["zh"], "en": deed["en"]}, re.compile(deed["pattern"])) for deed in raw["deeds"]
    )
