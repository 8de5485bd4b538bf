from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.pieces import PieceTrie

_PIECES = st.lists(st.text(alphabet="甲乙丙", min_size=1, max_size=4), unique=True)


@given(_PIECES, st.lists(st.text(alphabet="甲乙丙", min_size=1, max_size=9), min_size=1, max_size=5))
def test_every_piece_is_found_where_it_stands_in_a_run(pieces: list[str], runs: list[str]) -> None:
    codes = np.zeros(0x10001, dtype=np.int32)
    codes[[ord(letter) for letter in "甲乙丙"]] = [1, 2, 3]
    text = "".join(runs)
    ends = np.cumsum([len(run) for run in runs]).astype(np.int32)
    starts = np.concatenate(([0], ends[:-1])).astype(np.int32)
    trie = PieceTrie(["", *pieces], codes)
    found = {
        (int(begin), length, int(number), int(before))
        for length, told in enumerate(trie.walk(codes[[ord(c) for c in text]], starts, ends), 1)
        for begin, before, number in zip(*told, strict=True)
    }
    assert found == {
        (start + i, len(piece), number, i)
        for start, run in zip(starts.tolist(), runs, strict=True)
        for number, piece in enumerate(pieces, 1)
        for i in range(len(run))
        if run.startswith(piece, i)
    }


def test_a_piece_with_an_unknown_letter_is_never_found() -> None:
    codes = np.zeros(0x10001, dtype=np.int32)
    codes[ord("甲")] = 1
    trie = PieceTrie(["", "甲", "甲丁"], codes)
    assert trie.pieces.tolist() == [0, 1]
