"""Questions that name no subject but a scope: who was in the paper at all; rules in `data/scoped.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from assistant.parsing.rowrules import LevelRule, load_row_rules
from assistant.records import Question
from index.packaged import load_packaged

_ROWS = frozenset({"county", "prefecture", "place", "article", ""})
_PLACES = frozenset({"county", "prefecture", "place"})
_KINDS = frozenset({"list", "count", "number", "what", "where", "who", "summary"})
_ASIDE = re.compile(r"[(（][^)）]*[)）]|(?:,? ?\b(?:not|excluding|except)\b[^?,.]*)")


@dataclass(frozen=True, slots=True)
class _Rules:
    general: re.Pattern[str]
    reports: re.Pattern[str]
    places: re.Pattern[str]
    doings: re.Pattern[str]
    meetings: re.Pattern[str]
    levels: tuple[LevelRule, ...]


def within_scope(question: Question, text: str) -> Question:
    """Return a question without a subject as one for what lies within its times, places, levels and pages.

    Args:
        question: as read; any other is returned as it is.
        text: the folded question in lower case, its times, places, pages and what it leaves out blanked out.
    """
    rules = _load()
    question = _events(question, text, rules)
    if question.asked not in _ROWS or question.kind not in _KINDS or not _general(question, rules):
        return question
    level = next((rule for rule in rules.levels if rule.pattern.search(_ASIDE.sub("", text))), None)
    limited = bool(question.places or question.times or question.filters.printed or question.photos)
    if not limited and level is not None:
        # Every place of a level, as long as the question asks for having been in the paper.
        limited = bool(load_row_rules().paper.search(text))
    plain = replace(question, groups=(), activities=(), words=(), scope=True)
    row = _row(plain, text, rules)
    if not (limited and (row or plain.general)):
        return question
    question = plain
    if level is not None:
        question = replace(question, levels=(level.level,) if level.level else (), ending=level.ending)
    if not row or question.asked == row:
        return question
    counts = question.kind in ("number", "count") or row == "article"
    return replace(question, kind="count" if counts else "list", asked=row, units=(), counted=())


def _events(question: Question, text: str, rules: _Rules) -> Question:
    """Return a question for what was done, or how often one met, as one for such reports or meetings."""
    if question.asked or not (question.places or question.times or question.kind == "number"):
        return question
    if question.kind in ("what", "list") and question.activities and not question.groups:
        asked = rules.doings.search(text)
        return replace(question, kind="list", asked="article") if asked else question
    met = [group for group in question.groups if group[0].endswith("会议")]
    if question.kind == "number" and len(met) == len(question.groups) == 1 and not question.places:
        only = not (question.activities or question.words) and rules.meetings.search(text)
        return replace(question, kind="count", asked="meeting", said_noun="会议") if only else question
    return question


def _general(question: Question, rules: _Rules) -> bool:
    """Say whether nothing that the question is about says more than having been in the paper."""
    rows = load_row_rules()
    said = (g[0] for g in (*question.groups, *question.activities, *question.words))
    signs = (rules.general, rows.generic[0], rows.empty)
    return all(any(sign.fullmatch(word) for sign in signs) for word in said)


def _row(question: Question, text: str, rules: _Rules) -> str:
    """Return what the rows are; "" where no rows are asked for."""
    if question.general and not question.asked:
        return ""
    if rules.reports.search(text) and question.asked not in _PLACES:
        return "article"
    if question.asked in _PLACES:
        return question.asked
    return "place" if rules.places.search(text) else question.asked


def _read(raw: dict[str, Any]) -> _Rules:
    levels = (LevelRule(re.compile(f"{e['zh']}|{e['en']}"), e["level"], e["ending"]) for e in raw["levels"])
    return _Rules(
        re.compile(f"(?:{'|'.join(raw['general'])})+"),
        re.compile(raw["rows"]["reports"]),
        re.compile(raw["rows"]["places"]),
        re.compile(raw["rows"]["doings"]),
        re.compile(raw["rows"]["meetings"]),
        tuple(levels),
    )


@cache
def _load() -> _Rules:
    return load_packaged("assistant", "scoped.toml", _read, "a rule of scopes is wrong")
