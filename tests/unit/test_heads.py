"""Kicker, headline and subhead told apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.records import Line
from index.segmenter.heads import Heads, goes_on, read_heads
from index.segmenter.pageline import PageLine
from tests.pages import layout, lined


def sized(*texts: tuple[str, float]) -> list[PageLine]:
    made, top = [], 0.0
    for n, (text, size) in enumerate(texts, 1):
        made.append(PageLine(Line(n, text, "heading", size, (50.0, top, 200.0, top + size)), text, "head"))
        top += size * 1.4
    return made


@pytest.mark.parametrize(
    ("lines", "heads"),
    [
        (["康县政协召开会议"], Heads(None, "康县政协召开会议", None)),
        (["康县政协", "办好小事"], Heads("康县政协", "办好小事", None)),
        (["召开主席会议", "康县政协"], Heads("康县政协", "召开主席会议", None)),
        (["山水之间商量多", "——陇南市政协回眸"], Heads(None, "山水之间商量多", "——陇南市政协回眸")),
        (
            ["肩题在上", "山水之间商量多", "——陇南市政协", "工作回眸"],
            Heads("肩题在上", "山水之间商量多", "——陇南市政协工作回眸"),
        ),
        (["## 康县政协召开会议"], Heads(None, "康县政协召开会议", None)),
        (["写好改革的“实践续篇”", "和“时代新篇”"], Heads(None, "写好改革的“实践续篇”和“时代新篇”", None)),
        (["会议研究“三农", "问题”"], Heads(None, "会议研究“三农问题”", None)),
        (
            ["康县政协：一口锅里盛百家 一张桌上议万事"],
            Heads(None, "康县政协：一口锅里盛百家 一张桌上议万事", None),
        ),
        (
            ["康县政协：一口锅里盛百家", "一张桌上议万事"],
            Heads(None, "康县政协：一口锅里盛百家 一张桌上议万事", None),
        ),
        (
            ["康县政协：一口锅里盛百家", "成县政协议养老"],
            Heads("康县政协：一口锅里盛百家", "成县政协议养老", None),
        ),
        (["康县政协主席会议", "部署委员下乡工作"], Heads(None, "康县政协主席会议部署委员下乡工作", None)),
        (["康县政协办好小事　□本报记者 安 宁"], Heads(None, "康县政协办好小事", None, "安宁")),
        (["康县政协办好小事　□ 又一年"], Heads(None, "康县政协办好小事　□ 又一年", None)),
        ([], Heads()),
    ],
)
def test_of_text(lines: list[str], heads: Heads) -> None:
    assert read_heads(lined(*lines), layout()) == heads


def test_a_web_title_that_repeats_the_subhead_is_dropped() -> None:
    found = read_heads(lined("兰州：某县政协推进工作", "拓展渠道 创新工作", "——某县政协推进工作"), layout())
    assert found == Heads(None, "拓展渠道 创新工作", "——某县政协推进工作")


def test_sizes_of_type_tell_what_is_what() -> None:
    found = read_heads(
        sized(("康县政协", 12), ("把核桃烘干", 24), ("的事商量好", 24), ("一场协商会的前前后后", 12)),
        layout(),
    )
    assert found == Heads("康县政协", "把核桃烘干的事商量好", "一场协商会的前前后后")


def test_lines_of_one_size_beside_each_other_are_not_one() -> None:
    left, right = sized(("康县政协召开会议", 24), ("成县政协召开会议", 24))
    moved = replace(right.line, box=(400.0, 0.0, 600.0, 24.0))
    assert not goes_on(left, PageLine(moved, right.text, "head"), layout())


def test_a_headline_wider_than_its_column_was_broken() -> None:
    above, below = lined("学而发布声明：旗下业务均运转正常，不存在大规模", "停课的情况")
    above.column = below.column = 15.0
    above.size, below.size = 22.0, 4.0
    assert goes_on(above, below, layout())
    above.size = 12.0
    assert not goes_on(above, below, layout())


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("专题协商木耳产业", "发展大计", True),
        ("康县政协常委会会议", "发展大计", True),
        ("协商木耳", "发展大计", False),
        ("专题协商木耳产业", "推动发展", False),
        ("专题协商木耳产业", "木耳产业发展大计", False),
        ("凝心聚力 同心同德", "发展大计", False),
    ],
)
def test_what_is_left_over_of_a_headline_joins_it(above: str, below: str, joined: bool) -> None:
    first, second = lined(above, below)
    assert goes_on(first, second, layout()) is joined


def test_lines_of_heads() -> None:
    assert Heads("肩题", "主题", None).lines == "肩题\n主题"
