"""Add up what one sentence tells in parts, and show the sum."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.citations import Citer
from assistant.listing import Draft
from assistant.lists.arithmetic import beside, counting
from assistant.lists.figures import CARRIERS, figure_of
from assistant.lists.workings import Number, Working, drafted, numbers_of
from assistant.parsing.rules import load_question_rules
from assistant.records import Question
from assistant.sentences.candidates import Candidate, Scorer
from assistant.sentences.faroff import far_off
from assistant.sentences.focus import names_counted
from assistant.sentences.partly import asks_seen, was_seen
from assistant.sentences.spoken import shorten
from assistant.wording import number, say
from index.mentions.units import units
from index.records import Mention
from index.words import fold, solid

_TOP, _BEST = 6, 16  # sentences of which one is to tell all; from which numbers are put together
_LEAST, _LEAST_APART = 0.4, 0.2  # coverage of a sentence that may tell of what is asked about
_OWN = 0.3  # the same of what the sentence holds itself: what stands around it tells of other numbers
_NEAR, _NAME = 12, 4
_CLAUSE = re.compile("[，,；;。：:]")
_OTHER = re.compile(
    "(?:(?:每|计划|拟|将|预计)[^，,；;。]{0,10}|各[^，,；;。]{0,3})$"
)  # before what one of several gets, and what is meant
_GROWN = re.compile("(?:由|从|增加|增至|扩大|达到?|新增|减少|降)[^，,；;。]{0,8}$")
# What one matter goes through; numbers of several stages are never added up (收到126件，立案98件).
_STAGE = re.compile("收到|征集|提交|提出|收集|梳理|立案|受理|交办|转办|采纳|办结|办复|答复|解决|落实")
_ON_TOP = re.compile("另外|另有|另建|此外|还有|外加|再加上?")  # before what is not in the number before it
_BEFORE = 24  # characters before a number in which the thing is named
_PARTS = re.compile("其中|包括")  # between a whole and its parts
# What is to be added up: things side by side before the word for a sum (甲类和乙类加起来, 书屋加上书角一共).
_SUM = re.compile(
    "(?P<sides>[^,，。?？]{4,60}?)[,，]?(?:加起来|加在一起|合起来|合在一起|加在一块儿?|合在一块儿?|合计|一共|总共|共计|总计|共)(?!同)"
)
_JOINT = re.compile("加上|加|和|与|、|以及|及|还有|跟|连同")
_OF = re.compile(
    "^.*的|^.*(?:提案|建议|意见|事项|资金|项目|问题)[里中](?:面|头|边)?|^(?:各类|各种|各|所有|全部)"
)
_FOR = re.compile("[为在对给向由把被用]")
_SHARED = re.compile("(?P<own>[\u4e00-\u9fff]{2,6})的[\u4e00-\u9fff]{2,8}")
_BARE = re.compile("的(?:钱|资金|经费|款|数)$")  # what all that is added up is
_SORTS = re.compile(
    "(?:这|那)?[两二三四五六七八九十几][类种样个项处家者方面]*(?:提案|建议|意见|工作室|工作站|议事室|活动)?$"
)  # 甲、乙、丙三类
_DOING = re.compile("^(?:已经?|正在|还在|将要|已)")
_MARKS = re.compile('[“”"‘’《》（）()]')


def _sides(text: str) -> tuple[str, ...]:
    """Return the things that a question wants added up (教育类和交通类加起来); empty where it names one."""
    found = _SUM.search(_MARKS.sub("", text))
    parts = [_DOING.sub("", part) for part in _JOINT.split(found["sides"])] if found else []
    if any(part.endswith("的") for part in parts):  # 已到的和还没到的钱: by what is done, not by the thing
        parts = [part.rpartition("的")[0] or part for part in parts]
    parts = [part.rpartition("的")[0] if _BARE.search(part) else part for part in parts]
    parts = [*parts[:-1], *(_headed(part, parts[:-1]) for part in parts[-1:])]
    parts = [_OF.sub("", _OF.sub("", part)) for part in parts]
    parts = [*parts[:-1], *(_FOR.split(part)[0] or part for part in parts[-1:])]
    parts = [*parts[:-1], *(_SORTS.sub("", part) for part in parts[-1:])]
    named = tuple(part for part in parts if len(part) > 1)
    return named if len(named) > 1 else ()


def _headed(last: str, others: Sequence[str]) -> str:
    """Return the last of several things without the noun that all share (城区和乡镇的工作室)."""
    headed = _SHARED.fullmatch(last)
    things = load_question_rules().things
    shared = headed and not any("的" in other or things.search(other) for other in others)
    return headed["own"] if headed and shared else last


class Adder:
    """Answer questions for a total."""

    def __init__(self, scorer: Scorer) -> None:
        self.scorer = scorer

    def answer(self, question: Question) -> Draft | None:
        """Return the total asked for: as printed, or added up from the parts of one sentence."""
        best = [c for c in self.scorer.candidates(question)[:_BEST] if c.coverage >= _LEAST_APART]
        best = [c for c in best if not far_off(question, c, self.scorer.gazetteer)]
        sides = self._sides(question)
        for candidate in best[:_TOP]:
            parts = self._parts(question, candidate, sides)
            if candidate.coverage >= _LEAST and candidate.own >= _OWN and parts:
                return self._draft(question, candidate, parts)
        return self._apart(question, best, sides)

    def _sides(self, question: Question) -> tuple[str, ...]:
        """Return what is to be added up, as the question names it."""
        places = tuple(p.name for code in question.places if (p := self.scorer.gazetteer.get(code)))
        if len(places) > 1:
            return places
        things = load_question_rules().things
        named = tuple(group[0] for group in question.groups if things.search(group[0]))
        said = _sides(self._without_places(question)) if question.language == "zh" else ()
        return said or (named if len(named) > 1 else ())

    def _apart(self, question: Question, best: Sequence[Candidate], sides: Sequence[str]) -> Draft | None:
        """Return the sum of what several sentences of one report tell, one number of each thing named."""
        if not sides or len(question.places) > 1:
            return None
        for report in dict.fromkeys(c.article.article_id for c in best):
            told = [n for c in best if c.article.article_id == report for n in numbers_of(c)]
            numbers = [number for side in sides if (number := _foremost(side, told))]
            mentions = [n.mention for n in numbers]
            if len(set(numbers)) == len(sides) and _alike(mentions):
                sum_ = _sum([m.value or 0.0 for m in mentions], mentions)
                line = say("list.total", question.language, sum=f"**{sum_}**")
                return drafted(question, [Working(line, tuple(numbers))])
        return None

    def _parts(self, question: Question, candidate: Candidate, sides: Sequence[str]) -> list[Mention]:
        """Return the quantities that count what is asked about: of each thing named, or all of one unit."""
        within = candidate.annotation.within(candidate.sentence.start, candidate.sentence.end)
        told = [m for m in within if m.kind == "quantity" and m.value is not None]
        if sides:
            addends = [self._addends(side, told, candidate) for side in sides]
            found = [m for m in told if any(m in part for part in addends)]
            if all(addends) and len(found) >= len(sides) and _alike(found):
                return found
            if added := self._added(question, told, candidate):
                return added
            if len(question.places) < 2:
                return []  # what is to be added up is named: nothing else is
        focus = _headed_by(question.counted, [m for m in candidate.focus if m.value is not None], told)
        named = self._doings(question, told, candidate)
        focus = named if len(named) > 1 else focus
        units_of = [m.unit for m in focus]
        common = max(dict.fromkeys(units_of), key=units_of.count, default="")
        found = [m for m in focus if m.unit == common and not _OTHER.search(_before(m, candidate))]
        if not asks_seen(question):
            found = [m for m in found if not was_seen(candidate.article.text, candidate.sentence.start, m)]
        found = _of_one_stage(question, found, candidate)
        found = self._carrying(question, found, candidate) or found
        if any(_GROWN.search(_before(m, candidate)) for m in found):
            return []  # 由10个增加到14个，新增4个: these are one number at several times
        text = candidate.article.text
        if len(found) > 1 and _PARTS.search(text, found[0].end, found[1].start):
            found = found[:1]
        if found and not self._of_thing(question, found, candidate):
            return []
        if question.units and not all(_of_kind(m, question.units[0]) for m in found):
            return []  # 协商多少次 asks for no number of places
        # A single number is a total where it counts just that; else whether it answers is told elsewhere.
        counts = any(names_counted(m, [question.counted]) for m in found)
        whole = len(found) > 1 or (counts and self._of_doing(question, candidate))
        return found if whole else []

    def _carrying(self, question: Question, found: Sequence[Mention], candidate: Candidate) -> list[Mention]:
        """Return the numbers of places that have the thing, without those that have another one."""
        things = load_question_rules().things
        asked = [group for group in question.groups if things.search(group[0])]
        text, sentence = candidate.article.text, candidate.sentence
        if len(asked) != 1 or not all(CARRIERS.search(m.name) for m in found):
            return []
        said = fold(text[sentence.start : sentence.end])
        at = [sentence.start + p for name in asked[0] if (p := said.find(name)) >= 0]
        figure = figure_of(text, candidate.annotation, sentence, asked[0], at)
        return [m for m in found if figure and m.value in figure.parts]

    def _added(self, question: Question, told: Sequence[Mention], candidate: Candidate) -> list[Mention]:
        """Return the number of the thing and that of its kin that comes on top of it (另有移动书屋6个)."""
        text = candidate.article.text
        names = [name for group in question.groups for name in group]
        for one, two in pairwise(told):
            on_top = _ON_TOP.search(text, one.end, two.start)
            near = _CLAUSE.split(text[max(candidate.sentence.start, one.start - _BEFORE) : one.end])[-1]
            thing = any(name in near + one.name for name in names)
            after = two.name or text[two.end : two.end + _NEAR]
            kin = any(name[-2:] in after for name in names if len(name) > _NAME - 1)
            if on_top and thing and kin and one.unit == two.unit:
                return [one, two]
        return []

    def _of_thing(self, question: Question, found: Sequence[Mention], candidate: Candidate) -> bool:
        """Say whether numbers count the thing, and not its kin, where how many are set up is asked."""
        things = load_question_rules().things
        asked = [group for group in question.groups if things.search(group[0])]
        if question.units or not asked or len(question.groups) > 1:
            return True
        sentence, text = candidate.sentence, candidate.article.text
        return any(name in solid(text[sentence.start : sentence.end]) for name in asked[0]) or all(
            any(m.name.endswith(name[-len(m.name) :]) for name in asked[0]) for m in found if m.name
        )

    def _of_doing(self, question: Question, candidate: Candidate) -> bool:
        """Say whether a sentence tells half of what is asked beside what is counted."""
        others = [piece for piece in question.pieces if not set(piece) & set(question.counted)]
        text = solid(candidate.text)
        held = [piece for piece in others if any(name in text for name in piece)]
        return question.language != "zh" or 2 * len(held) >= len(others)

    def _without_places(self, question: Question) -> str:
        places = (self.scorer.gazetteer.get(code) for code in question.places)
        names = "|".join(f"{re.escape(p.name)}(?:政协)?" for p in places if p)
        return re.sub(names, "", question.text) if names else question.text

    def _addends(self, side: str, told: list[Mention], candidate: Candidate) -> list[Mention]:
        """Return the quantities beside which most of the name of a thing stands (各类工作室 has several)."""
        text = candidate.article.text
        found = counting(side, told, text, candidate.sentence)
        exact = [m for m in found if side in beside(m, text, candidate.sentence)]
        if exact or len(side) < _NAME:
            return exact or found
        # 全部15个乡镇都建了书屋: as many as there are places that have one
        having = [m for m in told if CARRIERS.search(m.name)]
        having = [m for m in having if side in _CLAUSE.split(text[m.end : candidate.sentence.end])[0]]
        return having or found

    def _doings(self, question: Question, told: list[Mention], candidate: Candidate) -> list[Mention]:
        names = [name for group in question.activities for name in group]
        return [
            m
            for m in told
            if any(name in beside(m, candidate.article.text, candidate.sentence) for name in names)
        ]

    def _draft(self, question: Question, candidate: Candidate, parts: list[Mention]) -> Draft:
        citer = Citer()
        mark = citer.cite(candidate.article, candidate.sentence.start, candidate.sentence.end)
        offset = candidate.sentence.start
        spans = [(m.start - offset, m.end - offset) for m in parts]
        quote = shorten(candidate.text, spans, question.pieces, 260)
        values = [m.value or 0.0 for m in parts]
        first = say("list.total", question.language, sum=f"**{_sum(values, parts)}**")
        return Draft(
            f"{first} [{mark}]\n\n{quote} [{mark}]",
            "answered",
            (),
            citer.citations,
            composed_by="extract",
            worked=True,
        )


def _headed_by(counted: Sequence[str], focus: list[Mention], told: Sequence[Mention]) -> list[Mention]:
    """Return the numbers without those of a thing only called after what is counted (委员 in 委员工作室).

    Nothing is left out where no number counts the thing itself.
    """
    heads = [m for m in told if m.name and fold(m.name).endswith(tuple(counted))] if counted else []
    after = [m for m in focus if m not in heads and any(name in fold(m.name) for name in counted)]
    return [m for m in focus if m not in after] or heads if heads and after else focus


def _sum(values: Sequence[float], parts: Sequence[Mention]) -> str:
    """Return a sum with its addends; without a unit where these have several."""
    total = f"{number(sum(values))}{parts[0].unit if len({m.unit for m in parts}) == 1 else ''}"
    return total if len(values) == 1 else f"{'+'.join(number(v) for v in values)}={total}"


def _of_kind(mention: Mention, unit: str) -> bool:
    """Say whether a number is of the kind of a unit: of doings, people, money."""
    known = units().units
    return unit not in known or mention.unit not in known or known[unit].kind == known[mention.unit].kind


def _before(mention: Mention, candidate: Candidate) -> str:
    start = max(candidate.sentence.start, mention.start - _NEAR)
    return candidate.article.text[start : mention.start]


def _foremost(side: str, told: Sequence[Number]) -> Number | None:
    """Return the number whose clause, up to it, holds all of the name of a thing."""
    return next((n for n in told if side in n.beside or side in fold(n.before)), None)


def _of_one_stage(question: Question, found: list[Mention], candidate: Candidate) -> list[Mention]:
    """Return the numbers of the stage asked about: what came in, was filed and settled is the same matter.

    Numbers that no stage is told of, and those of a single one, stay as they are.
    """
    stages = [_STAGE.findall(_CLAUSE.split(_before(m, candidate))[-1])[-1:] for m in found]
    if len({stage[0] for stage in stages if stage}) < 2:
        return found
    asked = [name for piece in (*question.pieces, (question.text,)) for name in piece]
    return [
        m for m, stage in zip(found, stages, strict=True) if stage and any(stage[0] in name for name in asked)
    ]


def _alike(parts: Sequence[Mention]) -> bool:
    """Say whether quantities may be added up: of one unit, all of things, or all of doings (3场, 4次)."""
    known = [units().units.get(m.unit) for m in parts]
    kinds = {unit.kind if unit is not None else "" for unit in known}
    return (len(kinds) == 1 and kinds <= {"thing", "action"}) or len({m.unit for m in parts}) == 1
