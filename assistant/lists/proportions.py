"""Which share of a whole a part is, where a sentence tells both numbers and prints no percentage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.listing import Draft
from assistant.lists.arithmetic import alike, comparable, divided
from assistant.lists.workings import Number, Working, drafted, numbers_of, worked_out
from assistant.parsing.arithmeticrules import load_arithmetic
from assistant.records import Question
from assistant.sentences.candidates import Scorer
from assistant.wording import number, place_name, say
from index.bigrams import bigrams, held
from index.mentions.units import units
from index.words import fold

_BEST = 8
_LEAST, _LEAST_EN = 0.2, 0.1  # coverage of a sentence that may tell of what is asked about
_PRINTED = 3  # hits of the part beside a share that is printed
_NAMED = 2  # the same where it is the rest of what is printed (不满意, 满意率88.6%)
_NOT = re.compile("没有?(?:能|被)?|未(?:能|被)?|不(?=[满合达及])")
_NEAR = 6  # characters right before 占 that name the part

_OWN = 0.9  # how well a sentence has to fit the place of its side

Pairs = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Share:
    """A share as it is said, and the numbers that tell it."""

    value: float
    text: str
    numbers: tuple[Number, ...]


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
        part, whole, named = self._sides(question, asked)
        least = _LEAST if question.language == "zh" else _LEAST_EN
        best = [c for c in self.scorer.candidates(question)[:_BEST] if c.coverage >= least]
        told = [n for c in best for n in numbers_of(c)]
        left = _negated(asked)
        for printed in (n for n in told if _is_share(n) and _hits(n, part) >= (_NAMED if left else _PRINTED)):
            lacks = left and not _NOT.search(printed.clause)
            return _rest(question, printed) if lacks else None
        pair = _best_pair(told, part, whole, named)
        if pair is None:
            return None
        return _draft(question, *pair, left=left and not _NOT.search(pair[0].beside))

    def asked(self, question: Question) -> bool:
        """Say whether sides are compared by their shares, and not by how many there are."""
        return bool(question.sides) and all(self.rules.share.wanted(side) for side in question.sides)

    def compare(self, question: Question) -> Draft | None:
        """Return which side has the larger share, printed or worked out; None where no share is told.

        Where one side's is not told there is no verdict: what is told of the others is shown.
        """
        if not self.asked(question) or question.total or question.order not in ("most", "least"):
            return None
        found = [self._of_side(replace(side, filters=question.filters)) for side in question.sides]
        names = [self._name(side, question) for side in question.sides]
        told = [(name, side) for name, side in zip(names, found, strict=True) if side is not None]
        if not told:
            return None
        language = question.language
        figures = ("；" if language == "zh" else "; ").join(f"{name} {side.text}" for name, side in told)
        if len(told) < len(found):
            untold = "、".join(name for name, side in zip(names, found, strict=True) if side is None)
            above = say("versus.untold", language, names=untold)
            draft = drafted(question, [Working(figures, tuple(n for _, side in told for n in side.numbers))])
            return replace(draft, text=f"{above}\n\n{draft.text}", status="partial")
        ahead = (max if question.order == "most" else min)(told, key=lambda entry: entry[1].value)
        line = say(f"versus.{question.order}", language, name=ahead[0], figures=figures)
        return drafted(question, [Working(line, tuple(n for _, side in told for n in side.numbers))])

    def _of_side(self, side: Question) -> _Share | None:
        """Return the share that is told of one side, printed or worked out."""
        asked = self.rules.share.wanted(side)
        if asked is None:
            return None
        part, whole, named = self._sides(side, asked)
        best = [c for c in self.scorer.candidates(side)[:_BEST] if c.coverage >= _LEAST and c.fit >= _OWN]
        told = [n for c in best for n in numbers_of(c)]
        enough = 1 if asked.groupdict().get("rate") else _PRINTED
        printed = next((n for n in told if _is_share(n) and _hits(n, part) >= enough), None)
        if printed is not None:
            return _Share(printed.mention.value or 0.0, printed.mention.text, (printed,))
        pair = _best_pair(told, part, whole, named)
        if pair is None:
            return None
        value = _percentage(*pair)
        worked = divided(pair[0].mention, pair[1].mention, "%")
        return _Share(value, f"{number(round(value, 1))}%（{worked}）", pair)

    def _name(self, side: Question, question: Question) -> str:
        if not side.places:
            return side.text
        place = self.scorer.gazetteer.get(side.places[0])
        name = place.name if place else ""
        return place_name(side.places[0], name, question.language, self.scorer.gazetteer)

    def _sides(self, question: Question, asked: re.Match[str]) -> tuple[Pairs, Pairs, bool]:
        """Return the character pairs of the part, those of the whole, and whether that is named."""
        if question.language == "en":
            return self._english(question, asked)
        if rate := asked["rate"]:
            before = fold(asked.string[: asked.start()])
            stem = rate.removesuffix("率")
            words = next((group for group in self.rules.rates if stem in group), (stem,))
            return frozenset(p for w in words for p in bigrams(w)), bigrams(before[-_NEAR:]), False
        said = _NOT.sub("", fold(asked["part"] or asked["part2"] or "")).rstrip("的")
        whole = fold(asked["whole"] or "").removesuffix("比")
        part = bigrams(said)
        return part - bigrams(whole) or part, bigrams(whole) or part, bool(whole)

    def _english(self, question: Question, asked: re.Match[str]) -> tuple[Pairs, Pairs, bool]:
        known = self.scorer.archive.looked_up
        sides = [
            frozenset(
                p for part in known(asked[name] or "").parts for word in part.chinese for p in bigrams(word)
            )
            for name in ("part", "whole")
        ]
        if all(sides):
            return sides[0] - sides[1] or sides[0], sides[1], True
        words = [name for piece in question.pieces for name in piece[:3]]
        every = frozenset(p for word in words for p in bigrams(word))
        return every, every, False


def _best_pair(
    told: Sequence[Number], part: Pairs, whole: Pairs, named: bool
) -> tuple[Number, Number] | None:
    """Return the number of the part that the question names best, and that of its whole."""
    found = []
    for i, number_ in enumerate(told):
        hits = _hits(number_, part)
        base = _whole(number_, told, whole, named) if hits and not _is_share(number_) else None
        if base is not None:
            found.append((hits, -i, number_, base))
    return max(found, key=lambda entry: entry[:2])[2:] if found else None


def _percentage(part: Number, whole: Number) -> float:
    return 100 * comparable(part.mention)[0] / comparable(whole.mention)[0]


def _whole(part: Number, told: Sequence[Number], pairs: Pairs, named: bool) -> Number | None:
    """Return the number of the whole: a larger one of the same unit and report, as the question names it.

    Where the question names none it stands before the part in its sentence.
    """
    report = part.candidate.article.article_id
    larger = [n for n in told if _larger(n, part) and n.candidate.article.article_id == report]
    before = [n for n in larger if n.candidate is part.candidate and n.mention.end <= part.mention.start]
    if not named:
        return max(before, key=lambda n: (_hits(n, pairs), n.mention.start), default=None)
    hit = [n for n in larger if _hits(n, pairs)]
    return max(hit, key=lambda n: (_hits(n, pairs), n in before, n.mention.start), default=None)


def _larger(one: Number, other: Number) -> bool:
    value, less = comparable(one.mention)[0], comparable(other.mention)[0]
    return alike(one.mention, other.mention) and value > less > 0


def _is_share(number_: Number) -> bool:
    known = units().units.get(number_.mention.unit)
    return known is not None and known.kind == "share"


def _hits(number_: Number, pairs: Pairs) -> int:
    """Return how many character pairs stand in a number's clause; those right beside it count twice."""
    return held(pairs, number_.clause) + held(pairs, number_.beside)


def _negated(asked: re.Match[str]) -> bool:
    """Say whether the share is asked for of what is not so (没办结的占多少)."""
    groups = asked.groupdict()
    return bool(_NOT.search(groups.get("part2") or groups.get("part") or ""))


def _rest(question: Question, printed: Number) -> Draft:
    value = 100 - (printed.mention.value or 0.0)
    told = f"100%-{printed.mention.text}"
    return worked_out(question, "list.worked_out", f"{number(round(value, 1))}%", told, (printed,))


def _draft(question: Question, part: Number, whole: Number, left: bool = False) -> Draft:
    value = _percentage(part, whole)
    told = divided(part.mention, whole.mention, "%")
    if left:
        value, told = 100 - value, f"100%-{told}"
    return worked_out(question, "list.worked_out", f"{number(round(value, 1))}%", told, (whole, part))
