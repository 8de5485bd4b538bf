"""A follow-up that only names another place, time or thing: the question before it with that put in."""

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


@dataclass(frozen=True, slots=True)
class Exchange:
    """Another thing in the place of one that the question before asks about.

    Attributes:
        own: where the follow-up names it.
        theirs: where the question before names the other.
        said: how it is to be said.
    """

    own: Span
    theirs: Span
    said: str


def in_full(
    before: Turn,
    own: Turn,
    filler: Mapping[Language, re.Pattern[str]],
    thing: Exchange | None = None,
    beside: bool = False,
) -> str | None:
    """Return a follow-up as a whole question; None where it does not only name another place, time or thing.

    Args:
        before: the turn before, itself in full.
        own: the follow-up.
        filler: what a follow-up may say beside what it names, by language.
        thing: another thing that it names.
        beside: True where its place is set beside the one before, and not put in its place.
    """
    if own.language != before.language or len(own.times) > 1:
        return None
    named = (*own.places, *own.times, *([thing.own] if thing else []))
    rest = blank(own.text, named).lower().replace("\0", " ")
    if not named or filler[own.language].sub("", rest).strip():
        return None
    changes = [(thing.theirs, thing.said)] if thing else []
    if beside and own.places:
        if len(before.places) != 2 or len(own.places) != 1:
            return None
        changes.append((before.places[1], own.text[slice(*own.places[0])]))
    else:
        for mine, theirs in ((own.places, before.places), (own.times, before.times)):
            if not mine:
                continue
            if theirs and len(theirs) != len(mine):
                return None
            said = [own.text[start:end] for start, end in mine]
            changes += list(zip(theirs, said, strict=True)) if theirs else [_added(before, "".join(said))]
    return _put(before.text, changes)


def _added(before: Turn, said: str) -> tuple[Span, str]:
    """Return a place or time as it is added to a question that names none."""
    if before.language == "zh":
        return (0, 0), said
    end = len(before.text.rstrip("?？. "))
    return (end, end), f" in {said}"


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
