"""What a language model may do with sentences: word an answer from them, and say a follow-up in full.

Every word of its goes through the same door as the rules' own; what fails is left out and told.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.citations import MARK, Checker, statements
from assistant.facts import read_facts, unsupported
from assistant.fitting import only_cited
from assistant.gathering import Gatherer
from assistant.generate import LanguageModel, Usage, compose, is_refusal, rewrite, room
from assistant.parsing.language import language_of
from assistant.records import Answer, Citation, Language, Question
from assistant.settings import Settings
from assistant.wording import say
from index.errors import ModelError
from index.places import Gazetteer

_log = logging.getLogger(__name__)
_LONGEST = 200  # characters of a follow-up said in full
_MILLION = 1_000_000
_ROWS = 12  # of a table; longer ones are shown as they are
_KEPT = 0.6  # of the character pairs of a question in full: what the user said, and words that join it


class Phraser:
    """Let a model word answers and follow-ups, within what the checks allow.

    Args:
        model: the language model.
        settings: its limits and prices.
        checker: the last door.
        gazetteer: the place names.
        gatherer: finds what the model may read beside what is cited.
    """

    def __init__(
        self,
        model: LanguageModel,
        settings: Settings,
        checker: Checker,
        gazetteer: Gazetteer,
        gatherer: Gatherer,
    ) -> None:
        self.model = model
        self.settings = settings
        self.checker = checker
        self.gazetteer = gazetteer
        self.gatherer = gatherer

    def worded(
        self,
        answer: Answer,
        question: Question,
        history: Sequence[str],
        on_text: Callable[[str], None] | None,
    ) -> Answer:
        """Return the answer in the model's words where they pass the checks, else as it was, with a note.

        What is counted, compared or worked out stays as it is, and so do long tables: a model would leave
        something out. Above other tables stand a sentence or two of its.
        The model reads what is cited and, where the answer is no table, the other sentences that may answer.
        Where the rules found no answer it may answer from these, in their own words: in Chinese.

        Args:
            answer: the checked answer without a model.
            question: as it was understood at last.
            history: the user's earlier questions, oldest first.
            on_text: told the words as they come.
        """
        missed = answer.status == "not_found" and answer.language == "zh"
        short = answer.kind == "list" and 0 < len(answer.rows) <= _ROWS
        told = answer.answers and (answer.composed_by == "extract" or short)
        if not (told or missed):
            return answer
        read = answer.citations if answer.rows else self.gatherer.gathered(question, answer.citations)
        if not read:
            return answer
        usage, started = Usage(), time.perf_counter()
        try:
            text = compose(
                self.model,
                answer.question,
                read,
                answer.language,
                dates=self.gatherer.dated(read),
                tabled=bool(answer.rows),
                history=history,
                room=room(self.settings),
                on_text=on_text,
                usage=usage,
            )
        except ModelError as error:
            _log.warning("the model did not answer: %s", error)
            return replace(answer, notes=(*answer.notes, str(error)))
        worded = self._checked(answer, text, read)
        spent = self._spent(usage, time.perf_counter() - started, answer.language)
        return replace(worded, notes=(*worded.notes, spent))

    def _checked(self, answer: Answer, text: str, read: tuple[Citation, ...]) -> Answer:
        """Return the answer with a model's text, as far as what it has read bears it out."""
        if is_refusal(text):
            return self._noted(answer, "model.refused") if answer.answers else answer
        failed = self._noted(answer, "model.failed") if answer.answers else answer
        if language_of(MARK.sub("", text)) != answer.language:
            return failed
        kept, cut = self.checker.mend(text, read, closely=not answer.answers)
        if len(statements(kept)) <= len(cut):
            return failed
        said = replace(
            answer,
            text=f"{kept}\n\n{answer.text}" if answer.rows else kept,
            status=answer.status if answer.answers else "answered",
            citations=read,
            composed_by=f"model:{self.model.name}",
        )
        worded = self.checker.check(only_cited(said))
        if worded.checks.unsupported:
            return failed
        return replace(worded, checks=replace(worded.checks, unsupported=cut))

    def _noted(self, answer: Answer, key: str) -> Answer:
        return replace(answer, notes=(*answer.notes, say(key, answer.language)))

    def in_full(self, question: str, history: Sequence[str]) -> str | None:
        """Return a follow-up as a question that stands alone; None where the model gives none of use.

        Args:
            question: the follow-up.
            history: the user's earlier questions, oldest first.
        """
        language = language_of(question)
        try:
            said = rewrite(self.model, question, history, language)
        except ModelError as error:
            _log.warning("the model did not say the question in full: %s", error)
            return None
        return said if self._faithful(said, question, history, language) else None

    def _faithful(self, said: str, question: str, history: Sequence[str], language: Language) -> bool:
        """Say whether a question in full holds nothing of its own: no place, number, name or other matter."""
        if not said.strip() or len(said) > _LONGEST or "\n" in said or "://" in said:
            return False
        if language_of(said) != language or MARK.search(said):
            return False
        told = read_facts("。".join([*history, question]), None, self.gazetteer)
        stated = read_facts(said, None, self.gazetteer, tuple(told.places))
        pairs = [stated.text[i : i + 2] for i in range(len(stated.text) - 1)]
        if sum(pair in told.text for pair in pairs) < _KEPT * len(pairs):
            return False
        # The very places that were named: a prefecture is no stand-in for its county here.
        own = read_facts(question, None, self.gazetteer, tuple(told.places)).places
        if not own <= stated.places <= told.places:
            return False
        return not unsupported(stated, told, self.gazetteer)

    def _spent(self, usage: Usage, seconds: float, language: Language) -> str:
        """Return what the model's answer took: time, tokens and, where prices are set, its cost."""
        prices = self.settings.model_price_in, self.settings.model_price_out
        cost = (usage.read * prices[0] + usage.written * prices[1]) / _MILLION
        values = {"seconds": f"{seconds:.1f}", "read": usage.read, "written": usage.written}
        told = say("model.spent", language, **values)
        return told + (say("model.cost", language, cost=f"{cost:.4f}") if any(prices) else "")
