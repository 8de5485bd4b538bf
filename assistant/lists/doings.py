"""What a question says that was done: never all of it is given up, since it is what the rows are asked by."""

from __future__ import annotations

from collections.abc import Collection

from assistant.lists.evidence import Evidence
from assistant.parsing.kinds import NamedRules
from assistant.records import Question
from index.mentions.wordlists import tagger
from index.words import fold

_DONE = "了过"
_ASPECTS = ("了", "过", "着")
_VERBS = frozenset({"v", "vd", "ug", "ul", "uz"})  # jieba's tags: 讲过 is taken for one particle
_SHORT = 600  # characters of a report that tells of one event


def doings_of(question: Question, rules: NamedRules) -> tuple[str, ...]:
    """Return the words for what was done, any of which is enough; empty where there are none.

    Args:
        question: as understood; verbs that no term knows count too (捐过, 讲过).
        rules: the rules of named rows.
    """
    known = [name for group in question.activities for name in group]
    # 讲过, 捐了: a word that is said to have been done is a doing, though no term knows it.
    known += [stem(g[0]) for g in question.pieces if len(g) == 1 and g[0][-1] in _DONE and len(g[0]) < 4]
    if set(known) & set(rules.going):
        known += rules.going
    known += _verbs(question, rules) if question.language == "zh" else []
    if rules.speaks.search(question.text.lower()):
        known += rules.speaking
    return tuple(dict.fromkeys(known))


def stem(word: str) -> str:
    """Return a verb without what tells that it is done (捐过: 捐)."""
    return word.rstrip("了过着") or word


def _verbs(question: Question, rules: NamedRules) -> list[str]:
    """Return the verbs of a Chinese question that are no part of its subject."""
    subject = {name for group in question.groups if len(group) > 1 for name in group}
    found = []
    for word, tag in tagger()(fold(question.text)):
        verb = stem(word)
        if tag not in _VERBS or word in _ASPECTS or rules.light.fullmatch(verb) or verb in question.said_noun:
            continue
        if not any(verb in name for name in subject):
            found.append(verb)
    return found


def near(evidence: Evidence, words: Collection[str]) -> bool:
    """Say whether one of some words stands in the paragraph of a sentence, the head or a short report.

    Args:
        evidence: the sentence.
        words: folded.
    """
    article, own = evidence.article, evidence.sentence
    inside = [s for s in evidence.annotation.sentences if s.paragraph == own.paragraph]
    whole = len(article.text) <= _SHORT
    text = article.text if whole else article.text[inside[0].start : inside[-1].end]
    around = fold(f"{article.title} {text}")
    return any(word in around for word in words)
