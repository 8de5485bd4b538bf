"""What a user said in one turn, and how it is understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.corrections import Corrections
from assistant.parsing.language import is_courtesy
from assistant.parsing.pages import beside
from assistant.records import Answer, Question
from assistant.wording import say
from index.records import Filters


@dataclass(frozen=True, slots=True)
class Heard:
    """One turn as it is understood.

    Attributes:
        text: as asked.
        said: as it is read: a follow-up that a model says in full, else as asked.
        before: the earlier questions with which it may go on, oldest first.
        question: as understood, with the user's corrections and filters.
        corrected: True where the user corrected how it was understood.
        doubt: why a model's translation of it is not used, empty where there is no such.
    """

    text: str
    said: str
    before: tuple[str, ...]
    question: Question
    corrected: bool = False
    doubt: str = ""

    def noted(self, answer: Answer) -> Answer:
        """Return an answer that says how the question was put in full, and what was doubted."""
        if self.said != self.text:
            answer = replace(answer, understood={"rewritten": self.said, **answer.understood})
        if self.doubt:
            told = say("model.translation", answer.language, reason=self.doubt)
            answer = replace(answer, notes=(*answer.notes, told))
        return answer


def within(question: Question, filters: Filters, corrections: Corrections) -> Question:
    """Return a question as the user limits and corrects it, in each way in which it can be read."""
    other = question.otherwise
    if other is not None:
        question = replace(question, otherwise=within(other, filters, corrections))
    return corrections.apply(under(question, filters))


def under(question: Question, filters: Filters) -> Question:
    """Return a question under the user's limits, which leave the page and the column that it names."""
    return replace(
        question,
        filters=replace(
            filters,
            pages=beside(question.filters.pages, filters.pages),
            sections=beside(question.filters.sections, filters.sections),
        ),
    )


def turns(history: Sequence[str]) -> tuple[str, ...]:
    """Return the earlier messages that ask anything."""
    return tuple(said for said in history if said.strip() and not is_courtesy(said.strip()))
