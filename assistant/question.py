"""Understand a question: what is asked, of what, where and when.

The rules are data (`data/questions.toml`), the names come from the gazetteer and the domain's
terms. An English question is turned into the Chinese terms of the archive; what has none is
reported as unused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from assistant.parsing.asked import load_asked_rules
from assistant.parsing.ellipsis import Turn, in_full, touching
from assistant.parsing.following import in_turn
from assistant.parsing.frame import Framer
from assistant.parsing.moves import exchanged, load_moves
from assistant.parsing.numerals import limit_of
from assistant.parsing.plain import load_plain
from assistant.parsing.rules import QuestionRules
from assistant.parsing.settling import held_post, one_side, settled
from assistant.parsing.sides import find_comparison, find_total, side_texts
from assistant.parsing.signs import asked_post, counted_thing, read_signs, units_of, without_units
from assistant.parsing.soundalike import Soundalikes
from assistant.parsing.subject import Subject, blank, chinese, english
from assistant.parsing.times import read_times
from assistant.records import AnswerKind, Language, Question
from index.english import Part
from index.errors import QuestionRefused
from index.places import Gazetteer, PlaceName
from index.terms import Terms
from index.words import Tokeniser, fold

_HAN = re.compile("[\u4e00-\u9fff]")
_SPACE = re.compile(r"\s+")
LookUp = Callable[[str], Sequence[Part]]
_TURNS = 12  # earlier turns that a question may go on with


def language_of(text: str) -> Language:
    """Return the language: English where there are half as many Latin words as Chinese characters.

    A word says more than a character, and an English question may name Chinese things in characters.
    """
    han = len(_HAN.findall(text))
    words = len(re.findall("[A-Za-z]{2,}", text))
    return "en" if words > han or (words >= 3 and 2 * words >= han) else "zh"


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
    """

    def __init__(
        self,
        rules: QuestionRules,
        gazetteer: Gazetteer,
        terms: Terms,
        tokeniser: Tokeniser,
        today: date,
        look_up: LookUp = lambda question: (),
    ) -> None:
        self.rules = rules
        self.framer = Framer(rules, load_asked_rules())
        self.gazetteer = gazetteer
        self.terms = terms
        self.tokeniser = tokeniser
        self.today = today
        self.look_up = look_up

    def read(self, text: str, history: Sequence[str] = ()) -> Question:
        """Return the question as understood, with what a follow-up takes over from earlier turns.

        Args:
            text: the question.
            history: the user's earlier questions, oldest first.
        """
        turns = self._in_full([self._plainly(turn) for turn in (*history[-_TURNS:], text)])
        question = in_turn([self._alone(turn) for turn in turns], self.rules)
        if question.asked != "named":
            return question
        plain = in_turn([self._alone(turn, named=False) for turn in turns], self.rules)
        return replace(question, otherwise=plain)

    def _plainly(self, text: str) -> str:
        """Return a message plainly and with its terms spelt right; as it is where it is so."""
        language = language_of(text)
        said = text if language == "en" else _SPACE.sub("", text)
        plain = self._soundalikes.mended(load_plain()[language].say(said))
        return text if plain == said else plain

    @cached_property
    def _soundalikes(self) -> Soundalikes:
        return Soundalikes(word for term in self.terms for word in term.words)

    def _in_full(self, turns: Sequence[str]) -> list[str]:
        """Return the turns of a conversation, those that only say what is to be different said in full."""
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
        folded = fold(text if language == "en" else _SPACE.sub("", text))
        times, _ = read_times(folded, language, self.rules, self.today)
        spans = [(t.start, t.end) for t in times]
        named = [(n.start, n.end) for n in self._named(blank(folded, spans), language)]
        extent = load_moves()[language].extent
        spans = [(a, found.end() if (found := extent.match(folded, b)) else b) for a, b in spans]
        return Turn(folded, language, touching(named), touching(spans))

    def _alone(self, text: str, named: bool = True) -> Question:
        language = language_of(text)
        folded = fold(text if language == "en" else _SPACE.sub("", text))
        times, sessions = read_times(folded, language, self.rules, self.today)
        rest = blank(folded, ((t.start, t.end) for t in times))
        excluded, rest = self._excluded(rest, language)
        places, rest = self._places(rest, language)
        placeless = rest
        frame = self.framer.read(rest.lower(), folded.lower(), language, places, named)
        kind = frame.kind
        rest = blank(rest, frame.spans)
        for sign in (self.rules.byline, self.rules.printed, self.rules.photos, self.rules.pair):
            rest = blank(rest, [found.span() for found in sign[language].finditer(rest.lower())])
        if language == "en":
            rest = without_units(rest, self.rules)
        main = blank(rest, frame.riders)
        known = self.look_up(text) if language == "en" else ()
        subject = self._subject(main, folded, language, sessions, frame.both, known)
        wanted = [
            piece
            for start, end in frame.riders
            for piece in self._subject(
                " " * start + rest[start:end], folded, language, (), False, known
            ).pieces
        ]
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
            counted=counted_thing(folded, subject.groups, language, self.rules, self.terms)
            if kind in ("number", "count", "compare")
            else (),
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
        )
        signs = read_signs(folded, placeless, language, self.rules) | {"negated": frame.negated}
        if frame.rows_counted:  # 一共多少个，涉及几个县: the sum of a thing, and the places
            other = blank(folded, frame.spans)
            summed = self.rules.total[language].search(other.lower())
            signs["total"] = bool(summed and self.rules.counted[language].search(other.lower()))
        post = asked_post(folded, language, self.rules) if frame.asked in ("", "person") else ""
        post = post or held_post(frame.noun, frame.asked, self.rules)
        question = self._sided(settled(replace(question, post=post, **signs), self.rules), folded.lower())
        if question.general and not places and self.rules.provincial[language].search(folded.lower()):
            return replace(question, places=(f"{self.gazetteer.home}0000",))
        return question

    def _excluded(self, text: str, language: Language) -> tuple[tuple[str, ...], str]:
        found = self.rules.excluded[language].search(text)
        if not found:
            return (), text
        said = (found["what"] or found["before"]).strip()
        # Things by their short names are kin (工作站, not 工作室): they never match in the first place.
        parts = [p for p in re.split("[、和与,]", said) if not (len(p) <= 5 and self.rules.things.search(p))]
        return tuple(parts), blank(text, [found.span()])

    def _places(self, text: str, language: Language) -> tuple[tuple[str, ...], str]:
        """Return the codes of the places asked about, and the text without them.

        Of a place and one that lies in it, only the inner one is asked about.
        """
        named = self._named(text, language)
        codes = list(dict.fromkeys(code for n in named if (code := n.code or self._guess(n.candidates))))
        inner = [
            code
            for code in codes
            if not any(code != other and self.gazetteer.contains(code, other) for other in codes)
        ]
        return tuple(inner), blank(text, ((n.start, n.end) for n in named))

    def _named(self, text: str, language: Language) -> list[PlaceName]:
        if language == "zh":
            return self.gazetteer.find(text)
        return [*self.gazetteer.find_english(text), *(n for n in self.gazetteer.find(text) if n.code)]

    def _sided(self, question: Question, text: str) -> Question:
        """Return a comparison of named places, or of times, with a question for each of its sides."""
        summed = question.total and not question.asked
        found = (find_total if summed else find_comparison)(text, question.language)
        if found is None or question.kind == "summary" or (question.total and not summed):
            return question
        kind: AnswerKind = "when" if found.dated else "number"
        first: dict[str, tuple[int, int]] = {}
        for name in self._named(text, question.language):
            code = name.code or self._guess(name.candidates)
            if code in question.places:
                first.setdefault(code, (name.start, name.end))
        order = sorted(first.items(), key=lambda entry: entry[1])
        if len(order) > 1:
            texts = side_texts(text, question.language, [span for _, span in order], found)
            read = [
                replace(self._alone(t), places=(code,)) for t, (code, _) in zip(texts, order, strict=True)
            ]
        elif len(question.times) > 1 and not summed:
            read = [replace(question, times=(time,)) for time in question.times]
        else:
            return question
        sides = tuple(one_side(side, kind) for side in read)
        if summed:
            return replace(question, sides=sides)
        return replace(question, kind="compare", sides=sides, order=question.order or found.wins)

    def _guess(self, candidates: Sequence[str]) -> str:
        """Return the home candidate of the highest level for a name that stays ambiguous."""
        home = [c for c in candidates if c.startswith(self.gazetteer.home)]
        return min(home, default="")

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
            subject.groups.append(self.rules.meetings)
        return subject
