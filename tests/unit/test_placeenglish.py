"""Places in English text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.places import Gazetteer, PlaceName
from index.places.english import plain

_GAZETTEER = Gazetteer.load()
_WORDS = ("Xi'an", "lan", "zhou", "County", "and", "xian", ",", "Min", "Inner", "Mongolia")


@pytest.fixture
def gazetteer() -> Gazetteer:
    return _GAZETTEER


def told(gazetteer: Gazetteer, names: list[PlaceName]) -> list[str]:
    """Return what was found, as full names; unresolved ones as the printed text with a question mark."""
    return [place.name if (place := gazetteer.get(n.code or "")) else n.text + "?" for n in names]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What did the Minle County CPPCC investigate?", ["民乐县"]),
        ("workstations in lan zhou and in Yuzhong", ["兰州市", "榆中县"]),
        ("LANZHOU, Yǔzhōng", ["兰州市", "榆中县"]),
        ("Zhangxian, Huan County, huan xian", ["漳县", "环县", "环县"]),
        ("the Suzhou District committee", ["肃州区"]),
        ("Suzhou", ["Suzhou?"]),
        ("Suzhou City", ["Suzhou City?"]),
        ("Linxia", ["临夏州"]),
        ("Linxia City and Linxia County", ["临夏市", "临夏县"]),
        ("Tianzhu Tibetan Autonomous County", ["天祝县"]),
        ("Jishishan Bonan, Dongxiang and Salar Autonomous County", ["积石山县"]),
        ("Sunan Yugur Autonomous County in Zhangye", ["肃南县", "张掖市"]),
        ("Gannan Tibetan Autonomous Prefecture", ["甘南州"]),
        ("Gansu Province's report", ["甘肃省"]),
        ("Inner Mongolia, Tibet, Harbin", ["内蒙古自治区", "西藏自治区", "哈尔滨市"]),
        ("Xi'an and Xi’an", ["西安市", "西安市"]),
        ("Shaanxi or Shanxi", ["陕西省", "山西省"]),
        ("Chengguan District", ["城关区"]),
        ("Gulou District in Nanjing", ["鼓楼区", "南京市"]),
        ("Nanjing's Gulou District", ["南京市", "鼓楼区"]),
        ("Aksay and Akesai", ["阿克塞县", "阿克塞县"]),
        ("how long an event did he plan, and can you guide me", []),
        ("Min Li and He Long made a change", []),
        ("which counties set up committee workstations", []),
        ("Wudu's Sichuan peppers and visitors from Sichuan", ["武都区", "四川省"]),
        ("", []),
    ],
)
def test_find_english(gazetteer: Gazetteer, text: str, expected: list[str]) -> None:
    assert told(gazetteer, gazetteer.find_english(text)) == expected


def test_the_place_beside_it_decides(gazetteer: Gazetteer) -> None:
    for text in ("Chengguan District, Lhasa", "Lhasa's Chengguan District"):
        assert "540102" in [name.code for name in gazetteer.find_english(text)], text
    assert gazetteer.find_english("Suzhou, Jiangsu")[0].code == "320500"
    assert gazetteer.find_english("Suzhou, Jiuquan")[0].code == "620902"


def test_every_place_at_home_is_found_by_its_english_name(gazetteer: Gazetteer) -> None:
    for place in gazetteer.under("620000"):
        for text in (place.english, place.english.lower()):
            names = gazetteer.find_english(f"the people of {text} agreed")
            assert [name.code for name in names] == [place.code], text


def test_plain_forgets_tones_and_marks() -> None:
    assert plain("Xī'ān") == "xian" and plain("Lǚliáng") == "luliang" and plain("A-ba ") == "aba"


@given(st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join))
def test_english_names_stand_where_they_say(text: str) -> None:
    names = _GAZETTEER.find_english(text)
    assert all(text[name.start : name.end] == name.text for name in names)
    assert all(one.end <= other.start for one, other in pairwise(names))
