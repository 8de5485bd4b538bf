"""Count what a sentence names one by one where it prints no number (甲村、乙村、丙村为帮扶村: three)."""

from __future__ import annotations

import re

from assistant.citations import Citer
from assistant.listing import Draft
from assistant.records import Question
from assistant.sentences.candidates import Candidate, Scorer
from assistant.sentences.spoken import shorten
from assistant.wording import say

# What is counted: a sort of places or of bodies whose names end with the word.
_ASKED = re.compile(
    "(?:几|多少)(?:个|家|所)?(?P<noun>村|镇|乡|街道|社区|小区|园区|学校|中学|小学|医院|企业|公司|合作社)"
)
_BEST = 5
_LEAST = 0.4  # coverage of a sentence that may tell of what is asked about
_SENTENCE = 240


class Enumerator:
    """Answer how many there are of what is named one by one."""

    def __init__(self, scorer: Scorer) -> None:
        self.scorer = scorer

    def answer(self, question: Question) -> Draft | None:
        """Return the number of the names with the names; None where a number is printed, or none are."""
        asked = _ASKED.search("".join(question.text.split())) if question.kind == "number" else None
        if not asked:
            return None
        noun = asked["noun"]
        for candidate in self.scorer.candidates(question)[:_BEST]:
            if candidate.coverage < _LEAST:
                return None
            if _counts(candidate, noun):
                return None
            names = named(candidate.text, noun)
            if len(names) > 1:
                return _draft(question, candidate, names)
        return None


def named(text: str, noun: str) -> list[str]:
    """Return the names that end with a word and stand side by side in a sentence.

    Args:
        text: the sentence.
        noun: the word with which the names end.
    """
    name = f"[\u4e00-\u9fff]{{1,8}}?{noun}"
    rows = re.finditer(f"{name}(?:(?:、|和|及|与){name})+", text)
    longest = max((m.group() for m in rows), key=len, default="")
    names = re.split("、|和|及|与", longest)
    return [re.sub("^.*(?:其中|包括|分别是|为|是|在|到|了)", "", n) for n in names if n]


def _counts(candidate: Candidate, noun: str) -> bool:
    """Say whether a sentence prints how many there are."""
    within = candidate.annotation.within(candidate.sentence.start, candidate.sentence.end)
    return any(m.kind == "quantity" and m.name.endswith(noun) for m in within)


def _draft(question: Question, candidate: Candidate, names: list[str]) -> Draft:
    citer, offset = Citer(), candidate.sentence.start
    mark = citer.cite(candidate.article, offset, candidate.sentence.end)
    starts = [candidate.text.find(name) for name in names]
    spans = [(at, at + len(name)) for at, name in zip(starts, names, strict=True) if at >= 0]
    told = say("list.count", question.language, n=len(names), unit="个", names="、".join(names))
    text = f"{told}\n\n{shorten(candidate.text, spans, question.pieces, _SENTENCE)} [{mark}]"
    return Draft(text, "answered", (), citer.citations, composed_by="extract")
