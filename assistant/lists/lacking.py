"""List the places for which the archive reports nothing of a thing, or says that it is not there."""

from __future__ import annotations

from dataclasses import replace

from assistant.citations import Citer
from assistant.listing import Draft, coverage_line
from assistant.lists.evidence import Finder
from assistant.lists.rows import Pile, cite_with_place, clause, piles
from assistant.lists.showing import line
from assistant.records import Question, Row
from assistant.wording import place_name, say
from index.places import Gazetteer
from index.search import Archive


class Lacker:
    """Answer which places lack a thing, as far as the archive reports from them."""

    def __init__(self, archive: Archive, finder: Finder, gazetteer: Gazetteer) -> None:
        self.archive = archive
        self.finder = finder
        self.gazetteer = gazetteer

    def answer(self, question: Question) -> Draft | None:
        """Return the places said to lack the thing, then those of which nothing is reported.

        Only places from which the archive has reports are named: of others it cannot know anything.
        """
        if not question.groups:
            return None
        matches = self.finder.find(replace(question, negated=False))
        found = piles(matches.evidence, self.gazetteer)
        having = {p.code for p in found if p.held}
        denied = [p for p in found if not p.held and any(e.asserted != "example" for e in p.withheld)]
        silent = [code for code in self.archive.places() if self._fits(question, code) and code not in having]
        silent = [code for code in silent if code not in {p.code for p in denied}]
        citer = Citer()
        rows = [self._denied(pile, citer) for pile in denied]
        lines = [say("list.denied", question.language, n=len(rows))] if rows else []
        lines += [line(row, question.language, self.gazetteer) for row in rows]
        # Where plans are asked for, places of which nothing is told are beside the point.
        names = [self._name(question, code) for code in silent if not question.planned]
        joiner = "、" if question.language == "zh" else ", "
        lines += (
            ["", say("list.silent", question.language, n=len(names), names=joiner.join(names))]
            if names
            else []
        )
        if not lines:
            return None
        lines += ["", coverage_line(question, matches.coverage)]
        return Draft("\n".join(lines).strip(), "answered", tuple(rows), citer.citations, matches.coverage)

    def _fits(self, question: Question, code: str) -> bool:
        place = self.gazetteer.get(code)
        return place is not None and (not question.levels or place.level in question.levels)

    def _name(self, question: Question, code: str) -> str:
        place = self.gazetteer.get(code)
        return place_name(code, place.name if place else code, question.language, self.gazetteer)

    def _denied(self, pile: Pile, citer: Citer) -> Row:
        best = pile.withheld[0]
        marks = tuple(n for e in pile.withheld[:3] for n in cite_with_place(e, pile.code, citer))
        return Row(pile.name, pile.code, pile.level, "mentioned", None, "", clause(best), "", marks)
