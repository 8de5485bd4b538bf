"""The frame of web pages that were copied as text."""

from __future__ import annotations

import pytest

from index.segmenter.layout import plain
from index.segmenter.layoutfile import load_layout
from index.segmenter.webcopy import Frame, find_frame, written_by

ARTICLE = [
    "今年以来，某县坚持一件事一件事地办，办一件成一件，群众看在眼里、记在心上，都说好。",
    "下一步，还要接着办。",
]


def frame(*lines: str) -> Frame | None:
    return find_frame(lines, [plain(line) for line in lines], load_layout())


def test_menu_crumb_title_time_and_footer() -> None:
    lines = [
        *(
            "首页 | 新闻 | 视频 | 专题",
            "当前位置：首页 > 新闻",
            "某县：一件一件办",
            "2031-08-05 10:26 来源：某报 编辑：某某",
        ),
        *(*ARTICLE, "上一篇：别的事", "版权所有：某网"),
    ]
    found = frame(*lines)
    assert found == Frame(first=2, last=6, title=(2,), meta=3)
    assert found is not None and found.within(3) and not found.within(2)


def test_the_source_between_title_and_time_is_no_title() -> None:
    found = frame("某县：一件一件办 办出好日子", "某县融媒体中心", "2031-06-14 18:20", *ARTICLE, "点赞")
    assert found is not None and found.title == (0,) and found.within(1) and found.last == 5


def test_only_a_crumb() -> None:
    found = frame("您当前的位置：首页 >> 新闻", "某县：一件一件办", *ARTICLE)
    assert found is not None and found.first == 1 and found.title == ()


def test_a_newspaper_page_has_no_frame() -> None:
    assert frame("第三版 要闻 责任编辑：某某", "县政协召开会议", "本报某县讯 8月6日，会议召开。") is None


def test_tools_under_the_title_do_not_end_the_page() -> None:
    found = frame("某县：一件一件办", "2031-08-05 来源：某报", "分享到：", *ARTICLE)
    assert found is not None and found.last == 5


def test_no_report_opens_after_the_footer() -> None:
    found = frame(
        "某县：一件一件办", "2031-08-05 来源：某报", *ARTICLE, "推荐阅读", "本报某县讯 又一件事办成了。"
    )
    assert found is not None and found.last == 6


@pytest.mark.parametrize(
    ("line", "writer"),
    [
        ("2022-05-19 16:40　来源：陇上网　作者：苟 立　编辑：任 静", "苟立"),
        ("作者：张三、李小四 | 2020", "张三 李小四"),
        ("来源：陇上网 作者：网站管理员 点击 35", None),
        ("作者：某县政协办公室", None),
        ("来源：陇上网 编辑：任 静", None),
    ],
)
def test_who_wrote_a_web_page(line: str, writer: str | None) -> None:
    assert written_by(["首页 > 正文", line], load_layout()) == writer
