"""The gazetteer: its data, its tree, and the places that it finds in Chinese and English text."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.places import Gazetteer, PlaceName
from index.places.book import read_places

_GAZETTEER = Gazetteer.load()


@pytest.fixture
def gazetteer() -> Gazetteer:
    return _GAZETTEER


def told(gazetteer: Gazetteer, names: list[PlaceName]) -> list[str]:
    """Return what was found, as full names; unresolved ones as the printed text with a question mark."""
    return [place.name if (place := gazetteer.get(n.code or "")) else n.text + "?" for n in names]


def found(gazetteer: Gazetteer, text: str, *near: str) -> list[str]:
    return told(gazetteer, gazetteer.find(text, near))


# The tree


def test_ancestors_under_and_contains(gazetteer: Gazetteer) -> None:
    assert [place.name for place in gazetteer.ancestors("620123")] == ["兰州市", "甘肃省"]
    assert [place.name for place in gazetteer.ancestors("429004")] == ["湖北省"]
    assert gazetteer.ancestors("000000") == ()
    assert gazetteer.contains("620000", "620123") and gazetteer.contains("620123", "620123")
    assert not gazetteer.contains("620123", "620100") and not gazetteer.contains("610000", "620123")
    assert gazetteer.under("620123") == () and gazetteer.under("") == ()
    assert gazetteer.get("999999") is None


def test_every_place_lies_under_its_ancestors(gazetteer: Gazetteer) -> None:
    for place in read_places()[::37]:
        for above in gazetteer.ancestors(place.code):
            assert place in gazetteer.under(above.code)
            assert gazetteer.contains(above.code, place.code)


# Names


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("天祝藏族自治县", "620623"),
        ("天祝县", "620623"),
        ("天祝", "620623"),
        ("积石山保安族东乡族撒拉族自治县", "622927"),
        ("临夏回族自治州", "622900"),
        ("安西县", "620922"),
        ("北道区", "620503"),
        ("秦城区", "620502"),
        ("武都地区", "621200"),
        ("西峰市", "621002"),
        ("庆阳县", "621021"),
        ("内蒙古", "150000"),
    ],
)
def test_official_short_and_former_names(gazetteer: Gazetteer, name: str, code: str) -> None:
    assert code in {place.code for place in gazetteer.named(name)}


@pytest.mark.parametrize(
    ("name", "near", "expected"),
    [
        ("城关", (), "620102"),
        ("临夏", (), "622900"),
        ("临夏", ("622921",), "622921"),
        ("白银", (), "620400"),
        ("合作", (), "623001"),
        ("兰州市城关区", (), "620102"),
        ("拉萨市城关区", (), "540102"),
        ("城关区", ("540100",), "540102"),
        ("甘肃天水", (), "620500"),
        ("天 祝", (), "620623"),
        ("Huan County", (), "621022"),
        ("yuzhong", (), "620123"),
        ("Tunhuang", (), "620982"),
        ("鼓楼区", (), None),
        ("鼓楼区", ("320100",), "320106"),
        ("没有这个县", (), None),
        ("", (), None),
    ],
)
def test_resolve(gazetteer: Gazetteer, name: str, near: tuple[str, ...], expected: str | None) -> None:
    place = gazetteer.resolve(name, near)
    assert (place.code if place else None) == expected


def test_another_home_province() -> None:
    there = Gazetteer.load(home="540000")
    place = there.resolve("城关区")
    assert place and place.code == "540102"


# Chinese text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("榆中县政协组织委员到高崖镇视察", ["榆中县"]),
        ("本报民乐讯（通讯员张三）", ["民乐县"]),
        ("本报合作讯", ["合作市"]),
        ("现场会在合作召开，与会者在合作中收获友谊", ["合作市"]),
        ("加强合作，凝聚共识，共建安定和谐的家园", []),
        ("甘肃武威凉州区", ["甘肃省", "武威市", "凉州区"]),
        ("与甘肃合作办学", ["甘肃省"]),
        ("工商联和政协机关干部", []),
        ("党委和政府高度重视", []),
        ("完成县委交办的任务", []),
        ("形成县乡村三级协商格局", []),
        ("健康县城、小康县区建设", []),
        ("印发文县级配套文件", []),
        ("市委和县委同步部署", []),
        ("合作市场监管机制", []),
        ("合作市政协召开会议", ["合作市"]),
        ("城关区分局民警", ["城关区"]),
        ("民乐、临泽、高台三县", ["民乐县", "临泽县", "高台县"]),
        ("成县、文县、康县、徽县", ["成县", "文县", "康县", "徽县"]),
        ("从天水路走到庆阳路", []),
        ("陇西河水位上涨", []),
        ("通讯员徐靖远 摄", []),
        ("靖远羊羔肉", ["靖远县"]),
        ("在会宁召开", ["会宁县"]),
        ("社会宁静祥和", []),
        ("东乡族群众", []),
        ("东乡族自治县", ["东乡县"]),
        ("临夏州政协到临夏县调研", ["临夏州", "临夏县"]),
        ("嘉峪关市、敦煌市", ["嘉峪关市", "敦煌市"]),
        ("辽宁朝阳", ["辽宁省", "朝阳市"]),
        ("浙江南部沿海", ["浙江省"]),
        ("北京市朝阳区", ["北京市", "朝阳区"]),
        ("湖北仙桃", ["湖北省", "仙桃市"]),
        ("四川南部有雨", ["四川省"]),
        ("房山老区", []),
        ("北京房山、门头沟两区", ["北京市", "房山区", "门头沟区"]),
        ("新时代老城区改造", []),
        ("", []),
        ("县", []),
    ],
)
def test_find(gazetteer: Gazetteer, text: str, expected: list[str]) -> None:
    assert found(gazetteer, text) == expected


def test_a_shared_name_resolves_by_the_place_before_it(gazetteer: Gazetteer) -> None:
    names = gazetteer.find("兰州市城关区与拉萨市城关区结对")
    assert [name.code for name in names] == ["620100", "620102", "540100", "540102"]


def test_a_shared_name_resolves_by_context_then_home_then_not_at_all(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("城关区政协")[0].code == "620102"
    assert gazetteer.find("城关区政协", ["540100"])[0].code == "540102"
    shared = gazetteer.find("鼓楼区的一条小巷")[0]
    assert shared.code is None and len(shared.candidates) > 1
    assert found(gazetteer, "南京市玄武区、鼓楼区")[-1] == "鼓楼区"
    assert found(gazetteer, "到鼓楼区考察", "350100") == ["鼓楼区"]


def test_words_that_are_also_places_need_the_article_or_a_cue(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "建设幸福高台") == []
    assert found(gazetteer, "建设幸福高台", "620724") == ["高台县"]
    assert found(gazetteer, "城关的小巷", "620100") == ["城关区"]
    assert found(gazetteer, "加强合作", "623001") == []


def test_counties_elsewhere_need_their_kind_or_their_parent(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "门源的草原") == []
    assert found(gazetteer, "青海门源的草原") == ["青海省", "门源县"]
    assert found(gazetteer, "门源县的草原，门源的花") == ["门源县", "门源县"]


def test_every_place_is_found_after_its_parents(gazetteer: Gazetteer) -> None:
    for place in read_places():
        chain = "".join(above.name for above in reversed(gazetteer.ancestors(place.code))) + place.name
        names = gazetteer.find(f"据{chain}消息")
        assert names and names[-1].code == place.code, chain


def test_every_place_at_home_is_found_by_its_dateline(gazetteer: Gazetteer) -> None:
    for place in gazetteer.under("620000"):
        names = gazetteer.find(f"本报{place.short}讯")
        assert len(names) == 1, place
        assert place.code in names[0].candidates, place
        code = names[0].code
        assert code == place.code or (code and gazetteer.contains(code, place.code)), place


_PIECES = st.sampled_from(("兰州", "城关区", "合作", "市", "县", "西和", "政协", "、", "本报", "讯", "路"))


@given(st.lists(_PIECES, max_size=14).map("".join) | st.text(max_size=30))
def test_names_stand_where_they_say(text: str) -> None:
    names = _GAZETTEER.find(text)
    assert all(text[name.start : name.end] == name.text for name in names)
    assert all(one.end <= other.start for one, other in pairwise(names))
    assert all(name.code is None or name.code in name.candidates for name in names)


def test_a_name_at_the_end_of_a_text_ends_with_it(gazetteer: Gazetteer) -> None:
    assert [name.end for name in gazetteer.find("平安武汉")] == [4]


@pytest.mark.parametrize("piece", ["城关", "西和县、", "兰州市", "一", "long ", "may Xi'an "])
def test_long_texts_cost_time_in_proportion(gazetteer: Gazetteer, piece: str) -> None:
    text = piece * (30_000 // len(piece))
    began = time.process_time()
    gazetteer.find(text)
    gazetteer.find_english(text)
    assert time.process_time() - began < 10
