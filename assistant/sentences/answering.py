"""Decide whether the best sentence answers the question at all: features of the two, and a learned model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.records import Question
from assistant.sentences.bearing import NAMES as BEARING
from assistant.sentences.bearing import bearing
from assistant.sentences.beside import NAMES as BESIDE
from assistant.sentences.beside import beside
from assistant.sentences.candidates import Candidate
from assistant.sentences.features import NAMES as READING
from assistant.sentences.fulfilled import NAMES as FULFILLED
from assistant.sentences.fulfilled import fulfilled
from assistant.sentences.lost import Lost
from assistant.sentences.sought import Sought
from index.packaged import load_packaged
from index.words import fold

Vector = NDArray[np.float64]

_READ = ("words", "words_before", "words_article", "pairs", "pairs_article", "near", "rarest",
         "rarest_before", "run_article", "hit")  # fmt: skip
_KINDS = ("number", "who", "when", "where")
_CLEAR = 6.0
_LOOKED = 8
_UNKNOWN = 0.99
_PRESUMED = (
    "turn_missed", "attribute_missed", "uncounted", "unrealised", "only_planned", "place_missed",
)  # fmt: skip
_OF_PLACES = ("soft_here", "asked_article", "unit_missed", "unfigured", "attribute_missed", "turn_missed")
UNTIMELY = 0.35
"""Fit below which a sentence is not of the time asked about."""
# Of where something is no report tells that holds less of what is asked and lacks more of its words.
_LITTLE, _OTHERS = 0.4, 0.6
_NAMED = 0.5
"""Confidence that a name needs where what the person is said to have done is nowhere in the report."""
_ENOUGH = {"number": 0.5, "who": 0.46, "when": 0.55, "where": 0.45, "what": 0.42}
NAMES = (
    "coverage", "own", "fit", *_READ, "here", "article", "noun_here", "noun_article", "other_article",
    "asked_here", "asked_article", "unknown", "soft_here", "soft_article", *BESIDE,
    "focus", "unfocused", "unit", "novel", "unused", "english", "placed",
    "why_lost", "untimely", "size", "margin", "sure", "enough", "lacking", *BEARING, *FULFILLED,
    *(f"placed_{name}" for name in _OF_PLACES), *(f"asked_{kind}" for kind in _KINDS),
    *(f"kind_{kind}" for kind in _KINDS),
)  # fmt: skip
"""What is looked at, in this order.

coverage, own       share of the question's words in and around the sentence, and in it alone (coverage.py).
fit                 how well it fits the places and times asked about, 0 to 1.
words ... hit       features of the sentence by which it was ranked (features.py).
here, article       share of the words, weighted by rarity, that neither the sentence and what stands
                    beside it, nor the whole article, holds.
noun_..., other_... the rarest noun, and the rarest other word, that is not there: its rarity, 0 to 1.
asked_...           the same of the word that stands nearest to the asking word.
unknown             the rarest noun of which hardly a character stands in the article: its rarity, 0 to 1.
soft_...            as here and article, where a word counts as held in part by its characters alone.
focus, unfocused    1 where the sentence holds a figure, a person or a date as asked for; 1 where it should
                    and holds none.
unit, novel         a number in the unit asked for; something of the kind asked for that the question lacks.
unused              share of the words of an English question that could not be used.
english, placed     the question is in English; names a place.
why_lost            `article`, where a reason is asked for: what is said to have happened may not have.
untimely            1 where times are asked about and the sentence is of another.
size                words of the question, as a logarithm.
sure                confidence that the article found is of the question's subject (ranking.py), 0 to 1.
enough, lacking     1 where a sentence found covers enough of the question and holds an answer of its kind;
                    1 where the question names a place and asks for a kind of answer that the sentence lacks.
