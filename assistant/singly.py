"""Answer with one sentence what reads like a question for rows: how often a body met, where one thing was."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.extract import Extractor
from assistant.listing import Draft
from assistant.records import Question

_TIMES = ("次", "场", "场次")
_TOLD_TIMES = re.compile(r"\*\*[^*]*(?:次|场)\*\*")  # a figure that answers, in bold
# One place is asked for, of what a body named in the question did.
_ONE_PLACE = re.compile(
    "在(?:了)?(?:哪|哪一)个?(?:县|市|区|州|镇|乡|村)[^，。？?]{0,4}(?:开展|举行|举办|召开|进行|开|办|搞)"
    r"|\bin which (?:county|city|district|town)\b"
)


class Singly:
    """Answer questions for rows of which a sentence surely tells the one answer."""

    def __init__(self, extractor: Extractor) -> None:
        self.extractor = extractor

    def answer(self, question: Question) -> Draft | None:
        """Return the sentence; None where rows are meant, or no sentence surely answers."""
        if len(question.places) != 1 or question.negated:
            return None
        if question.kind == "count" and question.asked == "meeting":
            asked = replace(question, asked="", kind="number", units=question.units or _TIMES)
            told = self.extractor.answer(asked, surely=True)
            return told if told and _TOLD_TIMES.search(told.text) else None
        if question.kind == "list" and _ONE_PLACE.search(question.text.lower()):
            return self.extractor.answer(replace(question, asked="", levels=(), kind="where"), surely=True)
        return None
