"""Which share of a whole a part is, where a sentence tells both numbers and prints no percentage."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.listing import Draft
from assistant.lists.arithmetic import comparable, shown
from assistant.lists.workings import Number, numbers_of, worked_out
from assistant.parsing.arithmeticrules import load_arithmetic
from assistant.records import Question
from assistant.sentences.candidates import Scorer
from assistant.wording import number
from index.mentions.units import units
from index.words import fold

_BEST = 8
_LEAST, _LEAST_EN = 0.2, 0.1  # coverage of a sentence that may tell of what is asked about
_NEAR = 6  # characters right before 占 that name the part

Pairs = frozenset[str]


class Sharer:
    """Answer with a percentage that no sentence prints."""

    def __init__(self, scorer: Scorer) -> None:
        self.scorer = scorer
        self.rules = load_arithmetic()

    def share(self, question: Question) -> Draft | None:
        """Return the share with the two numbers; None where none is asked for, or it is printed."""
        asked = self.rules.share.wanted(question)
        if asked is None:
            return None
        part, whole = self._sides(question, asked)
        least = _LEAST if question.language == "zh" else _LEAST_EN
        for candidate in self.scorer.candidates(question)[:_BEST]:
            told = list(numbers_of(candidate)) if candidate.coverage >= least else []
            if any(_is_share(n) and (_hits(n, part) or _hits(n, whole)) for n in told):
                return None
            pair = _pair(told, part, whole)
            if pair is not None:
                return _draft(question, *pair)
        return None

    def _sides(self, question: Question, asked: re.Match[str]) -> tuple[Pairs, Pairs]:
        """Return the character pairs that name the part, and those that name the whole."""
        if question.language == "en":
            words = [name for piece in question.pieces for name in piece[:3]]
            every = frozenset(p for word in words for p in _pairs(word))
            return every, frozenset()
        if rate := asked["rate"]:
            return _pairs(rate.removesuffix("率")), _pairs(fold(asked.string[: asked.start()])[-_NEAR:])
        said = fold(asked["part"] or "").rstrip("的")
        part, whole = _pairs(said[-_NEAR:]), _pairs(fold(asked["whole"] or ""))
        return part - whole or part, whole or _pairs(said)


def _pair(told: Sequence[Number], part: Pairs, whole: Pairs) -> tuple[Number, Number] | None:
    """Return the number of the part and that of the whole: a larger one of its unit, told before it."""
    found = []
    for i, number_ in enumerate(told):
        hits = _hits(number_, part)
        wholes = [n for n in told[:i] if _larger(n, number_)]
        if hits and wholes and not _is_share(number_):
            named = max(range(len(wholes)), key=lambda k: (_hits(wholes[k], whole), k))
            found.append((hits, -i, number_, wholes[named]))
    return max(found, key=lambda entry: entry[:2])[2:] if found else None


def _larger(one: Number, other: Number) -> bool:
    (value, unit), (less, same) = comparable(one.mention), comparable(other.mention)
    return unit == same and value > less > 0


def _is_share(number_: Number) -> bool:
    known = units().units.get(number_.mention.unit)
    return known is not None and known.kind == "share"


def _hits(number_: Number, pairs: Pairs) -> int:
    return sum(pair in number_.clause for pair in pairs)


def _pairs(text: str) -> Pairs:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def _draft(question: Question, part: Number, whole: Number) -> Draft:
    value = 100 * comparable(part.mention)[0] / comparable(whole.mention)[0]
    told = f"{shown(part.mention)}÷{shown(whole.mention)}"
    return worked_out(question, "list.worked_out", f"{number(round(value, 1))}%", told, (whole, part))
