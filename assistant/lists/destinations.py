"""The places to which the people of one place went to learn: one row each (赴甲县、乙县学习考察)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from assistant.citations import Citer
from assistant.listing import Draft, coverage_line
from assistant.lists.attribution import Attributor
from assistant.lists.looking import Search
from assistant.lists.rows import short_clause
from assistant.lists.scope import in_time, sentence_dates
from assistant.lists.showing import about, marks
from assistant.parsing.rules import AssertionRules
from assistant.records import Coverage, Language, Question, Row
from assistant.wording import place_name, say, when
from index.packaged import load_packaged
from index.places import Gazetteer
from index.records import Mention, Sentence
from index.search import Archive, Found

_JOINED = re.compile("(?:[、，,和及与]|以及)?")
_PROVINCIAL = re.compile("(?<!外)省政协|\\bprovincial (?:cppcc|committee)")
_REACH = 40  # characters between the last place and what was done there
_LOOKED_FOR = ("赴", "前往", "到", "走进", "去往")


@dataclass(frozen=True, slots=True)
class JourneyRules:
    """The compiled rules; the comments of the file say what each is for."""

    asked: dict[Language, re.Pattern[str]]
    study: dict[Language, re.Pattern[str]]
    away: dict[Language, re.Pattern[str]]
    out: dict[Language, re.Pattern[str]]
    visit: dict[Language, re.Pattern[str]]
    course: dict[Language, re.Pattern[str]]
    meant: re.Pattern[str]
    urged: re.Pattern[str]
    plan: re.Pattern[str]
    title: re.Pattern[str]
    unnamed: re.Pattern[str]
    unnamed_out: re.Pattern[str]
    learnt: re.Pattern[str]
    going: re.Pattern[str]
    done: re.Pattern[str]
    at: re.Pattern[str]
    held: re.Pattern[str]
    leaders: re.Pattern[str]


class Destinations:
    """Answer where the people of one place went to learn.

    Args:
        archive: the open archive.
        gazetteer: the place names.
        rules: how reports say of whom they speak.
    """

    def __init__(self, archive: Archive, gazetteer: Gazetteer, rules: AssertionRules) -> None:
        self.archive = archive
        self.gazetteer = gazetteer
        self.attributor = Attributor(gazetteer, rules)
        self.rules = load_journeys()

    def wanted(self, question: Question) -> bool:
        """Say whether it is asked where the people of the one place that is named went to learn."""
        text, language = question.text.lower(), question.language
        text = "".join(text.split()) if language == "zh" else text
        several = question.kind in ("list", "count", "where", "what")
        asked = self.rules.asked[language].search(text) and self.rules.study[language].search(text)
        return several and bool(self._own(question)) and bool(asked)

    def answer(self, question: Question) -> Draft | None:
        """Return one row per place gone to; None where none is told."""
        citer = Citer()
        rows: dict[str, Row] = {}
        search = Search(self.archive, question, self.gazetteer)
        told = list(self._told(question, search))
        about_it = [t for t in told if _holds(question, t[0], t[1])]
        for match, sentence, places in about_it or told:
            for mention in places:
                self._add(rows, match, sentence, mention, citer)
        if not rows:
            return None
        matched = len({citation.article_id for citation in citer.citations})
        unread = len(self.archive.refused())
        coverage = Coverage(self.archive.count(), matched, len(citer.citations), unread, search.cut)
        lines = [say("list.plain", question.language, n=len(rows))]
        lines += [self._line(question, row) for row in rows.values()]
        lines += ["", coverage_line(question, coverage)]
        return Draft("\n".join(lines), "answered", tuple(rows.values()), citer.citations, coverage)

    def _told(self, question: Question, search: Search) -> Iterator[tuple[Found, Sentence, list[Mention]]]:
        """Yield the sentences of the place's own reports that name where its people went, with the places."""
        own = self._own(question)
        # The province's body is named where it is told of; a place has reports of its own.
        naming = [] if question.places else [("省政协",)]
        found = search.containing([_LOOKED_FOR], naming)
        for match in search.also(found, naming):
            for number in match.sentences:
                sentence = match.annotation.sentences[number]
                if not in_time(question, match.article, match.annotation, sentence):
                    continue
                acting = self.attributor.acting(match.article, match.annotation, sentence, sentence.start)
                codes = {a.code for a in acting} or {match.article.place_code or ""}
                places = [
                    m
                    for m in gone(match, sentence, self.rules, self.gazetteer)
                    if self._fits(question, own, m.code)
                ]
                if own in codes and places:
                    yield match, sentence, places

    def _own(self, question: Question) -> str:
        """Return the code of the one place whose people went, "" where there is not one."""
        if not question.places and _PROVINCIAL.search(question.text.lower()):
            return f"{self.gazetteer.home}0000"
        return question.places[0] if len(question.places) == 1 else ""

    def _fits(self, question: Question, own: str, code: str) -> bool:
        place, within = self.gazetteer.get(code), self.gazetteer.contains
        level = place is not None and (not question.levels or place.level in question.levels)
        return level and not within(own, code) and not within(code, own)

    def _add(
        self, rows: dict[str, Row], match: Found, sentence: Sentence, mention: Mention, citer: Citer
    ) -> None:
        mark = citer.cite(match.article, sentence.start, sentence.end)
        known = rows.get(mention.code)
        if known is not None:
            rows[mention.code] = replace(known, citations=tuple(dict.fromkeys((*known.citations, mark))))
            return
        place = self.gazetteer.get(mention.code)
        name, level = (place.name, place.level) if place else (mention.name, "")
        dates = sentence_dates(match.article, match.annotation, sentence)
        printed = match.article.text[mention.start : mention.end]
        detail = short_clause(match.article.text, sentence, [printed])
        date = dates[0].iso if dates else ""
        rows[mention.code] = Row(name, mention.code, level, "mentioned", None, "", detail, date, (mark,))

    def _line(self, question: Question, row: Row) -> str:
        name = place_name(row.code, row.name, question.language, self.gazetteer)
        told = about((row.detail, when(row.date, question.language)), question.language)
        return f"- **{name}**{told} {marks(row.citations)}"


