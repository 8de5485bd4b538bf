"""Read from a question which measure is its condition: a percentage told, a time limit, over 50万元 spent.

The sorts of measures, the words of comparing and the units are data (`data/measures.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.parsing.bounds import value_of
from assistant.records import Bound, Language, Measure
from index.dates import DateName
from index.mentions.numbers import ARABIC, CHINESE
from index.mentions.units import alternatives, units
from index.packaged import load_packaged

_LANGUAGES: tuple[Language, ...] = ("zh", "en")
_BRACKET = re.compile(r"[(（][^()（）]*[)）]")
_OPEN = 1900  # the year from which a time reaches of which a question names the end only (年底以前)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MeasureRule:
    """One sort of measure; the comments of the file say what each field is for."""

    name: str
    asked: dict[Language, re.Pattern[str]]
    beside: re.Pattern[str] | None
    told: re.Pattern[str]
    looked_for: tuple[str, ...]
    idle: re.Pattern[str]
    rather: re.Pattern[str] | None
    near: bool
    alone: bool
    needs: str


@dataclass(frozen=True, slots=True)
class BoundRules:
    """How bounds on measured numbers are said: a pattern for each sign and language, and the units."""

    patterns: dict[Language, tuple[tuple[str, re.Pattern[str]], ...]]
    said: dict[str, str]
    powers: dict[str, float]
    often: tuple[str, ...]
    repeated: re.Pattern[str]
    again: re.Pattern[str]
    talked: tuple[str, ...]
    idle: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class MeasureRules:
    """All sorts of measures, by name and in the order of the file, and the bounds."""

    kinds: dict[str, MeasureRule]
    bounds: BoundRules


def read_measure(
    text: str, language: Language, times: Sequence[DateName]
) -> tuple[Measure, list[Span]] | None:
    """Return the measure that a question makes a condition, and where it says so; None where it makes none.

    Args:
        text: the folded question in lower case.
        language: its language.
        times: the times that it names.
    """
    return read_bounded(text, language) or _told(text, language, times)


def _told(text: str, language: Language, times: Sequence[DateName]) -> tuple[Measure, list[Span]] | None:
    # Of a time without its year it is not told whether the end is meant.
    ends = [t for t in times if t.range is None or t.range.first.year == _OPEN]
    given = {"": True, "times": any(time.range for time in times), "until": bool(ends)}
    for rule in load_measures().kinds.values():
        found = rule.asked[language].search(text) if given[rule.needs] else None
        if found:
            return Measure(rule.name), _said(text, language, rule)
    return None


def _said(text: str, language: Language, rule: MeasureRule) -> list[Span]:
    """Return where a question says a measure, with brackets that say more of it (期限（几天答复）)."""
    found = [m.span() for m in rule.asked[language].finditer(text)]
    brackets = [m.span() for m in _BRACKET.finditer(text)]
    around = [b for b in brackets if any(b[0] < start < b[1] for start, _ in found)]
    beside = [m.span() for m in rule.beside.finditer(text)] if rule.beside else []
    return [*found, *around, *beside]


def read_bounded(text: str, language: Language) -> tuple[Measure, list[Span]] | None:
    """Return the bound on a measured number that a question sets, and where; None where it sets none.

    Args:
        text: the folded question in lower case.
        language: its language.
    """
    rules = load_measures().bounds
    for sign, pattern in rules.patterns[language]:
        found = pattern.search(text)
        if found is None:
            continue
        value, unit = value_of(found["n"]), rules.said.get(found["unit"], found["unit"])
        if value is None:
            continue
        value *= rules.powers.get(found.groupdict().get("power") or "", 1)
        value, base = units().comparable(value, unit)
        if base in rules.often and not rules.again.search(text[: found.start("n")]):
            continue  # 召开三次以上座谈会 counts meetings
        said = found.groupdict().get("m")
        upper = units().comparable(value_of(said) or 0.0, unit)[0] if said else None
        name = "often" if base in rules.often else "bound"
        return Measure(name, Bound(sign, value, upper), base), [found.span()]
    return None


@cache
def load_measures() -> MeasureRules:
    """Return the rules of measures, loaded once.

    Raises:
        DataError: an entry of measures.toml is malformed.
    """
    return load_packaged("assistant", "measures.toml", _compiled, "a rule of measures is wrong")


def _compiled(raw: dict[str, Any]) -> MeasureRules:
    kinds = {entry["name"]: _kind(entry) for entry in raw["measure"]}
    return MeasureRules(kinds, _bounds(raw["bounds"], raw["comparator"]))


def _kind(entry: dict[str, Any]) -> MeasureRule:
    return MeasureRule(
        name=entry["name"],
        asked={language: re.compile(entry[language]) for language in _LANGUAGES},
        beside=re.compile(entry["beside"]) if "beside" in entry else None,
        told=re.compile(entry["told"]),
        looked_for=tuple(entry["looked_for"]),
        idle=re.compile(entry["idle"]),
        rather=re.compile(entry["rather"]) if "rather" in entry else None,
        near=entry.get("near", False),
        alone=entry["alone"],
        needs=entry.get("needs", ""),
    )


def _bounds(raw: dict[str, Any], comparators: Sequence[dict[str, Any]]) -> BoundRules:
    known = [
        u.name for u in units().units.values() if u.kind in raw["kinds"] and u.name not in raw["without"]
    ]
    chinese = alternatives([*known, *raw["often"], *raw["said"]])
    english, powers = alternatives(list(raw["english"])), alternatives(list(raw["powers"]))
    number = f"(?P<n>(?:{ARABIC}|{CHINESE}))"
    unit = {
        "zh": rf"{number}[余多]?(?P<unit>{chinese})(?:钱|人民币)?",
        "en": rf"(?:rmb |cny )?(?P<n>{ARABIC}|[a-z]+)(?: ?(?P<power>{powers}))?"
        rf" ?(?P<unit>{english})(?![a-z])",
    }
    between = {
        "zh": rf"(?:在|介于)?{number}(?:{chinese})?(?:到|至|和|—|-|~)(?P<m>{ARABIC}|{CHINESE})"
        rf"(?P<unit>{chinese})(?:之间|以内)?",
        "en": rf"\bbetween (?P<n>{ARABIC}) and (?P<m>{ARABIC}) ?(?P<unit>{english})(?![a-z])",
    }
    patterns: dict[Language, tuple[tuple[str, re.Pattern[str]], ...]] = {}
    for language in _LANGUAGES:
        signs = [(">=", re.compile(between[language]))]
        for entry in comparators:
            before, after = entry[f"before_{language}"], entry[f"after_{language}"]
            # A verb may stand between (至少开过三次).
            gap = "(?:[^，,。？?0-9]{0,3}[过了])?" if language == "zh" else " ?"
            signs += [(entry["sign"], re.compile(f"(?:{alternatives(before)}){gap}{unit[language]}"))]
            if after:
                signs += [(entry["sign"], re.compile(f"{unit[language]} ?(?:{alternatives(after)})"))]
        patterns[language] = tuple(signs)
    return BoundRules(
        patterns=patterns,
        said={**raw["said"], **raw["english"]},
        powers={name: float(value) for name, value in raw["powers"].items()},
        often=tuple(raw["often"]),
        repeated=re.compile(raw["repeated"]),
        again=re.compile(raw["again"]),
        talked=tuple(raw["talked"]),
        idle=re.compile(raw["idle"]),
    )
