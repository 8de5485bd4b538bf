"""What a visitor corrects in how a question was understood.

Each part of an understood question has a key, such as "place:620123", "time:2024-08" or
"subject:委员工作站"; the visitor drops parts by their keys, or says another kind of answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.records import AnswerKind, Question
from index.dates import DateName

_WITH_ROWS = ("list", "count", "compare")


@dataclass(frozen=True, slots=True)
class Corrections:
    """Corrections of one question.

    Attributes:
        dropped: keys of parts that were not meant.
        kind: the kind of answer that is wanted, None where it was understood.
    """

    dropped: tuple[str, ...] = ()
    kind: AnswerKind | None = None

    @property
    def empty(self) -> bool:
        """Say whether nothing is corrected."""
        return not self.dropped and self.kind is None

    def without(self, key: str) -> Corrections:
        """Return these corrections with one more part dropped."""
        return replace(self, dropped=tuple(dict.fromkeys((*self.dropped, key))))

    def with_again(self, key: str) -> Corrections:
        """Return these corrections with a part that was dropped taken back."""
        return replace(self, dropped=tuple(other for other in self.dropped if other != key))

    def apply(self, question: Question) -> Question:
        """Return the question as corrected."""
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


def _of_kind(question: Question, kind: AnswerKind) -> Question:
    """Return the question as one of another kind, with what that kind cannot do without."""
    asked = (question.asked or "place") if kind == "list" else question.asked
    counted = question.counted
    if kind in ("count", "number") and not counted and question.groups:
        counted = question.groups[0]
    return replace(question, kind=kind, asked=asked if kind in _WITH_ROWS else "", counted=counted)
