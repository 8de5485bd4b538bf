"""Which sort of a thing is the most or the least numerous, where one sentence counts the sorts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.listing import Draft
from assistant.lists.arithmetic import comparable
from assistant.lists.workings import Number, Working, drafted, numbers_of
from assistant.parsing.arithmeticrules import load_arithmetic
from assistant.records import Question
from assistant.sentences.candidates import Scorer
from assistant.wording import say
from index.bigrams import bigrams, held
from index.words import fold

_BEST = 6
_LEAST = 0.25  # coverage of a sentence that may tell of what is asked about
_SORTS = 3  # numbers side by side that count the sorts of a thing
_CLAUSE = re.compile("[，,；;。：:、]")
_APART = re.compile("[，,；;。]")
_BEFORE = 24  # characters before a run that say by what the sorts are told apart


class Ranker:
    """Answer with the sort that comes first or last."""

    def __init__(self, scorer: Scorer) -> None:
        self.scorer = scorer
        self.rules = load_arithmetic()

    def extreme(self, question: Question) -> Draft | None:
        """Return the sort with the most or the least; None where none is asked for or told."""
        asked = self.rules.extreme.every(question)
        if not asked:
            return None
        best = [c for c in self.scorer.candidates(question)[:_BEST] if c.coverage >= _LEAST]
        numbers = [list(numbers_of(c)) for c in best]
        for apart in (_APART, None):
            runs = [r for told in numbers for r in _runs(told, apart) if all(self._label(n) for n in r)]
            if runs:
                break
        else:
            return None
        run = max(runs, key=lambda r: _hits(question, r))
        return drafted(question, [self._foremost(question, run, bool(m["least"])) for m in asked])

    def _foremost(self, question: Question, run: Sequence[Number], least: bool) -> Working:
        best = (min if least else max)(run, key=lambda n: comparable(n.mention)[0])
        key = "list.least" if least else "list.most"
        line = say(key, question.language, name=self._label(best), figure=best.mention.text)
        return Working(line, (best,))

    def _label(self, number: Number) -> str:
        """Return what a number counts, as its clause says it before or behind it."""
        said = self.rules.extreme.words["label"].sub("", _CLAUSE.split(number.before)[-1])
        return said or number.mention.name


def _runs(numbers: Sequence[Number], apart: re.Pattern[str] | None) -> Iterator[list[Number]]:
    """Yield the numbers of one unit that stand side by side, with no mark between them that sets apart."""
    run: list[Number] = []
    for number in numbers:
        if run and (run[-1].mention.unit != number.mention.unit or _parted(run[-1], number, apart)):
            if len(run) >= _SORTS:
                yield run
            run = []
        run.append(number)
    if len(run) >= _SORTS:
        yield run


def _parted(one: Number, two: Number, apart: re.Pattern[str] | None) -> bool:
    between = one.candidate.article.text[one.mention.end : two.mention.start]
    return apart is not None and apart.search(between) is not None


def _hits(question: Question, run: Sequence[Number]) -> int:
    """Return how many character pairs of a question stand right before a run or among its labels."""
    first = run[0]
    start = max(first.candidate.sentence.start, first.mention.start - _BEFORE)
    text = fold(first.candidate.article.text[start : run[-1].mention.end])
    return held(bigrams(fold(question.text)), text)
