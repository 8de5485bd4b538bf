"""Take away from a question for a list what limits no row: words for the bodies and for levels of places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.lists.alone import itself
from assistant.lists.alternatives import any_of
from assistant.lists.figures import CARRIERS
from assistant.lists.levels import level_asked
from assistant.lists.looking import Group
from assistant.lists.paraphrase import joined
from assistant.parsing.rowrules import load_row_rules
from assistant.records import Question
from index.mentions.wordlists import tagger
from index.words import fold

_NUMBER = re.compile("多少|几(?![届次])|几何")
_PLACES = frozenset({"county", "prefecture", "place", "town"})
_POINTING = frozenset("cdfmpqruy")  # jieba's tags of words that name nothing: pronouns, numbers, sides
_ASPECT = frozenset({"ug", "ul", "uz"})  # of verbs with 过, 了 or 着, which it may take for one particle
_MEETING = ("会", "会议")
_ABOVE = frozenset({"county", "prefecture", "place"})
_LEVELS = frozenset({"county", "prefecture"})
_ROWS = _PLACES | {"person", "author", "meeting", "document", "named"}


def narrowed(question: Question) -> Question:
    """Return a question for a list without the parts of its subject that only say of whom the rows are.

    Every report of a paper of consultative bodies is of such a body: 县政协, 各级政协 or 下辖县区 name the
    rows that are wanted, and a sentence that tells what a body did need not say the word.

    Args:
        question: as understood; one that asks for no rows, or for reports, stays as it is.
    """
    if question.asked not in _ROWS:
        return question
    rules = load_row_rules()
    generic = rules.generic[question.asked == "town"]

    def limits(group: tuple[str, ...]) -> bool:
        said = generic.fullmatch(group[0]) or rules.empty.fullmatch(group[0]) or group[0].isdigit()
        # The 市委 of 全市委员工作站 is no word of the question.
        said = said or not itself(question.text, group[:1])
        return not (said or (len(group) == 1 and not quoted(group[0]) and pointing(group[0])))

    def quoted(word: str) -> bool:
        return bool(re.search(f'[“「『《"]{re.escape(word)}', question.text))

    question = literal(_levelled(question))
    question = any_of(joined(question) if question.asked in _PLACES else question)
    told = question.founding or (question.held and question.language == "en")
    if told and rules.ceremony.search(question.text.lower()):
        doings = (*question.activities, rules.unveiled)
        question = replace(question, founding=False, held=False, activities=doings)
    if question.bound and question.groups and all(CARRIERS.fullmatch(g[0]) for g in question.groups):
        # How many townships there are is told whatever is planned in them.
        question = replace(question, founding=False, founded=False, meant=True)
    if question.planned or question.negated:
        question = _without_planning(question)
    if any(_held(group[0], question.text) for group in question.groups):
        question = replace(question, held=True)
    if _only_rows_counted(question):
        question = replace(question, units=())
    said = {name for g in (*question.groups, *question.activities, *question.words) for name in g}
    # What stands in quotation marks is asked for by itself, whether anybody knows the word or not.
    named = (p for p in question.pieces if len(p) == 1 and p[0] not in said and quoted(p[0]))
    groups = _without_sorts((*filter(limits, question.groups), *named), question.text)
    groups = _without_meetings(groups, question.activities)
    if question.asked in _ABOVE and len(groups) > 1:
        question, groups = _anywhere_below(question, groups)
    left = tuple(g for g in groups if not rules.pale.fullmatch(g[0]))
    # Of 委员联系群众的制度 a bare 制度 is not enough.
    groups = left if any(not rules.bare.fullmatch(g[0]) for g in left) else groups
    telling = tuple(g for g in groups if not (rules.idle.fullmatch(g[0]) or rules.light.fullmatch(g[0])))
    return replace(
        question,
        groups=telling if telling or question.times or question.places else groups,
        words=tuple(filter(limits, question.words)),
        pieces=tuple(filter(limits, question.pieces)),
        also=tuple(narrowed(other) for other in question.also),
    )


def literal(question: Question) -> Question:
    """Return a question for the use of a wording (用了“……”的说法) as one for that wording alone.

    Args:
        question: as understood; others stay as they are.
    """
    said = load_row_rules().wording.search(question.text)
    if not said:
        return question
    names = (tuple(dict.fromkeys((fold(said["what"]), fold(f"“{said['what']}”")))),)
    return replace(question, groups=names, activities=(), words=(), pieces=names, mention=True)


def _levelled(question: Question) -> Question:
    """Return a question for places with the level of the bodies that it names (地市一级的政协)."""
    level = level_asked(question).level
    plain = question.asked == "place" and not question.levels
    return replace(question, levels=(level,)) if plain and level in _LEVELS else question


def _anywhere_below(question: Question, groups: Sequence[Group]) -> tuple[Question, tuple[Group, ...]]:
    """Return a question and its subjects without levels below the rows that stand side by side in it.

    They limit no county (乡镇、街道的工作站): one or the other is in each.
    """
    levels = load_row_rules().below
    one = "|".join(name for level in levels for name in level)
    if not re.search(f"(?:{one})(?:、|或者?)(?:{one})", question.text):
        return question, tuple(groups)
    side_by_side = (g for g in groups if sum(any(name in level for name in g) for level in levels) > 1)
    any_of_them = {name for group in side_by_side for name in group}
    kept = tuple(g for g in groups if not any_of_them.issuperset(g))
    if not (any_of_them and kept):
        return question, tuple(groups)
    return replace(question, pieces=tuple(p for p in question.pieces if not any_of_them & set(p))), kept


def _without_planning(question: Question) -> Question:
    """Return a question for what is not there yet without the words for that: what is asserted is judged."""
    planning = load_row_rules().planning

    def rest(groups: tuple[Group, ...]) -> tuple[Group, ...]:
        return tuple(g for g in groups if not planning.fullmatch(g[0]))

    doings = rest(question.activities) if question.groups else question.activities
    return replace(question, activities=doings, words=rest(question.words), pieces=rest(question.pieces))


def _held(name: str, text: str) -> bool:
    """Say whether a question asks who held a meeting of some name (开主席会议的)."""
    return name.endswith(("会", "会议")) and bool(re.search(f"(?:开|举行)[了过]?的?{re.escape(name)}", text))


def _only_rows_counted(question: Question) -> bool:
    """Say whether a number is asked for of nothing but the rows (是哪几家政协)."""
    noun = re.escape(question.said_noun)
    rest = re.sub(f"[哪有]?几[家个位名户](?:的?{noun}|(?=[，,？?。是]|$))", "", question.text)
    return rest != question.text and not _NUMBER.search(rest)


def _without_sorts(groups: tuple[tuple[str, ...], ...], text: str) -> tuple[tuple[str, ...], ...]:
    """Return subjects without the sort of thing that others are examples of (微信群这类工具: 工具)."""
    sort = load_row_rules().sort
    kept = tuple(g for g in groups if not re.search(f"{sort}(?:的|[^，,、。]{{0,4}}){re.escape(g[0])}", text))
    return kept or groups


def _without_meetings(groups: tuple[Group, ...], doings: Sequence[Group]) -> tuple[Group, ...]:
    """Return subjects without meetings in general where a sort of them is named (协商会, 会议)."""
    general = load_row_rules().meeting.general
    sorts = [g for g in (*groups, *doings) if g[0] not in general and g[0].endswith(_MEETING)]
    return tuple(g for g in groups if g[0] not in general) if sorts else groups


def pointing(word: str) -> bool:
    """Say whether a word only points or counts (那次, 底下, 分别), as its parts of speech tell.

    Args:
        word: as a question has it.
    """
    if word.isascii() or not word.isalpha():
        return False
    return all(tag[:1] in _POINTING and tag not in _ASPECT for _, tag in tagger()(word))
