"""Sketches of texts: a bit that one has and another lacks is a pair that the other lacks."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.sketches import FINE, lacking, parts_of, sketch

TEXTS = st.lists(st.text(alphabet="甲乙丙丁12。\U00020000", max_size=12), max_size=4)
SHORTER = np.array([True])


def pairs_of(parts: list[str]) -> set[tuple[str, str]]:
    return {pair for part in parts for pair in pairwise(part)}


@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=4))
def test_no_more_is_said_to_lack_than_does(one: list[str], others: list[list[str]]) -> None:
    table = np.array([sketch(other) for other in others])
    shorter = np.ones(len(others), bool)
    for told, other in zip(lacking(sketch(one), table, shorter), others, strict=True):
        assert told <= len(pairs_of(one) - pairs_of(other))
    for told, other in zip(lacking(sketch(one), table, ~shorter), others, strict=True):
        assert told <= len(pairs_of(other) - pairs_of(one))


def test_texts_that_have_nothing_in_common_lack_nearly_all() -> None:
    one, other = ("".join(map(chr, range(start, start + 800))) for start in (0x4E00, 0x5E00))
    (told,) = lacking(sketch([one]), sketch([other])[None], SHORTER)
    assert told > 700
    assert lacking(sketch([one]), sketch([one, other])[None], SHORTER).tolist() == [0]


def test_pairs_across_texts_do_not_count() -> None:
    assert lacking(sketch(["甲乙", "丙丁"]), sketch(["丙丁", "甲乙"])[None], SHORTER).tolist() == [0]
    assert not sketch([]).any() and not sketch(["甲", "乙"]).any()


LONG = st.text(alphabet="甲乙丙丁12。\U00020000", min_size=2, max_size=12)


@given(st.lists(LONG, min_size=1, max_size=5), TEXTS)
def test_each_text_lacks_at_least_what_is_said(parts: list[str], other: list[str]) -> None:
    told = parts_of(tuple(parts), FINE)
    assert told.lengths.tolist() == [len(part) for part in parts]
    for lacking_, part in zip(told.lacked(sketch(other)).tolist(), parts, strict=True):
        assert lacking_ <= len(pairs_of([part]) - pairs_of(other))


def test_each_text_of_its_own_sketch_lacks_nothing_and_of_another_nearly_all() -> None:
    texts = tuple("".join(map(chr, range(start, start + 60))) for start in (0x4E00, 0x5E00, 0x6E00))
    told = parts_of(texts, FINE)
    assert told.lacked(sketch(texts)).tolist() == [0, 0, 0]
    first, second, third = told.lacked(sketch(texts[1:2])).tolist()
    assert second == 0 and first > 50 and third > 50
