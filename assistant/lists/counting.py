"""Answer how many of a thing there are in a place: figures with their dates, or that there are none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.citations import Citer
from assistant.listing import Draft
from assistant.lists.evidence import Evidence, Finder
from assistant.lists.paraphrase import load_thesaurus
from assistant.lists.rows import cite_with_place, date_of
from assistant.lists.wanted import nearby_figure
from assistant.parsing.rules import load_question_rules
from assistant.records import Question, Status
from assistant.sentences.partly import asks_members, asks_seen, was_gathered, was_seen
from assistant.sentences.spoken import shorten
from assistant.wording import number, place_name, say, when
from index.mentions.units import units
from index.places import Gazetteer
from index.records import Mention
from index.words import solid

_REPORTED = ("set_up", "in_operation", "mentioned")
_SENTENCE = 170
_MOST = 3
_DONE_ASKED = re.compile("实际|最后|最终|建成|结果|actual|in the end|complet|built", re.IGNORECASE)


class Counter:
    """Count a thing by what the archive says of it, newest figure first."""

    def __init__(self, finder: Finder, gazetteer: Gazetteer) -> None:
        self.finder = finder
        self.gazetteer = gazetteer

    def answer(self, question: Question) -> Draft | None:
        """Return the figures for the thing asked about; None where the archive tells none.

        Where the archive only says that the thing is not there, or is planned, that is the answer.
        """
        if not question.counted or not question.places:
            return None
        matches = self.finder.find(replace(question, activities=()) if question.planned else question)
        if not matches.groups or not any(set(question.counted) & set(g) for g in matches.groups):
            return None
        names = next(g for g in matches.groups if set(question.counted) & set(g))
        if question.planned:
            return self._meant(question, matches.evidence, names)
        held = [e for e in matches.evidence if e.asserted in _REPORTED]
        if not any(e.figure for e in held):
            held = [nearby_figure(e, names) for e in held]
        told = [e for e in held if e.figure and _in_unit(question, e.figure.unit)]
        told = told if asks_seen(question) else [e for e in told if not seen(e)]
        told = [e for e in told if not seen(e, was_gathered)] if asks_members(question) else told
        told = [e for e in told if _of_doing(question, e) and not _of_others(question, e)]
        exact = [e for e in told if any(a.code in question.places for a in e.acting)]
        if exact or (told and not _of_money(question)):
            return self._figures(question, exact or told)
        withheld = [e for e in matches.evidence if e.asserted not in _REPORTED]
        if withheld and len(withheld) == len(matches.evidence):
            return self._absent(question, withheld)
        return None

    def change(self, question: Question) -> Draft | None:
        """Return the figures of a thing at several times, for a question how it has changed in a place."""
        if len(question.times) < 2 or not question.groups:
            return None
        return self.answer(replace(question, counted=question.counted or question.groups[0]))

    def _meant(self, question: Question, found: Sequence[Evidence], names: tuple[str, ...]) -> Draft | None:
        """Return how many were planned, and how many there are as far as the archive tells."""
        planned = [e for e in found if e.figure and e.asserted == "planned"]
        held = [e if e.figure else nearby_figure(e, names) for e in found if e.asserted in _REPORTED]
        done = [e for e in held if e.figure]
        if not planned:
            return None
        citer = Citer()
        lines = [say("list.meant", question.language), self._line(question, planned[0], citer)]
        if done and _DONE_ASKED.search(question.text):
            lines += [
                say("list.done", question.language),
                self._line(question, max(done, key=_newest), citer),
            ]
        return Draft("\n\n".join(lines), "answered", (), citer.citations, composed_by="extract")

    def _figures(self, question: Question, told: Sequence[Evidence]) -> Draft:
        citer = Citer()
        lines: list[str] = []
        seen: set[float] = set()
        added = False
        for evidence in sorted(told, key=_newest, reverse=True):
            figure = evidence.figure
            if figure is None or figure.value in seen or len(seen) == _MOST:
                continue
            seen.add(figure.value)
            added = added or len(figure.parts) > 1
            lines.append(self._line(question, evidence, citer))
        text = "\n\n".join(lines)
        return Draft(text, "answered", (), citer.citations, composed_by="extract", worked=added)

    def _line(self, question: Question, evidence: Evidence, citer: Citer) -> str:
        figure, language = evidence.figure, question.language
        assert figure is not None
        code = evidence.acting[0].code if evidence.acting else question.places[0]
        marks = "".join(f"[{n}]" for n in cite_with_place(evidence, code, citer))
        place = self.gazetteer.get(code)
        name = place_name(code, place.name if place else code, language, self.gazetteer)
        figures = "+".join(number(v) for v in figure.parts)
        total = figure.printed or f"{number(figure.value)}{figure.unit}"
        shown = f"{figures}={total}" if len(figure.parts) > 1 else total
        date = when(date_of(evidence), language)
        head = say("count.figure", language, place=name, date=date, figure=shown)
        told = (evidence.also or (evidence.sentence,))[0]
        offset = told.start
        within = evidence.annotation.within(offset, told.end)
        spans = [
            (m.start - offset, m.end - offset)
            for m in within
            if m.kind == "quantity" and m.value in figure.parts
        ]
        text = evidence.article.text[told.start : told.end]
        return f"{head}{shorten(text, spans, [question.counted], _SENTENCE)} {marks}"

    def _no(self, question: Question) -> str:
        names = (place for code in question.places if (place := self.gazetteer.get(code)))
        told = (place_name(place.code, place.name, question.language, self.gazetteer) for place in names)
        return say(
            "count.no", question.language, place=("、" if question.language == "zh" else ", ").join(told)
        )

    def _absent(self, question: Question, withheld: Sequence[Evidence]) -> Draft:
        citer = Citer()
        # Whether there is one is answered by no; how many there are supposes that there are some.
        lines = [self._no(question) if question.yes_no else say("count.absent", question.language)]
        for evidence in withheld[:2]:
            code = evidence.acting[0].code if evidence.acting else ""
            marks = "".join(f"[{n}]" for n in cite_with_place(evidence, code, citer))
            lines.append(f"{shorten(evidence.text, [], [question.counted], _SENTENCE)} {marks}")
        status: Status = "answered" if question.yes_no else "premise_false"
        return Draft("\n\n".join(lines), status, (), citer.citations, composed_by="extract")


def _of_money(question: Question) -> bool:
    """Say whether an amount of money is asked for: another one, or another body's, is no answer."""
    return bool(question.units) and all(known.endswith("元") for known in question.units)