margin              by how much the sentence leads the next one, as log odds, 0 to 1.
placed_...          the same where the question names a place, else 0: how papers tell of these is known.
asked_number, ...   asked_article, where a number, a person, a date or a place is asked for.
The others are those of bearing.py and fulfilled.py.
"""


def evidence(question: Question, sought: Sought, lost: Lost, ranked: Sequence[Candidate]) -> Vector:
    """Return the features by which it is decided whether a sentence answers, (len(NAMES),).

    Args:
        question, sought: the question.
        lost: which words of the question are not to be found.
        ranked: the sentences, best first.
    """
    best, second = ranked[0], ranked[1] if len(ranked) > 1 else None
    text = fold(best.text)
    borne = bearing(question, sought, best)
    written = bool(sought.unit and sought.unit.search(text))
    numbered = written or (bool(question.units or sought.unit) and not borne["unit_missed"])
    needs = question.kind in ("who", "when") or (question.kind in ("number", "count") and not numbered)
    row = best.row if best.row is not None else np.zeros(len(READING))
    lead = min(best.rank - second.rank, _CLEAR) / _CLEAR if second and second.rank > -inf else 1.0
    used = len(question.pieces) + len(question.unused)
    away = lost.of(best.article, best.annotation, best.number)
    values = {
        "coverage": best.coverage,
        "own": best.own,
        "fit": best.fit,
        **{name: float(row[READING.index(name)]) for name in _READ},
        **away,
        **beside(lost, best),
        "why_lost": away["article"] * (sought.kind == "why"),
        **borne,
        **fulfilled(question, sought, best),
        "untimely": float(bool(question.times) and best.fit < UNTIMELY),
        "focus": float(bool(best.focus)),
        "unfocused": float(needs and not best.focus),
        "unit": float(written),
        "novel": float(row[READING.index(f"novel_evidence_{sought.kind}")]),
        "unused": len(question.unused) / used if used else 0.0,
        "english": float(question.language == "en"),
        "placed": float(bool(question.places)),
        "size": float(np.log1p(lost.size)),
        "margin": lead,
        "sure": best.sure,
        "enough": float(any(_enough(question, c) for c in sorted(ranked, key=lambda c: -c.score)[:_LOOKED])),
        "lacking": float(needs and bool(question.places) and not best.focus),
        **{f"kind_{kind}": float(question.kind == kind) for kind in _KINDS},
    }
    values |= {f"asked_{kind}": values["asked_article"] * (question.kind == kind) for kind in _KINDS}
    placed = bool(question.places)
    values |= {f"placed_{name}": values[name] if placed else 0.0 for name in _OF_PLACES}
    return np.array([values[name] for name in NAMES])


def _enough(question: Question, candidate: Candidate) -> bool:
    focused = bool(candidate.focus) or question.kind not in ("number", "who", "when")
    return focused and candidate.coverage >= _ENOUGH.get(question.kind, 0.45)


def presumes_too_much(features: Vector) -> bool:
    """Say whether a question takes something for granted, or asks for a property, that the report lacks.

    Args:
        features: of `evidence`.
    """
    told = dict(zip(NAMES, features.tolist(), strict=True))
    # Of a place's affairs the papers give the reason in so many words.
    unproved = told["why_unproved"] >= 1.0 and told["placed"]
    elsewhere = told["kind_where"] and told["coverage"] < _LITTLE and told["other_article"] >= _OTHERS
    return bool(unproved or elsewhere) or any(told[name] >= 1.0 for name in _PRESUMED)


def strange(features: Vector) -> bool:
    """Say whether a Chinese question names what the archive nowhere knows, and is not answered otherwise.

    Args:
        features: of `evidence`.
    """
    told = dict(zip(NAMES, features.tolist(), strict=True))
    return told["unknown"] >= _UNKNOWN and not told["enough"] and not told["english"]


def names_a_stranger(features: Vector, confidence: float) -> bool:
    """Say whether a person would be named of whom the report does not tell what is asked.

    Args:
        features: of `evidence`.
        confidence: how sure it is that the sentence answers, 0 to 1.
    """
    told = dict(zip(NAMES, features.tolist(), strict=True))
    undone = told["asked_article"] > 0.0 or told["unused"] > 0.0
    named = told["focus"] or told["placed"]
    return bool(told["kind_who"] and named) and undone and confidence < _NAMED


@dataclass(frozen=True, slots=True)
class Decision:
    """The learned decision.

    Attributes:
        weights: (len(NAMES),) one weight per feature.
        constant: added to their sum.
        threshold: confidence below which the question is refused.
    """

    weights: Vector
    constant: float
    threshold: float

    def confidence(self, features: Sequence[float] | Vector) -> float:
        """Return how sure it is that the sentence answers, 0 to 1."""
        odds = float(np.asarray(features) @ self.weights + self.constant)
        return 1.0 / (1.0 + exp(-max(-50.0, min(50.0, odds))))


@cache
def load_decision() -> Decision:
    """Read the packaged weights.

    Raises:
        DataError: the file is malformed.
    """
    return load_packaged("assistant", "answering.toml", _decision, "the weights are malformed")


def _decision(raw: dict[str, Any]) -> Decision:
    weights = np.array([float(raw["weights"].get(name, 0.0)) for name in NAMES])
    return Decision(weights, float(raw["constant"]), float(raw["threshold"]))
