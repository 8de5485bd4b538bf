"""Names of writers on lines of their own, in brackets, behind the last full stop."""

from __future__ import annotations

import pytest

from index.segmenter.layoutfile import load_layout
from index.segmenter.writers import (
    Writer,
    is_byline,
    is_name,
    is_signature,
    names,
    split_writer,
    without_credit,
)

LAYOUT = load_layout()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("（通讯员 高 磊）", "高磊"),
        ("通讯员 魏 国栋", "魏国栋"),
        ("通讯员 马学 钢 李鸿欣", "马学钢 李鸿欣"),
        ("通讯员曾立玺 李鸿欣", "曾立玺 李鸿欣"),
        ("记者 喇文秀", "喇文秀"),
        ("□ 临夏市政协委员 马少龙", "马少龙"),
        ("民盟某县总支主委薛小雨", "薛小雨"),
        ("某县政协供稿", "某县政协供稿"),
        ("本报记者", None),
    ],
)
def test_names(text: str, found: str | None) -> None:
    assert names(text, LAYOUT) == found


@pytest.mark.parametrize("text", ["王燕", "欧阳明月", "才让东珠", "古丽·艾合买提"])
def test_names_of_persons(text: str) -> None:
    assert is_name(text) == (text != "才让东珠")  # too long for its first character


@pytest.mark.parametrize(
    "line", ["马文清", "高 磊", "□ 张三", "■文/李四", "甘州区政协委员 王五", "张三 李四"]
)
def test_bylines(line: str) -> None:
    assert is_byline(line, LAYOUT)


@pytest.mark.parametrize(
    "line", ["以文化人 润物无声", "——访县政协主席王五", "访县政协主席王五", "时政要闻速览", "（张三）"]
)
def test_no_bylines(line: str) -> None:
    assert not is_byline(line, LAYOUT)


@pytest.mark.parametrize(
    ("bracket", "signs"),
    [
        ("（陈兰）", True),
        ("(通讯员 高 磊)", True),
        ("（试行）", False),
        ("（扩大）会议", False),
        ("（据新华社）", True),
    ],
)
def test_signatures(bracket: str, signs: bool) -> None:
    assert is_signature(bracket, LAYOUT) == signs


@pytest.mark.parametrize(
    ("text", "writer"),
    [
        ("事情办好了。（张三）", Writer(6, "张三", False)),
        ("事情办好了。 通讯员 李四 摄影报道", Writer(6, "通讯员 李四 ", True)),
        ("事情办好了。（作者系某县政协委员）", Writer(6, "", False)),
        ("事情办好了。(图文:尕藏)", Writer(6, "尕藏", False)),
        ("事情办好了。（供稿：某县政协）", Writer(6, "", False)),
        ("事情办好了。（试行）", None),
        ("审议了《办法（试行）》", None),
        ("事情办好了。", None),
    ],
)
def test_behind_the_last_full_stop(text: str, writer: Writer | None) -> None:
    found = split_writer(text, LAYOUT)
    assert found == writer or (
        found and writer and found.names.strip() == writer.names.strip() and found.photo == writer.photo
    )


def test_without_credit() -> None:
    assert without_credit("章新俊 摄影报道") == "章新俊"
    assert without_credit("（通讯员 贾小龙 摄）") == "（通讯员 贾小龙）"
