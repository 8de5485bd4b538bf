"""A page on one line is taken apart."""

from __future__ import annotations

from index.articles import segment_page
from index.records import Line
from index.segmenter.runon import lines_of
from tests.laws import assert_laws
from tests.pages import gazetteer, layout, page

FIRST = (
    "本报会宁讯(通讯员 齐声)7月1日,会宁县政协召开双月协商座谈会。"
    + "会议围绕果园机械化协商议政，委员们提出建议。" * 12
)
SECOND = "本报静宁讯 6月29日,静宁县政协到果库走访。" + "走访中，委员们同果农一起算了一笔账。" * 12
RUN_ON = f"陇东协商报 2022年7月5日 星期二 第2版 会宁县政协议果园 {FIRST} 静宁县政协:果库里的一笔账 {SECOND}"


def test_a_page_on_one_line_becomes_its_articles() -> None:
    result = segment_page(page(RUN_ON), gazetteer())
    assert_laws(result)
    assert result.page.issue_date == "2022-07-05"
    assert [a.headline for a in result.articles] == ["会宁县政协议果园", "静宁县政协:果库里的一笔账"]
    assert [(a.place, a.event_date) for a in result.articles] == [
        ("会宁县", "2022-07-01"),
        ("静宁县", "2022-06-29"),
    ]
    assert result.articles[0].text == FIRST


def test_a_long_paragraph_of_one_report_stays_whole() -> None:
    whole = (Line(1, FIRST * 3),)
    assert lines_of(whole, layout()) == whole
