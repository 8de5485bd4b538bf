"""What may answer for one side of a comparison: the numbers beside its thing, or the day of its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.lists.arithmetic import comparable
from assistant.lists.asserting import asserted
from assistant.lists.figures import CARRIERS
from assistant.lists.scope import sentence_dates
from assistant.lists.shortened import names_it, short_name
from assistant.parsing.rules import load_assertion_rules, load_question_rules
from assistant.records import Question
from assistant.sentences.candidates import Candidate
from index.bigrams import bigrams
from index.mentions.units import units
from index.records import Mention
from index.words import fold, folded

_ASKING = re.compile("[，,]?(?:数量)?(?:一?共|总共)?有?多少[个处所家座间]?$")
# What was gone to see, or chosen, is not all there is (看了5处, 从中遴选8件).
_SEEN = re.compile(
    "(?:看了?|走访了?|察看了?|视察了?|参观了?|检查了?|走进了?|观摩了?|考察了?|抽查了?|深入|遴选|挑选|筛选|选出|评出)[^，,；;。]*$"
)
_SEEN_LESS = 0.5
# What there was before is not what there is (由21个增加到24个).
_WAS = re.compile(
    "^[^，,；;。0-9]{0,6}(?:增加?|增长|扩大|扩充|上升|提高|提升|发展|减少?|下降|降低?|缩短|缩小|压缩)(?:到|至|为)"
)
_WAS_LESS = 0.5
# What each has is not all there is (19个乡镇各建一个).
_EACH = re.compile("(?:各|每[^，,；;。]{1,5}?)(?:新|拟|要|都)?(?:建成?|设立?|设置|配备?|安排|成立|有)?了?$")
_CLAUSE = re.compile("[，,；;。：:、]")
# What one matter goes through (收到126件，立案98件): numbers of other stages than that asked about fit less.
_STAGE = re.compile("收到|征集|提交|立案|受理|交办|采纳|办结|办复|答复")
_STAGE_LESS = 0.3
_BESIDE = 24  # characters before a figure that say what it counts
_NEAR = 10  # characters right before it that say what it counts
_OVERLAP, _MOST = 0.12, 5  # what a character pair of the question beside a figure adds, and how many count
_WHOLE = 0.03  # what a figure gains that is said to be the whole
_KIND = 0.2  # what a figure gains whose unit is of the very kind asked for (名 for people, not 个)
_SAID = 0.4  # the same of the unit in which the question counts (多少件)


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A number or a day in a sentence on one side.

    Attributes:
        mention: the number, None where the sentence tells the day.
        fit: how well it answers for the side.
        value: what is compared: the number in its base unit, or the day.
        unit: the base unit, "" of days.
        around: the characters that say what it counts.
        asked: the character pairs of the question that stand beside it.
        exact: True where it counts just the thing of which the side asks how many there are.
        itself: True where it does so by name, and not as places that have one each.
        planned: True where the sentence says of the thing that it is only planned, or not there.
    """

    candidate: Candidate
    mention: Mention | None
    fit: float
    value: float | str
    unit: str
    around: frozenset[str]
    asked: frozenset[str] = frozenset()
    exact: bool = False
    itself: bool = False
    planned: bool = False


def pairs_of(side: Question) -> frozenset[str]:
    """Return the character pairs of what a side asks about; in English of all that the archive may say."""
    if side.language == "zh":
        return bigrams(fold(side.text))
    return frozenset(pair for names in side.pieces for name in names for pair in bigrams(name))


