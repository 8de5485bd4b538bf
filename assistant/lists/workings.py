"""Numbers that stand in sentences, and an answer that is worked out from some of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.citations import Citer
from assistant.listing import Draft
from assistant.lists.arithmetic import beside, comparable
from assistant.records import Question
from assistant.sentences.candidates import Candidate
from assistant.sentences.spoken import shorten
from assistant.wording import say
from index.records import Mention
from index.words import fold

_CLAUSE = re.compile("[，,；;。：:]")
_WHERE = re.compile("(?:设|建|安排|落户)?在|位于")
_BEFORE = 22  # characters before a number that say what it is
_SENTENCE = 220


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

    @property
    def label(self) -> str:
        """Return what it counts, folded; "" where that is unsaid, or where only is said (11个设在文化站)."""
        return "" if _WHERE.match(self.mention.name) else fold(self.mention.name)

    @property
    def beside(self) -> str:
        """Return its clause up to it with what it counts, folded: what says of what it is the number."""
        return fold(beside(self.mention, self.candidate.article.text, self.candidate.sentence))

    @property
    def clause(self) -> str:
        """Return all of its clause, folded."""
        text, sentence = self.candidate.article.text, self.candidate.sentence
        before = _CLAUSE.split(text[sentence.start : self.mention.start])[-1]
        return fold(before + _CLAUSE.split(text[self.mention.start : sentence.end])[0])

    def like(self, other: Number) -> bool:
        """Say whether both count the same: one dimension, one report, and a character of a name in common."""
        same = comparable(self.mention)[1] == comparable(other.mention)[1]
        report = self.candidate.article.article_id == other.candidate.article.article_id
        one, two = self._counts(), other._counts()
        return same and report and (not one or not two or bool(one & two))

    def _counts(self) -> frozenset[str]:
        return frozenset(fold(self.mention.name))


@dataclass(frozen=True, slots=True)
class Working:
    """What was worked out, as a line of the answer, and from which numbers."""

    line: str
    numbers: tuple[Number, ...]


def numbers_of(candidate: Candidate) -> Iterator[Number]:
    """Yield the quantities of a sentence, in order."""
    for mention in candidate.annotation.within(candidate.sentence.start, candidate.sentence.end):
        if mention.kind == "quantity" and mention.value is not None:
            yield Number(candidate, mention)


def worked_out(question: Question, key: str, figure: str, told: str, numbers: Sequence[Number]) -> Draft:
    """Return one number above the sentences that it follows from.

    Args:
        question: what was asked.
        key: the wording that says what the figure is.
        figure: the result as printed.
        told: how it comes about ("143件-128件").
        numbers: what it is worked out from.
    """
    line = say(key, question.language, figure=figure, sum=told)
    return drafted(question, [Working(line, tuple(numbers))])


def drafted(question: Question, workings: Sequence[Working]) -> Draft:
    """Return what was worked out above the sentences that it follows from, with their marks."""
    citer = Citer()
    lines = [f"{working.line} {_marks(working, citer)}" for working in workings]
    numbers = [n for w in workings for n in w.numbers]
    for candidate in dict.fromkeys(n.candidate for n in numbers):
        offset = candidate.sentence.start
        mark = citer.cite(candidate.article, offset, candidate.sentence.end)
        here = [n.mention for n in numbers if n.candidate is candidate]
        spans = [(m.start - offset, m.end - offset) for m in here]
        lines.append(f"{shorten(candidate.text, spans, question.pieces, _SENTENCE)} [{mark}]")
    return Draft("\n\n".join(lines), "answered", (), citer.citations, composed_by="extract", worked=True)


def _marks(working: Working, citer: Citer) -> str:
    """Return the marks of the sentences from which a number is worked out."""
    found = dict.fromkeys(n.candidate for n in working.numbers)
    marks = (citer.cite(c.article, c.sentence.start, c.sentence.end) for c in found)
    return "".join(f"[{mark}]" for mark in dict.fromkeys(marks))
