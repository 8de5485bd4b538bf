"""Answer what matches too often to be listed: totals by place and by year, with one example each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.citations import Citer
from assistant.listing import Draft
from assistant.lists.looking import limits
from assistant.lists.rows import short_clause
from assistant.lists.showing import about
from assistant.records import Coverage, Question, Row
from assistant.wording import place_name, say, when
from index.places import Gazetteer
from index.search import Archive
from index.tables.passagetable import Outlined

MANY = 4000  # passages; of what matches more often, totals are told
_SHOWN = 30  # groups with an example; the others are added up
_WHOLE = frozenset(
    {"11", "12", "31", "50", "71", "81", "82"}
)  # municipalities and regions: their own prefecture
_ROWS = frozenset({"", "county", "prefecture", "place", "article"})


class Grouper:
    """Answer lists that would be endless by a summary that says what it did."""

    def __init__(self, archive: Archive, gazetteer: Gazetteer) -> None:
        self.archive = archive
        self.gazetteer = gazetteer

    def answer(self, question: Question) -> Draft | None:
        """Return totals by place and by year; None where what matches can be listed."""
        groups = [*question.groups, *question.activities]
        if question.asked not in _ROWS or not groups or question.bound or question.both:
            return None
        if self.archive.passages(groups, limits(question)) <= MANY:
            return None
        found = self.archive.outline(groups, limits(question))
        if sum(item.passages for item in found) <= MANY:
            return None
        piles: dict[str, list[Outlined]] = {}
        for item in found:
            piles.setdefault(self._above(item.place_code), []).append(item)
        unplaced = piles.pop("", [])
        order = sorted(piles, key=lambda code: (-len(piles[code]), code))
        citer = Citer()
        rows, lines = self._shown(question, {code: piles[code] for code in order[:_SHOWN]}, citer)
        rest = [piles[code] for code in order[_SHOWN:]]
        text = "\n".join(self._told(question, found, lines, rest, unplaced))
        coverage = Coverage(
            self.archive.count(), len(found), sum(i.passages for i in found), len(self.archive.refused())
        )
        return Draft(text, "partial", tuple(rows), citer.citations, coverage)

    def _above(self, code: str) -> str:
        """Return the prefecture of a place, or the region where that is none."""
        if not code:
            return ""
        above = f"{code[:2]}0000" if code[:2] in _WHOLE or code[2:] == "0000" else f"{code[:4]}00"
        return above if self.gazetteer.get(above) else code

    def _shown(
        self, question: Question, piles: dict[str, list[Outlined]], citer: Citer
    ) -> tuple[list[Row], list[str]]:
        """Return rows and lines of the groups, each with its earliest example."""
        groups = [*question.groups, *question.activities]
        first = {code: min(pile, key=lambda i: (i.date or "9999", i.row)).row for code, pile in piles.items()}
        examples = {f.article.place_code or "": f for f in self.archive.among(list(first.values()), groups)}
        by_group = {self._above(code): found for code, found in examples.items()}
        rows, lines = [], []
        for code, pile in piles.items():
            place = self.gazetteer.get(code)
            name = place_name(code, place.name if place else code, question.language, self.gazetteer)
            lines.append(say("grouped.line", question.language, name=name, n=len(pile)))
            found = by_group.get(code)
            if found is None:
                continue
            sentence = found.annotation.sentences[found.sentences[0]]
            mark = citer.cite(found.article, sentence.start, sentence.end)
            clause = short_clause(found.article.text, sentence, groups[0])
            told = found.article.event_date or found.article.issue_date or ""
            row = Row(place.name if place else code, code, place.level if place else "")
            rows.append(replace(row, detail=clause, date=told, citations=(mark,)))
            lines.append(f"  {clause}{about((when(told, question.language),), question.language)} [{mark}]")
        return rows, lines

    def _told(
        self,
        question: Question,
        found: Sequence[Outlined],
        lines: Sequence[str],
        rest: Sequence[Sequence[Outlined]],
        unplaced: Sequence[Outlined],
    ) -> list[str]:
        language = question.language
        passages = sum(item.passages for item in found)
        years = Counter(item.date[:4] for item in found if item.date)
        told = [say("grouped.opening", language, articles=len(found), passages=passages, n=len(lines)), ""]
        told += list(lines)
        if rest:
            told.append(say("grouped.rest", language, places=len(rest), n=sum(map(len, rest))))
        if unplaced:
            told.append(say("grouped.unplaced", language, n=len(unplaced)))
        joiner = "；" if language == "zh" else "; "
        by_year = joiner.join(
            say("grouped.year", language, year=year, n=count) for year, count in sorted(years.items())
        )
        undated = len(found) - sum(years.values())
        told += ["", say("grouped.years", language, years=by_year or "–", undated=undated)]
        told += ["", say("grouped.coverage", language, total=self.archive.count(), articles=len(found))]
        return told
