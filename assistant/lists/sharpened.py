"""Look for the mere words of a list where its terms are of the sort that every report has (奖励过委员: 奖励).

委员, 群众 or 建议 alone say nothing of which places are asked for; what stands beside them does, whether
anybody knows it as a term or not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.lists.looking import Group, Search
from assistant.lists.paraphrase import load_thesaurus
from assistant.lists.searching import counting, loose
from assistant.lists.topics import topical
from assistant.parsing.rowrules import load_row_rules
from assistant.records import Question
from index.mentions.wordlists import tagger

_COMMON = 0.25  # of all reports; a short word that more of them have tells nothing of what is asked
_SHORT = 2  # characters of such a word
_CONTENT = re.compile("(?:n|v|a|b|i|l|j)[a-z]*")  # how the part-of-speech tagger marks words with a meaning


def sharpened(question: Question, search: Search, total: int) -> Question:
    """Return a question for a list with its mere words as what is asked for, where its terms say nothing.

    Args:
        question: as understood, without what limits no row; others than such stay as they are.
        search: tells how many reports have a word.
        total: how many reports there are.
    """
    said = (*question.groups, *question.activities)
    if not said or counting(question) or question.mention or topical(question):
        return question
    if not all(_pale(group, search, total) for group in said):
        return question
    # A clause that asks for a number of each row (涨多少) takes nothing from what the rows are asked by.
    mere = [piece for piece in loose(replace(question, each=False)) if _tells(piece, search, total)]
    known = load_thesaurus()
    # What no report says is looked for in other words at once.
    sought = [piece for piece in mere if search.holds(piece)] or [known.wide(piece) for piece in mere]
    names = tuple(dict.fromkeys(name for group in sought for name in group))
    if not names:
        return question
    rest = tuple(group for group in said if not set(group) & set(names))
    beside = tuple(group for group in rest if search.narrows(group))
    return replace(question, groups=(names,), activities=(), words=beside, pieces=(names, *rest))


def _pale(group: Group, search: Search, total: int) -> bool:
    """Say whether a term is of the sort that every report has."""
    rules = load_row_rules()
    if rules.pale.fullmatch(group[0]) or rules.bare.fullmatch(group[0]) or rules.light.fullmatch(group[0]):
        return True
    # An alternative that every report has (老人或家庭) does not make the thing itself common.
    return len(group[0]) <= _SHORT and search.spread(group[:1]) > _COMMON * total


def _tells(piece: Group, search: Search, total: int) -> bool:
    """Say whether a mere word has a meaning of its own that few reports tell."""
    rules, word = load_row_rules(), piece[0]
    if len(word) < _SHORT or any(rule.fullmatch(word) for rule in (rules.light, rules.idle, rules.empty)):
        return False
    return _content(word) and search.spread(piece) <= _COMMON * total


def _content(word: str) -> bool:
    marks: Sequence[str] = [mark for _, mark in tagger()(word)]
    return all(_CONTENT.fullmatch(mark) for mark in marks)
