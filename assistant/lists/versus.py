"""Compare named places or times by the number, or the day, that the archive tells of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice, pairwise, product

from assistant.citations import Citer
from assistant.listing import Draft
from assistant.lists.arithmetic import comparable, difference, printed
from assistant.lists.scope import place_fit
from assistant.lists.sidefigures import Told, days_of, figures_of, pairs_of
from assistant.parsing.rules import load_assertion_rules, load_question_rules
from assistant.parsing.sides import in_order, of_money
from assistant.records import Question
from assistant.sentences.candidates import Candidate, Scorer
from assistant.sentences.spoken import shorten
from assistant.wording import place_name, say, when
from index.places import Gazetteer
from index.words import fold

_BEST = 8  # sentences of a side that are looked at
_TRIED = 12  # figures of a side that are held against those of the others
_LEAST = 0.25  # coverage of a sentence that may tell of a side
_LEAST_EN = 0.1
_LESS = 0.5  # part of that which will do where nothing is found
_OWN = 0.9  # how well a sentence has to fit the place of its side
_SENTENCE = 170
_CLAUSE = re.compile("[，,；;。：:、]")
_JOINT = re.compile("[、，,和与跟同及加]")
_BESIDE = 24  # characters before a figure that say what it counts
# What is compared, behind what is said of it: 工作站解决的实事哪个多.
_COMPARED = re.compile(
    "的(?P<noun>[\u4e00-\u9fff]{2,5}?)(?:数量?|件数|个数)?(?:，|,)?(?:是)?(?:哪个|哪家|哪边|谁)(?:县|市|区)?(?:更|要)?多"
)
_NAMED = 0.3  # what a figure gains whose clause names the place of its side
_MONEY = ("元", "万元", "亿元", "千元")
_SURE = 0.5  # how alike what two figures count has to be for them to be held against each other


class Versus:
    """Answer which side has more, or was first."""

    def __init__(self, scorer: Scorer, gazetteer: Gazetteer) -> None:
        self.scorer = scorer
        self.gazetteer = gazetteer
        self.set_up = load_assertion_rules().set_up

    def answer(self, question: Question) -> Draft | None:
        """Return each side's figure or day with its sentence, and which is ahead where they are alike.

        None where the archive tells nothing of one of the sides.
        """
        if len(question.sides) < 2 or question.total:
            return None
        told = [self._best(side, question) for side in question.sides]
        chosen = _chosen(told) if all(told) else None
        if chosen is None:
            return None
        names = [self._name(side, question) for side in question.sides]
        return self._draft(question, self._verdict(question, names, chosen), names, chosen)

    def total(self, question: Question) -> Draft | None:
        """Return the sum of what is told of each place named, with the addends; None for other questions.

        Where nothing is told of one of them there is no sum: what there is of the others is shown.
        """
        if len(question.sides) < 2 or not question.total or not self._joined(question):
            return None
        told = [self._best(side, question) for side in question.sides]
        names = [self._name(side, question) for side in question.sides]
        if not any(told):
            return None
        if not all(told):
            return self._incomplete(question, names, told)
        chosen = _chosen(told)
        if chosen is None or len({best.unit for best in chosen}) > 1:
            return None
        mentions = [best.mention for best in chosen if best.mention is not None]
        figure = printed(sum(comparable(m)[0] for m in mentions), mentions[0])
        line = say(
            "list.worked_out", question.language, figure=figure, sum="+".join(m.text for m in mentions)
        )
        return self._draft(question, [line, ""], names, chosen)

    def _joined(self, question: Question) -> bool:
        """Say whether the places are named side by side, and not one as where the other went."""
        text = fold(question.text)
        named = [n for n in self.gazetteer.find(text) if n.code in question.places]
        gaps = [text[one.end : two.start] for one, two in pairwise(named)]
        return question.language == "en" or all(_JOINT.search(gap) for gap in gaps)

    def _incomplete(self, question: Question, names: Sequence[str], told: Sequence[Sequence[Told]]) -> Draft:
        """Return that an addend is missing, with those that are told."""
        lacking = "、".join(name for name, found in zip(names, told, strict=True) if not found)
        line = say("versus.lacking", question.language, names=lacking)
        there = [(name, found[0]) for name, found in zip(names, told, strict=True) if found]
        draft = self._draft(question, [line, ""], [name for name, _ in there], [best for _, best in there])
        return replace(draft, status="not_found")

    def _best(self, side: Question, question: Question) -> list[Told]:
        """Return what may answer for a side, the best first."""
        units = _MONEY if not side.units and of_money(side.text, side.language) else side.units
        thing = side.counted and load_question_rules().things.search(side.counted[0])
        # 多多少名: the word that compares had the unit of both sides.
        units = units or (() if thing else question.units)
        asked = replace(side, filters=question.filters, units=units)
        # Where no sentence with its words has a number, one that shares fewer of them may.
        told = list(self._told(asked)) or list(self._told(asked, _LESS))
        if not told and asked.times:  # what an issue of the time tells of may have been days before
            found = self._told(replace(asked, times=()))
            told = [t for t in found if _printed_in(asked, t.candidate)]
        told = [t for t in told if question.planned or not t.planned] or told
        told = [t for t in told if t.itself] or told
        noun = _COMPARED.search(question.text)
        told = [t for t in told if noun and _counts(t, noun["noun"])] or told
        return sorted(told, key=lambda t: -t.fit)[:_TRIED]

    def _draft(
        self, question: Question, first: Sequence[str], names: Sequence[str], chosen: Sequence[Told]
    ) -> Draft:
        citer = Citer()
        lines = [self._line(question, name, best, citer) for name, best in zip(names, chosen, strict=True)]
        marks = "".join(f"[{citation.n}]" for citation in citer.citations)
        above = [f"{line} {marks}" if line and len(chosen) == len(question.sides) else line for line in first]
        return Draft(
            "\n".join([*above, *lines]), "answered", (), citer.citations, composed_by="extract", worked=True
        )

    def _told(self, side: Question, share: float = 1.0) -> Iterator[Told]:
        """Yield the figures, or the days, that may answer for one side."""
        # English words are matched to terms one by one: some have none.
        least = share * (_LEAST if side.language == "zh" else _LEAST_EN)
        found = (c for c in self.scorer.candidates(side) if c.coverage >= least and c.states)
        found = (c for c in found if self._of_side(side, c))
        for candidate in islice(found, _BEST):
            if side.kind == "when":
                yield from days_of(candidate, self.set_up if side.founded else None)
            else:
                yield from (own for told in figures_of(side, candidate) for own in self._own(side, told))

    def _own(self, side: Question, told: Told) -> Iterator[Told]:
        """Yield a figure of the side's place: its clause names that place, or at least no other."""
        assert told.mention is not None
        start = max(told.candidate.sentence.start, told.mention.start - _BESIDE)
        before = _CLAUSE.split(told.candidate.article.text[start : told.mention.start])[-1]
        named = {n.code for n in self.gazetteer.find(before, side.places) if n.code}
        if not (side.places and named):
            yield told
        elif named & set(side.places):
            yield replace(told, fit=told.fit + _NAMED)

    def _of_side(self, side: Question, candidate: Candidate) -> bool:
        """Say whether a sentence or its paragraph is of the side's own place, not only its report."""
        found = (side, candidate.article, candidate.annotation, candidate.sentence, self.gazetteer)
        return place_fit(*found) >= _OWN

    def _verdict(self, question: Question, names: Sequence[str], chosen: Sequence[Told]) -> list[str]:
        """Return which side is ahead and by how much; nothing where the figures may count other things."""
        meant = all(
            best.asked or best.exact or best.mention is None or side.units
            for best, side in zip(chosen, question.sides, strict=True)
        )
        planned = any(best.planned for best in chosen) and not question.planned
        if planned or not meant or (_alike(chosen) < _SURE and not _of_own(question, chosen)):
            return []
        language = question.language
        said = "；".join(f"{name} {_said(best, language)}" for name, best in zip(names, chosen, strict=True))
        said = said if language == "zh" else said.replace("；", "; ")
        if in_order(question.text, language) and all(best.mention is None for best in chosen):
            dated = sorted(zip(names, chosen, strict=True), key=lambda entry: str(entry[1].value))
            said = " → ".join(f"{name}（{_said(best, language)}）" for name, best in dated)
            return [say("versus.order", language, figures=said), ""]
        values = [best.value for best in chosen]
        if len(set(values)) == 1:
            return [say("versus.equal", language, figures=said), ""]
        wins = question.order if question.order in ("least", "earliest", "latest") else "most"
        ahead = (min if wins in ("least", "earliest") else max)(range(len(values)), key=lambda i: values[i])
        lines = [say(f"versus.{wins}", language, name=names[ahead], figures=said)]
        gap = _gap(chosen, language) if len(chosen) == 2 else ""
        if gap:
            lines[0] += (" " if language == "en" else "") + say("versus.gap", language, figure=gap)
        return [*lines, ""]

    def _name(self, side: Question, question: Question) -> str:
        if len(question.places) > 1 and side.places:
            place = self.gazetteer.get(side.places[0])
            return place_name(side.places[0], place.name if place else "", question.language, self.gazetteer)
        return side.times[0].text if side.times else side.text

    def _line(self, question: Question, name: str, best: Told, citer: Citer) -> str:
        candidate, offset = best.candidate, best.candidate.sentence.start
        mark = citer.cite(candidate.article, offset, candidate.sentence.end)
        spans = [(best.mention.start - offset, best.mention.end - offset)] if best.mention else []
        text = shorten(candidate.text, spans, question.pieces, _SENTENCE)
        colon = "：" if question.language == "zh" else ": "
        meant = say("list.meant", question.language) if best.planned else ""
        return f"- **{name}**{colon}{meant}{text} [{mark}]"


