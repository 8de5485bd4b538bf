"""Say what a sentence asserts of a thing: that it is there, at work, only meant, not there, or only named."""

from __future__ import annotations

import re

from assistant.parsing.rules import AssertionRules
from assistant.records import Reported
from index.records import Sentence

_NEAR = 42
_CLAUSE_END = re.compile("[,;:]")
_DONE = re.compile("已|建成了|成立了|设立了|建立了|全部|完成|实际建成")


def asserted(
    text: str, sentence: Sentence, position: int, matched: str, rules: AssertionRules
) -> Reported | str:
    """Return what a sentence asserts of a thing, by the words around it.

    Args:
        text: the article's folded text.
        sentence: the sentence.
        position: where the thing stands in the text.
        matched: the string by which it is named there.
        rules: the words of assertion.

    Returns:
        "set_up", "in_operation" or "mentioned", or else "denied", "planned" or "example" (seen on a tour).
    """
    start, end = max(sentence.start, position - _NEAR), min(sentence.end, position + len(matched) + 24)
    near = text[start:end]
    close = text[max(sentence.start, position - 16) : min(sentence.end, position + len(matched) + 12)]
    if rules.denied.search(close):
        return "denied"
    before = text[sentence.start : position]
    if rules.example.search(before) and rules.elsewhere.search(before):
        return "example"
    founded = rules.set_up.search(near)
    # A plan named in a later clause is another matter (召开会议，审议年度计划).
    clause_end = _CLAUSE_END.search(text, position + len(matched), end)
    spread = rules.spreading(text, position + len(matched), sentence.end)
    if spread and (rules.planned.search(spread["when"]) or rules.to_come.search(spread["when"])):
        return "planned"
    meant = rules.planned.search(text, sentence.start, clause_end.start() if clause_end else end)
    if meant and not _DONE.search(text, meant.end(), end):
        return "planned"
    if founded:
        return "set_up"
    whole = text[sentence.start : sentence.end]
    return "in_operation" if rules.operating.search(whole) else "mentioned"
