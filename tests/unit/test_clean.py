"""Cleaning: what is joined, what is closed up, and the way back to the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clean import Cleaned, Stretch, join, printed, ranges, source_lines, squeeze
from index.records import Line

PIECES = st.sampled_from(
    [
        "县政协",
        "组织",
        " ",
        "　",
        " and ",
        "8 月",
        "Wi-Fi",
        "C 区",
        "，",
        "“",
        "”",
        "自 身 优 势 ",
        "\u200b",
        "1.5",
        "App 使用",
    ]
)
LINE = st.lists(PIECES, min_size=1, max_size=8).map("".join)


def joined(*paragraphs: list[str]) -> Cleaned:
    numbers = iter(range(1, 1000))
    return join([Stretch.whole(Line(next(numbers), text)) for text in lines] for lines in paragraphs)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["本报讯 8 月 6", "日，会议召开"], "本报讯8月6日，会议召开"),
        (["自 身 优 势 ，在 联 系 中"], "自身优势，在联系中"),
        (["民馨家园 C 区、风", "景嘉苑"], "民馨家园C区、风景嘉苑"),
        (["use the", "App now"], "use the App now"),
        (["凝心聚力促共识 砥砺奋进显担当"], "凝心聚力促共识 砥砺奋进显担当"),
        (["（通讯员高 磊）1月5日"], "（通讯员高磊）1月5日"),
        (["　　第一行\u200b"], "第一行"),
        (["**康县政协**近日办了**“三件事”**"], "康县政协近日办了**“三件事”**"),
        (["王**、李**和张某"], "王**、李**和张某"),
        (["康县    41    97.5"], "康县41 97.5"),
        (["文县  7  2"], "文县7  2"),
        (["核桃 12 34 吨"], "核桃12 34吨"),
        (["上涨 5.2% 2023 年底"], "上涨5.2% 2023年底"),
        (["20 24 年 1 2 月 3 日"], "2024年12月3日"),
        (["met with 60 herders on March 18"], "met with 60 herders on March 18"),
        (["5 G 基站 3 座"], "5G基站3座"),
    ],
)
def test_white_space(lines: list[str], text: str) -> None:
    assert joined(lines).text == text


def test_a_stray_and_is_replaced_and_recorded() -> None:
    cleaned = joined(["讲话精神 and 有关会议精神"])
    assert cleaned.text == "讲话精神和有关会议精神"
    edit = cleaned.edits[0]
    assert (edit.start, edit.new, edit.printed, edit.rule) == (4, "和", " and ", "stray and")
    assert printed(cleaned.text, cleaned.edits) == "讲话精神 and 有关会议精神"


def test_paragraphs_are_parted_by_a_line_feed() -> None:
    assert joined(["第一段"], [""], ["第二", "段"]).text == "第一段\n第二段"


@given(st.lists(st.lists(LINE, min_size=1, max_size=4), max_size=4))
def test_every_character_maps_back_and_every_edit_can_be_undone(paragraphs: list[list[str]]) -> None:
    cleaned = joined(*paragraphs)
    source = dict(enumerate((line for lines in paragraphs for line in lines), 1))
    for run in cleaned.runs:
        stretch = cleaned.text[run.start : run.start + run.length]
        assert stretch == source[run.line][run.column : run.column + run.length]
    assert squeeze(printed(cleaned.text, cleaned.edits)) == squeeze("".join(source.values()))
    told = sum(run.length for run in cleaned.runs) + sum(len(edit.new) for edit in cleaned.edits)
    assert len(squeeze(cleaned.text)) == told


@given(st.lists(st.lists(LINE, min_size=1, max_size=3), max_size=3))
def test_cleaning_again_changes_nothing(paragraphs: list[list[str]]) -> None:
    text = joined(*paragraphs).text
    assert joined(*([part] for part in text.split("\n") if part)).text == text.strip("\n")


def test_source_lines() -> None:
    cleaned = joined(["第一行", "第二行"], ["第三行"])
    assert source_lines(cleaned.runs, 2, 4) == ((1, 2),)
    assert source_lines(cleaned.runs, 7, 9) == ((3, 3),)
    assert source_lines(cleaned.runs, 6, 7) == ()


def test_ranges() -> None:
    assert ranges([5, 3, 1, 3]) == ((1, 5),)
    assert ranges([1, 3, 5], blank={2}) == ((1, 3), (5, 5))
    assert ranges([1, 4]) == ((1, 1), (4, 4))
    assert ranges([]) == ()
