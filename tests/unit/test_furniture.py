"""Rows of buttons and links are told from what an article says."""

from __future__ import annotations

import pytest

from index.segmenter.furniture import is_furniture
from tests.pages import layout


@pytest.mark.parametrize(
    "line",
    [
        "上一版  下一版   版面导航  标题导航   PDF版   放大⊕ 缩小⊖ 默认○",
        "分享到: 微信 微博 QQ空间 打印 收藏",
        "按日期检索 [ 2025 ] 年 [ 06 ] 月",
        "点赞(86)  评论(4)  举报",
        "已有 57 人参与讨论",
        "[查看更多评论]  我要纠错",
        ">>>下一篇",
        "视频  |  图片  |  H5  |  专题",
    ],
)
def test_rows_of_buttons(line: str) -> None:
    assert is_furniture(line, layout())


@pytest.mark.parametrize(
    "line",
    [
        "榆中县政协  一根电杆挪了位",
        "通讯员 齐 声",
        "视频会议 开到田间地头",
        "收藏",
        "评论",
        "大会分享了 3 个图片故事。",
    ],
)
def test_what_an_article_says(line: str) -> None:
    assert not is_furniture(line, layout())
