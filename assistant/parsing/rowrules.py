"""The words by which rows that are no places are found in texts, read from `data/rows.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from index.packaged import load_packaged


@dataclass(frozen=True, slots=True)
class MeetingRules:
    """How meetings are named; groups "after" and "before" of `held` are names behind and before a verb.

    The others say how it is asked, and told, who presided.
    """

    held: re.Pattern[str]
    ending: re.Pattern[str]
    verbs: tuple[str, ...]
    general: frozenset[str]
    english: tuple[tuple[re.Pattern[str], str], ...]
    chair: re.Pattern[str]
    several: re.Pattern[str]
    presided: str
    presides: re.Pattern[str]
    presider: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class TownRules:
    """How towns and villages are named."""

    kinds: dict[str, re.Pattern[str]]
    any: tuple[str, ...]
    border: re.Pattern[str]
    generic: re.Pattern[str]
    other: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class LevelRule:
    """How the level of a body is said, and what the places of such bodies are."""

    pattern: re.Pattern[str]
    level: str
    ending: str


@dataclass(frozen=True, slots=True)
class RowRules:
    """The compiled rules; the comments of the file say what each is for.

    Attributes:
        bodies: how a question says that bodies, not places, are asked for.
        generic: subjects that limit no row, and the same where towns are asked for.
        paper: how a question says that having been in the paper is enough.
        empty: words of time and of the paper that limit nothing.
        kin: doings much like each other.
        light: verbs that hardly say what was done.
        ceremony: how a question asks who held a ceremony for a thing.
        unveiled: how reports tell of one.
        planning: words by which things are asked for that are not there yet.
        idle: nouns that say nothing beside another subject.
        pale: subjects that limit nothing beside another.
        bare: nouns that alone do not say what is asked for.
        sort: what stands between examples and the sort of thing that they are of.
        stated: how a question asks for rows of which the number was told.
        added: how a question asks for how many came in addition.
        befell: what follows the place of an event that a question names by it.
        relief: words by which reports tell of such an event.
        given: by what is asked for, how reports tell that it was given to the place.
        giving: words of a question for those who gave that name nothing more.
        to: how it reads that a place is given to; ONE stands for its names.
        helps: how a question asks who helped.
        speech: what leaders said, as reports name it.
        studied: how a question asks for what was studied.
        below: names of levels below counties, each level by its words.
        wording: how a question asks who used a wording; group "what".
    """

    meeting: MeetingRules
    town: TownRules
    generic: tuple[re.Pattern[str], re.Pattern[str]]
    idle: re.Pattern[str]
    paper: re.Pattern[str]
    empty: re.Pattern[str]
    kin: tuple[tuple[str, ...], ...]
    light: re.Pattern[str]
    ceremony: re.Pattern[str]
    unveiled: tuple[str, ...]
    planning: re.Pattern[str]
    levels: tuple[LevelRule, ...]
    bodies: re.Pattern[str]
    acted: str
    done: re.Pattern[str]
    meant: re.Pattern[str]
    pale: re.Pattern[str]
    bare: re.Pattern[str]
    sort: str
    stated: re.Pattern[str]
    added: re.Pattern[str]
    speech: re.Pattern[str]
    befell: str
    relief: tuple[str, ...]
    given: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    giving: re.Pattern[str]
    to: str
    helps: re.Pattern[str]
    studied: re.Pattern[str]
    below: tuple[tuple[str, ...], ...]
    wording: re.Pattern[str]


def _meeting(raw: dict[str, Any]) -> MeetingRules:
    kinds = "|".join(raw["kinds"])
    name = "[^，,。；;：:“”《》]"
    behind = f"{raw['before']}(?P<after>{name}{{0,40}}(?:{kinds}))(?!{raw['never_after']})"
    ahead = f"(?P<before>[^，,。；;：:“”《》日)）]{{2,40}}?(?:{kinds}))(?={raw['after']})"
    return MeetingRules(
        held=re.compile(f"{behind}|{ahead}"),
        ending=re.compile(f"(?:{kinds})$"),
        verbs=tuple(raw["verbs"]),
        general=frozenset(raw["general"]),
        english=tuple((_before_meetings(said), name) for said, name in raw["english"]),
        chair=re.compile(raw["chair"]),
        several=re.compile(raw["several"]),
        presided=raw["presided"],
        presides=re.compile(raw["presides"]),
        presider=re.compile(raw["presider"]),
    )


def _before_meetings(said: str) -> re.Pattern[str]:
    """Return the pattern of a sort of meetings in English, before the word for them."""
    return re.compile(rf"\b(?:{said}) (?:[a-z’'-]+ )?(?:meetings?|sessions?|conferences?)\b")


def _town(raw: dict[str, Any]) -> TownRules:
    return TownRules(
        kinds={name: re.compile(raw[name]) for name in ("town", "village")},
        any=tuple(raw["any"]),
        border=re.compile(raw["border"]),
        generic=re.compile(raw["generic"]),
        other=re.compile(raw["other"]),
    )


def _level(raw: dict[str, Any], entry: dict[str, Any]) -> LevelRule:
    chinese = f"{raw['zh_before']}(?:{entry['zh']}){raw['zh_body']}"
    return LevelRule(re.compile(f"{chinese}|{entry['en']}"), entry["level"], entry["ending"])


@cache
def load_row_rules() -> RowRules:
    """Read and compile the packaged rules of rows.

    Raises:
        DataError: the file is malformed.
    """
    return load_packaged("assistant", "rows.toml", _rows, "a rule of rows is wrong")


def _rows(raw: dict[str, Any]) -> RowRules:
    number, level = raw["number"], raw["level"]
    return RowRules(
        meeting=_meeting(raw["meeting"]),
        town=_town(raw["town"]),
        levels=tuple(_level(level, entry) for entry in level["names"]),
        bodies=re.compile(level["bodies"]),
        generic=(re.compile(raw["generic"]["words"]), re.compile(raw["generic"]["towns"])),
        paper=re.compile(raw["generic"]["paper"]),
        empty=re.compile(raw["generic"]["empty"]),
        light=re.compile(raw["generic"]["light"]),
        ceremony=re.compile(raw["generic"]["ceremony"]),
        unveiled=tuple(raw["generic"]["unveiled"]),
        planning=re.compile(raw["generic"]["planning"]),
        kin=tuple(tuple(words) for words in raw["generic"]["kin"]),
        idle=re.compile(raw["generic"]["nouns"]),
        acted=raw["deed"]["acted"],
        done=re.compile(number["done"]),
        meant=re.compile(number["meant"]),
        pale=re.compile(raw["generic"]["pale"]),
        bare=re.compile(raw["generic"]["bare"]),
        sort=raw["generic"]["sort"],
        stated=re.compile(number["stated"]),
        added=re.compile(number["added"]),
        befell=raw["generic"]["befell"],
        relief=tuple(raw["generic"]["relief"]),
        given=tuple((re.compile(sort["asked"]), tuple(sort["told"])) for sort in raw["generic"]["given"]),
        giving=re.compile(raw["generic"]["giving"]),
        to=raw["generic"]["to"],
        helps=re.compile(raw["generic"]["helps"]),
        speech=re.compile(raw["generic"]["speech"]),
        studied=re.compile(raw["generic"]["studied"]),
        below=tuple(tuple(level) for level in raw["generic"]["below"]),
        wording=re.compile(raw["generic"]["wording"]),
    )
