"""Heads of pages in the midst of a text."""

from __future__ import annotations

from index.articles import segment_page
from tests.laws import assert_laws
from tests.pages import gazetteer, page

PAGE = """
2023年11月8日  星期三     陇 上 协 商 报     第 4 版

高台湿地水多了
本报高台讯（通讯员 王 平）11月2日，高台县政协
组织委员视察湿地保护工作。今年以来，县上先后四
次向湿地下泄生态水，湖面已由去年的19平方公里恢
复到
4        2023 年 11 月 8 日         陇上协商报
26平方公里，水鸟多了三成。委员们在现场商定，
明年再补水两次，建两处观鸟台，由县林草局负责，
每月向委员通报一次水位情况。
"""


def test_a_text_goes_on_below_a_running_head() -> None:
    result = segment_page(page(PAGE), gazetteer())
    assert_laws(result)
    (article,) = result.articles
    assert "恢复到26平方公里" in article.text and "陇上协商报" not in article.text


def test_below_a_finished_text_it_is_a_masthead() -> None:
    two = PAGE.replace("复到\n4", "复到26平方公里。\n4").replace(
        "26平方公里，水鸟", "山丹县政协看渠道\n本报山丹讯（通讯员 李 明）11月3日，山丹县政协视察，水鸟"
    )
    result = segment_page(page(two), gazetteer())
    assert len(result.articles) == 2
    assert all("陇上协商报" not in article.text for article in result.articles)
