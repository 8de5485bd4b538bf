"""Find the number that a list asks for of each row where another sentence of the report tells it.

哪些县的工作站接待过群众，各多少人次 asks for 人次, not for stations; and a report may say in one sentence
that a thing was opened, and how many only in the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.lists.evidence import Evidence
from assistant.lists.figures import Figure, chosen_from, figure_of
from assistant.lists.paraphrase import load_thesaurus
from assistant.lists.shortened import short_name, stands_for
from assistant.parsing.rowrules import load_row_rules
from assistant.records import Question
from index.mentions.units import units
from index.records import Mention, Sentence
from index.words import fold, folded

_AFTER = 3  # sentences after the one that matches in which its number may stand
_FARTHER = 9  # the same where the doing is named, and stands beside its number
_SHORT = 900  # characters of a report that tells of one event
_CLAUSE = re.compile("[，,；;。！？!?：:]")
_WEAK = frozenset({"多少", "数量", "情况", "群众"})


def with_wanted(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence with the numbers that the question asks for in units of its own.

    Args:
        question: as understood; where it names no unit, or the thing's own, the evidence stays as it is.
        evidence: what was found.
    """
    if not question.units or question.counted:
        return list(evidence)
    return [_wanted(question, item) for item in evidence]


def _wanted(question: Question, item: Evidence) -> Evidence:
    exact = question.units[0]
    subject = {name for group in question.groups for name in group}
    said = [w for g in question.pieces for w in g if w not in _WEAK and w not in question.units]
    said = [w for w in said if w not in subject]
    done = _done(question)
    if item.figure and item.figure.unit == exact and not said:
        return item
    best: tuple[float, Mention, Sentence] | None = None
    for far, sentence in enumerate(_around(item, _FARTHER if done else _AFTER)):
        for mention in _quantities(item, sentence):
            fit = _fit(mention, sentence, item, question.units, said, done)
            if fit > 0 and (best is None or fit - far * 0.2 > best[0]):
                best = (fit - far * 0.2, mention, sentence)
    if best is None:
        fitting = item.figure is not None and item.figure.unit in question.units and not said
        return item if fitting else replace(item, figure=None)
    return _told_by(item, best[1], best[2])


def _done(question: Question) -> list[str]:
    """Return what tells the doing whose number a clause asks for (各增补了几名委员: 增补), empty for none."""
    known = load_thesaurus().doings
    held = {name for group in (*question.groups, *question.activities) for name in group}
    told = [g for g in question.pieces if g[0] in known and not held.intersection(g)]
    return [word for group in told for word in group] if question.each else []


def _fit(
    mention: Mention,
    sentence: Sentence,
    item: Evidence,
    wanted: Sequence[str],
    said: Sequence[str],
    done: Sequence[str],
) -> float:
    """Return how well a quantity answers, 0 where it does not: by its unit and by the words before it."""
    if mention.unit not in wanted or (said and mention.unit == "个" and wanted[0] != "个"):
        return 0.0
    text = item.article.text
    if chosen_from(mention, text, sentence):
        return 0.0
    clause = _CLAUSE.split(text[max(sentence.start, mention.start - 24) : mention.start])[-1] + mention.name
    words = sum(word in fold(clause) for word in said)
    if (said and not words) or (done and not any(word in fold(clause) for word in done)):
        return 0.0
    return words + (1.0 if mention.unit == wanted[0] else 0.3)


def _told_by(item: Evidence, mention: Mention, sentence: Sentence) -> Evidence:
    name = "" if mention.name in mention.text else mention.name
    figure = Figure(mention.value or 0.0, mention.unit, "", (mention.value or 0.0,), mention.text + name)
    also = () if sentence == item.sentence else (sentence,)
    return replace(item, figure=figure, also=also)


def nearby_figure(item: Evidence, names: tuple[str, ...]) -> Evidence:
    """Return the evidence with how many of the thing there are, as a sentence after it tells.

    Args:
        item: evidence without a figure.
        names: the names of the thing.
    """
    text = folded(item.article.text)
    short = short_name(names)
    for sentence in list(_around(item))[1:]:
        at = stands_for(text, sentence.start, sentence.end, names) if short else None
        figure = None
        if at is not None:
            figure = figure_of(item.article.text, item.annotation, sentence, (*names, short), [at])
        if figure is None:
            figure = next(_bare(item, sentence), None)
        if figure is not None and figure.value:
            return replace(item, figure=figure, also=(sentence,))
    return item


def _bare(item: Evidence, sentence: Sentence) -> Iterator[Figure]:
    """Yield the numbers after a verb of founding that count nothing named (实际建成7个)."""
    text, rules = item.article.text, load_row_rules()
    for mention in _quantities(item, sentence):
        before = text[max(sentence.start, mention.start - 16) : mention.start]
        if mention.name or mention.unit not in ("个", "处", "所", "家") or not rules.done.search(before):
            continue
        if not rules.meant.search(before):
            yield Figure(mention.value or 0.0, mention.unit, "", (mention.value or 0.0,), mention.text)


def _around(item: Evidence, after: int = _AFTER) -> Iterator[Sentence]:
    """Yield the sentence and the next few of its paragraph, of a short report those of others too."""
    sentences = item.annotation.sentences
    at = sentences.index(item.sentence)
    whole = after > _AFTER and len(item.article.text) <= _SHORT
    for sentence in sentences[at : at + 1 + after]:
        if whole or sentence.paragraph == item.sentence.paragraph:
            yield sentence


def _quantities(item: Evidence, sentence: Sentence) -> Iterator[Mention]:
    known = units().units
    for mention in item.annotation.within(sentence.start, sentence.end):
        if mention.kind == "quantity" and mention.value is not None and mention.unit in known:
            yield mention
