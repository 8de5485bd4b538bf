"""Question → evidence → answer → checks: what the command line, the web chat and scripts ask."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.citations import MARK, Checker, statements
from assistant.corrections import Corrections, time_words
from assistant.extract import Extractor
from assistant.generate import LanguageModel, compose, is_refusal, room
from assistant.listing import Draft
from assistant.lists.counting import Counter
from assistant.lists.evidence import Finder
from assistant.lists.totals import Adder
from assistant.lists.ways import Lists, Way
from assistant.parsing import parts
from assistant.parsing.rules import load_assertion_rules, load_question_rules
from assistant.question import Reader, check, language_of
from assistant.records import Answer, Coverage, Question
from assistant.refusal import Refuser
from assistant.sentences.candidates import Scorer
from assistant.sentences.holders import Holders
from assistant.settings import Settings
from assistant.summary import Summariser
from assistant.wording import say
from index.errors import ModelError
from index.places import Gazetteer
from index.records import Filters
from index.search import Archive
from index.terms import Terms
from index.words import JiebaTokeniser

_log = logging.getLogger(__name__)
_NO_FILTERS = Filters()
_AS_READ = Corrections()


class Assistant:
    """Answer questions from one archive.

    Args:
        archive: the open archive.
        settings: what the user configured.
        model: a language model that may word answers; None answers without one.
    """

    def __init__(self, archive: Archive, settings: Settings, model: LanguageModel | None = None) -> None:
        self.archive = archive
        self.settings = settings
        self.model = model
        gazetteer = Gazetteer.load(home=settings.home_province)
        terms, tokeniser = Terms.load(), JiebaTokeniser()
        today = settings.today or date.today()
        self.reader = Reader(load_question_rules(), gazetteer, terms, tokeniser, today)
        finder = Finder(archive, gazetteer, load_assertion_rules(), tokeniser)
        scorer = Scorer(archive, gazetteer, tokeniser)
        self.lists = Lists(archive, finder, gazetteer, scorer)
        self.extractor = Extractor(scorer, finder, gazetteer)
        self.holders = Holders(archive, gazetteer, scorer.clues)
        self.summariser = Summariser(scorer, gazetteer)
        self.counter = Counter(finder, gazetteer)
        self.adder = Adder(scorer)
        self.refuser = Refuser(archive, finder, gazetteer, terms)
        self.checker = Checker(archive.article, archive.annotation, gazetteer)

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        id: str = "",
        filters: Filters = _NO_FILTERS,
        corrections: Corrections = _AS_READ,
        on_text: Callable[[str], None] | None = None,
    ) -> Answer:
        """Answer a question.

        Args:
            question: in Chinese or English.
            history: the user's earlier questions in this conversation, oldest first.
            id: returned in the answer.
            filters: limits on the articles, beside those that the question names.
            corrections: what the user corrects in how the question was understood.
            on_text: told the words of a model's answer as they come.

        Returns:
            The answer, checked; its status says whether there is one.

        Raises:
            QuestionRefused: the question is empty or too long.
        """
        started = time.perf_counter()
        text = check(question, self.settings.max_question)
        history = [h for h in history if h.strip()]
        understood = corrections.apply(replace(self.reader.read(text, history), filters=filters))
        read = time.perf_counter()
        several = self._several(text, history, filters) if corrections.empty else None
        draft = several or self.draft(understood)
        found = time.perf_counter()
        answer = self.checker.check(_answer(id, text, understood, draft, self._coverage(draft)))
        if self.model is not None and answer.status in ("answered", "partial"):
            answer = self._worded(answer, history, on_text)
        done = time.perf_counter()
        timing = {
            "question": read - started,
            "evidence": found - read,
            "checks": done - found,
            "total": done - started,
        }
        return replace(answer, timing_ms={name: round(1000 * s, 1) for name, s in timing.items()})

    def _coverage(self, draft: Draft) -> Coverage:
        """Return how much was searched for an answer that did not count it itself: all of the archive."""
        cited = {citation.article_id for citation in draft.citations}
        return Coverage(self.archive.count(), len(cited), len(draft.citations), len(self.archive.refused()))

    def _several(self, text: str, history: Sequence[str], filters: Filters) -> Draft | None:
        """Answer a message that asks several questions one by one; None where it asks one."""
        asked = parts.split(text)
        if not 2 <= len(asked) <= parts.MOST:
            return None
        understood = [self.reader.read(part, [*history, *asked[:i]]) for i, part in enumerate(asked)]
        if not parts.separate([question.kind for question in understood]):
            return None
        return parts.join([self.draft(replace(question, filters=filters)) for question in understood])

    def draft(self, question: Question) -> Draft:
        """Return the answer to an understood question, before the checks."""
        question = self.refuser.in_coverage(question)
        outside = self.refuser.outside(question)
        if outside is not None and not self._foreign(question):
            return outside
        if outside is not None:
            question = replace(question, places=())
        for way in self._ways(question):
            draft = way(question)
            if draft is not None:
                return draft
        return self.refuser.premise(question) or self.refuser.nearest(
            question, self.refuser.nothing(question)
        )

    def _ways(self, question: Question) -> list[Way]:
        """Return the ways of answering that fit the kind of question, in the order in which to try them."""
        lists = self.lists.ways(question)
        if question.kind == "list" or (lists and question.asked):
            # A time in which nothing happened is no reason to tell of other times.
            last_of_all: list[Way] = [] if question.asked and question.times else [self.extractor.answer]
            return [*lists, *last_of_all]
        if question.kind in ("number", "count"):
            last = self.adder.answer if question.total else self.extractor.answer
            counted = [self.counter.answer, self._missing, last]
            return [*lists, *(counted if self._plain(question) else [self._told, *counted])]
        if question.kind == "compare":
            return [*lists, self.summariser.comparison]
        if lists:
            return [*lists, *([] if question.general else [self.extractor.answer])]
        if question.kind == "summary":
            return [self.summariser.summary]
        if question.kind == "when" and question.founding:
            return [self.extractor.founded, self.extractor.answer]
        if question.kind == "who":
            return [self.holders.answer, self.extractor.answer]
        return [self.extractor.answer]

    def _foreign(self, question: Question) -> bool:
        """Say whether the only place of an English question is part of a name (Sichuan pepper)."""
        home = self.settings.home_province
        abroad = all(not code.startswith(home) for code in question.places)
        return question.language == "en" and bool(question.groups and question.places) and abroad

    def _plain(self, question: Question) -> bool:
        """Say whether a question for a number asks for nothing but a count of the thing, or for a sum."""
        return question.total or all(set(piece) & set(question.counted) for piece in question.pieces)

    def _told(self, question: Question) -> Draft | None:
        """Return a sentence that surely answers, before any count of a thing in general."""
        return self.extractor.answer(question, surely=True)

    def _missing(self, question: Question) -> Draft | None:
        """Return that the thing to be counted is not there but its kin is, where that is so."""
        return self.refuser.premise(question) if question.counted else None

    def _worded(
        self, answer: Answer, history: Sequence[str], on_text: Callable[[str], None] | None
    ) -> Answer:
        """Return the answer in a model's words where they pass the checks, else as it was."""
        model = self.model
        if model is None:
            return answer
        try:
            text = compose(
                model,
                answer.question,
                answer.citations,
                answer.language,
                history=history,
                room=room(self.settings),
                on_text=on_text,
            )
        except ModelError as error:
            _log.warning("the model did not answer: %s", error)
            return replace(answer, notes=(*answer.notes, str(error)))
        if is_refusal(text) or language_of(MARK.sub("", text)) != answer.language:
            return replace(answer, notes=(*answer.notes, say("model.failed", answer.language)))
        kept, cut = self.checker.mend(text, answer.citations)
        worded = self.checker.check(replace(answer, text=kept, composed_by=f"model:{model.name}"))
        if len(statements(kept)) <= len(cut) or worded.checks.unsupported:
            return replace(answer, notes=(*answer.notes, say("model.failed", answer.language)))
        return replace(worded, checks=replace(worded.checks, unsupported=cut))


def _answer(id: str, text: str, question: Question, draft: Draft, coverage: Coverage) -> Answer:
    return Answer(
        question=text,
        language=question.language,
        kind=question.kind,
        status=draft.status,
        text=draft.text,
        rows=draft.rows,
        citations=draft.citations,
        coverage=draft.coverage if draft.coverage.articles else coverage,
        composed_by=draft.composed_by,
        id=id,
        understood=explain(question),
        notes=tuple(draft.notes),
    )


def explain(question: Question) -> dict[str, object]:
    """Return the parts of an understood question that say something, for people to look at."""
    parts: dict[str, object] = {
        "language": question.language,
        "kind": question.kind,
        "rows": question.asked,
        "subject": [list(group) for group in question.groups],
        "activities": [list(group) for group in question.activities],
        "places": list(question.places),
        "times": [time_words(t) for t in question.times],
        "units": list(question.units),
        "carried_over": [piece[0] for piece in question.context],
        "unused": list(question.unused),
    }
    return {name: value for name, value in parts.items() if value}
