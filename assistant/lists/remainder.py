"""Work out what is left: so many in all, so many done (收到143件，立案128件：没有立案的15件)."""

from __future__ import annotations

import re

from assistant.citations import Citer
from assistant.listing import Draft
from assistant.parsing.rules import AssertionRules
from assistant.records import Question
from assistant.sentences.candidates import Candidate, Scorer
from assistant.sentences.spoken import shorten
from assistant.wording import number, say
from index.mentions.units import units
from index.records import Mention

_CLAUSE = re.compile("[，,；;。：:、]")
_BEST = 6
_SENTENCE = 220


class Remainder:
    """Answer how many are left, where a sentence tells how many there are and how many are done."""

    def __init__(self, scorer: Scorer, rules: AssertionRules) -> None:
        self.scorer = scorer
        self.rules = rules

    def answer(self, question: Question) -> Draft | None:
        """Return the difference with what it is worked out from; None where nothing left is asked for."""
        asked = self.rules.left.search("".join(question.text.split()).lower())
        if not asked:
            return None
        done = next((verb for verb in self.rules.finished if verb in question.text), "")
        for candidate in self.scorer.candidates(question)[:_BEST]:
            pair = self._pair(candidate, done)
            if pair is not None:
                return self._draft(question, candidate, *pair)
        return None

    def _pair(self, candidate: Candidate, done: str) -> tuple[Mention, Mention] | None:
        """Return what there is in all and what is done: two numbers of a unit, the second behind its verb."""
        within = candidate.annotation.within(candidate.sentence.start, candidate.sentence.end)
        told = [m for m in within if m.kind == "quantity" and m.value is not None]
        finished = [m for m in told if self._is_done(candidate, m, done)]
        for part in finished:
            alike = units().comparable(part.value or 0.0, part.unit)
            before = [m for m in told if m.start < part.start and m not in finished]
            whole = [m for m in before if units().comparable(m.value or 0.0, m.unit)[1] == alike[1]]
            if whole and units().comparable(whole[-1].value or 0.0, whole[-1].unit)[0] > alike[0]:
                return whole[-1], part
        return None

    def _is_done(self, candidate: Candidate, mention: Mention, done: str) -> bool:
        text, start = candidate.article.text, candidate.sentence.start
        clause = _CLAUSE.split(text[max(start, mention.start - 16) : mention.start])[-1]
        return done in clause if done else any(verb in clause for verb in self.rules.finished)

    def _draft(self, question: Question, candidate: Candidate, whole: Mention, part: Mention) -> Draft:
        citer = Citer()
        mark = citer.cite(candidate.article, candidate.sentence.start, candidate.sentence.end)
        offset = candidate.sentence.start
        spans = [(m.start - offset, m.end - offset) for m in (whole, part)]
        quote = shorten(candidate.text, spans, question.pieces, _SENTENCE)
        gap, unit = _difference(whole, part)
        told = f"{whole.text}-{part.text}" if question.language == "zh" else f"{gap:g}"
        # Without a mark: what is worked out stands in no source; its parts stand in the sentence below.
        first = say("list.left", question.language, figure=f"{number(gap)}{unit}", sum=told)
        text = f"{first}\n\n{quote} [{mark}]"
        return Draft(text, "answered", (), citer.citations, composed_by="extract")


def _difference(whole: Mention, part: Mention) -> tuple[float, str]:
    """Return the difference in the unit of the whole, exact to what is printed."""
    scale = units().comparable(1.0, whole.unit)[0] or 1.0
    base = units().comparable(whole.value or 0.0, whole.unit)[0]
    gap = (base - units().comparable(part.value or 0.0, part.unit)[0]) / scale
    unit = whole.unit
    if unit == "元":
        for large, name in ((1e8, "亿元"), (1e4, "万元")):
            if gap >= large * 0.1 and name in whole.text:
                return round(gap / large, 6), name
    return round(gap, 6), unit
