"""Pages in Markdown: front matter, images, lists, tables, bold words."""

from __future__ import annotations

import pytest

from index.segmenter.lines import label
from tests.laws import assert_laws
from tests.pages import layout, page, segmented

BRIEFS = """
---
title: 第4版 县区
date: 2031-03-09
source: 陇原协商报
---

![](images/a.jpg)

# **康县政协为茶农跑出一条路**

本报康县讯（通讯员 安 宁）3月6日，康县政协邀请四十名茶农座谈。

会上当场议定了三件事，一件一件都有人管。

![](images/b.jpg)

*3月5日，两当县政协委员在河边捡垃圾。 水长流 摄*

## 老电梯换新
## 凉州区政协督办旧楼改造

本报武威讯 3月4日，凉州区政协到三个小区督办提案，当场定下工期。

| 快讯 |
| --- |

- **成县政协** 日前视察了核桃加工厂，提出建议六条。
- **徽县政协** 3月2日为三所学校送去图书四千册。

> 责任编辑：白 露
"""


def test_a_page_of_articles_and_briefs() -> None:
    found = segmented(BRIEFS)
    assert_laws(found)
    assert (found.page.issue_date, found.page.number, found.page.paper) == ("2031-03-09", "4", "陇原协商报")
    assert [(article.headline, article.place) for article in found.articles] == [
        ("康县政协为茶农跑出一条路", "康县"),
        (None, "两当县"),
        ("凉州区政协督办旧楼改造", "凉州区"),
        (None, "成县"),
        (None, "徽县"),
    ]
    assert found.articles[0].body.endswith("一件一件都有人管。")
    assert found.articles[3].text == "成县政协日前视察了核桃加工厂，提出建议六条。"
    assert {edit.printed for edit in found.articles[3].edits} == {"**"}


def test_the_title_before_a_text_without_one_is_its_headline() -> None:
    found = segmented(
        """
        ---
        title: "一座桥和它的三位看护人"
        author: 柳青青
        date: 2031-03-09
        ---

        桥在村口，修了十一年。委员们头一回来的时候，桥上还不能走车。

        ## 第一位

        老支书每天早上都要到桥上走一趟，看看栏杆松了没有，扫扫桥面上的土。
        """
    )
    assert_laws(found)
    (article,) = found.articles
    assert (article.headline, article.byline) == ("一座桥和它的三位看护人", "柳青青")
    assert found.page.issue_date == "2031-03-09"


def test_keys_without_values_are_of_the_masthead() -> None:
    found = segmented('---\ntitle: ""\nauthor:\n---\n\n桥在村口，修了十一年，头一年只有两根木头。')
    assert_laws(found)
    assert [kind for _, kind in found.other] == ["boilerplate", "masthead", "masthead", "boilerplate"]


def test_what_a_picture_is_said_to_show_is_a_caption() -> None:
    items = label(page("![委员在村口听老人说事](a.jpg)\n\n![图](b.jpg)\n\n村口很热闹，人来人往。"), layout())
    assert [item.kind for item in items] == ["caption", "boilerplate", "start"]
    assert items[0].printed == "委员在村口听老人说事"


@pytest.mark.parametrize("text", ["- 只有一条，不成清单，也不当清单看。", "-五度的天里，委员们还在村上走。"])
def test_a_dash_alone_is_no_list(text: str) -> None:
    (item,) = label(page(text), layout())
    assert not item.entry and item.text == text.replace(" ", "")


def test_rows_between_bars_are_rows_of_a_table() -> None:
    text = "各县的站点数如下：\n\n| 县区 | 站点 |\n| --- | --- |\n| 康县 | 21 |\n\n会议作了研究，提出了要求。"
    items = label(page(text), layout())
    assert [item.row for item in items if item.text[0] == "|" and item.kind != "boilerplate"] == [True, True]
    (article,) = segmented(text).articles
    assert "| 康县 | 21 |" in article.text or "|康县|21|" in article.text
