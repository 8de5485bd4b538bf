"""Take a comparison of named places or times apart: one question for each side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, Literal

from assistant.parsing.rules import in_both
from assistant.records import Language
from index.packaged import load_packaged

Span = tuple[int, int]
Wins = Literal["most", "least", "earliest", "latest"]

_WINS: tuple[Wins, ...] = ("most", "least", "earliest", "latest")
_BARE = re.compile("(?:(?:in|of|at|for|from|the) )*[的,，、 ]*(?:'s|’s)?[ ,]*$")
_ASIDE = re.compile(r"\([^()]*\)")  # what a bracket says of one side is said of that one only


@dataclass(frozen=True, slots=True)
class _Words:
    """The compiled rules of one language; the comments of `data/comparing.toml` say what each is for."""

    built: tuple[re.Pattern[str], ...]
    wins: tuple[tuple[Wins, re.Pattern[str]], ...]
    filler: re.Pattern[str]
    joint: re.Pattern[str]
    end: re.Pattern[str]
    number: str
    date: str
    total: re.Pattern[str]
    order: re.Pattern[str]
    money: re.Pattern[str]
    choice: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison, or a sum, found in a question.

    Attributes:
        wins: which side answers.
        word: where the word stands that compares or adds up.
        ask: where the asking word stands, None where there is none.
        total: True where the sides are to be added up.
    """

    wins: Wins
    word: Span
    ask: Span | None
    total: bool = False

    @property
    def dated(self) -> bool:
        """Say whether days are compared, and not numbers."""
        return self.wins in ("earliest", "latest")


def find_comparison(text: str, language: Language) -> Comparison | None:
    """Return how a question compares; None where it does not.

    Args:
        text: the folded question, in lower case.
        language: its language.
    """
    rules = load_comparing()[language]
    for pattern in rules.built:
        found = pattern.search(text)
        if found:
            wins = next(name for name, words in rules.wins if words.search(found["word"]))
            ask = found.span("ask") if "ask" in pattern.groupindex else None
            return Comparison(wins, found.span("word"), ask)
    return None


def find_total(text: str, language: Language) -> Comparison | None:
    """Return how a question adds up what it names (甲县和乙县加起来多少); None where it does not.

    Args:
        text: the folded question, in lower case.
        language: its language.
    """
    found = load_comparing()[language].total.search(text)
    return Comparison("most", found.span(), None, total=True) if found else None


def in_order(text: str, language: Language) -> bool:
    """Say whether a question wants what it names put in order of time."""
    return bool(load_comparing()[language].order.search(text.lower()))


def is_choice(text: str, language: Language) -> bool:
    """Say whether a question asks which of the places that it names did a thing or has a trait."""
    return bool(load_comparing()[language].choice.search(text.lower()))


def of_money(text: str, language: Language) -> bool:
    """Say whether it is money that a question compares or adds up."""
    return bool(load_comparing()[language].money.search(text.lower()))


def side_texts(text: str, language: Language, names: Sequence[Span], found: Comparison) -> list[str]:
    """Return a question for each side of a comparison.

    Args:
        text: the folded question.
        language: its language.
        names: where the sides are named, in order; what else is said of a side stands beside its name.
        found: how the question compares.
    """
    rules = load_comparing()[language]
    text = text.rstrip("?？。 ")
    own = _chinese(text, names, rules, found) if language == "zh" else _english(text, names, rules)
    seeks = "" if found.total else rules.date if found.dated else rules.number
    gaps = [(span, "") for span in _gaps(own)] if language == "zh" else [(span, " ") for span in _gaps(own)]
    cuts = [*((span, " " if language == "en" else "") for span in own), *gaps, (found.word, seeks)]
    rest = _changed(text, [*cuts, *([(found.ask, "")] if found.ask else [])])
    rest = rules.filler.sub("", rest).strip(" ，,。、")
    parts = [_within(text, span, found.word).strip(" ，,") for span in own]
    beyond = [
        _ASIDE.sub("", part.replace(text[a:b], "", 1)) for part, (a, b) in zip(parts, names, strict=True)
    ]
    # A side that says nothing of its own takes what another one says (甲县的提案比乙县的多).
    shared = next((said for said in beyond if not _BARE.fullmatch(said)), "")
    comma = "，" if language == "zh" else ", "
    return [
        re.sub(
            " {2,}",
            " ",
            f"{part.removesuffix('的') + shared if _BARE.fullmatch(said) else part}{comma}{rest}",
        )
        for part, said in zip(parts, beyond, strict=True)
    ]


