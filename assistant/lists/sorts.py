"""List the narrower things of a wide word that reports name (提到了哪些农产品: 花椒, 油橄榄, 当归).

What belongs to a wide word is in the lexicon (`data/lexicon`, the lines of kinds of things).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from assistant.citations import Citer
from assistant.listing import Draft, coverage_line
from assistant.lists.evidence import Evidence, Finder, Matches
from assistant.lists.looking import Search
from assistant.lists.paraphrase import load_thesaurus
from assistant.lists.rows import cite_with_place, date_of, short_clause
from assistant.lists.searching import Way
from assistant.lists.showing import about, marks
from assistant.records import Language, Question, Row
from assistant.wording import place_name, say, when
from index.packaged import load_packaged
from index.places import Gazetteer
from index.words import fold

_MANY = 1000  # reports; of more, a list of all that they name would say nothing
_CITED = 3  # reports cited for each

Patterns = dict[Language, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class _Found:
    """A thing with the sentences that name it."""

    name: str
    evidence: tuple[Evidence, ...]


class Sorts:
    """Answer which things of a sort reports name.

    Args:
        finder: finds the sentences.
        gazetteer: the place names.
    """

    def __init__(self, finder: Finder, gazetteer: Gazetteer) -> None:
        self.finder = finder
        self.gazetteer = gazetteer

    def wanted(self, question: Question) -> bool:
        """Say whether a question asks which things of a sort the paper names."""
        return bool(self._narrower(question)) and self.finder.archive.count() <= _MANY

    def answer(self, question: Question) -> Draft | None:
        """Return one row per thing that is named; None where none is."""
        plain = replace(question, activities=(), words=(), wanted=(), units=(), counted=())
        found, matches = list[_Found](), Matches()
        for name in self._narrower(question):
            asked = replace(plain, groups=((name,),), pieces=((name,),))
            matches = self.finder.told(
                asked, Way(((name,),)), Search(self.finder.archive, asked, self.gazetteer)
            )
            found += [_Found(name, tuple(matches.evidence))] if matches.evidence else []
        found = _longest(found)
        if not found:
            return None
        citer, language = Citer(), question.language
        rows = [self._row(one, citer) for one in found]
        told = {(e.article.article_id, e.sentence.start) for one in found for e in one.evidence}
        coverage = replace(matches.coverage, matched=len({a for a, _ in told}), sentences=len(told))
        lines = [say("list.towns", language, n=len(rows)), *(self._line(question, row) for row in rows)]
        lines += ["", coverage_line(question, coverage)]
        return Draft("\n".join(lines), "answered", tuple(rows), citer.citations, coverage)

    def _narrower(self, question: Question) -> tuple[str, ...]:
        """Return the things of the sort that is asked for; empty where none is, or it is not asked so."""
        if question.kind not in ("list", "what", "count"):
            return ()
        chinese = question.language == "zh"
        said = "".join(question.text.split()) if chinese else question.text.lower()
        asked = _load()[question.language].search(said)
        if asked is None:
            return ()
        noun = next(part for part in asked.groups() if part)
        names = [fold(noun)] if chinese else list(self._chinese(noun))
        kinds = load_thesaurus().kinds
        found = dict.fromkeys(name for sort in names for name in kinds.get(sort, ()))
        return tuple(name for name in found if not any(sort in name for sort in names))

    def _chinese(self, noun: str) -> Iterator[str]:
        for part in self.finder.archive.looked_up(noun).parts:
            yield from part.chinese

    def _row(self, one: _Found, citer: Citer) -> Row:
        first = one.evidence[0]
        code = first.acting[0].code if first.acting else ""
        reports = {e.article.article_id: e for e in reversed(one.evidence)}
        kept = [e for e in one.evidence if reports[e.article.article_id] is e][:_CITED]
        cited = [n for e in kept for n in cite_with_place(e, e.acting[0].code if e.acting else "", citer)]
        detail = short_clause(first.article.text, first.sentence, [one.name])
        told = tuple(dict.fromkeys(cited))
        return Row(one.name, code, "", "mentioned", None, "", detail, date_of(first), told)

    def _line(self, question: Question, row: Row) -> str:
        place = self.gazetteer.get(row.code)
        where = place_name(row.code, place.name, question.language, self.gazetteer) if place else ""
        told = about((where, when(row.date, question.language), row.detail), question.language)
        return f"- **{row.name}**{told} {marks(row.citations)}"


def _longest(found: Sequence[_Found]) -> list[_Found]:
    """Return the things without those that are only named as part of a longer name (花椒 in 花椒市场)."""

    def inner(one: _Found) -> bool:
        longer = [o for o in found if o is not one and one.name in o.name]
        held = {(e.article.article_id, e.sentence.start) for o in longer for e in o.evidence}
        return all((e.article.article_id, e.sentence.start) in held for e in one.evidence)

    return [one for one in found if not inner(one)]


@cache
def _load() -> Patterns:
    return load_packaged("assistant", "named.toml", _compiled, "a rule of [sorts] is wrong")


def _compiled(raw: dict[str, Any]) -> Patterns:
    languages: tuple[Language, ...] = ("zh", "en")
    return {language: re.compile(raw["sorts"][language]) for language in languages}
