"""The figures, against values worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics import mean, percentile, scores, scores_from_counts, share


def test_scores_of_sets() -> None:
    # 3 given, 4 wanted, 2 in common: P = 2/3, R = 1/2, F1 = 2·(1/3)/(7/6) = 4/7.
    found = scores({"a", "b", "x"}, {"a", "b", "c", "d"})
    assert found.precision == pytest.approx(2 / 3)
    assert found.recall == pytest.approx(0.5)
    assert found.f1 == pytest.approx(4 / 7)


def test_scores_of_nothing() -> None:
    assert scores(set(), set()).f1 == 1.0
    assert scores({"a"}, set()).f1 == 0.0
    assert scores(set(), {"a"}).f1 == 0.0


def test_percentile_interpolates() -> None:
    # Ranks 0..3; the median lies half way between ranks 1 and 2, p95 at rank 2.85.
    values = [4.0, 1.0, 3.0, 2.0]
    assert percentile(values, 50) == pytest.approx(2.5)
    assert percentile(values, 95) == pytest.approx(3.85)
    assert percentile(values, 0) == 1.0 and percentile(values, 100) == 4.0
    assert percentile([], 50) == 0.0 and percentile([7.0], 95) == 7.0


def test_share_and_mean_of_nothing_are_zero() -> None:
    assert share(0, 0) == 0.0 and mean([]) == 0.0
    assert share(1, 4) == 0.25 and mean([1.0, 2.0]) == 1.5


@given(st.sets(st.integers(0, 9)), st.sets(st.integers(0, 9)))
def test_f1_is_symmetric_and_bounded(one: set[int], other: set[int]) -> None:
    there, back = scores(one, other), scores(other, one)
    assert there.f1 == pytest.approx(back.f1)
    assert there.precision == pytest.approx(back.recall)
    assert min(there.precision, there.recall) <= there.f1 + 1e-9
    assert there.f1 <= max(there.precision, there.recall) + 1e-9
    assert (there.f1 == 1.0) == (one == other)


@given(st.lists(st.floats(0, 100), min_size=1), st.floats(0, 100))
def test_percentile_lies_within_the_sample(values: list[float], q: float) -> None:
    assert min(values) - 1e-9 <= percentile(values, q) <= max(values) + 1e-9


def test_counts() -> None:
    assert scores_from_counts(1, 2, 1).f1 == pytest.approx(2 / 3)
