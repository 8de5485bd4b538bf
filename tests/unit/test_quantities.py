"""Quantities: number, hedge, unit, and what is counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.mentions.numbers import chinese_numeral
from index.mentions.quantities import find_quantities
from index.mentions.units import units

Found = tuple[float | None, str, str]


def found(text: str) -> list[Found]:
    return [(m.value, m.unit, m.name) for m in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县23个乡镇和5个社区都挂了牌。", [(23, "个", "乡镇"), (5, "个", "社区")]),
        ("共收到976件委员提案，", [(976, "件", "委员提案")]),
        ("先后设立31个“委员工作室”，", [(31, "个", "委员工作室")]),
        ("办起5个“零距离”议事点，", [(5, "个", "零距离议事点")]),
        ("向各站选派27名党建指导员。", [(27, "名", "党建指导员")]),
        ("委员工作室46个，协商议事室310个。", [(46, "个", "委员工作室"), (310, "个", "协商议事室")]),
        ("新建“委员书屋”9个、“读书角” 15 处。", [(9, "个", "委员书屋"), (15, "处", "读书角")]),
        ("开展调研18次，提交微建议25条，", [(18, "次", "调研"), (25, "条", "微建议")]),
        ("联名委员工作室2个，", [(2, "个", "联名委员工作室")]),
        (
            "2名省政协委员、41名市政协委员、160名县政协委员走进网格。",
            [(2, "名", "省政协委员"), (41, "名", "市政协委员"), (160, "名", "县政协委员")],
        ),
        ("把264名政协委员编入8个专委会。", [(264, "名", "政协委员"), (8, "个", "专委会")]),
        ("委员由31名扩大到96名。", [(31, "名", "委员"), (96, "名", "委员")]),
        ("街道的9个村的村民代表到会。", [(9, "个", "村")]),
        ("包抓14个乡镇协商工作，", [(14, "个", "乡镇")]),
        ("举办为期三天的委员培训班。", [(3, "天", "委员培训班")]),
        ("像这样的座谈会，已召开了40余次，", [(40, "次", "座谈会")]),
        ("各站省市县委员参与200余人次。", [(200, "人次", "省市县委员")]),
        ("共有60人次作交流发言。", [(60, "人次", "交流发言")]),
        ("信访接待33人次，现场办公7场次，", [(33, "人次", "信访接待"), (7, "场次", "现场办公")]),
        ("提案办结率98.5%，", [(98.5, "%", "提案办结率")]),
        ("市财政拨付经费30万元，", [(30, "万元", "经费")]),
        ("项目总投资5.6亿元的园区", [(5.6, "亿元", "项目总投资")]),
        ("栽植苹果4.5万亩，", [(45000, "亩", "苹果")]),
        ("当地发生4.7级地震，", [(4.7, "级", "地震")]),
        ("村庄距县城36公里。", [(36, "公里", "")]),
        ("百分之四十五的村民", [(45, "%", "")]),
        ("来自30多国的代表", [(30, "国", "国")]),
        ("道路中断17处，", [(17, "处", "道路中断")]),
    ],
)
def test_what_is_counted(text: str, expected: list[Found]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "printed", "value", "hedge"),
    [
        ("联系群众2.4万多人，", "2.4万多人", 24000, "多"),
        ("收到建议130余条。", "130余条", 130, "余"),
        ("邀请近500 名委员", "近500 名", 500, "近"),
        ("解决难题近千件，", "近千件", 1000, "近"),
        ("慰问上百名老人", "上百名", 100, "上"),
        ("不少于6次", "不少于6次", 6, "不少于"),
        ("帮扶２０户以上", "２０户以上", 20, "以上"),
        ("约二百三十户农民", "约二百三十户", 230, "约"),
        ("两千余名委员", "两千余名", 2000, "余"),
        ("历时四个多月", "四个多月", 4, "多"),
        ("数百名群众", "数百名", None, "数"),
        ("每组3至5名委员", "3至5名", None, ""),
        ("三五个村民", "三五个", None, ""),
        ("缩短到三天半。", "三天半", 3.5, ""),
        ("两斤半花椒", "两斤半", 2.5, ""),
        ("两天半价销售", "两天", 2, ""),
        ("与企业签约9亿元，", "9亿元", 9, ""),
        ("在附近3个村", "3个", 3, ""),
    ],
)
def test_hedges_are_kept_as_printed(text: str, printed: str, value: float | None, hedge: str) -> None:
    (mention,) = find_quantities(text)
    assert (mention.text, mention.value, mention.hedge) == (printed, value, hedge)


@pytest.mark.parametrize(
    "text",
    [
        "2022年5月16日上午9时30分",
        "县政协九届十四次常委会会议",
        "第三次会议、第25次学习、第一个",
        "按照“1357”工作思路",
        "坚决做到“两个维护”",
        "启动二级响应",
        "“三位一体”平台",
        "电话0931-1234567",
        "G312线、C919飞机、1.2.3版",
        "千名干部下基层、万名委员",
        "另一个、每一次、这一项",
        "作为一项长期任务",
        "统一部署、进一步、一次性补助",
        "来到三家沟、五里铺、三台村",
        "一是、二是、三要",
        "十四五规划、中央八项规定",
        "请问一杯多少钱",
        "大家一起学习，在四处走访",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert found(text) == []


def test_what_is_taken_is_passed_over() -> None:
    text = "连续15年举办，今年3场"
    assert [m.text for m in find_quantities(text)] == ["15年", "3场"]
    assert [m.text for m in find_quantities(text, [(2, 5)])] == ["3场"]


@given(st.integers(min_value=2, max_value=99_999_999), st.sampled_from(["个", "名", "件", "户"]))
def test_figures_and_numerals_mean_the_same(value: int, unit: str) -> None:
    arabic, chinese = f"建成{value}{unit}阵地", f"建成{chinese_numeral(value)}{unit}阵地"
    for text in (arabic, chinese) if value != 2 else (arabic,):
        (mention,) = find_quantities(text)
        assert (mention.value, mention.unit) == (value, unit)


@given(
    st.text(
        alphabet="一二十百万几数近约多余第届个名次件元年%0123456789.,，、“”委员工作室的了建成 \n", max_size=60
    )
)
def test_mentions_quote_the_text_and_do_not_overlap(text: str) -> None:
    last = 0
    for mention in find_quantities(text):
        assert mention.text == text[mention.start : mention.end]
        assert mention.start >= last
        assert mention.value is None or mention.value >= 0
        last = mention.end


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (2.1, "亿元", (210_000_000.0, "元")),
        (30, "万元", (300_000.0, "元")),
        (18000, "人", (18000, "人")),
        (2, "公顷", (30.0, "亩")),
        (5, "没有的单位", (5, "没有的单位")),
    ],
)
def test_quantities_are_compared_in_base_units(value: float, unit: str, expected: tuple[float, str]) -> None:
    assert units().comparable(value, unit) == expected


def test_every_base_is_a_unit_or_stands_for_itself() -> None:
    known = units().units
    assert {"元", "亩", "人", "%"} <= known.keys()
    assert all(unit.factor > 0 and unit.kind for unit in known.values())
