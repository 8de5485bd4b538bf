"""Understand a question: what is asked, of what, where and when.

The rules are data (`data/questions.toml`), the names come from the gazetteer and the domain's
terms. An English question is turned into the Chinese terms of the archive; what has none is
reported as unused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from assistant.parsing.asked import load_asked_rules
from assistant.parsing.bearings import Bearer, Bearings, ColumnNames, LookUp
from assistant.parsing.befell import without_events
from assistant.parsing.following import in_turn
from assistant.parsing.frame import Frame, Framer
from assistant.parsing.goingon import Continuer
from assistant.parsing.inclusions import Inclusions, inclusions
from assistant.parsing.language import Plainer, language_of, unspaced
from assistant.parsing.measures import read_bounded, read_measure
from assistant.parsing.numerals import limit_of
from assistant.parsing.placing import Placing
from assistant.parsing.rowrules import load_row_rules
from assistant.parsing.rules import QuestionRules
from assistant.parsing.scoped import within_scope
from assistant.parsing.settling import held_post, one_side, settled
from assistant.parsing.shortnames import short_names
from assistant.parsing.sides import find_comparison, find_total, is_choice, side_texts
from assistant.parsing.signs import (
    asked_post,
    counted_thing,
    read_signs,
    summed_beside,
    units_of,
    without_units,
)
from assistant.parsing.subject import Subject, blank, chinese, english
from assistant.records import AnswerKind, Language, Question
from index.errors import QuestionRefused
from index.places import Gazetteer
from index.terms import Terms
from index.words import Tokeniser, fold

# What a clause asks for beside a number: where, who, when, what.
_BESIDE = re.compile(r"什么|怎么|谁|何时|哪|\b(?:where|who|when|what)\b")
_PRESIDED = re.compile("主持")  # who presided over "meetings"
_PLACES = frozenset({"county", "prefecture", "place"})
_TURNS = 12  # earlier turns that a question may go on with


def check(text: str, longest: int) -> str:
    """Return the question without white space around it.

    Raises:
        QuestionRefused: it is empty or longer than `longest` characters.
    """
    text = text.strip()
    if not text:
        raise QuestionRefused(
            "the question is empty", hint="ask something about the archive, in Chinese or English"
        )
    if len(text) > longest:
        raise QuestionRefused(
            f"the question has {len(text):,} characters, more than the {longest:,} allowed",
            hint="ask in a few sentences, or raise max_question",
        )
    return text


class Reader:
    """Understand questions by the rules.

    Args:
        rules: the rules of questions.
        gazetteer: the place names.
        terms: the domain's terms.
        tokeniser: the archive's tokeniser.
        today: the day that 去年 and "last year" count from.
        look_up: gives parts of an English question in the words of the archive.
        columns: gives the names of the pages and columns that the archive has articles under.
    """

    def __init__(
        self,
        rules: QuestionRules,
        gazetteer: Gazetteer,
        terms: Terms,
        tokeniser: Tokeniser,
        today: date,
        look_up: LookUp = lambda question: (),
        columns: ColumnNames = tuple,
    ) -> None:
        self.rules = rules
        self.framer = Framer(rules, load_asked_rules())
        self.gazetteer = gazetteer
        self.placing = Placing(gazetteer)
        self.terms = terms
        self.tokeniser = tokeniser
        self.today = today
        self.bearer = Bearer(rules, self.placing, today, look_up, columns)
        self.continuer = Continuer(rules, self.placing, terms, today)

    @cached_property
    def _plainer(self) -> Plainer:
        words = (word for term in self.terms for word in term.words)
        places = self.gazetteer.names_within(f"{self.gazetteer.home}0000")
        named = (name for name in places if name.endswith(("县", "市", "区", "州")))
        known = (*words, *short_names(self.terms, self.rules.things), *named)
        return Plainer(known, lambda said: bool(self.gazetteer.named(said)))

    def read(self, text: str, history: Sequence[str] = ()) -> Question:
        """Return the question as understood, with what a follow-up takes over from earlier turns.

        Args:
            text: the question.
            history: the user's earlier questions, oldest first.
        """
        said = inclusions(unspaced(text, language_of(text)))
        # Places in brackets are the ones asked about (四个县（甲、乙、丙、丁）里), no things that count too.
        places = said and any(self.gazetteer.find(item) for item in said.items)
        if said and (said.items or said.meant) and not places:
            question = self._in_turn(said.text, history)
            if question.asked in _PLACES:
                return self._including(question, said)
        return self._in_turn(text, history)

    def _in_turn(self, text: str, history: Sequence[str]) -> Question:
        said = [self.placing.spelt(self._plainer.say(turn)) for turn in (*history[-_TURNS:], text)]
        turns = self.continuer.in_full(said)
        question = self._measured(in_turn([self._alone(turn) for turn in turns], self.rules), turns)
        if question.asked != "named":
            return question
        plain = in_turn([self._alone(turn, named=False) for turn in turns], self.rules)
        return replace(question, otherwise=plain)

    def _including(self, question: Question, said: Inclusions) -> Question:
        """Return a question for places with what is to count too."""
        also = []
        for item in said.items:
            read = self._alone(item)
            pieces = read.pieces or ((item,),)
            named = read.groups or (() if read.activities else pieces)
            doings, words = read.activities, read.words
            also.append(replace(question, groups=named, activities=doings, words=words, pieces=pieces))
        return replace(question, also=tuple(also), meant=said.meant)

    def _measured(self, question: Question, turns: Sequence[str]) -> Question:
        """Return a question for places with the measure that is its condition, and how it reads without."""
        text = fold(turns[-1])
        where = question.kind == "where" and not question.asked
        listed = where or (question.asked in _PLACES and question.kind in ("list", "count"))
        found = read_measure(text.lower(), question.language, question.times) if listed else None
        if found is None and question.asked == "article" and question.kind in ("list", "count"):
            found = read_bounded(text.lower(), question.language)
        if found is None:
            return question
        measure, spans = found
        if where:
            question = replace(question, kind="list", asked="place")
        rest = [*turns[:-1], blank(text, spans)]
        return replace(
            question, measure=measure, unmeasured=in_turn([self._alone(t) for t in rest], self.rules)
        )

    def _alone(self, text: str, named: bool = True) -> Question:
        """Return a turn as understood by itself: its bearings, what sort of answer is wanted, of what."""
        told = self.bearer.read(text)
        frame = self.framer.read(told.rest.lower(), told.folded.lower(), told.language, told.places, named)
        question = self._signed(self._composed(told, frame), told, frame)
        whole = told.folded.lower()
        if not question.post:
            question = within_scope(question, told.rest.lower())
        question = self._sided(without_events(question, self.gazetteer), whole)
        if question.general and not told.places and self.rules.provincial[told.language].search(whole):
            return replace(question, places=(f"{self.gazetteer.home}0000",))
        return question

    def _of_any_sort(self, subject: Subject) -> Subject:
        """Return a subject in which "meetings" are of any sort, whatever that is called."""
        general = load_row_rules().meeting.general
        subject.groups = [
            tuple(dict.fromkeys((*g, *self.rules.meetings))) if g[0] in general else g for g in subject.groups
        ]
        subject.pieces = [p for p in subject.pieces if p[0] not in general]
        return subject

    def _composed(self, told: Bearings, frame: Frame) -> Question:
        """Return the question of which bearings, frame and subject are known."""
        subject, wanted = self._subjects(told, frame)
        groups, folded, language = tuple(subject.groups), told.folded, told.language
        numbers = frame.kind in ("number", "count", "compare")
        return Question(
            text=told.text,
            language=language,
            kind=frame.kind,
            asked=frame.asked,
            said_noun=frame.noun,
            levels=frame.levels,
            groups=groups,
            activities=tuple(subject.activities),
            words=tuple(subject.words),
            wanted=wanted,
            pieces=tuple(dict.fromkeys([*subject.pieces, *wanted])),
            places=told.places,
            times=told.times,
            counted=counted_thing(folded, groups, language, self.rules, self.terms) if numbers else (),
            units=self._units(folded, frame, language),
            excluded=told.excluded,
            unused=(*subject.unused, *(g[0] for g in subject.loose if frame.asked)),
            order=frame.order,
            bound=frame.bound,
            each=frame.each,
            yes_no=frame.yes_no,
            both=frame.both,
            planned=frame.planned,
            limit=limit_of(folded, language, self.rules),
            filters=told.printed,
        )

    def _units(self, folded: str, frame: Frame, language: Language) -> tuple[str, ...]:
        """Return the units that are asked for; a number asked beside where or who limits no rows."""
        other = any(_BESIDE.search(folded[a:b].lower()) for a, b in frame.riders)
        told = blank(folded, [*frame.row_spans, *(frame.riders if other else ())])
        return units_of(told, language, self.rules)

    def _subjects(self, told: Bearings, frame: Frame) -> tuple[Subject, tuple[tuple[str, ...], ...]]:
        """Return the subject, and what the clauses name that ask for more of each row."""
        rest = blank(told.rest, frame.spans)
        for sign in (self.rules.byline, self.rules.printed, self.rules.photos, self.rules.pair):
            rest = blank(rest, [found.span() for found in sign[told.language].finditer(rest.lower())])
        if told.language == "en":
            rest = without_units(rest, self.rules)
        subject = self._subject(blank(rest, frame.riders), told, told.sessions, frame.both)
        beside = (self._subject(" " * a + rest[a:b], told, (), False) for a, b in frame.riders)
        return subject, tuple(piece for part in beside for piece in part.pieces)

    def _signed(self, question: Question, told: Bearings, frame: Frame) -> Question:
        """Return a question with the signs and the post that it shows, and what follows from them."""
        folded, language = told.folded, told.language
        signs = read_signs(folded, told.rest, language, self.rules) | {"negated": frame.negated}
        signs["issue_only"] = signs["issue_only"] or told.printed.printed
        if frame.rows_counted:
            signs["total"] = summed_beside(blank(folded, frame.spans), language, self.rules)
        bare = not (frame.asked or question.groups)
        if told.printed.sections and bare and frame.kind in ("number", "count"):
            # How many items a column had: its reports are counted.
            question = replace(question, kind="count", asked="article")
        post = asked_post(folded, language, self.rules) if frame.asked in ("", "person") else ""
        post = held_post(frame.noun, frame.asked, self.rules) or post
        return settled(replace(question, post=post, **signs), self.rules)

    def _sided(self, question: Question, text: str) -> Question:
        """Return a comparison of named places, or of times, with a question for each of its sides."""
        summed = question.total and not question.asked
        found = (find_total if summed else find_comparison)(text, question.language)
        if found is None and question.kind in ("what", "who") and len(question.places) > 1:
            return replace(question, kind="compare") if is_choice(text, question.language) else question
        if found and not question.places and self.rules.pair[question.language].search(text):
            return replace(question, kind="compare", order=question.order or found.wins)
        if found is None or question.kind == "summary" or (question.total and not summed):
            return question
        kind: AnswerKind = "when" if found.dated else "number"
        spans = self.placing.spans(text, question.language, question.places)
        if len(spans) > 1:
            texts = side_texts(text, question.language, list(spans.values()), found)
            read = [replace(self._alone(t), places=(code,)) for t, code in zip(texts, spans, strict=True)]
        elif len(question.times) > 1 and not summed:
            read = [replace(question, times=(time,)) for time in question.times]
        else:
            return question
        sides = tuple(one_side(side, kind, self.rules) for side in read)
        if summed:
            return replace(question, sides=sides)
        return replace(question, kind="compare", sides=sides, order=question.order or found.wins)

    def _subject(self, text: str, told: Bearings, phrases: Sequence[tuple[int, int]], apart: bool) -> Subject:
        if told.language == "en":
            subject = english(text, self.rules, self.terms, apart, told.known)
            subject = self._of_any_sort(subject)
        else:
            cut = self.tokeniser.words(told.folded)
            subject = chinese(text, self.rules, self.terms, cut, phrases, apart)
            subject = self._of_any_sort(subject) if _PRESIDED.search(text) else subject
        if self.rules.meeting.search(text) and not any("会" in n for g in subject.groups for n in g):
            subject.meet(self.rules.meetings, text)
        return subject
