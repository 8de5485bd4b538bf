"""Intervals and tests of differences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.significance import Part, difference, figure, mcnemar

PARTS = st.lists(st.tuples(st.integers(0, 1), st.just(1)), min_size=2, max_size=40)


@given(PARTS)
def test_the_interval_holds_the_share(parts: list[Part]) -> None:
    found = figure(parts)
    assert found.value == pytest.approx(sum(p for p, _ in parts) / len(parts))
    assert 0 <= found.low <= found.value + 1e-9 and found.value - 1e-9 <= found.high <= 1


def test_shares_are_pooled_over_cases() -> None:
    assert figure([(1, 1), (1, 3)]).value == 0.5
    assert figure([]).cases == 0
    assert figure([(2, 2)]) == figure([(2, 2)] * 1)


def test_more_cases_make_a_figure_surer() -> None:
    few, many = figure([(1, 1), (0, 1)] * 10), figure([(1, 1), (0, 1)] * 200)
    assert many.high - many.low < few.high - few.low


def test_mcnemar_counts_only_what_changed() -> None:
    assert mcnemar([True, False] * 9, [True, False] * 9) == 1.0
    # Six lost and none won: 2 · 0.5⁶.
    assert mcnemar([True] * 6 + [False] * 4, [False] * 10) == pytest.approx(2 * 0.5**6)


def test_a_difference_is_paired() -> None:
    before: list[Part] = [(1.0, 1.0)] * 30
    after: list[Part] = [(1.0, 1.0)] * 20 + [(0.0, 1.0)] * 10
    lost = difference(before, after)
    assert lost.change == pytest.approx(-1 / 3) and lost.p is not None and lost.p < 0.01 and lost.significant
    assert lost.low < -1 / 3 < lost.high < 0
    assert not difference(before, before).significant
    assert difference([], []).cases == 0


def test_pooled_shares_are_judged_by_their_interval() -> None:
    same = difference([(3, 4)] * 20, [(3, 4)] * 20)
    assert same.p is None and not same.significant
    worse = difference([(3, 4)] * 20, [(1, 4)] * 19 + [(2, 4)])
    assert worse.p is None and worse.significant and worse.high < 0
