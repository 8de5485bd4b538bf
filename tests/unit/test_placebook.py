"""The gazetteer's data files: the tree of places, their names, and the rules of names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index.errors import DataError
from index.places import Gazetteer
from index.places.book import read_cues, read_places, read_rules
from index.places.english import read_english_rules

GANSU = {
    "620100": "城关区 七里河区 西固区 安宁区 红古区 永登县 皋兰县 榆中县 兰州新区",
    "620200": "",
    "620300": "金川区 永昌县",
    "620400": "白银区 平川区 靖远县 会宁县 景泰县",
    "620500": "秦州区 麦积区 清水县 秦安县 甘谷县 武山县 张家川县",
    "620600": "凉州区 民勤县 古浪县 天祝县",
    "620700": "甘州区 肃南县 民乐县 临泽县 高台县 山丹县",
    "620800": "崆峒区 泾川县 灵台县 崇信县 庄浪县 静宁县 华亭市",
    "620900": "肃州区 金塔县 瓜州县 肃北县 阿克塞县 玉门市 敦煌市",
    "621000": "西峰区 庆城县 环县 华池县 合水县 正宁县 宁县 镇原县",
    "621100": "安定区 通渭县 陇西县 渭源县 临洮县 漳县 岷县",
    "621200": "武都区 成县 文县 宕昌县 康县 西和县 礼县 徽县 两当县",
    "622900": "临夏市 临夏县 康乐县 永靖县 广河县 和政县 东乡县 积石山县",
    "623000": "合作市 临潭县 卓尼县 舟曲县 迭部县 玛曲县 碌曲县 夏河县",
}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def test_every_place_hangs_in_the_tree(gazetteer: Gazetteer) -> None:
    places = read_places()
    codes = {place.code for place in places}
    assert len(codes) == len(places) == len(gazetteer)
    for place in places:
        assert re.fullmatch(r"\d{6}", place.code)
        assert place.name and place.short and place.english and place.pinyin
        assert (place.parent == "") == (place.level == "province")
        if place.parent:
            assert place.parent in codes and place.parent[:2] == place.code[:2]
            assert place.name not in ("市辖区", "县", "省直辖县级行政区划")


def test_the_numbers_are_those_of_the_country(gazetteer: Gazetteer) -> None:
    levels = [place.level for place in read_places()]
    assert levels.count("province") == 34
    assert 330 <= levels.count("prefecture") <= 345
    assert 2830 <= levels.count("county") <= 2900


def test_siblings_have_different_names() -> None:
    pairs = [(place.parent, place.name) for place in read_places()]
    assert len(pairs) == len(set(pairs))


def test_pinyin_is_plain_and_english_ends_in_a_kind() -> None:
    for place in read_places():
        assert re.fullmatch(r"[a-zü']+", place.pinyin), place
        assert place.english[0].isupper()


@pytest.mark.parametrize("code", sorted(GANSU))
def test_the_home_province_is_complete(gazetteer: Gazetteer, code: str) -> None:
    assert {place.name for place in gazetteer.under(code)} == set(GANSU[code].split())


def test_the_home_province_has_86_counties_and_a_new_area(gazetteer: Gazetteer) -> None:
    below = gazetteer.under("620000")
    assert sum(place.level == "prefecture" for place in below) == 14
    assert sum(place.level == "county" for place in below) == 87


@pytest.mark.parametrize(
    ("code", "pinyin", "english"),
    [
        ("621223", "tanchang", "Tanchang County"),
        ("620722", "minle", "Minle County"),
        ("620802", "kongtong", "Kongtong District"),
        ("621125", "zhangxian", "Zhang County"),
        ("623024", "diebu", "Diebu County"),
        ("621202", "wudu", "Wudu District"),
        ("620924", "akesai", "Aksay County"),
        ("610100", "xi'an", "Xi'an City"),
        ("150000", "neimenggu", "Inner Mongolia"),
        ("610000", "shaanxi", "Shaanxi Province"),
        ("230100", "ha'erbin", "Harbin City"),
    ],
)
def test_pinyin_and_english_names(gazetteer: Gazetteer, code: str, pinyin: str, english: str) -> None:
    place = gazetteer.get(code)
    assert place and (place.pinyin, place.english) == (pinyin, english)


def test_rules_name_known_places(gazetteer: Gazetteer) -> None:
    needs = {"", "cue", "near", "strict", "parent", "full"}
    for name, rule in read_rules().items():
        assert gazetteer.named(name), f"{name} in place_names.csv is no place"
        assert rule.need in needs, name
        assert rule.need or rule.not_after or rule.not_before, f"the rule for {name} says nothing"


def test_data_files_load() -> None:
    assert "政协" in read_cues().strict
    assert "county" in read_english_rules().kinds


def test_a_malformed_line_is_named(tmp_path: Path) -> None:
    header = "code,name,short,level,parent,aliases,pinyin,english\n"
    file = tmp_path / "places.csv"
    file.write_text(header + "62,甘肃省,甘肃,province,,,gansu,Gansu\n", encoding="utf-8")
    with pytest.raises(DataError, match="six digits"):
        Gazetteer.load(file)
    file.write_text("code,name\n620000,甘肃省\n", encoding="utf-8")
    with pytest.raises(DataError, match="column"):
        Gazetteer.load(file)
    with pytest.raises(DataError, match="cannot be read"):
        Gazetteer.load(tmp_path / "none.csv")
