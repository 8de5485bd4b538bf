"""How many of a thing a sentence tells of."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.lists.figures import Figure, figure_of
from tests.asking import told

NAMES = ("委员工作站", "政协委员工作站")


def figure(text: str, names: tuple[str, ...] = NAMES) -> Figure | None:
    article, annotation = told(text, date="2023-06-09", place="高台县")
    positions = [m.start() for m in re.finditer("|".join(names), article.text)]
    return figure_of(article.text, annotation, annotation.sentences[0], names, positions)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("全县建成委员工作站12个。", 12, "个"),
        ("全县建成12个委员工作站。", 12, "个"),
        ("全县建成政协委员工作站十二个。", 12, "个"),
        ("12个委员工作站全部开门。", 12, "个"),
        ("全县委员工作站增加到24个。", 24, "个"),
        ("全县有委员120名，建成委员工作站12个。", 12, "个"),
        ("全市195个乡镇都有了办公室，村（社区）委员工作站建成2180个。", 2180, "个"),
        ("全县委员工作站已有12个，分布在9个镇。", 12, "个"),
        ("全县委员工作站由10个增加到14个。", 14, "个"),
        ("全县羊只饲养量达到302万只，全县21个乡镇中已有20个建成委员工作站。", 20, "个"),
        ("全县委员书屋由16个增加到29个；25个委员工作站接待群众530人次。", 25, "个"),
        ("县政协主席为首批22个工作站授牌，委员工作站都设在村里。", 22, "个"),
        ("全县建成委员工作站12个，其中镇上委员工作站9个、村里委员工作站3个。", 12, "个"),
        ("全县计划建设委员工作站12个，目前已建成7个，配备桌椅90套。", 7, "个"),
        ("全县计划建设委员工作站12个，目前已建成书屋7个。", 12, "个"),
    ],
)
def test_the_thing_itself_is_counted(text: str, value: float, unit: str) -> None:
    found = figure(text)
    assert found and (found.value, found.unit) == (value, unit)
    assert found.parts == (value,)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("全县在9个乡镇的102个行政村全部设立委员工作站。", (102,)),
        ("全县17个镇各有了一个“委员工作站”。", (17,)),
        ("全县有一个委员工作站。", (1,)),
    ],
)
def test_places_that_have_one_each_are_counted_once(text: str, parts: tuple[float, ...]) -> None:
    found = figure(text)
    assert found and found.parts == parts


def test_places_that_have_one_each_are_added_up() -> None:
    found = figure("全县9个镇和3个社区成立了委员工作站。")
    assert found and found.value == 12
    assert found.parts == (9, 3)
    assert "9个" in found.detail and "3个" in found.detail


def test_places_of_one_sort_stand_as_they_are() -> None:
    found = figure("全县9个镇都成立了委员工作站。")
    assert found and found.value == 9 and found.printed == "9个"


@given(st.integers(2, 40), st.integers(2, 40), st.integers(2, 40))
def test_a_sum_is_that_of_its_parts(a: int, b: int, c: int) -> None:
    found = figure(f"全县{a}个乡镇、{b}个社区和{c}个村成立了委员工作站。")
    assert found and found.value == sum(found.parts) == a + b + c


@pytest.mark.parametrize(
    "text",
    [
        "委员工作站里坐满了人。",
        "委员在委员工作站接待群众46人次，收到意见19条。",
        "县政协走访了9个镇，开展座谈3场，成立委员工作站。",
        "9个镇的干部先后参加了为期两天的业务培训，走村入户，摸清底数，反复商量之后，大家又一次坐到一起，最后才建委员工作站。",
    ],
)
def test_other_numbers_do_not_count_the_thing(text: str) -> None:
    assert figure(text) is None


def test_kin_is_not_counted() -> None:
    assert figure("全县建成委员工作室30个、委员工作站12个。") == figure("全县建成委员工作站12个。")


def test_what_was_chosen_from_the_thing_is_no_number_of_it() -> None:
    assert figure("县政协从委员工作站中评选出4个委员工作站。") is None


def test_an_age_counts_nobody() -> None:
    found = figure("全市3岁以下婴幼儿有1.4万余名。", ("婴幼儿",))
    assert found and found.value == 14000


def test_people_are_counted_together_with_others() -> None:
    found = figure("上半年，各站接待群众和职工5460人次。", ("群众",))
    assert found and (found.value, found.unit) == (5460, "人次")
    assert figure("上半年，各站接待群众，培训职工5460人次。", ("群众",)) is None


def test_all_there_are_count_unless_additions_are_asked_for() -> None:
    text = "全县新建委员工作站5个，总数达到l9个。"
    found = figure(text)
    assert found and found.value == 19 and found.grown and found.printed == "19个"
    article, annotation = told(text, date="2023-06-09", place="高台县")
    at = [article.text.index(NAMES[0])]
    more = figure_of(article.text, annotation, annotation.sentences[0], NAMES, at, added=True)
    assert more and more.value == 5


def test_a_plan_may_be_asked_for() -> None:
    article, annotation = told(
        "全县计划建设委员工作站12个，目前已建成7个。", date="2023-06-09", place="高台县"
    )
    at = [article.text.index(NAMES[0])]
    meant = figure_of(article.text, annotation, annotation.sentences[0], NAMES, at, planned=True)
    assert meant is not None and meant.value == 12
