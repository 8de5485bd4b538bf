"""Columns that were copied across each other are read one after the other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.readers.abreast import in_reading_order
from index.records import Line

BESIDE = """\
县政协调研药材种植                    县政协督办校园食堂提案
本报甲县讯6月7日,调研组走进北山,      本报乙县讯6月9日,督办组先后来到
就药材种植情况开展专题调研,与合作     两所学校,查看后厨和留样记录,并与
社负责人面对面交流,了解种植规模、     学生一起用餐。县教育局汇报了办理
技术服务和销路。调研组建议,要统一     情况:全县学校食堂都已实现明厨亮
种苗标准,建设检测中心,同药企签订     灶,配备食品安全员二百名。督办组
长期协议。                            要求,把好采购、加工、配送三关。
                                      下一步将每月公示一次。
县政协进社区宣讲垃圾分类"""
TABLE = """\
单位                    提案数
农业农村局              12件
教育局                  7件
住建局                  9件
交通局                  4件
水务局                  3件"""


def lines(text: str) -> list[Line]:
    return [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]


def test_the_left_column_comes_before_the_right_one() -> None:
    ordered = in_reading_order(lines(BESIDE))
    assert [line.number for line in ordered] == [1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert ordered[6].text == "长期协议。" and ordered[7].text == "县政协督办校园食堂提案"
    assert ordered[-2].text == "下一步将每月公示一次。" and ordered[-1].text == "县政协进社区宣讲垃圾分类"


def test_a_table_and_names_with_wide_spaces_stay_as_they_are() -> None:
    for text in (TABLE, "责任编辑  白露\n校对  章程\n版式  齐声\n摄影  石径\n统筹  安宁"):
        assert in_reading_order(lines(text)) == lines(text)


@given(st.lists(st.text(alphabet="甲乙丙，。  \u3000a1", max_size=40), max_size=12))
def test_no_character_is_lost(texts: list[str]) -> None:
    given_lines = [Line(number, text) for number, text in enumerate(texts, 1)]
    ordered = in_reading_order(given_lines)
    assert sorted("".join("".join(line.text.split()) for line in ordered)) == sorted(
        "".join("".join(text.split()) for text in texts)
    )
    assert {line.number for line in ordered} >= {line.number for line in given_lines if line.text.strip()}
