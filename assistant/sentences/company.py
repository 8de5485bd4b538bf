"""Which sentences are shown beside the best one: what it leaves open, and what else may answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from assistant.records import Question
from assistant.sentences.candidates import Candidate, Scorer
from assistant.sentences.features import POINTING
from index.words import solid

_MOST = 3
_SHORT = 24  # characters of a sentence that hardly says anything alone
_BRIEF = 60
_NEARLY = 0.55
_LATER = 8
_STORY = 6  # sentences back to which the place of a story is looked for
_KIND = re.compile("哪一?个?(县|区|市|州|镇|乡|村|社区|街道)")
_ATTRIBUTED = re.compile("(?:说|道|评价|表示|感慨|感叹|介绍|告诉记者)[。.]?[”’」]?$")
_SPEECH = re.compile("[”」][。！!]?$")
_LOOKED = 40
_TOWN = re.compile("[\u4e00-\u9fff]{1,4}(?:镇|乡|街道|社区|村)")
# A sentence that begins with a town.
_OF_TOWN = re.compile("[\u4e00-\u9fff]{2,4}?(?:镇|乡|街道|社区|村)(?![镇乡村])")


@dataclass(frozen=True, slots=True)
class Shown:
    """The sentences of an answer.

    Attributes:
        told: the one that answers best, then what it leaves open.
        also: others that may answer, best first.
    """

    told: tuple[Candidate, ...]
    also: tuple[Candidate, ...]


class Companions:
    """Choose the sentences that are shown.

    Args:
        scorer: by which the sentences were scored.
        manner: finds that a sentence tells in what way something was done.
    """

    def __init__(self, scorer: Scorer, manner: re.Pattern[str]) -> None:
        self.scorer = scorer
        self.manner = manner

    def shown(self, question: Question, ranked: Sequence[Candidate]) -> Shown:
        """Return the sentences to show for a question.

        Args:
            question: the question.
            ranked: the sentences that may answer, best first.
        """
        told = self._told(question, ranked[0], sorted(ranked, key=lambda c: -c.score))
        if question.kind == "who" and question.places and ranked[0].focus:
            return Shown(tuple(told), ())  # the name is the answer; sentences beside it name others
        return Shown(tuple(told), tuple(self._doubted(question, told, ranked)[: max(0, _MOST - len(told))]))

    def _told(self, question: Question, best: Candidate, scored: Sequence[Candidate]) -> list[Candidate]:
        if question.kind == "who" and best.focus:
            return [best]  # the name is the answer; sentences beside it name others
        beside = [c for c in scored if c.article.article_id == best.article.article_id and c is not best]
        told = [best, *self._uncovered(question, best, beside)]
        if question.how:
            told += self._manner(question, told, best, beside)
        elif question.kind == "what" and len(told) == 1 and len(best.text) <= _BRIEF:
            told += [c for c in beside if c.number == best.number + 1]
        if question.kind == "where" and (named := self._located(question, told, beside)):
            return [named, *told]
        if quoted := self._quoted(best, beside):
            return [quoted, *told]
        return told if len(told) > 1 else [*told, *self._preceding(best, beside)]

    def _located(
        self, question: Question, told: Sequence[Candidate], beside: Sequence[Candidate]
    ) -> Candidate | None:
        """Return the nearest sentence before that names a place of the kind asked for, where none does."""
        kind = _KIND.search(question.text)
        if kind is None or any(_names_place(c, kind[1]) for c in told):
            return None
        last = max(c.number for c in told)
        before = [c for c in beside if last - _STORY <= c.number < last and _names_place(c, kind[1])]
        return max(before, key=lambda c: c.number, default=None)

    def _quoted(self, best: Candidate, beside: Sequence[Candidate]) -> Candidate | None:
        """Return what was said, where the best sentence only tells who said it (某某这样评价)."""
        text = solid(best.text)
        if len(text) > _BRIEF // 2 or not _ATTRIBUTED.search(text):
            return None
        before = next((c for c in beside if c.number == best.number - 1), None)
        return before if before is not None and _SPEECH.search(before.text) else None

    def _uncovered(self, question: Question, best: Candidate, beside: Sequence[Candidate]) -> list[Candidate]:
        """Return sentences of the same report that hold words of the question which the best one lacks."""
        added: list[Candidate] = []
        missing = [p for p in question.pieces if not _holds(best, p)]
        for other in beside[:_LOOKED]:
            gains = [p for p in missing if _holds(other, p)]
            if gains and other.score > _NEARLY * best.score and len(added) < _MOST - 1:
                added.append(other)
                missing = [p for p in missing if p not in gains]
        return added

    def _manner(
        self, question: Question, told: Sequence[Candidate], best: Candidate, beside: Sequence[Candidate]
    ) -> list[Candidate]:
        """Return the next sentence of the same story that tells the way in which it was done."""
        later = [
            c
            for c in beside
            if best.number < c.number <= best.number + _LATER
            and c not in told
            and self.manner.search(c.text)
            and any(_holds(c, p) for p in question.pieces)
        ]
        return sorted(later, key=lambda c: c.number)[:1]

    def _preceding(self, best: Candidate, beside: Sequence[Candidate]) -> list[Candidate]:
        """Return the sentence before one that is not understood without it: 他…, 该县…, a few words."""
        text = solid(best.text)
        if not POINTING.match(text) and len(text) > _SHORT:
            return []
        return [
            c
            for c in beside
            if c.number == best.number - 1 and c.sentence.paragraph == best.sentence.paragraph
        ]

    def _doubted(
        self, question: Question, told: Sequence[Candidate], ranked: Sequence[Candidate]
    ) -> list[Candidate]:
        """Return the next best sentences where the best one is not certain."""
        ranking, belief = self.scorer.ranking, self.scorer.beliefs(ranked)
        if belief.get(told[0], 0.0) >= ranking.certain:
            return []
        others = sorted((c for c in belief if c not in told), key=lambda c: -c.rank)
        towns = [name for piece in question.pieces for name in piece if _TOWN.fullmatch(name)]
        if towns:  # what is told of one town is not told of the next
            others = [c for c in others if _holds(c, towns) or not _OF_TOWN.match(solid(c.text))]
        return [c for c in others if belief[c] >= ranking.worth and c.rank > -inf]


def _holds(candidate: Candidate, piece: Sequence[str]) -> bool:
    return any(name in solid(candidate.text) for name in piece)


def _names_place(candidate: Candidate, kind: str) -> bool:
    """Say whether a sentence names a place of a kind, by its last character."""
    within = candidate.annotation.within(candidate.sentence.start, candidate.sentence.end)
    return any(m.kind == "place" and m.text.endswith(kind) for m in within)
