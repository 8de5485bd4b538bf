from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.mentions import annotate
from index.misread import mended
from index.places import Gazetteer
from index.records import Article


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("9月l9日，3l名委员", "9月19日，31名委员"),
        ("2O24年新增1O个", "2024年新增10个"),
        ("共l2户", "共12户"),
        ("每天3l水", "每天3l水"),
        ("型号A3l个", "型号A3l个"),
        ("Ol个", "Ol个"),
        ("20l", "20l"),
        ("MODEL3个", "MODEL3个"),
        ("黄河流过l52公里", "黄河流过152公里"),
        ("指导价l万至3万元，垫了l.l万元，涨到l.4万元", "指导价1万至3万元，垫了1.1万元，涨到1.4万元"),
        ("48OO多户，2l号楼，20l9-2O20年", "4800多户，21号楼，2019-2020年"),
        ("ll月6日，II级响应", "11月6日，II级响应"),
        ("PM2.5与O2、I类水", "PM2.5与O2、I类水"),
    ],
)
def test_letters_in_numbers_are_read_as_figures(printed: str, read: str) -> None:
    assert mended(printed) == read


@given(st.text(alphabet="0123456789lIOo年个名A."))
def test_every_character_keeps_its_place(text: str) -> None:
    after = mended(text)
    assert len(after) == len(text)
    assert all(a == b or b in "01" for a, b in zip(text, after, strict=True))


def test_mentions_have_the_value_and_quote_what_is_printed() -> None:
    article = Article("0" * 16, "p.txt", 1, "news", "9月l9日，3l名委员到会。", issue_date="2023-10-01")
    found = {m.kind: m for m in annotate(article, Gazetteer.load()).mentions}
    assert (found["date"].name, found["date"].text) == ("2023-09-19", "9月l9日")
    assert (found["quantity"].value, found["quantity"].text, found["quantity"].name) == (31.0, "3l名", "委员")
