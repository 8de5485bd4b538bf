"""Say how many days something lasted that a report dates from a day to another (3月28日至30日: three)."""

from __future__ import annotations

import re

from assistant.citations import Citer
from assistant.listing import Draft
from assistant.parsing.arithmeticrules import load_arithmetic
from assistant.records import Question
from assistant.sentences.candidates import Candidate, Scorer
from assistant.sentences.spoken import shorten
from assistant.wording import say
from index.dates import DateRange
from index.records import Mention

_BEST = 5
_LEAST, _LEAST_EN = 0.3, 0.15  # coverage of a sentence that may tell of what is asked about
_LONGEST = 62  # days; what took longer is told by its months
_SENTENCE = 240
_TO = re.compile("[至到—~～-]")
_SPANS = frozenset({"天", "日", "小时", "周", "星期", "个月", "月"})


class Laster:
    """Answer how long something took, where only its first and its last day are printed."""

    def __init__(self, scorer: Scorer) -> None:
        self.scorer = scorer
        self.rules = load_arithmetic()

    def answer(self, question: Question) -> Draft | None:
        """Return the number of days with both; None where it is not asked for, not told, or printed."""
        if self.rules.lasting.wanted(question) is None:
            return None
        least = _LEAST if question.language == "zh" else _LEAST_EN
        for candidate in self.scorer.candidates(question)[:_BEST]:
            if candidate.coverage < least:
                continue
            if _prints(candidate):
                return None
            for mention in candidate.annotation.within(candidate.sentence.start, candidate.sentence.end):
                days = _days(mention)
                if days:
                    return _draft(question, candidate, mention, days)
        return None


def _prints(candidate: Candidate) -> bool:
    """Say whether a sentence prints how long something took."""
    within = candidate.annotation.within(candidate.sentence.start, candidate.sentence.end)
    return any(m.kind == "quantity" and m.unit in _SPANS for m in within)


def _days(mention: Mention) -> int:
    """Return how many days a date reaches over that names its first and its last day; 0 for others."""
    if mention.kind != "date" or "/" not in mention.name or not _TO.search(mention.text):
        return 0
    if "日" not in mention.text and "号" not in mention.text:
        return 0
    span = DateRange.parse(mention.name)
    days = (span.last - span.first).days + 1
    return days if 1 < days <= _LONGEST else 0


def _draft(question: Question, candidate: Candidate, mention: Mention, days: int) -> Draft:
    citer, offset = Citer(), candidate.sentence.start
    mark = citer.cite(candidate.article, offset, candidate.sentence.end)
    told = say("list.lasted", question.language, n=days, days=mention.text)
    span = (mention.start - offset, mention.end - offset)
    text = f"{told}\n\n{shorten(candidate.text, [span], question.pieces, _SENTENCE)} [{mark}]"
    return Draft(text, "answered", (), citer.citations, composed_by="extract", worked=True)
