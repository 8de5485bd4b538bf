"""Rows on a map of their province: dots where places lie, names that hide nothing, what lies elsewhere."""

from __future__ import annotations

import re

import pytest

from assistant.records import Row
from assistant.ui.placemap import place_map, province_of

YUZHONG = Row("榆中县", "620123", "county", "set_up", 18.0, "个")
DUNHUANG = Row("敦煌市", "620982", "county", "in_operation", 2.0, "个")
LONGNAN = Row("陇南市", "621200", "prefecture", "mentioned")
XINING = Row("西宁市", "630100", "prefecture", "set_up", 1.0, "个")


def dots(svg: str, kind: str) -> list[tuple[float, float, float]]:
    found = re.findall(rf'<circle class="wd-{kind}" cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"', svg)
    return [(float(x), float(y), float(r)) for x, y, r in found]


def test_dots_lie_as_the_places_do() -> None:
    svg = place_map([YUZHONG, DUNHUANG, LONGNAN], "分布图", "zh")
    (yuzhong,), (dunhuang,), (longnan,) = (dots(svg, k) for k in ("set_up", "in_operation", "mentioned"))
    assert dunhuang[0] < yuzhong[0] < longnan[0], "敦煌 lies west of 榆中, 陇南 east"
    assert dunhuang[1] < yuzhong[1] < longnan[1], "敦煌 lies north of 榆中, 陇南 south"
    assert len(dots(svg, "ground")) > 90, "every county of the province is there, small"


def test_the_size_of_a_dot_follows_its_number() -> None:
    svg = place_map([YUZHONG, DUNHUANG, LONGNAN], "", "zh")
    sizes = [dots(svg, kind)[0][2] for kind in ("set_up", "in_operation", "mentioned")]
    assert sizes == sorted(sizes, reverse=True)
    assert (sizes[1] - 5) / (sizes[0] - 5) == pytest.approx((2 / 18) ** 0.5, abs=0.02), (
        "areas are in proportion"
    )


def test_names_stand_in_the_language_of_the_answer_and_are_escaped() -> None:
    rows = [YUZHONG, Row("<b>敦煌</b>", "620982", "county")]
    chinese, english = (place_map(rows, 'a"b', language) for language in ("zh", "en"))
    assert ">榆中县</text>" in chinese
    assert ">Yuzhong</text>" in english
    assert "<b>" not in chinese + english
    assert 'a"b' not in chinese


def test_rows_in_another_province_are_told_beside_the_map() -> None:
    svg = place_map([YUZHONG, DUNHUANG, XINING], "", "zh")
    assert province_of([YUZHONG, DUNHUANG, XINING]) == "62"
    assert "另有 1 地不在图中" in svg
    assert "西宁" not in svg
    assert "不在图中" not in place_map([YUZHONG, DUNHUANG], "", "zh")


def test_one_place_or_none_makes_no_map() -> None:
    province = Row("甘肃省", "620000", "province")
    assert place_map([], "", "zh") == place_map([YUZHONG, XINING], "", "zh") == ""
    assert (
        place_map([YUZHONG, province], "", "zh") == place_map([Row("王某某"), Row("李某某")], "", "zh") == ""
    )


def test_names_do_not_cover_each_other() -> None:
    lanzhou = [
        Row(code, code, "county", "set_up") for code in ("620102", "620103", "620104", "620105", "620111")
    ]
    svg = place_map(lanzhou, "", "zh")
    shown = re.findall(r'<text class="wd-name" x="([\d.]+)" y="([\d.]+)">([^<]+)', svg)
    spans = [(float(x), float(x) + 12.5 * len(name), float(y)) for x, y, name in shown]
    assert spans, "at least one has room"
    for own, (left, right, line) in enumerate(spans):
        for other_left, other_right, other_line in spans[own + 1 :]:
            assert right <= other_left or other_right <= left or abs(line - other_line) >= 14
