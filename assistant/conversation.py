"""Answer a follow-up: within the reports of the last answer, else in all, else with less taken over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.heard import under
from assistant.listing import Draft
from assistant.parsing.language import language_of
from assistant.parsing.moves import load_moves
from assistant.parsing.numerals import place_of
from assistant.parsing.returning import returned
from assistant.question import Reader
from assistant.records import Question, Row
from index.records import Filters

_REPORTS = 3  # reports of the last answer in which a follow-up is looked for
_ASKED = 2  # questions back to which an answer is looked for
_TABLES = 3  # answers back to which a row is looked for by its number
_OF_A_REPORT = frozenset({"number", "count", "who", "when", "where", "what"})


class Conversation:
    """Answer questions that may go on with those before.

    Args:
        reader: reads questions.
        draft: answers an understood question, before the checks.
    """

    def __init__(self, reader: Reader, draft: Callable[[Question], Draft]) -> None:
        self.reader = reader
        self.draft = draft

    def goes_on(self, text: str, before: Sequence[str]) -> bool:
        """Say whether a question takes over anything from the turns before it.

        Args:
            text: as asked.
            before: the user's earlier questions, oldest first.
        """
        return self._alone(text, before) is not None

    def _alone(self, text: str, before: Sequence[str]) -> Question | None:
        """Return how a question that goes on with those before reads alone; None where it does not go on."""
        alone = self.reader.read(text)
        return alone if before and self.reader.read(text, before) != alone else None

    def resolved(self, text: str, before: Sequence[str], filters: Filters) -> tuple[str, tuple[str, ...]]:
        """Return a follow-up and the turns that it goes on with, names of rows in the place of their numbers.

        So 第二个 and "the last one" are what the last table has there; what goes back to an earlier turn
        does not go on with those between.

        Args:
            text: as asked.
            before: the user's earlier questions, oldest first.
            filters: the user's limits, under which the last answer was given.
        """
        said: list[str] = []
        for turn in (*before, text):
            resolved, kept = returned(self._resolved(turn, said, filters), said)
            said = [*kept, resolved]
        return said[-1], tuple(said[:-1])

    def _resolved(self, text: str, before: Sequence[str], filters: Filters) -> str:
        found = load_moves()[language_of(text)].row.search(text.lower()) if before else None
        if found is None:
            return text
        rows = self._rows(before, filters)
        number = len(rows) if found["last"] else 1 if found["head"] else place_of(found["n"])
        if not 0 < number <= len(rows):
            return text
        return f"{text[: found.start()]}{self._name(rows[number - 1], text)}{text[found.end() :]}"

    def _rows(self, before: Sequence[str], filters: Filters) -> Sequence[Row]:
        """Return the rows of the newest table among the last answers, those of the level of its first."""
        for back in range(min(_TABLES, len(before))):
            if rows := self._last(before[: len(before) - back], filters).rows:
                return [row for row in rows if row.level == rows[0].level]
        return ()

    def _name(self, row: Row, text: str) -> str:
        """Return the name of a row in the language of a follow-up."""
        place = self.reader.gazetteer.get(row.code) if row.code else None
        return place.english if place and place.english and language_of(text) == "en" else row.name

    def answer(self, question: Question, text: str, before: Sequence[str]) -> tuple[Question, Draft]:
        """Answer a question, a follow-up in each way in which it can be meant.

        Args:
            question: as understood with the turns before it.
            text: as asked.
            before: the user's earlier questions, oldest first.

        Returns:
            The question as it was answered at last, and its answer: that of the question as it was read where
            no way leads to one.
        """
        if not before:
            return question, self.draft(question)
        drafts = ((meant, self.draft(meant)) for meant in self._meant(question, text, before))
        as_read = None
        for meant, draft in drafts:
            if draft.answers:
                return meant, draft
            if meant is question:
                as_read = draft
                if draft.status != "not_found":
                    break
        return question, as_read or self.draft(question)

    def _meant(self, question: Question, text: str, before: Sequence[str]) -> Iterator[Question]:
        """Yield what a follow-up may mean, the likeliest first."""
        alone = self._alone(text, before)
        if alone is None:
            yield question
            return
        reports = self._reports(before, question.filters) if _of_a_report(question, alone) else ()
        if reports and not question.counted:
            yield replace(question, within=reports)
        yield question
        if question.times and not alone.times:
            yield replace(question, times=())
        if reports and question.counted:
            yield replace(question, within=reports)

    def _reports(self, before: Sequence[str], filters: Filters) -> tuple[str, ...]:
        """Return the ids of the first reports that the last answer cited, within the user's filters.

        Where the last question had no answer, that of the one before it counts.
        """
        for back in range(min(_ASKED, len(before))):
            last = self._last(before[: len(before) - back], filters)
            if last.answers:
                cited = dict.fromkeys(citation.article_id for citation in last.citations)
                return tuple(cited)[:_REPORTS]
        return ()

    def _last(self, before: Sequence[str], filters: Filters) -> Draft:
        """Return the answer to the question before."""
        return self.draft(under(self.reader.read(before[-1], before[:-1]), filters))


def _of_a_report(question: Question, alone: Question) -> bool:
    """Say whether a follow-up may ask for what a report of the last answer tells."""
    return not (alone.places or alone.asked) and question.kind in _OF_A_REPORT