def gone(match: Found, sentence: Sentence, rules: JourneyRules, gazetteer: Gazetteer) -> list[Mention]:
    """Return the places behind a verb of going, of nested ones the last (某省某市某县: the county)."""
    text = match.article.text
    within = match.annotation.within(sentence.start, sentence.end)
    mentions = sorted((m for m in within if m.kind == "place" and m.code), key=lambda m: m.start)
    found: list[Mention] = []
    for verb in rules.going.finditer(text, sentence.start, sentence.end):
        run = run_of(text, mentions, verb.end())
        if run and rules.done.search(text[run[-1].end : run[-1].end + _REACH].split("。")[0]):
            found += [
                m for m, after in zip(run, [*run[1:], None], strict=True) if not _in(m, after, gazetteer)
            ]
    return found


def _in(mention: Mention, after: Mention | None, gazetteer: Gazetteer) -> bool:
    """Say whether a place only says where the next one lies."""
    joined = after is not None and after.start == mention.end
    return joined and after is not None and gazetteer.contains(mention.code, after.code)


def run_of(text: str, mentions: Sequence[Mention], at: int) -> list[Mention]:
    """Return the places that stand one after another from an offset on, with what joins an enumeration.

    Args:
        text: of the report.
        mentions: its places, in their order.
        at: the offset.
    """
    run: list[Mention] = []
    for mention in mentions:
        if mention.start < at:
            continue
        joined = _JOINED.fullmatch(text, at, mention.start) if run else mention.start == at
        if not joined:
            break
        run.append(mention)
        at = mention.end
    return run


def _holds(question: Question, match: Found, sentence: Sentence) -> bool:
    """Say whether the paragraph of a sentence holds what the question is about."""
    inside = [s for s in match.annotation.sentences if s.paragraph == sentence.paragraph]
    text = match.article.text[inside[0].start : inside[-1].end]
    return all(any(name in text for name in group) for group in question.groups)


@cache
def load_journeys() -> JourneyRules:
    """Read and compile the packaged rules of journeys.

    Raises:
        DataError: the file is malformed.
    """
    return load_packaged("assistant", "destinations.toml", _compiled, "a rule of destinations is wrong")


def _compiled(raw: dict[str, Any]) -> JourneyRules:
    languages: tuple[Language, ...] = ("zh", "en")

    def both(name: str) -> dict[Language, re.Pattern[str]]:
        return {language: re.compile(raw[f"{name}_{language}"]) for language in languages}

    return JourneyRules(
        asked=both("asked"),
        study=both("study"),
        away=both("away"),
        out=both("out"),
        visit=both("visit"),
        course=both("course"),
        meant=re.compile(raw["meant"]),
        urged=re.compile(raw["urged"]),
        plan=re.compile(raw["plan"]),
        title=re.compile(raw["title"]),
        unnamed=re.compile(raw["unnamed"]),
        unnamed_out=re.compile(raw["unnamed_out"]),
        learnt=re.compile(raw["learnt"]),
        going=re.compile(raw["going"]),
        done=re.compile(raw["done"]),
        at=re.compile(raw["at"]),
        held=re.compile(raw["held"]),
        leaders=re.compile(raw["leaders"]),
    )
