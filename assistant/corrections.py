"""What a visitor corrects in how a question was understood.

Each part of an understood question has a key, such as "place:620123", "time:2024-08" or
"subject:委员工作站"; the visitor drops parts by their keys, says another place or time instead of one, or
another kind of answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from assistant.records import AnswerKind, Question
from index.dates import DateName, DateRange
from index.places import Gazetteer

_WITH_ROWS = ("list", "count", "compare")


@dataclass(frozen=True, slots=True)
class Corrections:
    """Corrections of one question.

    Attributes:
        dropped: keys of parts that were not meant.
        kind: the kind of answer that is wanted, None where it was understood.
        instead: pairs of a place's or time's key and of the code or ISO date that was meant.
    """

    dropped: tuple[str, ...] = ()
    kind: AnswerKind | None = None
    instead: tuple[tuple[str, str], ...] = ()

    @property
    def empty(self) -> bool:
        """Say whether nothing is corrected."""
        return not self.dropped and self.kind is None and not self.instead

    def without(self, key: str) -> Corrections:
        """Return these corrections with one more part dropped."""
        return replace(self, dropped=tuple(dict.fromkeys((*self.dropped, key))))

    def with_again(self, key: str) -> Corrections:
        """Return these corrections with a part taken back that was dropped, or replaced by another."""
        dropped = tuple(other for other in self.dropped if other != key)
        return replace(self, dropped=dropped, instead=tuple(p for p in self.instead if p[0] != key))

    def with_other(self, key: str, value: str) -> Corrections:
        """Return these corrections with another place or time in the place of one."""
        kept = tuple(pair for pair in self.instead if pair[0] != key)
        return replace(self, instead=(*kept, (key, value)))

    def apply(self, question: Question) -> Question:
        """Return the question as corrected."""
        for key, value in self.instead:
            question = _exchanged(question, key, value)
        if self.dropped:
            question = self._lessened(question)
        return _of_kind(question, self.kind) if self.kind else question

    def _lessened(self, question: Question) -> Question:
        gone = {
            name for group in (*question.groups, *question.activities) if self._drops(group) for name in group
        }
        return replace(
            question,
            places=tuple(code for code in question.places if part_key("place", code) not in self.dropped),
            times=tuple(t for t in question.times if part_key("time", time_words(t)) not in self.dropped),
            groups=tuple(group for group in question.groups if not self._drops(group)),
            activities=tuple(group for group in question.activities if not self._drops(group)),
            pieces=tuple(piece for piece in question.pieces if not gone.intersection(piece)),
            context=tuple(piece for piece in question.context if not gone.intersection(piece)),
            counted=() if gone.intersection(question.counted) else question.counted,
        )

    def _drops(self, group: Iterable[str]) -> bool:
        return part_key("subject", next(iter(group), "")) in self.dropped


def part_key(what: str, value: str) -> str:
    """Return the key of a part: what it is ("place", "time", "subject") and its value."""
    return f"{what}:{value}"


def time_words(time: DateName) -> str:
    """Return a time as the key and the explanation of a question write it."""
    return time.range.iso if time.range else time.text


def _exchanged(question: Question, key: str, value: str) -> Question:
    """Return the question with another place or time; it is searched for in its words, too."""
    what, _, old = key.partition(":")
    if what == "time":
        times = (
            replace(t, range=DateRange.parse(value), how="absolute") if time_words(t) == old else t
            for t in question.times
        )
        return replace(question, times=tuple(times))
    if what != "place" or old not in question.places:
        return question
    places = tuple(dict.fromkeys(value if code == old else code for code in question.places))
    before, after = gazetteer().get(old), gazetteer().get(value)
    text = question.text
    if before and after:
        names = sorted((before.name, before.short, *before.aliases), key=len, reverse=True)
        said = next((name for name in names if name in text), "")
        text = text.replace(said, after.name) if said else text
    return replace(question, places=places, text=text)


def is_other(key: str, value: str) -> bool:
    """Say whether a value can stand instead of a part: a known place for a place, a date for a time."""
    what = key.partition(":")[0]
    if what == "place":
        return gazetteer().get(value) is not None
    try:
        return what == "time" and bool(DateRange.parse(value))
    except ValueError:
        return False


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer, for the names of places."""
    return Gazetteer.load()


def _of_kind(question: Question, kind: AnswerKind) -> Question:
    """Return the question as one of another kind, with what that kind cannot do without."""
    asked = (question.asked or "place") if kind == "list" else question.asked
    counted = question.counted
    if kind in ("count", "number") and not counted and question.groups:
        counted = question.groups[0]
    return replace(question, kind=kind, asked=asked if kind in _WITH_ROWS else "", counted=counted)
