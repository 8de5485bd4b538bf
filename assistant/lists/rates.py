"""Rates of places (入户率, 办结率): a row per place, the highest or lowest first (`data/rates.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from assistant.citations import Citer
from assistant.listing import Draft, coverage_line, ranked
from assistant.lists.attribution import Acting, Attributor
from assistant.lists.looking import Group, Search
from assistant.lists.paraphrase import load_thesaurus
from assistant.lists.rows import recited
from assistant.lists.scope import in_time, place_fit
from assistant.lists.showing import line
from assistant.parsing.rules import AssertionRules
from assistant.records import Coverage, Question, Row
from assistant.wording import place_name, say
from index.misread import mended
from index.packaged import load_packaged
from index.places import Gazetteer
from index.records import Mention, Sentence
from index.search import Archive, Found
from index.words import Tokeniser, solid

_PLACES = frozenset({"county", "prefecture", "place"})
_PERCENT = frozenset({"%", "％", "‰"})
_SHORTEST = 3  # characters of the name of a rate
_BESIDE = 8  # characters between a time and the rate of that time
_HERE = 0.9  # how well a sentence has to fit the places asked about


@dataclass(frozen=True, slots=True)
class Spoken:
    """A rate that a sentence tells without its name (97%的人满意)."""

    name: re.Pattern[str]
    looked_for: str
    told: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class RateRules:
    """The compiled rules; the comments of the file say what each is for."""

    asked: re.Pattern[str]
    not_: re.Pattern[str]
    before: re.Pattern[str]
    between: re.Pattern[str]
    from_: re.Pattern[str]
    to: re.Pattern[str]
    spoken: tuple[Spoken, ...]


class Rates:
    """Answer which rates places have, and whose is the highest or lowest.

    Args:
        archive: the open archive.
        gazetteer: the place names.
        rules: how reports say of whom they speak.
        tokeniser: cuts the names of rates into words.
    """

    def __init__(
        self, archive: Archive, gazetteer: Gazetteer, rules: AssertionRules, tokeniser: Tokeniser
    ) -> None:
        self.archive, self.gazetteer, self.tokeniser = archive, gazetteer, tokeniser
        self.attributor = Attributor(gazetteer, rules)
        self.rules = load_rates()

    def wanted(self, question: Question) -> bool:
        """Say whether the rates of several places are asked for."""
        several = question.asked in _PLACES or len(question.places) > 1
        kinds = ("list", "compare", "number", "count")
        return several and question.kind in kinds and not question.negated and bool(self._said(question))

    def answer(self, question: Question) -> Draft | None:
        """Return one row per place with its rate; None where no report tells one."""
        search, citer = Search(self.archive, question, self.gazetteer), Citer()
        rows: dict[str, Row] = {}
        for match, sentence, number, name in self._numbers(question, search):
            self._add(rows, self._row(match, sentence, number, name, citer))
        fitting = [r for r in rows.values() if not question.levels or r.level in question.levels]
        bound = question.measure.bound if question.measure else question.bound
        fitting = [r for r in fitting if bound is None or bound.met(r.quantity or 0.0)]
        if not fitting:
            return None
        citer, (fitting,) = recited(citer, ranked(question, fitting))
        matched = len({citation.article_id for citation in citer.citations})
        unread = len(self.archive.refused())
        coverage = Coverage(self.archive.count(), matched, len(citer.citations), unread, search.cut)
        lines = [*self._opening(question, fitting), say("list.plain", question.language, n=len(fitting))]
        lines += [line(row, question.language, self.gazetteer) for row in fitting]
        lines += ["", coverage_line(question, coverage)]
        limited = tuple(word for word in question.unused if word in self._said(question))
        text = "\n".join(lines)
        return Draft(text, "answered", tuple(fitting), citer.citations, coverage, limited=limited)

    def _numbers(self, question: Question, search: Search) -> Iterator[tuple[Found, Sentence, Mention, str]]:
        """Yield the numbers of the rate that is asked for, with where they stand and what it is called."""
        said = self._said(question)
        for name, of in self._names(said):
            for match in search.also(search.containing([(name,)], of), of):
                for sentence, number in self._told(question, match, name):
                    yield match, sentence, number, name
        for spoken in self.rules.spoken:
            if spoken.name.fullmatch(said):
                for match in search.containing([(spoken.looked_for,)]):
                    for sentence, number in self._spoken(question, match, spoken):
                        yield match, sentence, number, said

    def _said(self, question: Question) -> str:
        """Return the rate that a question names, with what stands before it; "" where it names none."""
        found = self.rules.asked.search(solid(question.text))
        name = self.rules.before.sub("", found["name"]) if found else ""
        return "" if len(name) < _SHORTEST - 1 or self.rules.not_.search(name) else name

    def _names(self, said: str) -> Iterator[tuple[str, list[Group]]]:
        """Yield how reports may name a rate, with what they then have to tell of elsewhere.

        A report on tap water calls 自来水入户率 入户率.
        """
        yield said, []
        words = self.tokeniser.words(said)
        for word in words:
            at = said.find(word)
            rest = said[at + len(word) :]
            if len(word) > 1 and at >= 0 and len(rest) >= _SHORTEST:
                yield rest, [load_thesaurus().wide((word,))]

    def _told(self, question: Question, match: Found, name: str) -> Iterator[tuple[Sentence, Mention]]:
        """Yield the sentences that tell the rate, with its number: of two (由31%降到14%) the later."""
        text = match.article.text
        for sentence, shares in self._sentences(question, match):
            for at in re.finditer(re.escape(name), text[sentence.start : sentence.end]):
                if (told := self._share(text, sentence.start + at.end(), shares)) is not None:
                    yield sentence, told
                    break

    def _sentences(self, question: Question, match: Found) -> Iterator[tuple[Sentence, list[Mention]]]:
        """Yield the sentences of a report that fit the places and times asked about, with their shares."""
        for number in match.sentences:
            sentence = match.annotation.sentences[number]
            fit = place_fit(question, match.article, match.annotation, sentence, self.gazetteer)
            if fit >= _HERE and in_time(question, match.article, match.annotation, sentence):
                within = match.annotation.within(sentence.start, sentence.end)
                yield sentence, [m for m in within if m.kind == "quantity" and m.unit in _PERCENT]

    def _spoken(self, question: Question, match: Found, spoken: Spoken) -> Iterator[tuple[Sentence, Mention]]:
        """Yield the sentences that tell a rate without its name, with its number."""
        text = match.article.text
        for sentence, shares in self._sentences(question, match):
            for share in shares:
                if spoken.told.match(text, share.end, sentence.end):
                    yield sentence, share
                    break

    def _share(self, text: str, end: int, shares: list[Mention]) -> Mention | None:
        """Return the number behind a rate; None where none is its own."""
        behind = [m for m in shares if m.start >= end]
        if not behind or not self.rules.between.fullmatch(text, end, behind[0].start):
            return None
        changed = self.rules.from_.search(text, end, behind[0].start) and len(behind) > 1
        reached = changed and self.rules.to.fullmatch(text, behind[0].end, behind[1].start)
        return behind[1] if reached else behind[0]

    def _row(self, match: Found, sentence: Sentence, number: Mention, name: str, citer: Citer) -> Row | None:
        acting = self.attributor.acting(match.article, match.annotation, sentence, number.start)
        place = self.gazetteer.get(acting[0].code) if acting else None
        if place is None:
            return None
        marks = self._marks(match, sentence, acting[0], citer)
        detail, date = f"{name}{mended(number.text)}", _date(match, sentence, number, name)
        return Row(place.name, place.code, place.level, "mentioned", number.value, "%", detail, date, marks)

    def _marks(self, match: Found, sentence: Sentence, acting: Acting, citer: Citer) -> tuple[int, ...]:
        """Cite a sentence, and the one that names its place where it does not."""
        at = None if acting.named else acting.at
        named = [s for s in match.annotation.sentences if at is not None and s.start <= at < s.end]
        return tuple(citer.cite(match.article, s.start, s.end) for s in (sentence, *named))

    def _add(self, rows: dict[str, Row], row: Row | None) -> None:
        """Keep a row; of a place with several numbers the newest, with what it rests on."""
        known = rows.get(row.code) if row else None
        if row is not None and (known is None or row.date > known.date):
            rows[row.code] = row
        elif row is not None and known is not None and row.quantity == known.quantity:
            cited = tuple(dict.fromkeys((*known.citations, *row.citations)))
            rows[row.code] = replace(known, citations=cited)

    def _opening(self, question: Question, rows: list[Row]) -> list[str]:
        """Return who comes first, where that is asked."""
        if question.order not in ("most", "least"):
            return []
        first = rows[0]
        name = place_name(first.code, first.name, question.language, self.gazetteer)
        cited = "".join(f"[{n}]" for n in first.citations)
        key = "list.highest" if question.order == "most" else "list.lowest"
        told = say(key, question.language, name=name, figure=first.detail + cited)
        return [told, ""]


def _date(match: Found, sentence: Sentence, number: Mention, name: str) -> str:
    """Return the time of a rate: that named right before it (去年办结率……), else the report's own."""
    article = match.article
    at = article.text.rfind(name, sentence.start, number.start)
    dates = [m for m in match.annotation.within(sentence.start, at) if m.kind == "date" and m.name]
    own = [m.name for m in dates if at - m.end <= _BESIDE]
    return own[-1] if own else article.event_date or article.issue_date or ""


@cache
def load_rates() -> RateRules:
    """Read and compile the packaged rules of rates.

    Raises:
        DataError: the file is malformed.
    """
    return load_packaged("assistant", "rates.toml", _compiled, "a rule of rates is wrong")


def _compiled(raw: dict[str, Any]) -> RateRules:
    names = ("asked", "not_", "before", "between", "from_", "to")
    spoken = (Spoken(re.compile(e["name"]), e["looked_for"], re.compile(e["told"])) for e in raw["spoken"])
    return RateRules(**{name: re.compile(raw[name]) for name in names}, spoken=tuple(spoken))
