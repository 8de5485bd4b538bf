"""What an article calls its own place."""

from __future__ import annotations

import pytest

from index.mentions.here import find_here
from index.places import Gazetteer

YUZHONG, DUNHUANG, CHENGGUAN, TIANSHUI, LINXIA = "620123", "620982", "620102", "620500", "622900"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("全县各站由县政协包抓。", YUZHONG, [("全县", "榆中县"), ("县政协", "榆中县")]),
        ("市政协和省政协到会指导，", YUZHONG, [("市政协", "兰州市"), ("省政协", "甘肃省")]),
        ("市政协常委会召开，全市", DUNHUANG, [("市政协", "敦煌市"), ("全市", "敦煌市")]),
        ("我区的区委、市委", CHENGGUAN, [("我区", "城关区"), ("区委", "城关区"), ("市委", "兰州市")]),
        ("全市、市政府、我省", TIANSHUI, [("全市", "天水市"), ("市政府", "天水市"), ("我省", "甘肃省")]),
        ("县政协和区政协", TIANSHUI, []),
        ("州政协、全州", LINXIA, [("州政协", "临夏州"), ("全州", "临夏州")]),
        ("5名县政协委员", YUZHONG, [("县政协", "榆中县")]),
    ],
)
def test_the_level_decides_which_place_is_meant(
    gazetteer: Gazetteer, text: str, place: str, expected: list[tuple[str, str]]
) -> None:
    assert [(m.text, m.name) for m in find_here(text, place, gazetteer)] == expected


@pytest.mark.parametrize(
    "text",
    ["市县政协、省市县委员", "各县政协", "邻县、该县政协", "超市、门市场", "全区域", "社区里", "全县区"],
)
def test_other_words_are_left_alone(gazetteer: Gazetteer, text: str) -> None:
    assert find_here(text, YUZHONG, gazetteer) == []
    assert find_here(text, CHENGGUAN, gazetteer) == []


def test_without_a_place_nothing_is_meant(gazetteer: Gazetteer) -> None:
    assert find_here("全县、县政协", None, gazetteer) == []
    assert find_here("全县、县政协", "999999", gazetteer) == []


def test_mentions_carry_code_and_level(gazetteer: Gazetteer) -> None:
    (mention,) = find_here("今年全县", YUZHONG, gazetteer)
    assert (mention.kind, mention.start, mention.end) == ("place", 2, 4)
    assert (mention.code, mention.level) == (YUZHONG, "county")
