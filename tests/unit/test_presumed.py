"""What a question takes for granted or asks for, and whether a report says it."""

from __future__ import annotations

import pytest

from assistant.sentences.presumed import load_presumptions
from tests.asking import read

RULES = load_presumptions()


@pytest.mark.parametrize(
    ("question", "report", "missed"),
    [
        ("会宁县为什么取消了培训班？", "会宁县举办培训班。", 1.0),
        ("会宁县为什么取消了培训班？", "因大雪,会宁县取消培训班。", 0.0),
        ("Why did Huining County close its studios?", "会宁县启用工作室5个。", 1.0),
        ("Why was the plan rejected in Huining?", "常委会否决了方案。", 0.0),
        ("会宁县哪天举办了培训班？", "会宁县举办培训班。", 0.0),
        ("会宁县的果树面积下降了多少？", "果树面积增加到3万亩。", 1.0),
    ],
)
def test_a_turn_has_to_be_told(question: str, report: str, missed: float) -> None:
    assert RULES.turn_missed(read(question), report, report) == missed


def test_a_turn_told_elsewhere_is_half_missed() -> None:
    question = read("会宁县为什么取消了培训班？")
    assert RULES.turn_missed(question, "会宁县举办培训班。", "会宁县举办培训班。后来取消了讲座。") == 0.5


@pytest.mark.parametrize(
    ("question", "near", "missed"),
    [
        ("会宁县种粮大户今年多少岁？", "种粮大户种地300亩。", 1.0),
        ("会宁县种粮大户今年多少岁？", "58岁的种粮大户种地300亩。", 0.0),
        ("How old is the farmer from Huining?", "种粮大户种地300亩。", 1.0),
        ("会宁县停车场怎么收费？", "新建停车场4处。", 1.0),
        ("会宁县停车场怎么收费？", "停车场每小时2元。", 0.0),
        ("会宁县的木匠是哪里人？", "木匠姓柴,河州永靖人,做了四十年桌椅。", 0.0),
        ("会宁县的木匠是哪里人？", "木匠姓柴,项目负责人,做了四十年桌椅。", 1.0),
        ("会宁县有多少处停车场？", "新建停车场4处。", 0.0),
    ],
)
def test_a_property_has_to_look_like_one(question: str, near: str, missed: float) -> None:
    understood = read(question)
    assert RULES.attribute_missed(understood, near, near) == missed
    assert not (RULES.attribute_held(understood, near) and missed)


def test_a_property_that_the_report_tells_elsewhere_is_half_missed() -> None:
    understood = read("会宁县停车场怎么收费？")
    assert RULES.attribute_missed(understood, "新建停车场4处。", "新建停车场4处。每小时2元。") == 0.5
