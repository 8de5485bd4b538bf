"""Work out a number from two printed ones: by how much a plan was missed, what was before, what will be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from assistant.listing import Draft
from assistant.lists.arithmetic import alike, beside, comparable, difference, printed
from assistant.lists.workings import Number, worked_out
from assistant.parsing.arithmeticrules import Sum, load_arithmetic
from assistant.records import Question
from assistant.sentences.candidates import Candidate, Scorer
from index.bigrams import bigrams, held
from index.mentions.units import units
from index.records import Mention

_BEST = 12
_CLOSE = 1e-6  # what floating point leaves of nothing
_LEAST = 0.2  # coverage of a sentence that may tell of what is asked about
_OF = re.compile("^.*[的里中]")  # before a thing: whose it is, or of what it is a sort

_UNIT = re.compile("(?:多少|几)((?:万|亿)?(?:吨|公斤|斤|亩|公顷|公里|平方米|立方米|米|户|人|名|元))")
_AMOUNT = re.compile("(?:的)?(?:人数|数量|数目|总数|数)$")  # 编制数: what is counted is 编制


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
            (rules.raised, self._raised),
            (rules.after, self._after),
            (rules.grown, self._grown),
        )
        for asked, way in ways:
            if asked.wanted(question):
                draft = way(question, list(self._numbers(question)))
                if draft is not None:
                    return draft
        than = rules.than.wanted(question)
        if than is None:
            return None
        return self._than(
            question, *(than[f"{side}"] or than[f"{side}2"] or than[f"{side}3"] for side in ("one", "two"))
        )

    def _numbers(self, question: Question) -> Iterator[Number]:
        """Yield the quantities of the sentences that speak of what is asked about, best sentence first."""
        for candidate in self.scorer.candidates(question)[:_BEST]:
            if candidate.coverage >= _LEAST:
                within = candidate.annotation.within(candidate.sentence.start, candidate.sentence.end)
                told = (m for m in within if m.kind == "quantity" and m.value is not None)
                yield from (Number(candidate, m) for m in told)

    def _than(self, question: Question, one: str, two: str) -> Draft | None:
        """Return by how much one thing is more than another, where a sentence counts both."""
        for sides in self._named(question, one, two):
            for candidate in self.scorer.candidates(question)[:_BEST]:
                pair = _pair(sides, candidate)
                if pair is not None:
                    more, less = pair
                    figure, sum_ = difference(more, less), f"{more.text}-{less.text}"
                    numbers = (Number(candidate, more), Number(candidate, less))
                    return worked_out(question, "list.difference", figure, sum_, numbers)
        return None

    def _named(self, question: Question, one: str, two: str) -> Iterator[list[tuple[str, ...]]]:
        """Yield the names of both sides of a difference in the words of reports: short, then in full."""
        if question.language == "en":
            known = self.scorer.archive.looked_up
            yield [tuple(w for part in known(side).parts for w in part.chinese) for side in (one, two)]
            return
        bare = [_AMOUNT.sub("", side.rstrip("的")) for side in (one, two)]
        yield [(_OF.sub("", side).removesuffix("方面"),) for side in bare]
        yield [(side,) for side in bare]

    def _against_plan(self, question: Question, numbers: Sequence[Number]) -> Draft | None:
        """Return by how much what was done differs from what was meant."""
        meant = [n for n in numbers if self.rules.plan.words["meant"].search(n.before)]
        for plan in meant:
            done = [n for n in numbers if n not in meant and n.like(plan)]
            if done:
                gap = difference(plan.mention, done[0].mention)
                told = f"{plan.mention.text}-{done[0].mention.text}"
                return worked_out(question, "list.difference", gap, told, (plan, done[0]))
        return None

    def _before(self, question: Question, numbers: Sequence[Number]) -> Draft | None:
        """Return what there was before a number grew or shrank by another."""
        words = self.rules.before.words
        for step in numbers:
            sign = -1 if words["more"].search(step.before) else 1 if words["fewer"].search(step.before) else 0
            unit = comparable(step.mention)[1]
            if not _said_in(question, unit):
                continue  # 产量是多少吨 asks for no 亩
            now = [n for n in numbers if n.candidate is step.candidate and sign]
            now = [n for n in now if n.mention.end <= step.mention.start and comparable(n.mention)[1] == unit]
            if now:
                # 立案168件，不予立案18件，立案数比上年少22件: of what the step tells
                said = set(step.clause)
                near = max(
                    now, key=lambda n: (len(said & set(n.clause)) - 9 * ("不" in n.clause), n.mention.start)
                )
                base = near.mention
                value = comparable(base)[0] + sign * comparable(step.mention)[0]
                told = f"{base.text}{'-' if sign < 0 else '+'}{step.mention.text}"
                return worked_out(question, "list.worked_out", printed(value, base), told, (near, step))
        return None

    def _raised(self, question: Question, numbers: Sequence[Number]) -> Draft | None:
        """Return what a number becomes that a sentence raises by another."""
        on = self.rules.raised.words["on"]
        for base, more in pairwise(numbers):
            text = base.candidate.article.text
            if base.candidate is more.candidate and on.search(text[base.mention.end : more.mention.start]):
                value = comparable(base.mention)[0] + comparable(more.mention)[0]
                told = f"{base.mention.text}+{more.mention.text}"
                raised = printed(value, base.mention)
                return worked_out(question, "list.worked_out", raised, told, (base, more))
        return None

    def _grown(self, question: Question, numbers: Sequence[Number]) -> Draft | None:
        """Return by how much a number has changed that a sentence tells before and after."""
        step = self.rules.grown.words["step"]
        if any(step.search(n.before) and self._asked_unit(question, n) for n in self._upto(numbers)):
            return None  # printed: nothing is worked out
        change = self._change(numbers)
        if change is None:
            return None
        gap = difference(change[1].mention, change[0].mention)
        return worked_out(question, "list.difference", gap, _apart(change), change)

    def _upto(self, numbers: Sequence[Number]) -> Iterator[Number]:
        """Yield the numbers up to the one that something has grown to."""
        for number in numbers:
            yield number
            if self._reached(number, numbers):
                return

    def _change(self, numbers: Sequence[Number]) -> tuple[Number, Number] | None:
        """Return what a number was and what it is now, where that is told; else None."""
        found = ((old, new) for new in numbers for old in self._reached(new, numbers)[-1:])
        return next(found, None)

    def _reached(self, new: Number, numbers: Sequence[Number]) -> list[Number]:
        """Return what a number was before it got to what it is, the nearest last; empty where it did not."""
        words = self.rules.grown.words
        if not words["to"].search(new.before):
            return []
        told = [n for n in numbers if n.candidate is new.candidate and n.mention.end <= new.mention.start]
        old = [n for n in told if alike(n.mention, new.mention) and words["from"].search(n.before)]
        return old or self._once(numbers, new)

    def gained(self, question: Question) -> Draft | None:
        """Return by how much the numbers of several places have changed together; else None."""
        if len(question.sides) < 2 or not self.rules.grown.wanted(question):
            return None
        found = [self._change(list(self._numbers(side))) for side in question.sides]
        changes = [change for change in found if change is not None]
        if len(changes) < len(found):
            return None
        numbers = [n for change in changes for n in change]
        if not all(alike(n.mention, numbers[0].mention) for n in numbers):
            return None
        value = sum(abs(comparable(new.mention)[0] - comparable(old.mention)[0]) for old, new in changes)
        told = "+".join(f"({_apart(change)})" for change in changes)
        figure = printed(value, numbers[0].mention)
        return worked_out(question, "list.worked_out", figure, told, numbers)

    def _once(self, numbers: Sequence[Number], new: Number) -> list[Number]:
        """Return what a number was before, told in another clause of its report (过去平均要等46天)."""
        past = self.rules.grown.words["past"]
        others = [n for n in numbers if n is not new and past.search(n.clause)]
        return [n for n in others if n.like(new) and n.mention.unit == new.mention.unit][:1]

    def _asked_unit(self, question: Question, number: Number) -> bool:
        return not question.units or number.mention.unit in question.units

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
                return worked_out(
                    question, "list.worked_out", printed(value, base[0].mention), told, (base[0], more)
                )
        return None


def _apart(change: tuple[Number, Number]) -> str:
    """Return the difference of two numbers as it is written, the larger first."""
    return "-".join(n.mention.text for n in sorted(change, key=lambda n: -comparable(n.mention)[0]))


def _said_in(question: Question, unit: str) -> bool:
    """Say whether a number in a base unit may be asked for: no unit is named, or one of its kind."""
    said = _UNIT.findall(question.text)
    known = [name for name in said if name in units().units]
    return not known or any(units().comparable(1.0, name)[1] == unit for name in known)


def _counted(one: Mention, two: Mention) -> bool:
    """Say whether both count heads: posts (个) and those who fill them (人)."""
    known = [units().units.get(m.unit) for m in (one, two)]
    return all(unit is not None and unit.kind in ("thing", "people") for unit in known)


def _pair(sides: Sequence[tuple[str, ...]], candidate: Candidate) -> tuple[Mention, Mention] | None:
    """Return the numbers of both sides in one sentence, the larger first; None where it lacks one."""
    within = candidate.annotation.within(candidate.sentence.start, candidate.sentence.end)
    every = [m for m in within if m.kind == "quantity" and m.value is not None]
    for told in (without_wholes(every), every):
        found = [_naming(side, told, candidate) for side in sides]
        if all(len(part) == 1 for part in found) and found[0] != found[1]:
            more, less = sorted((found[0][0], found[1][0]), key=lambda m: -comparable(m)[0])
            return (more, less) if alike(more, less) or _counted(more, less) else None
    return None


def without_wholes(told: Sequence[Mention]) -> list[Mention]:
    """Return quantities without one of which the others are the parts (118个，其中村级110个、社区8个).

    Args:
        told: the quantities of one sentence, in order.
    """
    values = [m.value or 0.0 for m in told]
    wholes = [
        m
        for i, m in enumerate(told)
        if any(abs(sum(values[i + 1 : end]) - values[i]) < _CLOSE for end in range(i + 3, len(told) + 1))
    ]
    return [m for m in told if m not in wholes]


def _naming(names: Sequence[str], told: Sequence[Mention], candidate: Candidate) -> list[Mention]:
    """Return the quantities beside which most of a thing's name stands; of equals that with its end."""
    fits = []
    for mention in told:
        text = beside(mention, candidate.article.text, candidate.sentence)
        ends = (n for name in names for n in range(2, len(name) + 1) if name[-n:] in text)
        pairs = frozenset(pair for name in names for pair in bigrams(name))
        fits.append((held(pairs, text), max(ends, default=0)))
    best = max(fits, default=(0, 0))
    return [m for m, fit in zip(told, fits, strict=True) if best[0] and fit == best]
