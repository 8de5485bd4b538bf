"""A follow-up that only names another place or time (那酒泉呢？): the question before it with that put in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.parsing.subject import blank
from assistant.records import Language

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with where it names places and times.

    Attributes:
        text: the question as it is read.
        places, times: the spans of what it names, in order, those that touch joined.
    """

    text: str
    language: Language
    places: tuple[Span, ...]
    times: tuple[Span, ...]


def in_full(before: Turn, own: Turn, filler: Mapping[Language, re.Pattern[str]]) -> str | None:
    """Return a follow-up as a whole question; None where it is none that only names another place or time.

    Args:
        before: the turn before, itself in full.
        own: the follow-up.
        filler: what a follow-up may say beside what it names, by language.
    """
    named = own.places or own.times
    if not named or own.language != before.language or len(own.places) > 1 or len(own.times) > 1:
        return None
    rest = blank(own.text, (*own.places, *own.times)).lower().replace("\0", " ")
    if filler[own.language].sub("", rest).strip():
        return None
    changes: list[tuple[Span, str]] = []
    for mine, theirs in ((own.places, before.places), (own.times, before.times)):
        if mine and len(theirs) != 1:
            return None
        changes += [(theirs[0], own.text[start:end]) for start, end in mine]
    return _put(before.text, changes)


def touching(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order, those that overlap or touch joined (天水市清水县)."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _put(text: str, changes: Sequence[tuple[Span, str]]) -> str:
    for (start, end), new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text
