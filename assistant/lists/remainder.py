"""Work out what is left: so many in all, so many done (收到143件，立案128件：没有立案的15件)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.citations import Citer
from assistant.listing import Draft
from assistant.lists.arithmetic import alike, comparable, difference
from assistant.parsing.arithmeticrules import load_arithmetic
from assistant.records import Question
from assistant.sentences.candidates import Candidate, Scorer
from assistant.sentences.spoken import shorten
from assistant.wording import say
from index.records import Mention
from index.words import fold

_CLAUSE = re.compile("[，,；;。：:、]")
_ASKED = re.compile("(?:多少|几).?|的|有|是|里|中|被|能")
_BEST = 8
_LEAST = 0.2  # coverage of a sentence that may tell of what is asked about
_DONE = 1.0  # what a word for what is done adds to a part, beside the words of the question
_SENTENCE = 220


class Remainder:
    """Answer how many are left, where a sentence tells how many there are and how many are done."""

    def __init__(self, scorer: Scorer) -> None:
        self.scorer = scorer
        self.rules = load_arithmetic()

    def answer(self, question: Question) -> Draft | None:
        """Return the difference with what it is worked out from; None where nothing left is asked for.

        None too where a report prints the number of what is left.
        """
        asked = self.rules.left.wanted(question)
        if not asked:
            return None
        parts = [part for part in asked.groupdict().values() if part]
        said = _pairs(parts, question)
        for candidate in self.scorer.candidates(question)[:_BEST]:
            if candidate.coverage < _LEAST:
                continue
            told = _quantities(candidate)
            if any(self._printed(candidate, m) and _hits(candidate, m, said) for m in told):
                return None
            # English words are matched to terms one by one: some of the part may have none.
            pair = self._pair(candidate, told, said, bool(said) and question.language == "zh")
            if pair is not None:
                return _draft(question, candidate, *pair)
        return None

    def _pair(
        self, candidate: Candidate, told: Sequence[Mention], said: frozenset[str], named: bool
    ) -> tuple[Mention, Mention] | None:
        """Return what there is in all and the part named: a smaller number of its unit behind it."""
        found = []
        for i, part in enumerate(told):
            value, _ = comparable(part)
            wholes = [m for m in told[:i] if alike(m, part) and comparable(m)[0] > value]
            fit = self._fit(candidate, part, said, named)
            if wholes and fit > 0:
                found.append((fit, -i, wholes[-1], part))
        return max(found, key=lambda entry: entry[:2])[2:] if found else None

    def _fit(self, candidate: Candidate, part: Mention, said: frozenset[str], named: bool) -> float:
        """Return how well a number counts the part that the question names, 0 where nothing says so."""
        start, end = _clause(candidate, part)
        clause = candidate.article.text[start:end]
        done = any(word in clause for word in self.rules.done)
        hits = _hits(candidate, part, said)
        # What the question names has to stand there; where it names nothing (还剩多少), what is done.
        return hits + (_DONE if done else 0.0) if hits or not named else 0.0

    def _printed(self, candidate: Candidate, mention: Mention) -> bool:
        text, start = candidate.article.text, candidate.sentence.start
        before = text[max(start, mention.start - 16) : mention.start]
        return bool(self.rules.left.words["printed"].search(before))


def _pairs(parts: Sequence[str], question: Question) -> frozenset[str]:
    """Return the character pairs by which the part is named, in the words of the archive."""
    if question.language == "en":
        words = [name for piece in question.pieces for name in piece[:3]]
    else:
        words = [w for part in parts for w in _ASKED.split(fold(part))]
    return frozenset(w[i : i + 2] for w in words for i in range(len(w) - 1))


def _quantities(candidate: Candidate) -> list[Mention]:
    within = candidate.annotation.within(candidate.sentence.start, candidate.sentence.end)
    return [m for m in within if m.kind == "quantity" and m.value is not None]


def _clause(candidate: Candidate, mention: Mention) -> tuple[int, int]:
    """Return where the clause of a number begins and ends."""
    text, sentence = candidate.article.text, candidate.sentence
    stops = [m.end() for m in _CLAUSE.finditer(text, sentence.start, mention.start)]
    stop = _CLAUSE.search(text, mention.end, sentence.end)
    return (stops[-1] if stops else sentence.start), (stop.start() if stop else sentence.end)


def _hits(candidate: Candidate, mention: Mention, said: frozenset[str]) -> int:
    start, end = _clause(candidate, mention)
    clause = fold(candidate.article.text[start:end])
    return sum(pair in clause for pair in said)


def _draft(question: Question, candidate: Candidate, whole: Mention, part: Mention) -> Draft:
    citer = Citer()
    mark = citer.cite(candidate.article, candidate.sentence.start, candidate.sentence.end)
    offset = candidate.sentence.start
    spans = [(m.start - offset, m.end - offset) for m in (whole, part)]
    quote = shorten(candidate.text, spans, question.pieces, _SENTENCE)
    gap = difference(whole, part)
    told = f"{whole.text}-{part.text}"
    # Without a mark: what is worked out stands in no source; its parts stand in the sentence below.
    first = say("list.left", question.language, figure=gap, sum=told)
    return Draft(f"{first}\n\n{quote} [{mark}]", "answered", (), citer.citations, composed_by="extract")
