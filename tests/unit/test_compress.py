"""Packed texts come back whole, or not at all."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.tables import compress
from index.tables.compress import pack_notes, pack_text, unpack_notes, unpack_text


@given(st.text(st.characters(codec="utf-8")))
def test_every_text_comes_back(text: str) -> None:
    assert unpack_text(pack_text(text)) == text


def test_a_short_article_gains_from_the_common_phrases() -> None:
    text = "本报讯 记者从市政府新闻办召开的新闻发布会上获悉，今年以来全市经济社会发展取得新成效。"
    assert len(pack_text(text)) < 0.9 * len(zlib.compress(text.encode("gb18030")))


@given(st.integers(0, 30))
def test_a_truncated_text_is_an_error(length: int) -> None:
    packed = pack_text("全市经济社会发展取得新成效，群众的生活水平不断提高。")
    with pytest.raises(ValueError):
        unpack_text(packed[: min(length, len(packed) - 1)])


@given(st.binary(max_size=3_000))
def test_short_notes_are_packed_as_long_ones_are(notes: bytes) -> None:
    packed = pack_notes(notes)
    assert unpack_notes(packed) == notes
    assert packed == compress._pack(notes, compress._primed(compress.NOTES))


@pytest.mark.parametrize("size", [100, 1_499, 1_500, 1_501])
def test_notes_that_repeat_what_is_far_before_them_are_packed_alike(size: int) -> None:
    known = compress._dictionary(compress.NOTES)
    notes = (known[:60] + b"," + known[-60:] * 30)[:size]
    assert pack_notes(notes) == compress._pack(notes, compress._primed(compress.NOTES))
