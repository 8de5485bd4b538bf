"""Find what the rows of a list are: the noun beside the asking word (哪些县, 县有哪些, 列出……报道, 各县)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from assistant.parsing.bounds import BoundRule, compiled
from assistant.parsing.kinds import load_named_rules
from assistant.records import AnswerKind, Language
from index.packaged import load_packaged

How = Literal["among", "which", "count", "each", "told", "after", "within", "by", "end", "any"]
_PLACES = frozenset({"county", "prefecture", "place"})
# Nouns that are asked for by standing alone in these ways; others would take in too much.
_FITTING: dict[How, frozenset[str]] = {
    "among": _PLACES | {"town"},
    "by": _PLACES,
    "each": _PLACES,
    "count": _PLACES | {"article", "meeting"},
    "end": _PLACES | {"article", "town"},
    "any": _PLACES | {"article", "town"},
}
_SIGNS = (
    *("yes_no", "sorted", "both", "each_number", "difference", "planned", "lacking", "rider", "clause"),
    *("lies", "often", "without", "found_out"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the rows of a list are.

    Attributes:
        name: "county", "prefecture", "place", "town", "article", "person", "author", "meeting", "document" or
            "named" (`assistant.parsing.kinds`).
        levels: place levels that fit as rows, empty where any does.
        said: the noun as the question has it.
        span: where the asking word and the noun stand, with what is between.
        used: where they stand, without what is between.
        how: how the noun is asked for.
    """

    name: str
    levels: tuple[str, ...]
    said: str
    span: tuple[int, int]
    used: tuple[tuple[int, int], ...]
    how: How


@dataclass(frozen=True, slots=True)
class _Noun:
    name: str
    levels: tuple[str, ...]
    patterns: dict[Language, str]
    several: bool


@dataclass(frozen=True, slots=True)
class AskedRules:
    """The compiled rules of `data/asked.toml`; `signs` are searched in a question or a clause of it."""

    nouns: tuple[_Noun, ...]
    ways: dict[Language, tuple[tuple[How, tuple[re.Pattern[str], ...]], ...]]
    signs: dict[str, dict[Language, re.Pattern[str]]]
    bounds: dict[Language, tuple[BoundRule, ...]]

    def otherwise(self, noun: str, language: Language) -> AnswerKind | None:
        """Return the kind of answer, a sentence, where named rows are asked for and none is found.

        None where what is named may also be told as doings or reports (activities).
        """
        kind = load_named_rules().kind(noun, language)
        if kind is None or kind.name == "activity":
            return None
        return "who" if kind.sort == "person" else "what"


def find_asked(text: str, language: Language, rules: AskedRules) -> Asked | None:
    """Return what the rows of the list are that a question asks for; None where it asks for none.

    Args:
        text: the folded question, its times and places blanked out, in lower case where it is English.
        language: its language.
        rules: the rules.
    """
    for how, patterns in rules.ways[language]:
        found = [
            (*_rank(how if language == "zh" else "which", match), i, match)
            for i, pattern in enumerate(patterns)
            if rules.nouns[i].name in _FITTING.get(how, {rules.nouns[i].name})
            for match in [_last(pattern, text) if how == "told" else pattern.search(text)]
            if match
        ]
        if found:
            _, _, i, match = min(found, key=lambda entry: entry[:3])
            noun, (said, ask) = rules.nouns[i], _groups(match)
            used = (match.span(said), match.span(ask))
            return Asked(noun.name, noun.levels, match[said], match.span(), used, how)
    return None


def _groups(match: re.Match[str]) -> tuple[str, str]:
    """Return the names of the groups that hold the noun and the asking word."""
    return ("noun", "ask") if match["noun"] is not None else ("noun2", "ask2")


def _rank(how: How, match: re.Match[str]) -> tuple[int, int]:
    """Order what was found: the first noun counts (the last after 列出), then the longest."""
    start = match.start(_groups(match)[0])
    return (-start if how == "told" else start), -len(match[_groups(match)[0]])


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    matches = list(pattern.finditer(text))
    return matches[-1] if matches else None


