"""Say below a table what it leaves out, what it lists in other words, and what limited nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.citations import Citer
from assistant.lists.evidence import Evidence, Matches
from assistant.lists.rows import Pile, cite_with_place
from assistant.lists.showing import marks, names
from assistant.records import Question, Row
from assistant.wording import place_name, say
from index.places import Gazetteer


class Remarks:
    """Make the lines below the table that answers one question; none where there is nothing to say.

    Args:
        question: as understood.
        gazetteer: the place names.
    """

    def __init__(self, question: Question, gazetteer: Gazetteer) -> None:
        self.question = question
        self.language = question.language
        self.gazetteer = gazetteer

    def unknown(self, rows: Sequence[Row]) -> list[str]:
        """Name the places of which the archive does not tell the number that a bound is set on."""
        if not rows:
            return []
        told = names(rows, self.language, self.gazetteer)
        return ["", say("list.no_number", self.language, n=len(rows), names=told)]

    def withheld(self, found: Sequence[Pile], rows: Sequence[Row]) -> list[str]:
        """Say which places were left out because the thing is only planned or denied there."""
        question, listed = self.question, {r.code for r in rows}
        left = [p for p in found if p.withheld and p.code not in listed]
        if not left or not question.founding or question.bound or question.times:
            return []
        return ["", say("list.planned", self.language, names=self._joined(self._name(p.code) for p in left))]

    def given_up(self, matches: Matches) -> list[str]:
        """Say which words of the question no sentence meets together with the others."""
        if not matches.dropped:
            return []
        words = "、".join(group[0] for group in matches.dropped)
        return ["", say("list.given_up", self.language, words=words)]

    def reworded(self, matches: Matches, rows: Sequence[Row]) -> list[str]:
        """Name the places of which reports tell in other words than the question's."""
        told = [row for row in rows if row.code in matches.reworded]
        if not told or len(told) == len(rows):
            return []
        return ["", say("list.reworded", self.language, names=names(told, self.language, self.gazetteer))]

    def passed(self, passed: Sequence[tuple[str, Evidence]], citer: Citer) -> list[str]:
        """Name the places that a model passed over, each with the sentence for which the rules had it."""
        if not passed:
            return []
        told = (self._name(code) + marks(cite_with_place(evidence, code, citer)) for code, evidence in passed)
        return ["", say("list.passed", self.language), self._joined(told)]

    def _name(self, code: str) -> str:
        place = self.gazetteer.get(code)
        return place_name(code, place.name if place else code, self.language, self.gazetteer)

    def _joined(self, told: Iterable[str]) -> str:
        return ("、" if self.language == "zh" else ", ").join(told)
