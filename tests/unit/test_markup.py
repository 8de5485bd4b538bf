"""Signs that set a line bold or quoted, and ornaments."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Line
from index.segmenter.layout import plain
from index.segmenter.markup import bare, is_rule, unmarked
from index.segmenter.pageline import PageLine


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("**通讯员 王小禾**", "通讯员王小禾"),
        ("> 本期编辑：白露", "本期编辑：白露"),
        ("  > *导语一句*", "导语一句"),
        ("**加粗**的开头", "**加粗**的开头"),
        ("会议开得好。", "会议开得好。"),
        ("**", "**"),
        (">", ">"),
        ("> **１２月** ", "12月"),
        ("__　ａｂ c__\u3000", "abc"),
    ],
)
def test_what_is_taken_off_is_counted(printed: str, text: str) -> None:
    item = PageLine(Line(1, printed), plain(printed))
    unmarked(item)
    assert item.text == text
    assert plain(printed[item.skip : len(printed) - item.drop]) == text


@pytest.mark.parametrize(
    ("printed", "head"), [("### **小站大事**", "小站大事"), ("# 小站", "小站"), ("**小站", "**小站")]
)
def test_a_headline_is_bare(printed: str, head: str) -> None:
    assert bare(printed) == head


def test_ornaments_are_rules_and_words_are_not() -> None:
    assert all(is_rule(line) for line in ("---", "***", "◆◆◆", "━━━━━━"))
    assert not any(is_rule(line) for line in ("--", "——委员说", "……", "。", "●●●委员"))


@given(st.text(">*_~# 　１ａ字。", max_size=12))
def test_any_line_keeps_what_it_says(printed: str) -> None:
    text = plain(printed)
    if not text:
        return
    item = PageLine(Line(1, printed), text)
    unmarked(item)
    assert item.text and plain(printed[item.skip : len(printed) - item.drop]) == item.text