def _zh(raw: dict[str, Any], noun: str, several: bool) -> dict[How, str]:
    named = f"(?P<noun>{noun})(?!{raw['not_after']})"
    which, after = ("several", "after_several") if several else ("which", "after")
    return {
        "among": f"(?P<noun>{noun}){raw['among']}",
        "which": f"(?P<ask>{raw[which]}){raw['mod']}{named}",
        "count": _counted(raw, noun, named),
        "after": f"(?P<noun>{noun})(?P<ask>{raw[after]})",
        "within": _within(raw, noun),
        "told": f"(?P<ask>{raw['told']})[^。？?]*?{named}{raw['told_end']}",
        "by": f"(?P<ask>按照?|以|依){named}{raw['by']}",
        "end": f"(?P<ask>的)(?P<noun>{noun}){raw['end']}",
        "each": f"(?P<ask>{raw['each']}){named}",
    }


def _counted(raw: dict[str, Any], noun: str, named: str) -> str:
    """Return the pattern of how many of a noun there are; of meetings more may stand between."""
    if not noun.startswith("(?:常委会"):
        return f"(?P<ask>{raw['count']}){named}"
    return f"(?P<ask>{raw['count_events']}){raw['mod_events']}{named}"


def _within(raw: dict[str, Any], noun: str) -> str:
    """Return the pattern of a noun and, later in the clause, the asking word that goes with it."""
    if "报道" in noun:
        return "(?P<noun>)(?!)(?P<ask>)"  # 报道里点名的企业有哪些: the report is where to look, no row
    within = f"(?P<noun>{noun}){raw['within']}"
    if "乡镇" in noun:
        return f"{within}|{_towns(raw)}"
    ending: str = raw["holders"] if "主席" in noun else raw["doers"] if noun.startswith(("县", "市")) else ""
    return f"{within}|(?P<noun2>{noun}){ending.replace('<ask>', '<ask2>')}" if ending else within


def _towns(raw: dict[str, Any]) -> str:
    """Return the pattern of things asked for by the level of their places."""
    ending: str = raw["level_of"]
    return "(?P<noun2>乡镇|镇|乡|村|社区)" + ending.replace("<ask>", "<ask2>")


def _en(raw: dict[str, Any], noun: str, several: bool) -> dict[How, str]:
    named = rf"\b(?P<noun>{noun})\b"
    return {
        "which": rf"\b(?P<ask>{raw['several' if several else 'which']}) {raw['mod']}{named}",
        "count": rf"\b(?P<ask>{raw['count']}) {raw['mod']}{named}",
        "told": rf"(?P<ask>{raw['told']} (?:me )?(?:all )?(?:of )?(?:the )?){raw['mod']}{named}",
        "any": rf"(?P<ask>{raw['any']}){raw['mod']}{named}",
        "each": rf"(?P<ask>{raw['each']}) {named}",
    }


def _compiled(raw: dict[str, Any]) -> AskedRules:
    nouns = tuple(
        _Noun(r["name"], tuple(r["levels"]), {"zh": r["zh"], "en": r["en"]}, r.get("several", False))
        for r in raw["rows"]
    )
    nouns += tuple(_Noun("named", (), kind.asked, True) for kind in load_named_rules().kinds)
    made = {
        "zh": [_zh(raw["zh"], n.patterns["zh"], n.several) for n in nouns],
        "en": [_en(raw["en"], n.patterns["en"], n.several) for n in nouns],
    }
    languages: tuple[Language, ...] = ("zh", "en")
    return AskedRules(
        nouns=nouns,
        ways={
            language: tuple(
                (how, tuple(re.compile(patterns[how]) for patterns in made[language]))
                for how in made[language][0]
            )
            for language in languages
        },
        signs={
            name: {language: re.compile(raw[language][name]) for language in languages} for name in _SIGNS
        },
        bounds={
            language: tuple(compiled(b["sign"], b[language], language) for b in raw["bounds"])
            for language in languages
        },
    )


@cache
def load_asked_rules() -> AskedRules:
    """Read and compile the packaged rules of what is asked for.

    Raises:
        DataError: a rule is missing or is no regular expression.
    """
    return load_packaged("assistant", "asked.toml", _compiled, "a rule of what is asked for is wrong")
