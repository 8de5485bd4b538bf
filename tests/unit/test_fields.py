"""Articles exported from an editing system: keys and values on lines."""

from __future__ import annotations

from index.segmenter.lines import observe
from tests.laws import assert_laws
from tests.pages import layout, page, segmented


def test_keys_are_taken_off_and_entries_without_value_are_no_text() -> None:
    items = observe(
        page("标 题：小站大事\n副题：\n引题：县政协里\n字数：800\n正文：\n这一天来了很多人。"), layout()
    )
    assert [item.kind for item in items] == ["", "boilerplate", "", "boilerplate", "boilerplate", ""]
    assert [item.printed for item in items if not item.kind] == ["小站大事", "县政协里", "这一天来了很多人。"]


def test_a_page_without_a_headline_as_value_is_no_export() -> None:
    items = observe(page("字数：800\n\n内容：各位委员，大家好。"), layout())
    assert not any(item.kind for item in items)


def test_keys_in_brackets() -> None:
    found = segmented(
        """
        【标题】一张桌子摆进社区
        【副题】——康县政协“板凳会”见闻
        【作者】本报通讯员 安 宁
        【日期】2031-06-18
        【正文】
        　　四月里，康县政协在社区摆了一张桌子，谁有事谁来说，来的人坐下就不想走。
        【标题】成县政协为蜂农搭桥
        ■正文：
        　　本报成县讯 6月12日，成县政协邀请三十名蜂农座谈，议定统一商标。
        """
    )
    assert_laws(found)
    assert found.page.issue_date == "2031-06-18"
    assert [(article.headline, article.byline) for article in found.articles] == [
        ("一张桌子摆进社区", "安宁"),
        ("成县政协为蜂农搭桥", None),
    ]
    assert found.articles[0].subhead == "——康县政协“板凳会”见闻"
