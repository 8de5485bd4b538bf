"""Those who came from elsewhere to learn, and those who received them (rules in `data/destinations.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.citations import Citer
from assistant.listing import Draft, coverage_line
from assistant.lists.destinations import load_journeys, run_of
from assistant.lists.looking import Search
from assistant.lists.rows import short_clause
from assistant.lists.scope import in_time, sentence_dates
from assistant.lists.showing import about, marks
from assistant.records import Coverage, Language, Question, Row
from assistant.wording import place_name, say, when
from index.packaged import load_packaged
from index.places import Gazetteer
from index.records import Sentence
from index.search import Archive, Found

_LOOKED_FOR = ("考察", "来访", "学习", "参观", "交流", "取经", "观摩", "到访", "访问")
_REACH = 40  # characters between the place and what was done there


@dataclass(frozen=True, slots=True)
class VisitRules:
    """The compiled rules; the comments of the file say what each is for."""

    outsider: dict[Language, re.Pattern[str]]
    came: dict[Language, re.Pattern[str]]
    host: dict[Language, re.Pattern[str]]
    both: dict[Language, re.Pattern[str]]
    beyond: dict[Language, re.Pattern[str]]
    trips: dict[Language, re.Pattern[str]]
    guest: dict[Language, re.Pattern[str]]
    coming: re.Pattern[str]
    guests: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit that a sentence tells of.

    Attributes:
        guest, host: codes of the places whose people came, and to which.
        went: how it is printed that they came to that place (来甲县).
        inward: True where the report is of the place that was visited.
    """

    match: Found
    sentence: Sentence
    guest: str
    host: str
    went: str
    inward: bool