def _within(text: str, span: Span, word: Span) -> str:
    """Return a stretch of a text without the word that compares."""
    (start, end), (first, last) = span, word
    return f"{text[start:first]} {text[last:end]}" if start <= first and last <= end else text[start:end]


def _gaps(own: Sequence[Span]) -> list[Span]:
    """Return what stands between the sides: the words that join them."""
    return [(one[1], two[0]) for one, two in pairwise(own)]


def _chinese(text: str, names: Sequence[Span], rules: _Words, found: Comparison) -> list[Span]:
    """Return what is said of each side: from its name to the next one, or to the end of the clause."""
    spans = []
    for (start, end), after in zip(names, [*names[1:], None], strict=True):
        if after is not None:
            joint = rules.joint.search(text, end, after[0])
            spans.append((start, joint.start() if joint else after[0]))
            continue
        stops = [m.start() for m in [rules.end.search(text, end)] if m]
        stops += [span[0] for span in (found.word, found.ask) if span and span[0] >= end]
        spans.append((start, min(stops, default=len(text))))
    return spans


def _english(text: str, names: Sequence[Span], rules: _Words) -> list[Span]:
    """Return what is said of each side: the phrases that "or" or "than" joins."""
    first, last = names[0], names[-1]
    begin = max(text.rfind(mark, 0, first[0]) for mark in ",:") + 1
    listed = begin > len(text) // 4
    spans, start = [], begin if listed else first[0]
    for one, two in pairwise(names):
        cut = _joint(text, one[1], two[0], rules)
        spans.append((start, cut[0]))
        start = cut[1]
    stop = None if listed else rules.end.search(text, last[1])
    return [*spans, (start, stop.start() if stop else len(text))]


def _joint(text: str, start: int, end: int, rules: _Words) -> Span:
    for word in rules.joint.pattern.split("|"):
        found = list(re.finditer(word, text[start:end]))
        if found:
            return start + found[-1].start(), start + found[-1].end()
    return end, end


def _changed(text: str, changes: Sequence[tuple[Span, str]]) -> str:
    """Return a text with stretches replaced; what lies within one that is replaced is gone with it."""
    start = len(text) + 1
    for (first, last), new in sorted(changes, reverse=True):
        if first < len(text) and last <= start:
            text, start = text[:first] + new + text[last:], first
    return text


def _words(raw: dict[str, Any]) -> _Words:
    every = "|".join(raw["words"][name] for name in _WINS)
    return _Words(
        built=tuple(re.compile(p.replace("ASK", raw["ask"]).replace("WORD", every)) for p in raw["built"]),
        wins=tuple((name, re.compile(raw["words"][name])) for name in _WINS),
        filler=re.compile(raw["filler"]),
        joint=re.compile(raw["joint"]),
        end=re.compile(raw["end"]),
        number=raw["number"],
        date=raw["date"],
        total=re.compile(raw["total"]),
        order=re.compile(raw["order"]),
        money=re.compile(raw["money"]),
        choice=re.compile(raw["choice"]),
    )


def _both(raw: dict[str, Any]) -> dict[Language, _Words]:
    return in_both(raw, _words)


@cache
def load_comparing() -> dict[Language, _Words]:
    """Read and compile the packaged rules of comparing.

    Raises:
        DataError: a rule is missing or is no regular expression.
    """
    return load_packaged("assistant", "comparing.toml", _both, "a rule of comparing is wrong")
