"""Pairs of neighbouring characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.bigrams import bigrams, held


def test_every_two_neighbours_are_a_pair_as_they_stand() -> None:
    assert bigrams("委员会") == {"委员", "员会"}
    assert bigrams("A，3") == {"A，", "，3"}
    assert bigrams("站") == bigrams("") == frozenset()


def test_pairs_that_stand_in_a_text_are_counted_once_each() -> None:
    assert held(["议事", "事室", "工作"], "议事室里议事") == 2


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_a_text_holds_all_pairs_of_its_parts(before: str, text: str, behind: str) -> None:
    assert held(bigrams(text), before + text + behind) == len(bigrams(text))
