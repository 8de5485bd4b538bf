"""The layout rules: the form in which lines are matched, and what single rules take."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.segmenter.layout import plain, squeezed, width
from index.segmenter.layoutfile import load_layout

LAYOUT = load_layout()


def test_plain_has_no_white_space_and_half_width_letters() -> None:
    assert plain("　８月 6日，Ａ区\u200b（试行）") == "8月6日，A区（试行）"
    assert squeezed(" 本 报 讯 ") == ("本报讯", 2)
    assert plain("　 ") == ""


def test_width_counts_latin_letters_half() -> None:
    assert width("县政协8月") == 4.5
    assert width("“好”——…") == 6.0


@pytest.mark.parametrize(
    ("text", "place", "names"),
    [
        ("本报渭源讯（通讯员冉竹青）9月10日", "渭源", "通讯员冉竹青"),
        ("本报讯近日，", "", None),
        ("本报兰州9月3日讯（记者张三）", "兰州", "记者张三"),
        ("人民政协网陇南9月20日电（记者陈默）", "陇南", "记者陈默"),
        ("新华社北京7月1日电", "北京", None),
        ("民勤讯（通讯员李四）", "民勤", "通讯员李四"),
    ],
)
def test_datelines(text: str, place: str, names: str | None) -> None:
    found = LAYOUT.dateline(text)
    assert found is not None
    assert (found["place"], found.groupdict().get("names")) == (place, names)


@pytest.mark.parametrize("text", ["本报通讯员张三", "通讯地址：某街1号", "会议通报了近期电力供应情况"])
def test_no_datelines(text: str) -> None:
    assert LAYOUT.dateline(text) is None


@pytest.mark.parametrize(
    "text", ["办好了。", "“办好了。”", "办好了！", "办好了。（张三）", "办好了。通讯员张三摄影报道"]
)
def test_closed(text: str) -> None:
    assert LAYOUT.closed(text)


@pytest.mark.parametrize("text", ["把事办", "办好了，", "县政协（扩大）", "榆中县政协召开会议"])
def test_not_closed(text: str) -> None:
    assert not LAYOUT.closed(text)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("（上接第一版）", "continued_from"),
        ("(接一版)", "continued_from"),
        ("（紧接A2版）", "continued_from"),
        ("（作者系某县政协委员）", "author_note"),
        ("编辑｜李小娟", "staff"),
        ("责任编辑：王五", "staff"),
        ("▲委员在村里", "caption"),
        ("——某县政协纪实", "subhead"),
        ("（一）规划滞后", "section"),
        ("8月6日上午，", "date_lead"),
    ],
)
def test_rules_take(text: str, rule: str) -> None:
    assert getattr(LAYOUT, rule).match(text)


def test_any_mark_is_no_narrower_than_its_parts() -> None:
    for text in ("（接一版）", "（下转三版）", "本报记者张三", "（张三）", "张三摄影报道", "责编：李四"):
        assert LAYOUT.any_mark.match(text), text


@given(st.data())
def test_every_cue_of_a_masthead_holds_a_character_that_lines_are_searched_for(data: st.DataObject) -> None:
    cue = data.draw(st.sampled_from(LAYOUT.masthead_cues))
    assert LAYOUT.cue_characters.search(data.draw(st.from_regex(cue, fullmatch=True)))