def _counts(told: Told, noun: str) -> bool:
    """Say whether a number counts what a noun names, by its name or by what stands before it."""
    if told.mention is None:
        return False
    text, start = told.candidate.article.text, told.candidate.sentence.start
    before = _CLAUSE.split(text[max(start, told.mention.start - _BESIDE) : told.mention.start])[-1]
    return noun in fold(before + told.mention.name)


def _printed_in(side: Question, candidate: Candidate) -> bool:
    """Say whether a report was printed in the time asked about."""
    issue = candidate.article.issue_date
    day = date.fromisoformat(issue) if issue and len(issue) == len("2000-01-01") else None
    return day is not None and any(t.range and t.range.first <= day <= t.range.last for t in side.times)


def _chosen(told: Sequence[Sequence[Told]]) -> tuple[Told, ...] | None:
    """Return what answers for each side, taken together; None where one number would answer for two."""
    apart = [found for found in product(*told) if _apart(found)]
    return max(apart, key=_together) if apart else None


def _apart(chosen: Sequence[Told]) -> bool:
    """Say whether no two sides are told by one number; days of several may be."""
    numbers = [(t.candidate.article.article_id, t.mention.start) for t in chosen if t.mention]
    return len(set(numbers)) == len(numbers)


def _alike(chosen: Sequence[Told]) -> float:
    """Return how alike what the figures count is, 0 to 1; days are."""
    first = chosen[0]
    if any(other.unit != first.unit for other in chosen):
        return 0.0
    if first.mention is None or all(told.exact for told in chosen):
        return 1.0
    if frozenset.intersection(*(told.asked for told in chosen)):
        return 1.0
    shared = (
        len(first.around & o.around) / max(1, min(len(first.around), len(o.around))) for o in chosen[1:]
    )
    return min(shared, default=0.0)


def _of_own(question: Question, chosen: Sequence[Told]) -> bool:
    """Say whether each figure counts in one unit what only its own side names (甲县的瓜, 乙县的果)."""
    said = [pairs_of(side) for side in question.sides]
    shared = frozenset.intersection(*said)
    own = all(best.asked & (pairs - shared) for best, pairs in zip(chosen, said, strict=True))
    return own and all(best.mention is not None and best.unit == chosen[0].unit for best in chosen)


def _together(chosen: Sequence[Told]) -> float:
    """Return how well some figures, one of each side, answer together."""
    same = all(other.unit == chosen[0].unit for other in chosen)
    return sum(best.fit for best in chosen) + _alike(chosen) + (0.5 if same else 0.0)


def _said(best: Told, language: str) -> str:
    if best.mention is None:
        return when(str(best.value), "zh" if language == "zh" else "en")
    return best.mention.text


def _gap(chosen: Sequence[Told], language: str) -> str:
    """Return by how much two numbers differ, as the first is printed; "" of days."""
    one, two = (best.mention for best in chosen)
    if one is None or two is None:
        return ""
    gap = difference(one, two)
    return gap if language == "zh" else gap.removesuffix(one.unit)
