"""Where an article comes from."""

from __future__ import annotations

import pytest

from index.segmenter.lead import NO_LEAD, Lead, narrowed, place_of, read_lead
from tests.pages import layout, places


@pytest.mark.parametrize(
    ("printed", "lead"),
    [
        ("本报临洮讯（通讯员 赵 砚）12月15日，", Lead("临洮", "赵砚")),
        ("本报玛曲讯 近日，", Lead("玛曲", None)),
        ("据《陇上导报》消息 （记者 石青）日前，", Lead(None, "石青")),
        ("本报讯（记者何晓 白立）近日，", Lead(None, "何晓 白立")),
        ("12月15日，临洮县政协召开会议。", NO_LEAD),
    ],
)
def test_dateline_and_byline(printed: str, lead: Lead) -> None:
    assert read_lead(printed, layout()) == lead


def where(dateline: str | None, lead: str, heads: str = "", text: str = "") -> str | None:
    code = place_of(dateline, heads, lead, text or lead, places())
    place = places().gazetteer.get(code) if code else None
    return place.name if place else None


@pytest.mark.parametrize(
    ("printed", "place"),
    [
        ("康县讯（安宁、石青）6月29日，会议召开。", "康县"),
        ("康县讯　康县政协日前召开会议。", "康县"),
        ("康县讯　11月的直播间里很热闹。", "康县"),
        ("通讯（安宁）6月29日，会议召开。", None),
    ],
)
def test_a_dateline_without_the_paper(printed: str, place: str | None) -> None:
    assert read_lead(printed, layout()).dateline == place


@pytest.mark.parametrize(
    ("dateline", "lead", "place"),
    [
        ("临洮", "临洮县政协到定西市考察。", "临洮县"),
        ("临夏", "临夏市政协组织委员走访。", "临夏市"),
        ("临夏", "临夏州政协组织委员走访。", "临夏州"),
        ("临夏", "县政协副主席带领委员走访。", "临夏县"),
        ("临夏", "家住临夏县某镇的居民说。", "临夏县"),
        ("临夏", "一场雨下了三天。", "临夏州"),
        ("白银", "白银区有关部门介绍了情况。", "白银区"),
        ("天水", "秦州区政协召开会议。", "秦州区"),
        ("天水", "天水市政协组织委员到秦州区视察。", "天水市"),
        ("定西", "会议在兰州市政协召开。", "定西市"),
    ],
)
def test_with_a_dateline(dateline: str, lead: str, place: str) -> None:
    assert where(dateline, lead) == place


def test_without_a_dateline_the_body_that_acts_counts() -> None:
    assert where(None, "8月6日，康县政协组织委员到成县考察。") == "康县"
    assert where(None, "一条渠修了三年。", heads="成县政协：修好一条渠") == "成县"
    assert (
        where(None, "一条渠修了三年。", text="康县的渠，康县政协管；成县政协来看过。康县政协还管路。")
        == "康县"
    )


def test_the_home_province_counts_before_others() -> None:
    assert where(None, "变化不小。", text="天津市、天津市、天津市的企业来到康县。") == "康县"
    assert where(None, "变化不小。", text="省政协牵头，省政协主席会议研究。") == "甘肃省"
    assert where(None, "变化不小。") is None


def test_an_example_somewhere_in_a_province_is_not_where_an_article_is_from() -> None:
    assert where(None, "浙江一些地方把圆桌搬进院子，四川有的县也试过。") is None
    assert where(None, "浙江把圆桌搬进了院子。") == "浙江省"


def test_whoever_sits_in_two_bodies_is_of_the_narrower_place() -> None:
    assert where(None, "甘肃省政协委员、康县政协副主席安居说起了那条渠。") == "康县"
    assert where(None, "甘肃省政协召开会议，康县政协作了发言。") == "甘肃省"


def test_an_article_on_several_places_is_of_the_place_that_holds_them() -> None:
    text = "成县政协先做了起来，徽县政协跟着做，{}也做成了。"
    assert where(None, "一张桌子摆到了村里。", text=text.format("康县政协")) == "陇南市"
    assert where(None, "一张桌子摆到了村里。", text=text.format("临洮县政协")) == "甘肃省"
    assert where(None, "一张桌子。", text=text.format("康县政协") + "成县政协、成县政协。") == "成县"


@pytest.mark.parametrize(
    ("printed", "writers"),
    [
        ("本报讯 记者安宁 9月1日，会议召开。", "安宁"),
        ("本报讯 记者安宁 通讯员 石青 会议召开。", "安宁 石青"),
        ("本报讯 安宁 9月1日到会。", None),
        ("本报讯 记者近日从会上获悉，路修好了。", None),
    ],
)
def test_writers_behind_a_dateline_without_brackets(printed: str, writers: str | None) -> None:
    assert read_lead(printed, layout()).byline == writers


def test_a_report_from_the_capital_on_the_bodies_of_the_province_is_of_the_province() -> None:
    assert where("兰州", "本网兰州4月16日电 省政协常委会会议在兰州闭幕。") == "甘肃省"
    assert where("兰州", "本报兰州讯 兰州市政协召开常委会会议，省政协领导到会。") == "兰州市"


@pytest.mark.parametrize(
    ("code", "heads", "lead", "place"),
    [
        ("620600", "互助的客人到天祝取经", "青海省互助县政协考察团来了。", "620623"),
        ("620900", "肃州：建议书与提案握手", "区法院与区政协日前签订办法。", "620902"),
        ("620600", "古浪与天祝结成对子", "两县政协签订协议。", "620600"),
        ("620600", "凉州修渠记", "武威市政协督办修渠。", "620600"),
    ],
)
def test_the_one_county_that_a_headline_names_narrows_a_dateline(
    code: str, heads: str, lead: str, place: str
) -> None:
    assert narrowed(code, heads, lead, places()) == place


def test_a_place_named_once_and_late_is_an_example() -> None:
    essay = "办提案贵在见面。" * 20
    assert where(None, "", text=f"{essay}高台县的做法值得一学。") is None
    assert where(None, "", text=f"高台县的做法值得一学。{essay}") == "高台县"
