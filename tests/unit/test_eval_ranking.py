"""Figures of rankings by the field's own library."""

from __future__ import annotations

from math import log2

import pytest

from eval.ranking import per_question


def test_figures_are_those_of_the_definitions() -> None:
    found = per_question({"q": ["b", "a", "c"]}, {"q": ["a", "d"]})["q"]
    assert (found["R@1"], found["R@5"], found["RR@10"]) == (0.0, 0.5, 0.5)
    assert found["nDCG@10"] == pytest.approx((1 / log2(3)) / (1 + 1 / log2(3)))


def test_an_article_counts_at_its_first_place_only() -> None:
    assert per_question({"q": ["b", "b", "a"]}, {"q": ["a"]}, ["RR@10"])["q"]["RR@10"] == 0.5


def test_questions_without_gold_are_left_out_and_those_without_hits_are_zero() -> None:
    found = per_question({"r": ["a"]}, {"q": ["a"], "r": []})
    assert list(found) == ["q"] and set(found["q"].values()) == {0.0}
