"""The turns of a conversation in full: each follow-up as a question that can be read by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.parsing.ellipsis import Turn, in_full, touching
from assistant.parsing.language import language_of, unspaced
from assistant.parsing.moves import exchanged, load_moves
from assistant.parsing.placing import Placing
from assistant.parsing.rules import QuestionRules
from assistant.parsing.subject import blank
from assistant.parsing.times import read_times
from assistant.records import Language
from index.terms import Terms
from index.words import fold


class Continuer:
    """Say follow-ups in full.

    Args:
        rules: the rules of questions.
        placing: finds places.
        terms: the domain's terms.
        today: the day that 去年 and "last year" count from.
    """

    def __init__(self, rules: QuestionRules, placing: Placing, terms: Terms, today: date) -> None:
        self.rules = rules
        self.placing = placing
        self.terms = terms
        self.today = today

    def in_full(self, turns: Sequence[str]) -> list[str]:
        """Return the turns of a conversation, those that only say what is to be different said in full.

        Args:
            turns: the user's questions, said plainly, oldest first.
        """
        full: list[str] = []
        for text in turns:
            full.append(self._going_on(full[-1], text) if full else text)
        return full

    def _going_on(self, before: str, text: str) -> str:
        """Return a follow-up in full, as far as the question before tells what it leaves unsaid."""
        language = language_of(text)
        moves = load_moves()[language]
        rest = moves.bare(text)
        if language_of(before) != language:
            return rest
        if repeated := moves.repeated(before, rest):
            return repeated
        theirs = self._turn(before, language)
        rest = moves.pointed(theirs.text, rest, [theirs.text[a:b] for a, b in theirs.places])
        own = self._turn(moves.beside.sub("", rest.lower()), language)
        one, other = (blank(turn.text, (*turn.places, *turn.times)) for turn in (theirs, own))
        thing = exchanged(one, other, self.terms, language, self.rules.stop[language])
        beside = moves.beside.search(rest.lower()) is not None
        return in_full(theirs, own, self.rules.filler, thing, beside) or rest

    def _turn(self, text: str, language: Language) -> Turn:
        folded = fold(unspaced(text, language))
        times, _ = read_times(folded, language, self.rules, self.today)
        spans = [(t.start, t.end) for t in times]
        named = [(n.start, n.end) for n in self.placing.named(blank(folded, spans), language)]
        extent = load_moves()[language].extent
        spans = [(a, found.end() if (found := extent.match(folded, b)) else b) for a, b in spans]
        return Turn(folded, language, touching(named), touching(spans))
