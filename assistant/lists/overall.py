"""Add up how many of a thing the bodies of a prefecture, or of the whole province, have: one row each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from assistant.listing import Draft, Lister, coverage_line, leaves
from assistant.lists.counting import seen
from assistant.lists.remarks import Remarks
from assistant.lists.rows import renumbered
from assistant.lists.showing import line, names
from assistant.parsing.rules import load_question_rules
from assistant.records import Language, Question, Row
from assistant.wording import number, say
from index.packaged import load_packaged

_ROWS = frozenset({"", "place", "prefecture"})


@dataclass(frozen=True, slots=True)
class _Rules:
    everywhere: dict[Language, re.Pattern[str]]
    own_clause: re.Pattern[str]


class Overall:
    """Answer how many of a thing there are in all the places of a prefecture or of the province.

    Args:
        lister: makes the table of the places.
    """

    def __init__(self, lister: Lister) -> None:
        self.lister = lister
        self.gazetteer = lister.gazetteer

    def wanted(self, question: Question) -> bool:
        """Say whether the sum over several bodies is asked for, not a number that one of them tells."""
        if not question.total or question.asked not in _ROWS or question.sides or question.order:
            return False
        if question.bound or question.times or question.units or len(self._things(question)) != 1:
            return False
        if question.places:
            place = self.gazetteer.get(question.places[0])
            return len(question.places) == 1 and place is not None and place.level != "county"
        text, rules = question.text.lower(), _load()
        if rules.everywhere[question.language].search(text):
            return True
        return question.asked != "" and bool(rules.own_clause.search(text))

    def answer(self, question: Question) -> Draft | None:
        """Return the sum with a row for each place; None where fewer than two tell a number.

        A place whose own number is told stands for all that lies in it.
        """
        things = self._things(question)
        plain = replace(
            question,
            kind="count",
            asked="place",
            levels=(),
            groups=things,
            activities=(),
            words=(),
            pieces=things,
            wanted=(),
            counted=(),
            each=False,
            founding=False,
            founded=False,
        )
        matches = self.lister.finder.find(plain)
        # Of what somebody only went to see there may be more.
        counted = [replace(e, figure=None) if e.figure and seen(e) else e for e in matches.evidence]
        draft = self.lister.table(plain, replace(matches, evidence=counted))
        rows = [row for row in draft.rows if row.code not in question.places] if draft else []
        if draft is None or len(rows) < len(draft.rows):
            return None  # the place's own number is the answer
        told = self._outermost([row for row in rows if row.quantity is not None])
        if len(told) < 2:
            return None
        return self._drafted(question, draft, told, [row for row in rows if row.quantity is None])

    def _things(self, question: Question) -> tuple[tuple[str, ...], ...]:
        things = load_question_rules().things
        return tuple(group for group in question.groups if things.search(group[0]))

    def _outermost(self, rows: Sequence[Row]) -> list[Row]:
        """Return the rows without those of places that lie in another's."""
        within = self.gazetteer.contains
        return [r for r in rows if not any(o.code != r.code and within(o.code, r.code) for o in rows)]

    def _drafted(self, question: Question, draft: Draft, told: Sequence[Row], untold: Sequence[Row]) -> Draft:
        language = question.language
        told, kept = renumbered(told, draft.citations)
        marks = "".join(f"[{n}]" for n in dict.fromkeys(n for row in told for n in row.citations))
        unit = told[0].unit if language == "zh" else ""
        values = [value for row in told for value in leaves(row)]
        sum_ = f"**{'+'.join(number(v) for v in values)}={number(sum(values))}{unit}**"
        shown = self._by_prefecture(told) if question.asked == "prefecture" else list(told)
        lines = [f"{say('list.total', language, sum=sum_)} {marks}", ""]
        lines += [line(row, language, self.gazetteer) for row in shown]
        lines += self._left_out(question, draft, told)
        lines += Remarks(question, self.gazetteer).unknown(self._outside(told, untold))
        lines += ["", coverage_line(question, draft.coverage)]
        return replace(draft, text="\n".join(lines), rows=tuple(shown), citations=kept, status="answered")

    def _left_out(self, question: Question, draft: Draft, told: Sequence[Row]) -> list[str]:
        """Name the places whose number another's holds."""
        codes = {row.code for row in told} | set(question.places)
        inner = [r for r in draft.rows if r.quantity is not None and r.code not in codes]
        if not inner:
            return []
        named = names(inner, question.language, self.gazetteer)
        return ["", say("list.within", question.language, names=named)]

    def _outside(self, told: Sequence[Row], untold: Sequence[Row]) -> list[Row]:
        """Return the places without a number that do not lie in one that has one."""
        within = self.gazetteer.contains
        return [row for row in untold if not any(within(other.code, row.code) for other in told)]

    def _by_prefecture(self, rows: Sequence[Row]) -> list[Row]:
        """Return one row per prefecture, its counties' numbers added up and named."""
        found: dict[str, list[Row]] = {}
        for row in rows:
            found.setdefault(f"{row.code[:4]}00", []).append(row)
        return [self._joined(code, parts) for code, parts in found.items()]

    def _joined(self, code: str, parts: Sequence[Row]) -> Row:
        place = self.gazetteer.get(code)
        if place is None or (len(parts) == 1 and parts[0].code == code):
            return parts[0]
        unit = parts[0].unit
        detail = "、".join(f"{row.name}{number(row.quantity or 0.0)}{row.unit}" for row in parts)
        cited = tuple(dict.fromkeys(n for row in parts for n in row.citations))
        total = sum(row.quantity or 0.0 for row in parts)
        return Row(place.name, code, place.level, parts[0].reported, total, unit, detail, "", cited)


@cache
def _load() -> _Rules:
    return load_packaged("assistant", "overall.toml", _compiled, "a rule of sums over places is wrong")


def _compiled(raw: dict[str, Any]) -> _Rules:
    languages: tuple[Language, ...] = ("zh", "en")
    everywhere = {language: re.compile(raw[f"everywhere_{language}"]) for language in languages}
    return _Rules(everywhere, re.compile(raw["own_clause"]))
