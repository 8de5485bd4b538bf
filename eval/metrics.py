"""The definitions of every figure that the evaluation reports.

precision     share of what was given that is right: |given ∩ gold| / |given|.
recall        share of what is right that was given: |given ∩ gold| / |gold|.
F1            harmonic mean of the two, 2PR / (P + R) (van Rijsbergen 1979, E measure with β = 1).
boundary F1   F1 over articles; an article counts where both ends of its body are those of the gold.
cited         share of right answers with evidence in the gold of which at least one citation shows it.
verbatim      share of citations whose quote stands in the source file, white space removed.
p50, p95      percentiles by linear interpolation between the closest ranks (Hyndman & Fan 1996, type 7).
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence, Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision, recall and F1, each between 0 and 1."""

    precision: float
    recall: float
    f1: float


def share(part: int, whole: int) -> float:
    """Return part / whole, 0 where there is nothing."""
    return part / whole if whole else 0.0


def scores_from_counts(right: int, given: int, gold: int) -> Scores:
    """Return precision, recall and F1 from counts.

    Args:
        right: items that are both given and in the gold.
        given: items given.
        gold: items in the gold.

    Returns:
        All three 1 where nothing was asked and nothing given; a share of nothing is else 0.
    """
    if not given and not gold:
        return Scores(1.0, 1.0, 1.0)
    precision, recall = share(right, given), share(right, gold)
    total = precision + recall
    return Scores(precision, recall, 2 * precision * recall / total if total else 0.0)


def scores(given: Set[Hashable], gold: Set[Hashable]) -> Scores:
    """Return precision, recall and F1 of one set against another."""
    return scores_from_counts(len(given & gold), len(given), len(gold))


def mean(values: Sequence[float]) -> float:
    """Return the arithmetic mean, 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def percentile(values: Sequence[float], q: float) -> float:
    """Return the q-th percentile by linear interpolation between closest ranks.

    Args:
        values: the sample, in any order; 0 is returned for an empty one.
        q: between 0 and 100.
    """
    if not values:
        return 0.0
    ranked = sorted(values)
    position = (len(ranked) - 1) * q / 100
    low = math.floor(position)
    high = min(low + 1, len(ranked) - 1)
    return ranked[low] + (ranked[high] - ranked[low]) * (position - low)
