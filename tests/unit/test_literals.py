"""Many words found in one pass."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from index.literals import Literals


def test_overlapping_words_by_start_the_longest_first() -> None:
    assert Literals(["ab", "abc", "bc"]).find("abcab") == [(1, 0, 3), (0, 0, 2), (2, 1, 3), (0, 3, 5)]


def test_offsets_are_those_of_the_string_not_of_its_bytes() -> None:
    assert Literals(["榆中", "中县"]).find("𠮷榆中县") == [(0, 1, 3), (1, 2, 4)]


def test_half_a_surrogate_pair_moves_no_offset() -> None:
    assert Literals(["榆中"]).find("\ud800榆中\udfff") == [(0, 1, 3)]


def test_goes_to_another_process() -> None:
    known = Literals(["榆中", "中县"])
    assert known.find("榆中县") == pickle.loads(pickle.dumps(known)).find("榆中县") == [(0, 0, 2), (1, 1, 3)]


@given(
    st.lists(st.text("甲乙丙", min_size=1, max_size=3), min_size=1, max_size=6, unique=True),
    st.text("甲乙丙丁"),
)
def test_finds_what_a_search_for_each_word_finds(words: list[str], text: str) -> None:
    expected = {
        (number, start, start + len(word))
        for number, word in enumerate(words)
        for start in range(len(text))
        if text.startswith(word, start)
    }
    found = Literals(words).find(text)
    assert set(found) == expected and len(found) == len(expected)
    assert found == sorted(found, key=lambda one: (one[1], -one[2]))
