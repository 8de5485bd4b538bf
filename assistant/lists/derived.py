"""Work out a number from two printed ones: by how much a plan was missed, what was before, what will be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.citations import Citer
from assistant.listing import Draft
from assistant.lists.arithmetic import alike, beside, comparable, difference, printed
from assistant.parsing.arithmeticrules import Sum, load_arithmetic
from assistant.records import Question
from assistant.sentences.candidates import Candidate, Scorer
from assistant.sentences.spoken import shorten
from assistant.wording import say
from index.records import Mention
from index.words import fold

_BEST = 12
_LEAST = 0.2  # coverage of a sentence that may tell of what is asked about
_BEFORE = 22  # characters before a number that say what it is
_SENTENCE = 200
_OF = re.compile("^.*[的里中]")  # before a thing: whose it is, or of what it is a sort


@dataclass(frozen=True, slots=True, eq=False)
class Number:
    """A quantity in a sentence that may answer."""

    candidate: Candidate
    mention: Mention

    @property
    def before(self) -> str:
        """Return what stands right before it in its sentence."""
        start = max(self.candidate.sentence.start, self.mention.start - _BEFORE)
        return self.candidate.article.text[start : self.mention.start]

    def like(self, other: Number) -> bool:
        """Say whether both count the same: one dimension, one report, and a character of a name in common."""
        same = comparable(self.mention)[1] == comparable(other.mention)[1]
        report = self.candidate.article.article_id == other.candidate.article.article_id
        one, two = self._counts(), other._counts()
        return same and report and (not one or not two or bool(one & two))

    def _counts(self) -> frozenset[str]:
        return frozenset(fold(self.mention.name))


class Deriver:
    """Answer with a number that follows from two that are printed."""

    def __init__(self, scorer: Scorer) -> None:
        self.scorer = scorer
        self.rules = load_arithmetic()

    def answer(self, question: Question) -> Draft | None:
        """Return the number with what it is worked out from; None where none of these is asked for."""
        rules = self.rules
        ways: tuple[tuple[Sum, Callable[[Question, Sequence[Number]], Draft | None]], ...] = (
            (rules.plan, self._against_plan),
            (rules.before, self._before),
            (rules.after, self._after),
        )
        for asked, way in ways:
            if asked.wanted(question):
                draft = way(question, list(self._numbers(question)))
                if draft is not None:
                    return draft
        than = rules.than.wanted(question)
        return self._than(question, than["one"], than["two"]) if than else None

    def _numbers(self, question: Question) -> Iterator[Number]:
        """Yield the quantities of the sentences that speak of what is asked about, best sentence first."""
        for candidate in self.scorer.candidates(question)[:_BEST]:
            if candidate.coverage >= _LEAST:
                within = candidate.annotation.within(candidate.sentence.start, candidate.sentence.end)
                told = (m for m in within if m.kind == "quantity" and m.value is not None)
                yield from (Number(candidate, m) for m in told)

    def _than(self, question: Question, one: str, two: str) -> Draft | None:
        """Return by how much one thing is more than another, where a sentence counts both."""
        sides = [_OF.sub("", side) for side in (one, two)]
        for candidate in self.scorer.candidates(question)[:_BEST]:
            within = candidate.annotation.within(candidate.sentence.start, candidate.sentence.end)
            told = [m for m in within if m.kind == "quantity" and m.value is not None]
            found = [_ending(side, told, candidate) for side in sides]
            if all(len(part) == 1 for part in found) and found[0] != found[1]:
                more, less = sorted((found[0][0], found[1][0]), key=lambda m: -comparable(m)[0])
                if alike(more, less):
                    figure, sum_ = difference(more, less), f"{more.text}-{less.text}"
                    numbers = (Number(candidate, more), Number(candidate, less))
                    return _draft(question, "list.difference", figure, sum_, numbers)
        return None

    def _against_plan(self, question: Question, numbers: Sequence[Number]) -> Draft | None:
        """Return by how much what was done differs from what was meant."""
        meant = [n for n in numbers if self.rules.plan.words["meant"].search(n.before)]
        for plan in meant:
            done = [n for n in numbers if n not in meant and n.like(plan)]
            if done:
                gap = difference(plan.mention, done[0].mention)
                told = f"{plan.mention.text}-{done[0].mention.text}"
                return _draft(question, "list.difference", gap, told, (plan, done[0]))
        return None

    def _before(self, question: Question, numbers: Sequence[Number]) -> Draft | None:
        """Return what there was before a number grew or shrank by another."""
        words = self.rules.before.words
        for step in numbers:
            sign = -1 if words["more"].search(step.before) else 1 if words["fewer"].search(step.before) else 0
            unit = comparable(step.mention)[1]
            now = [n for n in numbers if n.candidate is step.candidate and sign]
            now = [n for n in now if n.mention.end <= step.mention.start and comparable(n.mention)[1] == unit]
            if now:
                base = now[-1].mention
                value = comparable(base)[0] + sign * comparable(step.mention)[0]
                told = f"{base.text}{'-' if sign < 0 else '+'}{step.mention.text}"
                return _draft(question, "list.worked_out", printed(value, base), told, (now[-1], step))
        return None

    def _after(self, question: Question, numbers: Sequence[Number]) -> Draft | None:
        """Return what there will be once what is added is there."""
        words = self.rules.after.words
        for more in numbers:
            if not words["added"].search(more.before):
                continue
            base = [n for n in numbers if words["there"].search(n.before) and n.like(more) and n is not more]
            if base:
                value = comparable(base[0].mention)[0] + comparable(more.mention)[0]
                told = f"{base[0].mention.text}+{more.mention.text}"
                return _draft(
                    question, "list.worked_out", printed(value, base[0].mention), told, (base[0], more)
                )
        return None


def _ending(thing: str, told: Sequence[Mention], candidate: Candidate) -> list[Mention]:
    """Return the quantities beside which the end of a thing's name stands: it tells it from its kin."""
    fits = []
    for mention in told:
        text = beside(mention, candidate.article.text, candidate.sentence)
        fits.append(max((n for n in range(2, len(thing) + 1) if thing[-n:] in text), default=0))
    best = max(fits, default=0)
    return [m for m, fit in zip(told, fits, strict=True) if best and fit == best]


def _draft(question: Question, key: str, figure: str, told: str, numbers: Sequence[Number]) -> Draft:
    """Return the number, without a mark as no source prints it, above the sentences that it follows from."""
    citer = Citer()
    lines = [say(key, question.language, figure=figure, sum=told)]
    for candidate in dict.fromkeys(n.candidate for n in numbers):
        offset = candidate.sentence.start
        mark = citer.cite(candidate.article, offset, candidate.sentence.end)
        here = [n.mention for n in numbers if n.candidate is candidate]
        spans = [(m.start - offset, m.end - offset) for m in here]
        lines.append(f"{shorten(candidate.text, spans, question.pieces, _SENTENCE)} [{mark}]")
    return Draft("\n\n".join(lines), "answered", (), citer.citations, composed_by="extract")
