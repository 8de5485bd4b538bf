"""All pairs looked up at once are found where looking one by one finds them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.holding import holding

_texts = st.text("柳河县政协委𠀀𠀁a1 ，", max_size=12)


@given(
    st.lists(st.text("柳河县𠀀a", min_size=1, max_size=3), max_size=4),
    st.lists(st.text("柳河县政𠀀𠀁a1", min_size=1, max_size=3), max_size=8, unique=True),
    st.lists(_texts, max_size=6),
)
def test_all_at_once_is_as_one_by_one(words: list[str], shingles: list[str], texts: list[str]) -> None:
    wanted = [[float(token in text) for token in (*words, *shingles)] for text in texts]
    found = holding(words, shingles, texts)
    assert found.shape == (len(texts), len(words) + len(shingles))
    assert np.array_equal(found, np.array(wanted).reshape(found.shape))


def test_no_pair_is_found_across_two_texts() -> None:
    assert not holding([], ["河县"], ["柳河", "县城"]).any()
