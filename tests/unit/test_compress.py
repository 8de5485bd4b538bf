"""Packed texts come back whole, or not at all."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.tables.compress import pack_text, unpack_text


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