class Visitors:
    """Answer which bodies came from elsewhere, or which places received some.

    Args:
        archive: the open archive.
        gazetteer: the place names.
    """

    def __init__(self, archive: Archive, gazetteer: Gazetteer) -> None:
        self.archive, self.gazetteer = archive, gazetteer
        self.rules, self.journeys = load_visits(), load_journeys()

    def wanted(self, question: Question) -> bool:
        """Say whether guests from elsewhere are asked for, or who received them."""
        text, language = _solid(question), question.language
        rules = self.rules
        rows = bool(question.asked) or bool(rules.trips[language].search(text))
        guests = rules.outsider[language].search(text)
        from_there = any(self._foreign(code) for code in question.places) and rules.guest[language].search(
            text
        )
        came = from_there or guests
        came = came and rules.came[language].search(
            text, guests.start() if guests and language == "zh" else 0
        )
        several = question.kind in ("list", "count", "number", "what", "who", "where")
        return bool(came) and rows and several and not (question.negated or question.mention)

    def answer(self, question: Question) -> Draft | None:
        """Return one row per body that came, or per place that received one; None where none is told."""
        language, text = question.language, _solid(question)
        hosts = bool(self.rules.host[language].search(text))
        search, citer = Search(self.archive, question, self.gazetteer), Citer()
        rows: dict[str, Row] = {}
        for visit in self._visits(question, search, text):
            code = visit.host if hosts else visit.guest
            if code not in rows:
                rows[code] = self._row(visit, code, citer)
        if not rows:
            return None
        matched = len({citation.article_id for citation in citer.citations})
        unread = len(self.archive.refused())
        coverage = Coverage(self.archive.count(), matched, len(citer.citations), unread, search.cut)
        lines = [say("list.plain", language, n=len(rows))]
        lines += [self._line(question, row) for row in rows.values()]
        lines += ["", coverage_line(question, coverage)]
        return Draft("\n".join(lines), "answered", tuple(rows.values()), citer.citations, coverage)

    def _visits(self, question: Question, search: Search, text: str) -> Iterator[Visit]:
        """Yield the visits that a question asks for."""
        rules, language = self.rules, question.language
        beyond = bool(rules.beyond[language].search(text))
        outward = bool(rules.both[language].search(text))
        for match in search.containing([_LOOKED_FOR]):
            for number in match.sentences:
                sentence = match.annotation.sentences[number]
                if not in_time(question, match.article, match.annotation, sentence):
                    continue
                for visit in self._told(match, sentence):
                    foreign = not visit.guest.startswith(self.gazetteer.home)
                    fits = visit.inward or outward or (foreign and not self._foreign(visit.host))
                    if fits and self._here(question, visit) and (foreign or not beyond):
                        yield visit

    def _told(self, match: Found, sentence: Sentence) -> Iterator[Visit]:
        """Yield the visits that a sentence tells of: whose people came, and to which place."""
        text, own = match.article.text, match.article.place_code or ""
        within = match.annotation.within(sentence.start, sentence.end)
        places = sorted((m for m in within if m.kind == "place" and m.code), key=lambda m: m.start)
        guests = [m for m in places if self.rules.guests.match(text, m.end)]
        for verb in self.rules.coming.finditer(text, sentence.start, sentence.end):
            before = [m for m in guests if m.end <= verb.start()]
            run = run_of(text, places, verb.end())
            if not before or not run:
                continue
            host = run[-1]  # of nested places the last
            behind = text[host.end : min(sentence.end, host.end + _REACH)]
            learnt = verb.group() in _LOOKED_FOR or self.journeys.learnt.search(behind)
            guest = before[-1].code
            if learnt and not self._near(guest, host.code):
                went = text[verb.start() : host.end]
                yield Visit(match, sentence, guest, host.code, went, self._near(own, host.code))

    def _foreign(self, code: str) -> bool:
        return not code.startswith(self.gazetteer.home)

    def _here(self, question: Question, visit: Visit) -> bool:
        """Say whether a visit is to or from the places that a question names."""
        within, codes = self.gazetteer.contains, (visit.guest, visit.host)
        level = self.gazetteer.get(visit.host)
        fits = not question.places or any(within(place, code) for place in question.places for code in codes)
        return fits and level is not None

    def _near(self, one: str, other: str) -> bool:
        return bool(one) and (self.gazetteer.contains(one, other) or self.gazetteer.contains(other, one))

    def _row(self, visit: Visit, code: str, citer: Citer) -> Row:
        article, sentence = visit.match.article, visit.sentence
        mark = citer.cite(article, sentence.start, sentence.end)
        place = self.gazetteer.get(code)
        name, level = (place.name, place.level) if place else (code, "")
        detail = short_clause(article.text, sentence, [visit.went])
        dates = sentence_dates(article, visit.match.annotation, sentence)
        date = dates[0].iso if dates else ""
        return Row(name, code, level, "mentioned", None, "", detail, date, (mark,))

    def _line(self, question: Question, row: Row) -> str:
        language, places = question.language, self.gazetteer
        name = place_name(row.code, row.name, language, places)
        province = places.get(f"{row.code[:2]}0000") if self._foreign(row.code) else None
        whence = place_name(province.code, province.name, language, places) if province else ""
        told = about((whence, row.detail, when(row.date, language)), language)
        return f"- **{name}**{told} {marks(row.citations)}"


def _solid(question: Question) -> str:
    text = question.text.lower()
    return "".join(text.split()) if question.language == "zh" else text


@cache
def load_visits() -> VisitRules:
    """Read and compile the packaged rules of visits.

    Raises:
        DataError: the file is malformed.
    """
    return load_packaged("assistant", "destinations.toml", _compiled, "a rule of visits is wrong")


def _compiled(raw: dict[str, Any]) -> VisitRules:
    languages: tuple[Language, ...] = ("zh", "en")

    def two(name: str) -> dict[Language, re.Pattern[str]]:
        return {language: re.compile(raw[f"{name}_{language}"]) for language in languages}

    return VisitRules(
        outsider=two("outsider"),
        came=two("came"),
        host=two("host"),
        both=two("both"),
        beyond=two("beyond"),
        trips=two("trips"),
        guest=two("guest"),
        coming=re.compile(raw["coming"]),
        guests=re.compile(raw["guests"]),
    )
