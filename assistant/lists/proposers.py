"""Who made proposals, one row per person (rules in `data/proposers.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from assistant.citations import Citer
from assistant.listing import Draft, coverage_line
from assistant.lists.looking import Group, Search
from assistant.lists.paraphrase import load_thesaurus
from assistant.lists.rows import short_clause
from assistant.lists.scope import in_time, place_fit, sentence_dates
from assistant.lists.searching import with_near
from assistant.lists.showing import about, marks
from assistant.records import Coverage, Language, Question, Row
from assistant.wording import place_name, say, when
from index.packaged import load_packaged
from index.places import Gazetteer
from index.records import Mention, Sentence
from index.search import Archive, Found

_PROPOSAL = ("提案",)
_FITS = 0.5  # of a place asked about; who is told of in a report from elsewhere is no row
_AND = frozenset({"、", "和", "与", "及"})
_BEFORE = 24  # characters before a name in which it is told what the person is


@dataclass(frozen=True, slots=True)
class ProposerRules:
    """The compiled rules; the comments of the file say what each is for."""

    several: dict[Language, re.Pattern[str]]
    made: dict[Language, re.Pattern[str]]
    other: dict[Language, re.Pattern[str]]
    plural: re.Pattern[str]
    bare: re.Pattern[str]
    doing: re.Pattern[str]
    own: re.Pattern[str]
    holder: re.Pattern[str]
    source: re.Pattern[str]
    sourced: re.Pattern[str]
    foreign: re.Pattern[str]

    def makes(self, text: str, person: Mention, start: int, end: int) -> bool:
        """Say whether a sentence tells that a person made a proposal.

        Args:
            text: of the article.
            person: named in the sentence.
            start, end: what of the sentence is about that person alone: from the name before to the next one.
        """
        before = text[max(start, person.start - _BEFORE) : person.start]
        if self.holder.search(before) or self.own.match(text, person.end, end):
            return True
        if self.source.search(before) and self.sourced.match(text, person.end, end):
            return True
        doing = self.doing.match(text, person.end, end)
        return doing is not None and not self.foreign.search(doing.group())


class Proposers:
    """Answer who made proposals.

    Args:
        archive: the open archive.
        gazetteer: the place names.
    """

    def __init__(self, archive: Archive, gazetteer: Gazetteer) -> None:
        self.archive, self.gazetteer = archive, gazetteer
        self.rules = load_proposers()

    def wanted(self, question: Question) -> bool:
        """Say whether the people are asked for who made proposals."""
        return self._asked(question) and not self._of_one(question)

    def single(self, question: Question) -> Draft | None:
        """Return who made the one proposal that is meant; None where reports tell of none, or of several."""
        draft = self.answer(question) if self._asked(question) and self._of_one(question) else None
        if draft is None or len(draft.rows) != 1:
            return None
        line = self._line(question, draft.rows[0]).removeprefix("- ")
        return Draft(line, "answered", (), draft.citations, composed_by="extract")

    def _asked(self, question: Question) -> bool:
        text, language = _said(question), question.language
        asked = self.rules.several[language].search(text) and self.rules.made[language].search(text)
        plain = not (question.negated or question.order or question.each or question.bound)
        return bool(asked) and plain and not self.rules.other[language].search(text)

    def _of_one(self, question: Question) -> bool:
        """Say whether one proposal is meant, of which its sentence tells by whom it is."""
        alone = question.kind == "who" and not self.rules.plural.search(_said(question))
        return alone and bool(question.places or self._about(question))

    def answer(self, question: Question) -> Draft | None:
        """Return one row per person who made a proposal; None where none is told."""
        citer, rows = Citer(), dict[str, Row]()
        search = Search(self.archive, question, self.gazetteer)
        near = self._about(question)
        for match in search.containing([_PROPOSAL], near):
            kept = with_near(match, near, apart=True) if near else match
            for person, sentence in self._people(question, kept) if kept else ():
                if person.name not in rows:
                    rows[person.name] = self._row(match, sentence, person, citer)
        if not rows:
            return None
        matched = len({citation.article_id for citation in citer.citations})
        unread = len(self.archive.refused())
        coverage = Coverage(self.archive.count(), matched, len(citer.citations), unread, search.cut)
        lines = [say("list.people", question.language, n=len(rows))]
        lines += [self._line(question, row) for row in rows.values()]
        lines += ["", coverage_line(question, coverage)]
        return Draft("\n".join(lines), "answered", tuple(rows.values()), citer.citations, coverage)

    def _about(self, question: Question) -> Sequence[Group]:
        """Return what the proposals are about."""
        known = load_thesaurus()
        said = (*question.groups, *question.pieces)
        about = dict.fromkeys(g for g in said if not self.rules.bare.fullmatch(g[0]))
        return [known.wide(group) for group in about]

    def _people(self, question: Question, match: Found) -> Iterator[tuple[Mention, Sentence]]:
        """Yield the people of whom a report tells that they made a proposal, with the sentence."""
        for number in match.sentences:
            sentence = match.annotation.sentences[number]
            if not in_time(question, match.article, match.annotation, sentence):
                continue
            fit = place_fit(question, match.article, match.annotation, sentence, self.gazetteer)
            if question.places and fit < _FITS:
                continue
            within = match.annotation.within(sentence.start, sentence.end)
            people = sorted((*self._known(match, sentence), *within), key=lambda m: m.start)
            people = [m for m in people if m.kind == "person"]
            ends = [sentence.start, *(m.end for m in people[:-1])]
            starts = [*(m.start for m in people[1:]), sentence.end]
            text, made = match.article.text, False
            for person, start, end in zip(people, ends, starts, strict=False):
                # 提案人甲、乙: both are.
                joined = made and text[start : person.start].strip() in _AND
                made = joined or self.rules.makes(text, person, start, end)
                if made:
                    yield person, sentence

    def _known(self, match: Found, sentence: Sentence) -> Iterator[Mention]:
        """Yield where a sentence names people again whom its report named with their posts before."""
        text, here = match.article.text, match.annotation.within(sentence.start, sentence.end)
        told = {m.name: m for m in match.annotation.mentions if m.kind == "person"}
        for name in told.keys() - {m.name for m in here if m.kind == "person"}:
            at = text.find(name, sentence.start, sentence.end)
            if at >= 0:
                yield replace(told[name], start=at, end=at + len(name), text=name)

    def _row(self, match: Found, sentence: Sentence, person: Mention, citer: Citer) -> Row:
        article = match.article
        mark = citer.cite(article, sentence.start, sentence.end)
        dates = sentence_dates(article, match.annotation, sentence)
        date = dates[0].iso if dates else ""
        detail = short_clause(article.text, sentence, [person.name])
        code = article.place_code or ""
        place = self.gazetteer.get(code)
        return Row(
            person.name, code, place.level if place else "", "mentioned", None, "", detail, date, (mark,)
        )

    def _line(self, question: Question, row: Row) -> str:
        place = self.gazetteer.get(row.code)
        where = place_name(row.code, place.name, question.language, self.gazetteer) if place else ""
        told = about((where, when(row.date, question.language), row.detail), question.language)
        return f"- **{row.name}**{told} {marks(row.citations)}"


def _said(question: Question) -> str:
    text = question.text.lower()
    return "".join(text.split()) if question.language == "zh" else text


@cache
def load_proposers() -> ProposerRules:
    """Read and compile the packaged rules of who made proposals.

    Raises:
        DataError: the file is malformed.
    """
    return load_packaged("assistant", "proposers.toml", _compiled, "a rule of proposers is wrong")


def _compiled(raw: dict[str, Any]) -> ProposerRules:
    languages: tuple[Language, ...] = ("zh", "en")

    def two(name: str) -> dict[Language, re.Pattern[str]]:
        return {language: re.compile(raw[f"{name}_{language}"]) for language in languages}

    return ProposerRules(
        several=two("several"),
        made=two("made"),
        other=two("other"),
        plural=re.compile(raw["plural"]),
        bare=re.compile(raw["bare"]),
        doing=re.compile(raw["doing"]),
        own=re.compile(raw["own"]),
        holder=re.compile(raw["holder"]),
        source=re.compile(raw["source"]),
        sourced=re.compile(raw["sourced"]),
        foreign=re.compile(raw["foreign"]),
    )
