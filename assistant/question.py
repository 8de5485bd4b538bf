"""Understand a question: what is asked, of what, where and when.

The rules are data (`data/questions.toml`), the names come from the gazetteer and the domain's
terms. An English question is turned into the Chinese terms of the archive; what has none is
reported as unused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from assistant.parsing.asked import load_asked_rules
from assistant.parsing.columns import find_columns
from assistant.parsing.following import in_turn
from assistant.parsing.frame import Framer
from assistant.parsing.goingon import Continuer
from assistant.parsing.language import Plainer, language_of, unspaced
from assistant.parsing.numerals import limit_of
from assistant.parsing.pages import find_pages
from assistant.parsing.placing import Placing
from assistant.parsing.rules import QuestionRules
from assistant.parsing.scoped import within_scope
from assistant.parsing.settling import held_post, one_side, settled
from assistant.parsing.sides import find_comparison, find_total, side_texts
from assistant.parsing.signs import (
    asked_post,
    counted_thing,
    read_signs,
    summed_beside,
    units_of,
    without_units,
)
from assistant.parsing.subject import Subject, blank, chinese, english
from assistant.parsing.times import read_times
from assistant.records import AnswerKind, Language, Question
from index.english import Part
from index.errors import QuestionRefused
from index.places import Gazetteer
from index.records import Filters
from index.terms import Terms
from index.words import Tokeniser, fold

LookUp = Callable[[str], Sequence[Part]]
ColumnNames = Callable[[], Collection[str]]
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
        self.look_up = look_up
        self.columns = columns
        self.continuer = Continuer(rules, self.placing, terms, today)

    @cached_property
    def _plainer(self) -> Plainer:
        return Plainer(word for term in self.terms for word in term.words)

    def read(self, text: str, history: Sequence[str] = ()) -> Question:
        """Return the question as understood, with what a follow-up takes over from earlier turns.

        Args:
            text: the question.
            history: the user's earlier questions, oldest first.
        """
        said = [self.placing.spelt(self._plainer.say(turn)) for turn in (*history[-_TURNS:], text)]
        turns = self.continuer.in_full(said)
        question = in_turn([self._alone(turn) for turn in turns], self.rules)
        if question.asked != "named":
            return question
        plain = in_turn([self._alone(turn, named=False) for turn in turns], self.rules)
        return replace(question, otherwise=plain)

    def _alone(self, text: str, named: bool = True) -> Question:
        language = language_of(text)
        folded = fold(unspaced(text, language))
        times, sessions = read_times(folded, language, self.rules, self.today)
        rest = blank(folded, ((t.start, t.end) for t in times))
        printed = find_pages(rest, language)
        rest = blank(rest, printed.spans)
        column = find_columns(rest, language, self.columns())
        excluded, rest = self._excluded(blank(rest, column.spans), language)
        known = self.look_up(text) if language == "en" else ()
        names = [(part.start, part.end) for part in known if part.how == "name"]
        places, rest = self.placing.codes(rest, language, names)
        placeless = rest
        frame = self.framer.read(rest.lower(), folded.lower(), language, places, named)
        kind = frame.kind
        rest = blank(rest, frame.spans)
        for sign in (self.rules.byline, self.rules.printed, self.rules.photos, self.rules.pair):
            rest = blank(rest, [found.span() for found in sign[language].finditer(rest.lower())])
        if language == "en":
            rest = without_units(rest, self.rules)
        main = blank(rest, frame.riders)
        subject = self._subject(main, folded, language, sessions, frame.both, known)
        riders = (" " * start + rest[start:end] for start, end in frame.riders)
        beside = (self._subject(rider, folded, language, (), False, known) for rider in riders)
        wanted = [piece for part in beside for piece in part.pieces]
        question = Question(
            text=text,
            language=language,
            kind=kind,
            asked=frame.asked,
            said_noun=frame.noun,
            levels=frame.levels,
            groups=tuple(subject.groups),
            activities=tuple(subject.activities),
            words=tuple(subject.words),
            wanted=tuple(wanted),
            pieces=tuple(dict.fromkeys([*subject.pieces, *wanted])),
            places=places,
            times=times,
            counted=self._counted(kind, folded, subject.groups, language),
            units=units_of(blank(folded, frame.row_spans), language, self.rules),
            excluded=excluded,
            unused=(*subject.unused, *(g[0] for g in subject.loose if frame.asked)),
            order=frame.order,
            bound=frame.bound,
            each=frame.each,
            yes_no=frame.yes_no,
            both=frame.both,
            planned=frame.planned,
            limit=limit_of(folded, language, self.rules),
            filters=Filters(pages=printed.pages, sections=column.names),
        )
        signs = read_signs(folded, placeless, language, self.rules) | {"negated": frame.negated}
        signs["issue_only"] = signs["issue_only"] or question.filters.printed
        if frame.rows_counted:
            signs["total"] = summed_beside(blank(folded, frame.spans), language, self.rules)
        if column.names and not frame.asked and kind in ("number", "count") and not question.groups:
            # How many items a column had: its reports are counted.
            question = replace(question, kind="count", asked="article")
        post = asked_post(folded, language, self.rules) if frame.asked in ("", "person") else ""
        post = held_post(frame.noun, frame.asked, self.rules) or post
        question = settled(replace(question, post=post, **signs), self.rules)
        question = self._sided(
            question if post else within_scope(question, placeless.lower()), folded.lower()
        )
        if question.general and not places and self.rules.provincial[language].search(folded.lower()):
            return replace(question, places=(f"{self.gazetteer.home}0000",))
        return question

    def _counted(
        self, kind: str, folded: str, groups: Sequence[tuple[str, ...]], language: Language
    ) -> tuple[str, ...]:
        """Return the names of the thing whose number is asked for; empty where none is."""
        if kind not in ("number", "count", "compare"):
            return ()
        return counted_thing(folded, groups, language, self.rules, self.terms)

    def _excluded(self, text: str, language: Language) -> tuple[tuple[str, ...], str]:
        found = self.rules.excluded[language].search(text)
        if not found:
            return (), text
        said = (found["what"] or found["before"]).strip()
        # Things by their short names are kin (工作站, not 工作室): they never match in the first place.
        parts = [p for p in re.split("[、和与,]", said) if not (len(p) <= 5 and self.rules.things.search(p))]
        return tuple(parts), blank(text, [found.span()])

    def _sided(self, question: Question, text: str) -> Question:
        """Return a comparison of named places, or of times, with a question for each of its sides."""
        summed = question.total and not question.asked
        found = (find_total if summed else find_comparison)(text, question.language)
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
        sides = tuple(one_side(side, kind) for side in read)
        if summed:
            return replace(question, sides=sides)
        return replace(question, kind="compare", sides=sides, order=question.order or found.wins)

    def _subject(
        self,
        text: str,
        whole: str,
        language: Language,
        phrases: Sequence[tuple[int, int]],
        apart: bool,
        known: Sequence[Part] = (),
    ) -> Subject:
        if language == "en":
            subject = english(text, self.rules, self.terms, apart, known)
        else:
            subject = chinese(text, self.rules, self.terms, self.tokeniser.words(whole), phrases, apart)
        if self.rules.meeting.search(text) and not any("会" in n for g in subject.groups for n in g):
            subject.meet(self.rules.meetings, text)
        return subject
