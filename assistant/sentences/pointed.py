"""Which mentions of a sentence answer a question: of several people or dates the one that is asked for."""

from __future__ import annotations

import re

from assistant.records import Question
from assistant.sentences.candidates import Candidate
from index.records import Mention
from index.words import compact, fold, pairs

_PART = re.compile("[；;]")
_CLAUSE = re.compile("[，,；;。]")
# A question how far something went (降到多少, 从多少降到多少), and what stands before such numbers.
_CHANGED = re.compile("[降升涨跌增减加高低大少复缩扩达](?:到|至)了?(?:多少|几)")
_FROM = re.compile("[从由](?:多少|几)")
_END = re.compile("(?:到|至|达)了?(?:近|约)?$")
_BOTH_ENDS = re.compile("(?:到|至|达|从|由)(?:了|近|约)?$")
_FAR = 999.0


def pointed(question: Question, candidate: Candidate) -> list[Mention]:
    """Return the mentions that answer: for who and when the one that belongs to the question's words.

    That is the one in the part of the sentence (between semicolons) which shares most with the question,
    and of these the one nearest to its words.

    Args:
        question: the question.
        candidate: the sentence that is shown.
    """
    focus = list(candidate.focus)
    if question.kind == "number" and _CHANGED.search(question.text):
        return _reached(question, candidate) or focus
    if question.kind not in ("who", "when") or len(focus) < 2:
        return focus
    return [min(focus, key=lambda m: (-_shared(question, candidate, m), _distance(question, candidate, m)))]


def _reached(question: Question, candidate: Candidate) -> list[Mention]:
    """Return how far the thing went that is asked for, and from where on if that is asked too."""
    text, start = candidate.article.text, candidate.sentence.start
    found = []
    for mention in candidate.annotation.within(start, candidate.sentence.end):
        before = text[start : mention.start]
        named = any(name in _CLAUSE.split(before)[-1] for piece in question.pieces for name in piece)
        ends = _BOTH_ENDS if _FROM.search(question.text) else _END
        if mention.kind == "quantity" and named and ends.search(before):
            found.append(mention)
    return found


def _shared(question: Question, candidate: Candidate, mention: Mention) -> int:
    """Return how many character pairs of the question stand in the part of the sentence with a mention."""
    text, at = fold(candidate.text), mention.start - candidate.sentence.start
    marks = [m.start() for m in _PART.finditer(text)]
    start = max((m for m in marks if m < at), default=0)
    end = min((m for m in marks if m >= at), default=len(text))
    asked = set(pairs(compact(question.text)))
    asked |= {pair for piece in question.pieces for name in piece[:1] for pair in pairs(name)}
    return sum(pair in text[start:end] for pair in asked) if marks else 0


def _distance(question: Question, candidate: Candidate, mention: Mention) -> float:
    """Return how far a mention stands from the words of the question, those after it counting nearer."""
    text = fold(candidate.text)
    at = mention.end - candidate.sentence.start
    gaps = []
    for piece in question.pieces:
        for name in piece:
            found = text.find(name, max(0, at - 1))
            if found >= 0:
                gaps.append(float(found - at))
            before = text.rfind(name, 0, at)
            if before >= 0:
                gaps.append(3.0 * (at - before))
    return sum(sorted(gaps)[:2]) if gaps else _FAR
