"""The kinds of named rows: how questions ask for them, how reports print their names; `data/named.toml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from assistant.records import Language
from index.packaged import load_packaged

Sort = Literal["person", "ending", "quoted", "title", "station", "topic"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind; the comments of the file say what its fields are for."""

    name: str
    sort: Sort
    asked: dict[Language, str]
    words: tuple[str, ...]
    told: re.Pattern[str]
    never: re.Pattern[str]
    endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InterviewRules:
    """How it is asked who put the questions of an interview, and who answered them."""

    asked: re.Pattern[str]
    spoke: re.Pattern[str]

    def wanted(self, text: str) -> bool:
        """Say whether a question asks for either."""
        text = text.lower()
        return bool(self.asked.search(text) or self.spoke.search(text))


@dataclass(frozen=True, slots=True)
class ProfileRules:
    """How portraits of people are asked for, and how reports show that they are such."""

    asked: re.Pattern[str]
    member: re.Pattern[str]
    told: re.Pattern[str]
    acts: re.Pattern[str]
    opens: re.Pattern[str]
    writers: re.Pattern[str]

    def wanted(self, text: str) -> bool:
        """Say whether a question asks for those of whom reports are portraits."""
        said = text.lower() if text.isascii() else "".join(text.lower().split())
        return self.asked.search(said) is not None

    def signs(self, post: str) -> bool:
        """Say whether a post is that of somebody who wrote a report."""
        return self.writers.search(post) is not None


@dataclass(frozen=True, slots=True)
class NamedRules:
    """The compiled rules of named rows."""

    kinds: tuple[Kind, ...]
    credit: re.Pattern[str]
    going: tuple[str, ...]
    speaks: re.Pattern[str]
    interview: InterviewRules
    profile: ProfileRules
    papers: re.Pattern[str]
    speaking: tuple[str, ...]
    misread: frozenset[str]
    light: re.Pattern[str]
    byline: re.Pattern[str]
    signed: re.Pattern[str]
    roles: dict[str, re.Pattern[str]]
    count: str
    between: str
    before: str
    coined: re.Pattern[str]
    consult: re.Pattern[str]
    consulting: re.Pattern[str]
    local: re.Pattern[str]
    called: dict[Language, re.Pattern[str]]
    personal: re.Pattern[str]
    plain: re.Pattern[str]
    uncounted: frozenset[str]
    inside: frozenset[str]
    cut: frozenset[str]
    families: dict[str, tuple[str, ...]]
    made: tuple[re.Pattern[str], re.Pattern[str]]
    outcome: tuple[re.Pattern[str], re.Pattern[str]]
    no_books: re.Pattern[str]
    quality: re.Pattern[str]
    chosen: re.Pattern[str]
    proposing: frozenset[str]

    def beyond_paper(self, groups: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
        """Return the groups that say more than where in the paper something stands."""
        return tuple(g for g in groups if len(g) > 3 or not all(self.papers.fullmatch(n) for n in g))

    def kind(self, noun: str, language: Language) -> Kind | None:
        """Return the kind that a noun asks for, None where it is of no kind.

        Args:
            noun: as the question has it, in lower case where it is English.
            language: of the question.
        """
        # What the question goes on with is not known here: any word that ends no noun stands for it.
        on = f"{noun}某"
        return next((k for k in self.kinds if re.match(f"(?:{k.asked[language]})(?=某$)", on)), None)

    def role(self, said: str) -> str:
        """Return which role in writing a noun names: "reporter", "correspondent" or "" for any."""
        return next((role for role, pattern in self.roles.items() if pattern.search(said)), "")

    def named(self, name: str) -> Kind:
        """Return the kind that is called so here.

        Raises:
            StopIteration: there is none.
        """
        return next(k for k in self.kinds if k.name == name)

    def endings(self, noun: str) -> tuple[str, ...]:
        """Return what names end in, or titles hold, that a noun asks for; empty where the noun says nothing.

        Args:
            noun: as the question has it; the longest known noun at its end counts.
        """
        known = [said for said in self.families if noun.endswith(said)]
        return self.families[max(known, key=len)] if known else ()


@cache
def load_named_rules() -> NamedRules:
    """Read and compile the packaged rules of named rows.

    Raises:
        DataError: a rule is missing or is no regular expression.
    """
    return load_packaged("assistant", "named.toml", _compiled, "a rule of named rows is wrong")


def _compiled(raw: dict[str, Any]) -> NamedRules:
    listed, quoted, plain = raw["enumerated"], raw["quoted"], raw["plain"]
    return NamedRules(
        kinds=tuple(_kind(entry) for entry in raw["kinds"]),
        credit=re.compile(raw["credit"]["asked"]),
        going=tuple(raw["going"]["verbs"]),
        speaks=re.compile(raw["speaking"]["asked"]),
        speaking=tuple(raw["speaking"]["verbs"]),
        misread=frozenset(raw["speaking"]["misread"]),
        interview=InterviewRules(
            re.compile(raw["interview"]["asked"]), re.compile(raw["interview"]["spoke"])
        ),
        profile=_profile(raw["profile"]),
        papers=re.compile(raw["papers"]["words"]),
        light=re.compile(raw["light"]["verbs"]),
        byline=re.compile(raw["byline"]["post"]),
        signed=re.compile(raw["byline"]["signed"]),
        roles={role: re.compile(raw["byline"][role]) for role in ("reporter", "correspondent")},
        count=listed["count"],
        between=quoted["between"],
        before=quoted["before"],
        coined=re.compile(quoted["coined"]),
        consult=re.compile(quoted["consult"]),
        consulting=re.compile(quoted["consulting"]),
        local=re.compile(quoted["local"]),
        personal=re.compile(raw["called"]["personal"]),
        called={"zh": re.compile(raw["called"]["zh"]), "en": re.compile(raw["called"]["en"])},
        plain=re.compile(f"(?:{plain['words']})*"),
        uncounted=frozenset(plain["uncounted"]),
        inside=frozenset(plain["inside"]),
        cut=frozenset(plain["cut"]),
        made=_sign(raw["titles"], "made"),
        outcome=_sign(raw["titles"], "outcome"),
        no_books=re.compile(raw["titles"]["no_books"]),
        quality=re.compile(raw["titles"]["quality"]),
        chosen=re.compile(raw["titles"]["chosen"]),
        proposing=frozenset(raw["titles"]["proposing"]),
        families={noun: tuple(endings) for noun, endings in raw["families"].items()},
    )


def _series(noun: str, joiner: str) -> str:
    """Return the pattern of a noun, and of others of its kind beside it (villagers or farmers)."""
    return f"(?:{noun})(?:{joiner}(?:{noun}))*"


def _profile(raw: dict[str, str]) -> ProfileRules:
    parts = ("asked", "member", "told", "acts", "opens", "signs")
    return ProfileRules(*(re.compile(raw[part]) for part in parts))


def _sign(raw: dict[str, Any], name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return how a question asks for something, and how reports tell it."""
    return re.compile(raw[f"{name}_asked"]), re.compile(raw[f"{name}_told"])


def _kind(entry: dict[str, Any]) -> Kind:
    return Kind(
        name=entry["name"],
        sort=entry["sort"],
        asked={
            "zh": _series(entry["zh"], "(?:或者?|和|与|及|以及|、)"),
            "en": _series(entry["en"], "(?:,? (?:or|and) |, )"),
        },
        words=tuple(entry["words"]),
        told=re.compile(entry["told"]),
        never=re.compile(entry["never"]),
        endings=tuple(entry["endings"]),
    )
