"""What a sentence's numbers say together: how much falls to each, which sort is the most numerous."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.listing import Draft
from assistant.lists.arithmetic import comparable, printed
from assistant.lists.workings import Number, Working, drafted, worked_out
from assistant.parsing.arithmeticrules import load_arithmetic
from assistant.records import Question
from assistant.sentences.candidates import Candidate, Scorer
from assistant.wording import say
from index.mentions.units import units

_BEST = 6
_LEAST = 0.25  # coverage of a sentence that may tell of what is asked about
_SORTS = 3  # numbers side by side that count the sorts of a thing
_AHEAD = 20  # characters behind a number in which the thing that each gets may be named
_CLAUSE = re.compile("[，,；;。：:、]")
_MONEY = ("钱", "元", "万元", "亿元")


class Averager:
    """Answer with an average or an extreme that no sentence prints."""

    def __init__(self, scorer: Scorer) -> None:
        self.scorer = scorer
        self.rules = load_arithmetic()

    def average(self, question: Question) -> Draft | None:
        """Return how much falls to each; None where it is not asked for, not told, or printed."""
        asked = self.rules.average.wanted(question)
        if asked is None:
            return None
        for numbers in self._sentences(question):
            if any(self.rules.average.words["printed"].search(n.before) for n in numbers):
                return None
            among = [n for n in numbers if _counts(n, asked["per"], asked["noun"])]
            whole = [n for n in numbers if _measures(n, asked["what"] or "") and n not in among]
            if len(among) == 1 and len(whole) == 1 and among[0].mention.value:
                share = comparable(whole[0].mention)[0] / among[0].mention.value
                figure = printed(round(share, 2), whole[0].mention)
                told = f"{whole[0].mention.text}÷{among[0].mention.text}"
                return worked_out(question, "list.worked_out", figure, told, (whole[0], among[0]))
        return None

    def extreme(self, question: Question) -> Draft | None:
        """Return which sort of a thing is the most or the least numerous, where one sentence counts them."""
        asked = self.rules.extreme.every(question)
        for numbers in self._sentences(question) if asked else ():
            runs = [list(run) for _, run in groupby(numbers, key=lambda n: n.mention.unit)]
            run = max(runs, key=len, default=[])
            if len(run) >= _SORTS and all(self._label(n) for n in run):
                return drafted(question, [self._foremost(question, run, bool(m["least"])) for m in asked])
        return None

    def _foremost(self, question: Question, run: Sequence[Number], least: bool) -> Working:
        best = (min if least else max)(run, key=lambda n: comparable(n.mention)[0])
        key = "list.least" if least else "list.most"
        line = say(key, question.language, name=self._label(best), figure=best.mention.text)
        return Working(line, (best,))

    def _label(self, number: Number) -> str:
        """Return what a number counts, as its clause says it before or behind it."""
        said = self.rules.extreme.words["label"].sub("", _CLAUSE.split(number.before)[-1])
        return said or number.mention.name

    def _sentences(self, question: Question) -> Iterator[list[Number]]:
        """Yield the quantities of each of the best sentences."""
        for candidate in self.scorer.candidates(question)[:_BEST]:
            if candidate.coverage >= _LEAST:
                yield list(_numbers(candidate))


def _numbers(candidate: Candidate) -> Iterator[Number]:
    for mention in candidate.annotation.within(candidate.sentence.start, candidate.sentence.end):
        if mention.kind == "quantity" and mention.value is not None:
            yield Number(candidate, mention)


def _counts(number: Number, per: str, noun: str) -> bool:
    """Say whether a number tells among how many: in the unit of one (每次: 6次), or of the things named."""
    mention, text = number.mention, number.candidate.article.text
    if (mention.value or 0.0) <= 1.0:
        return False  # 各建一个 says what each gets
    if mention.unit == per and per != "个":
        return True
    name = noun or per
    known = units().units.get(mention.unit)
    ahead = _CLAUSE.split(text[mention.end : mention.end + _AHEAD])[0]
    beside = _CLAUSE.split(number.before)[-1] + ahead
    return known is not None and known.kind == "thing" and per == "个" and bool(noun) and name in beside


def _measures(number: Number, what: str) -> bool:
    """Say whether a number tells of what there is, by the unit asked for."""
    if what in _MONEY:
        return comparable(number.mention)[1] == "元"
    return number.mention.unit == what
