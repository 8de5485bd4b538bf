"""How sure a figure is: intervals by the bootstrap, and tests of two runs over the same cases.

interval      percentile bootstrap over cases, 95 % (Efron & Tibshirani 1993, ch. 13).
difference    the same over pairs of cases: both runs are resampled together (ibid., ch. 8).
McNemar       exact test on the cases that one run has right and the other wrong (McNemar 1947).

A figure is a ratio of sums over cases: a mean where every denominator is 1, else a pooled share (a run cites
more in one case than in another). Resampling whole cases keeps what belongs together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest, bootstrap

# One case's part of a figure: what is right, of how much.
Part = tuple[float, float]

_RESAMPLES = 2000
_SEED = 9


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its 95 % interval; `cases` is how many cases it rests on."""

    value: float
    low: float
    high: float
    cases: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What a figure changed from one run to another, over the same cases.

    Attributes:
        change: after - before.
        low, high: 95 % interval of the change.
        p: exact McNemar where each case is right or wrong, None elsewhere.
        cases: how many cases both runs have.
    """

    before: float
    after: float
    change: float
    low: float
    high: float
    p: float | None
    cases: int

    @property
    def significant(self) -> bool:
        """Say whether the change is more than chance at the level of 5 %."""
        if self.p is not None:
            return self.p < 0.05
        return self.low > 0 or self.high < 0


def _ratio(part: NDArray[Any], whole: NDArray[Any], axis: int = -1) -> NDArray[Any]:
    total: NDArray[Any] = np.sum(whole, axis=axis)
    found: NDArray[Any] = np.sum(part, axis=axis) / np.where(total == 0, 1, total)
    return found


def _interval(samples: Sequence[NDArray[Any]], statistic: Any) -> tuple[float, float]:
    """Return the 95 % percentile interval of a statistic of paired samples."""
    found = bootstrap(
        samples,
        statistic,
        paired=True,
        vectorized=True,
        n_resamples=_RESAMPLES,
        method="percentile",
        rng=np.random.default_rng(_SEED),
    ).confidence_interval
    return float(found.low), float(found.high)


def figure(parts: Sequence[Part]) -> Figure:
    """Return the ratio of the sums of the parts, with its interval.

    Args:
        parts: one per case; cases to which the figure does not apply are left out.
    """
    if not parts:
        return Figure(0.0, 0.0, 0.0, 0)
    part, whole = np.array(parts, dtype=np.float64).T
    value = float(_ratio(part, whole))
    if len(parts) < 2 or len(set(parts)) == 1:
        return Figure(value, value, value, len(parts))
    return Figure(value, *_interval((part, whole), _ratio), len(parts))


def _gain(
    before: NDArray[Any], of_before: NDArray[Any], after: NDArray[Any], of_after: NDArray[Any], axis: int = -1
) -> NDArray[Any]:
    gained: NDArray[Any] = _ratio(after, of_after, axis) - _ratio(before, of_before, axis)
    return gained


def mcnemar(before: Sequence[bool], after: Sequence[bool]) -> float:
    """Return the exact two-sided p of McNemar's test on paired right and wrong.

    Args:
        before: per case, whether the one run has it right.
        after: per case, whether the other has it right.
    """
    lost = sum(b and not a for b, a in zip(before, after, strict=True))
    won = sum(a and not b for b, a in zip(before, after, strict=True))
    if not lost + won:
        return 1.0
    return float(binomtest(won, lost + won, 0.5).pvalue)


def difference(before: Sequence[Part], after: Sequence[Part]) -> Difference:
    """Compare a figure of two runs.

    Args:
        before: parts of the one run, one per case.
        after: parts of the other, for the same cases in the same order.
    """
    if not before:
        return Difference(0.0, 0.0, 0.0, 0.0, 0.0, None, 0)
    one, of_one = np.array(before, dtype=np.float64).T
    two, of_two = np.array(after, dtype=np.float64).T
    first, second = float(_ratio(one, of_one)), float(_ratio(two, of_two))
    low = high = second - first
    if len(before) > 1 and any(b != a for b, a in zip(before, after, strict=True)):
        low, high = _interval((one, of_one, two, of_two), _gain)
    yes_no = all(part in ((0, 1), (1, 1)) for part in (*before, *after))
    p = mcnemar([b[0] == 1 for b in before], [a[0] == 1 for a in after]) if yes_no else None
    return Difference(first, second, second - first, low, high, p, len(before))