def _in_unit(question: Question, unit: str) -> bool:
    """Say whether a figure may count what is asked for: money by money, things by no unit of people."""
    known = units().units.get(unit)
    if known and known.kind == "people" and load_question_rules().things.search(question.counted[0]):
        return "people" in {units().units[u].kind for u in question.units if u in units().units}
    if known and known.kind == "thing" and question.units[:1] == ("名",) and unit not in question.units:
        return False  # people are not counted in 处
    return unit.endswith("元") or not _of_money(question)


def _of_others(question: Question, evidence: Evidence) -> bool:
    """Say whether a number counts people of another sort by name (14名司机, where members are asked for)."""
    figure = evidence.figure
    if figure is None or question.units[:1] != ("名",):
        return False
    told = (evidence.also or (evidence.sentence,))[0]
    within = evidence.annotation.within(told.start, told.end)
    named = [solid(m.name) for m in within if m.kind == "quantity" and m.value in figure.parts]
    alike = (one in other or other in one for one in named for other in question.counted)
    return bool(named) and all(named) and not any(alike)


def _of_doing(question: Question, evidence: Evidence) -> bool:
    """Say whether a number tells of what is asked: of people or places it has to be told what they did."""
    if load_question_rules().things.search(question.counted[0]) or question.language != "zh":
        return True
    told = solid("".join((evidence.text, *_texts(evidence))))
    others = [p for p in question.pieces if not set(p) & set(question.counted)]
    known = load_thesaurus().told
    return all(any(name in told for name in (*p, *known.get(p[0], ()))) for p in others)


def _texts(evidence: Evidence) -> list[str]:
    return [evidence.article.text[sentence.start : sentence.end] for sentence in evidence.also]


def seen(evidence: Evidence, how: Callable[[str, int, Mention], bool] = was_seen) -> bool:
    """Say whether a figure counts what somebody went to see (走访了7所幼儿园).

    Args:
        evidence: with its figure.
        how: says of a text, the beginning of a sentence and a number whether it counts only such.
    """
    parts = evidence.figure.parts if evidence.figure else ()
    sentence = (evidence.also or (evidence.sentence,))[0]
    counted = [
        m
        for m in evidence.annotation.within(sentence.start, sentence.end)
        if m.kind == "quantity" and m.value in parts
    ]
    return bool(counted) and all(how(evidence.article.text, sentence.start, m) for m in counted)


def _newest(evidence: Evidence) -> tuple[str, float]:
    """Order figures by date; of one day the largest is the last, the others are parts or additions."""
    date = evidence.dates[0].last.isoformat() if evidence.dates else ""
    return date, evidence.figure.value if evidence.figure else 0.0