def figures_of(side: Question, candidate: Candidate) -> Iterator[Told]:
    """Yield the quantities of a sentence, each with how much the words beside it are those asked about.

    Where a thing itself is counted (委员工作站多少) only those beside its name: its kin are other things.

    Args:
        side: the question of the side.
        candidate: the sentence.
    """
    text, start = candidate.article.text, candidate.sentence.start
    said = fold(side.text) if side.language == "zh" else "，".join(p[0] for p in side.pieces)
    pairs = pairs_of(side)
    stages = frozenset(_STAGE.findall(said))
    things = [group for group in side.groups if _counts(side, group)]
    thing = things[0] if things else ()
    for mention in candidate.annotation.within(start, candidate.sentence.end):
        fitting = not side.units or (mention.unit in side.units and _people(mention.unit, side.units[0]))
        if mention.kind != "quantity" or mention.value is None or not fitting:
            continue
        if side.units and not thing and _of_places(mention, said):
            continue
        before = _CLAUSE.split(text[max(start, mention.start - _BESIDE) : mention.start])[-1]
        sofar = fold(text[start : mention.start])
        after = _CLAUSE.split(text[mention.end : candidate.sentence.end][:_NEAR])[0]
        if thing and not _is_of(mention, thing, fold(before + mention.text + after), sofar):
            continue
        if thing and _EACH.search(before):
            continue
        clause = fold(before + mention.text + mention.name)
        shared = frozenset(p for i in range(len(clause) - 1) if (p := clause[i : i + 2]) in pairs)
        fit = candidate.score + _OVERLAP * min(len(shared), _MOST)
        fit += _KIND if side.units and _kind(mention.unit) == _kind(side.units[0]) else 0.0
        fit += _SAID if f"多少{mention.unit}" in side.text else 0.0
        itself = bool(thing) and (not mention.name or _named(fold(mention.name), thing))
        fit -= _SEEN_LESS if _SEEN.search(sofar) else 0.0
        fit -= _WAS_LESS if _WAS.search(text[mention.end : candidate.sentence.end]) else 0.0
        stage = _STAGE.findall(before)[-1:]
        fit -= _STAGE_LESS if stages and stage and stage[0] not in stages else 0.0
        fit += _WHOLE if before.endswith(("总投资", "总", "共", "合计", "总计", "累计")) else 0.0
        value, unit = comparable(mention)
        counted = mention.name or before[-4:]
        beside = fold(before[-_NEAR:] + mention.text + mention.name)
        asked = frozenset(p for p in shared if p in beside)
        around, meant = frozenset(counted), bool(thing) and _meant(candidate, thing)
        yield Told(candidate, mention, fit, value, unit, around, asked, bool(thing), itself, meant)


def _meant(candidate: Candidate, names: tuple[str, ...]) -> bool:
    """Say whether a sentence tells of a thing only as of something to come, or not there."""
    text, rules = folded(candidate.article.text), load_assertion_rules()
    for name in names:
        at = text.find(name, candidate.sentence.start, candidate.sentence.end)
        if at >= 0:
            return asserted(text, candidate.sentence, at, name, rules) in ("planned", "denied")
    return False


def _of_places(mention: Mention, asked: str) -> bool:
    """Say whether a number counts townships or the like that were not asked for."""
    name = fold(mention.name)
    return bool(name and CARRIERS.search(name)) and name not in asked


def _is_of(mention: Mention, names: tuple[str, ...], told: str, before: str) -> bool:
    """Say whether a number counts a thing, or the places that have one each: no people, no money, no kin.

    Args:
        mention: the number.
        names: the names of the thing.
        told: its clause.
        before: its sentence up to it.
    """
    known = units().units.get(mention.unit)
    if known is None or known.kind != "thing":
        return False
    label = fold(mention.name)
    if not label:
        return names_it(told, names) or names_it(before, names)  # 像这样的书屋，全县建了18个
    return _named(label, names) or (bool(CARRIERS.search(label)) and names_it(told, names))


def _named(label: str, names: tuple[str, ...]) -> bool:
    """Say whether what a number counts is a thing; the end of its name will do (小院 for 互助小院)."""
    ending = len(label) > 1 and any(name.endswith(label) for name in names)
    return ending or label.endswith(names) or names_it(label, names)


def _counts(side: Question, group: tuple[str, ...]) -> bool:
    """Say whether a side asks how many of a thing there are, and not how much of what belongs to it."""
    if not load_question_rules().things.search(group[0]):
        return False
    if set(group) & set(side.counted):
        return True
    text = _ASKING.sub("", fold(side.text))
    return any(text.endswith(name) for name in (*group, short_name(group)) if name)


def _people(unit: str, asked: str) -> bool:
    """Say whether a unit may count what is asked for: where it is people, no 个 of anything does."""
    return _kind(asked) != "people" or _kind(unit) in ("people", "action")


def _kind(unit: str) -> str:
    known = units().units.get(unit)
    return known.kind if known else unit


def days_of(candidate: Candidate, founding: re.Pattern[str] | None) -> Iterator[Told]:
    """Yield the day of what a sentence tells, the more exact the better.

    Of a founding only the sentences that tell of one, the earlier before the later.

    Args:
        candidate: the sentence.
        founding: how a founding is told, where one is asked about.
    """
    if founding is not None and not founding.search(candidate.text):
        return
    for day in sentence_dates(candidate.article, candidate.annotation, candidate.sentence)[:1]:
        exact = 0.2 if (day.last - day.first).days < 4 else 0.0
        fit = candidate.score + exact if founding is None else -float(day.first.toordinal())
        yield Told(candidate, None, fit, day.iso, "", frozenset())
