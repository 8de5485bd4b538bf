"""Meetings and documents as rows: 召开……会议, 审议通过《……》, one row each, by date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.citations import Citer
from assistant.listing import Draft, coverage_line
from assistant.lists.attribution import Attributor
from assistant.lists.documents import Documents
from assistant.lists.levels import level_asked
from assistant.lists.looking import Search
from assistant.lists.scope import in_time, sentence_dates
from assistant.lists.showing import about
from assistant.parsing.rowrules import load_row_rules
from assistant.parsing.rules import AssertionRules
from assistant.records import Coverage, Question, Row
from assistant.wording import place_name, say, when
from index.places import Gazetteer
from index.records import Sentence
from index.search import Archive, Found

_FRAGMENT = re.compile("[也还又有对就将是把]")  # 也有对全会精神的…: no name begins so
_ANY_SORT = re.compile("^(?:政协|重要|各类|大小)+")  # before a sort of meetings, saying of whom they are


class Events:
    """Answer which meetings were held, or which documents a report names."""

    def __init__(self, archive: Archive, gazetteer: Gazetteer, rules: AssertionRules) -> None:
        self.archive = archive
        self.gazetteer = gazetteer
        self.attributor = Attributor(gazetteer, rules)
        self.rules = load_row_rules()

    def answer(self, question: Question) -> Draft | None:
        """Return one row per meeting or document; None for other questions or where there is none."""
        search = Search(self.archive, question, self.gazetteer)
        if question.asked == "meeting":
            return self._draft(question, self._meetings(question, search), "list.meetings", search)
        if question.asked == "document":
            found = Documents(question, search).found()
            told = ((d.name, d.match, d.sentence, d.at) for d in found)
            return self._draft(question, told, "list.documents", search)
        return None

    def _meetings(self, question: Question, search: Search) -> Iterator[tuple[str, Found, Sentence, int]]:
        wanted = _others(question, self.rules.meeting.general)
        seen: set[tuple[str, str]] = set()
        for match, sentence in self._sentences(question, [self.rules.meeting.verbs, *wanted], search):
            text = match.article.text
            for found in self.rules.meeting.held.finditer(text, sentence.start, sentence.end):
                group = "after" if found["after"] else "before"
                for name in self._apart(found[group].strip("了的 ")):
                    key = (match.article.article_id, name[-8:])
                    if self._wanted(question, name) and key not in seen:
                        seen.add(key)
                        yield name, match, sentence, found.start(group)

    def _wanted(self, question: Question, name: str) -> bool:
        """Say whether a meeting is of the sort asked for; 会议 stands for every sort."""
        said = _ANY_SORT.sub("", question.said_noun)
        general = question.language == "en" or said in self.rules.meeting.general
        whole = len(name) > 2 and not _FRAGMENT.match(name)
        return whole and (general or said in name)

    def _apart(self, name: str) -> list[str]:
        """Return the meetings that one phrase names: 党组会议和主席会议 are two."""
        parts, ending = re.split("和|暨|以及|、", name), self.rules.meeting.ending
        return parts if len(parts) > 1 and all(ending.search(part) for part in parts) else [name]

    def _sentences(
        self, question: Question, groups: Sequence[Sequence[str]], search: Search
    ) -> Iterator[tuple[Found, Sentence]]:
        for match in search.containing([tuple(group) for group in groups]):
            for number in match.sentences:
                sentence = match.annotation.sentences[number]
                if in_time(question, match.article, match.annotation, sentence):
                    yield match, sentence

    def _draft(
        self,
        question: Question,
        found: Iterator[tuple[str, Found, Sentence, int]],
        heading: str,
        search: Search,
    ) -> Draft | None:
        citer = Citer()
        rows: list[tuple[Row, str]] = []
        asked = level_asked(question if question.asked == "meeting" else replace(question, text=""))
        for name, match, sentence, at in found:
            acting = self.attributor.acting(match.article, match.annotation, sentence, at)
            code = acting[0].code if acting else ""
            inside = any(self.gazetteer.contains(p, code) for p in question.places) if code else False
            level = place.level if (place := self.gazetteer.get(code)) else ""
            if (question.places and not inside) or (question.levels and level not in question.levels):
                continue
            if not asked.fits(place):
                continue
            dates = sentence_dates(match.article, match.annotation, sentence)
            mark = citer.cite(match.article, sentence.start, sentence.end)
            date = dates[0].iso if dates else ""
            row = Row(name, code, level, "mentioned", None, "", "", date, (mark,))
            rows.append((row, self._line(question, row)))
        if not rows:
            return None
        rows.sort(key=lambda pair: pair[0].date or "9999")
        matched = len({c.article_id for c in citer.citations})
        unread = len(self.archive.refused())
        coverage = Coverage(self.archive.count(), matched, len(citer.citations), unread, search.cut)
        lines = [say(heading, question.language, n=len(rows)), *(told for _, told in rows)]
        lines += ["", coverage_line(question, coverage)]
        return Draft("\n".join(lines), "answered", tuple(r for r, _ in rows), citer.citations, coverage)

    def _line(self, question: Question, row: Row) -> str:
        place = self.gazetteer.get(row.code)
        where = place_name(row.code, place.name, question.language, self.gazetteer) if place else ""
        if place and (place.name in row.name or place.short in row.name) and question.language == "zh":
            where = ""
        told = about((where, when(row.date, question.language)), question.language)
        return f"- **{row.name}**{told} [{row.citations[0]}]"


def _others(question: Question, general: frozenset[str]) -> list[tuple[str, ...]]:
    """Return the groups that narrow the events down: without the word for meetings in general."""
    return [g for g in (*question.groups, *question.activities) if not general & set(g)]
