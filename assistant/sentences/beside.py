"""Whether the figure, person or date that may answer stands in one clause with the words of the question."""

from __future__ import annotations

import re

from assistant.sentences.candidates import Candidate
from assistant.sentences.lost import Lost
from index.records import Mention
from index.words import fold

NAMES = ("beside", "asked_beside")
"""What `beside` returns, of the figure, person or date of the sentence for which it is most; 0 without one.

beside          share of the question's words, weighted by rarity, that stand in the same clause.
asked_beside    how far the word nearest to the asking word stands there.
"""

_MARKS = re.compile("[，,；;：:。！!？?]")


def beside(lost: Lost, best: Candidate) -> dict[str, float]:
    """Return how close to the question's words a possible answer stands, by the names of `NAMES`.

    Args:
        lost: the words of the question.
        best: the sentence that seems to answer.
    """
    told = [lost.told(clause) for clause in dict.fromkeys(_clause(best, m) for m in best.focus)]
    words, asked = max(told, key=sum, default=(0.0, 0.0))
    return dict(zip(NAMES, (words, asked), strict=True))


def _clause(best: Candidate, mention: Mention) -> str:
    """Return the part between two marks in which a mention stands, folded and without white space."""
    text, at = fold(best.text), mention.start - best.sentence.start
    marks = [found.start() for found in _MARKS.finditer(text)]
    start = max((mark + 1 for mark in marks if mark < at), default=0)
    end = min((mark for mark in marks if mark >= at), default=len(text))
    return "".join(text[start:end].split())
