"""Summaries and comparisons made of the archive's own sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.citations import Citer
from assistant.listing import Draft
from assistant.records import Question, Status
from assistant.sentences.answering import UNTIMELY
from assistant.sentences.candidates import Candidate, Scorer
from assistant.sentences.spoken import shorten
from assistant.sentences.timely import carries_time
from assistant.wording import place_name
from index.places import Gazetteer
from index.words import fold

_LONGEST = 1050
_SENTENCE = 170
_MOST = 8
_FEW = 3  # sentences from the place itself from which on others are left out
_LEAST = 0.3
_ABOUT = 0.15  # share of the question's words in a report that is told whole
_LIKE = 0.55
_EXACT = 0.9  # fit of a sentence that tells of the very time
_FACT, _BEST = 0.06, 0.15  # what a figure or a coined name adds to a score, and being in the best report
_COINED = re.compile("[“《][^“”《》，。！？]{2,14}[”》]")  # names of ways and works: 三看一回访, not speech


class Summariser:
    """Tell what the archive says of a subject in a few sentences from different parts."""

    def __init__(self, scorer: Scorer, gazetteer: Gazetteer) -> None:
        self.scorer = scorer
        self.gazetteer = gazetteer

    def summary(self, question: Question) -> Draft | None:
        """Return the sentences that tell most, in the order of the reports, without repetition."""
        return self._told(question, _LEAST)

    def whole(self, question: Question, reports: Sequence[str]) -> Draft | None:
        """Return what one of some reports tells, from the place asked about where one is.

        Args:
            question: the question.
            reports: ids of reports, the best first.

        Returns:
            None where they hold none of the question's words, or none is from the place.
        """
        articles = (self.scorer.archive.article(key) for key in reports)
        own = (a for a in articles if not question.places or self._from(question, a.place_code))
        report = next(own, None)
        if report is None:
            return None
        inside = replace(question, within=(report.article_id,), places=(), unused=())
        about = max((c.coverage for c in self.scorer.candidates(inside)), default=0.0)
        return self._told(inside, 0.0) if question.general or about >= _ABOUT else None

    def _told(self, question: Question, least: float) -> Draft | None:
        told = [c for c in self.scorer.candidates(question) if c.states]
        if question.times:
            told = _timely(question, told)
        found = [c for c in told if c.coverage >= least]
        own = [c for c in found if self._of_place(question, c)]
        candidates = own if len(own) >= _FEW else found
        if not candidates:
            return None
        best = candidates[0].article.article_id
        # The report that tells most of the subject is told whole as far as there is room.
        candidates += [c for c in told if c.article.article_id == best and c not in candidates]
        ranked = sorted(candidates, key=lambda c: -_telling(c, best))
        chosen: list[Candidate] = []
        for candidate in ranked:
            if len(chosen) == _MOST:
                break
            if not any(_alike(candidate.text, other.text) for other in chosen):
                chosen.append(candidate)
        chosen.sort(key=lambda c: (c.article.article_id != best, c.article.article_id, c.number))
        return self._draft(question, chosen)

    def _of_place(self, question: Question, candidate: Candidate) -> bool:
        """Say whether a report comes from a place asked about; one that only names it tells less of it."""
        return self._from(question, candidate.article.place_code)

    def _from(self, question: Question, code: str | None) -> bool:
        return bool(code) and any(self.gazetteer.contains(place, code or "") for place in question.places)

    def comparison(self, question: Question) -> Draft | None:
        """Return the best sentence for each side of a comparison: each place, or each thing in quotes."""
        sides = self._sides(question)
        if len(sides) < 2:
            return self.summary(question)
        citer = Citer()
        lines = []
        for name, side in sides:
            best = self._side(side)
            if best is not None:
                mark = citer.cite(best.article, best.sentence.start, best.sentence.end)
                text = shorten(best.text, [], side.pieces, 330)
                lines.append(f"- **{name}**：{text} [{mark}]")
        if not lines:
            return None
        status: Status = "answered" if len(lines) == len(sides) else "partial"
        return Draft("\n".join(lines), status, (), citer.citations, composed_by="extract")

    def _side(self, side: Question) -> Candidate | None:
        return next((c for c in self.scorer.candidates(side) if c.coverage >= _LEAST), None)

    def _sides(self, question: Question) -> list[tuple[str, Question]]:
        """Return each side with the question narrowed to it."""
        if len(question.places) > 1:
            return [
                (self._name(code, question), replace(question, places=(code,), kind="what"))
                for code in question.places
            ]
        if len(question.times) > 1:
            return [(t.text, replace(question, times=(t,), kind="what")) for t in question.times]
        names = [piece[0] for piece in question.pieces if any(piece[0] in g for g in question.groups)][:2]
        rest = tuple(p for p in question.pieces if not set(p) & set(names))
        return [
            (name, replace(question, pieces=((name,), *rest), groups=((name,),), kind="what"))
            for name in names
        ]

    def _name(self, code: str, question: Question) -> str:
        place = self.gazetteer.get(code)
        return place_name(code, place.name if place else code, question.language, self.gazetteer)

    def _draft(self, question: Question, chosen: Sequence[Candidate]) -> Draft:
        citer = Citer()
        lines, room = [], _LONGEST
        for candidate in chosen:
            mark = citer.cite(candidate.article, candidate.sentence.start, candidate.sentence.end)
            offset = candidate.sentence.start
            within = candidate.annotation.within(offset, candidate.sentence.end)
            spans = [(m.start - offset, m.end - offset) for m in within if m.kind == "quantity"]
            text = shorten(candidate.text, spans, question.pieces, _SENTENCE)
            if len(text) > room:
                break
            room -= len(text) + 8
            lines.append(f"- {text} [{mark}]")
        return Draft("\n".join(lines), "answered", (), citer.citations, composed_by="extract")


def _timely(question: Question, told: Sequence[Candidate]) -> list[Candidate]:
    """Return the sentences of the times asked about; none where there are only some of times near them."""
    fitting = [c for c in told if c.fit >= UNTIMELY]
    relative = any(time.how == "relative" for time in question.times) or carries_time(question)
    return fitting if relative or any(c.fit >= _EXACT for c in fitting) else []


def _telling(candidate: Candidate, best: str) -> float:
    """Return how much a sentence tells: what it covers, figures, coined names, being in the best report."""
    figures = sum(
        m.kind == "quantity"
        for m in candidate.annotation.within(candidate.sentence.start, candidate.sentence.end)
    )
    coined = len(_COINED.findall(candidate.text))
    facts = _FACT * (min(figures, 4) + min(coined, 2))
    return candidate.score + facts + (_BEST if candidate.article.article_id == best else 0.0)


def _alike(one: str, other: str) -> bool:
    """Say whether two sentences share most of their character pairs."""
    a, b = ({t[i : i + 2] for i in range(len(t) - 1)} for t in (fold(one), fold(other)))
    return len(a & b) >= _LIKE * min(len(a), len(b)) if a and b else False
