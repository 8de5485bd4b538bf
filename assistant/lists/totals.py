"""Add up what one sentence tells in parts, and show the sum."""

from __future__ import annotations

import re

from assistant.citations import Citer
from assistant.listing import Draft
from assistant.records import Question
from assistant.sentences.candidates import Candidate, Scorer
from assistant.sentences.spoken import shorten
from assistant.wording import number, say
from index.records import Mention

_LEAST = 0.4
_SIDES = re.compile(
    "([\u4e00-\u9fff]{2,8}?)(?:和|与|、|及)([\u4e00-\u9fff]{2,8}?)(?:提案|项目)?"
    "(?:[^,，。?？]{0,14}?)(?:加起来|合计|一共|总共|共计|总计)"
)
_CLAUSE = re.compile("[，,；;。：:、]")


def _sides(text: str) -> tuple[str, ...]:
    """Return the two things that a question wants added up (教育类和交通类加起来)."""
    found = _SIDES.search(text)
    return (found[1][-3:], found[2]) if found else ()


class Adder:
    """Answer questions for a total."""

    def __init__(self, scorer: Scorer) -> None:
        self.scorer = scorer

    def answer(self, question: Question) -> Draft | None:
        """Return the total asked for: as printed, or added up from the parts of one sentence."""
        for candidate in self.scorer.candidates(question)[:6]:
            parts = self._parts(question, candidate)
            if candidate.coverage >= _LEAST and parts:
                return self._draft(question, candidate, parts)
        return None

    def _parts(self, question: Question, candidate: Candidate) -> list[Mention]:
        """Return the quantities of one unit that count what is asked about and stand side by side."""
        focus = [m for m in candidate.focus if m.value is not None]
        named = self._named(question, candidate)
        focus = named if len(named) > 1 else focus
        if not focus:
            return []
        units = [m.unit for m in focus]
        common = max(dict.fromkeys(units), key=units.count)
        return [m for m in focus if m.unit == common]

    def _named(self, question: Question, candidate: Candidate) -> list[Mention]:
        """Return the quantities of the things that the question names to be added up."""
        within = candidate.annotation.within(candidate.sentence.start, candidate.sentence.end)
        quantities = [m for m in within if m.kind == "quantity" and m.value is not None]
        text, start = candidate.article.text, candidate.sentence.start
        sides = _sides(question.text) or tuple(name for group in question.activities for name in group)
        near = {m: _CLAUSE.split(text[max(start, m.start - 30) : m.end])[-1] + m.name for m in quantities}
        return [m for m in quantities if any(side in near[m] for side in sides)]

    def _draft(self, question: Question, candidate: Candidate, parts: list[Mention]) -> Draft:
        citer = Citer()
        mark = citer.cite(candidate.article, candidate.sentence.start, candidate.sentence.end)
        offset = candidate.sentence.start
        spans = [(m.start - offset, m.end - offset) for m in parts]
        quote = shorten(candidate.text, spans, question.pieces, 260)
        values = [m.value or 0.0 for m in parts]
        total = f"{number(sum(values))}{parts[0].unit}"
        shown = total if len(values) == 1 else f"{'+'.join(number(v) for v in values)}={total}"
        first = say("list.total", question.language, sum=f"**{shown}**")
        return Draft(
            f"{first} [{mark}]\n\n{quote} [{mark}]", "answered", (), citer.citations, composed_by="extract"
        )
