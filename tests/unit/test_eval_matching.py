"""What counts as an item standing in an answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.matching import displayed, holds, names, without


@pytest.mark.parametrize(
    ("text", "form", "there"),
    [
        ("共有18名指导员", "18名", True),
        ("共有118名指导员", "18名", False),
        ("面积3.18亩", "18亩", False),
        ("共1,118名", "118名", False),
        ("共1,118名", "1118名", True),
        ("共 18 名", "18名", True),
        ("共１８名", "18名", True),
        ("2860 people", "286", False),
        ("in 2023 286 people came", "286", True),
        ("第一，18名", "18名", True),
        ("会议,18名", "18名", True),
        ("HUI COUNTY has 26", "Hui County", True),
        ("乡镇（社区）、企业", "乡镇(社区)、企业", True),
        ("一共26个", r"re:(?<![\d.,])26(?!\d)", True),
        ("一共126个", r"re:(?<![\d.,])26(?!\d)", False),
        ("2024-08-06", "2024年8月6日", False),
    ],
)
def test_holds(text: str, form: str, there: bool) -> None:
    assert holds(text, [form]) is there


def test_holds_any_form() -> None:
    assert holds("开了七个", ["7个", "七个"])
    assert not holds("开了八个", ["7个", "七个", ""])


def test_displayed_drops_quotations_marks_and_markup() -> None:
    text = "**甘州区**有 23 个 [1]。[2, 3]\n\n> 甘州区政协建起23个\n\n| 县 | 数 |\n|---|---|\n| 民勤县 | 18 |"
    shown = displayed(text)
    assert "建起" not in shown and "[1]" not in shown and "**" not in shown and "---" not in shown
    assert "甘州区有 23 个" in shown and "民勤县" in shown


def test_displayed_keeps_the_text_of_links() -> None:
    assert displayed("见[第三版](#c1)") == "见第三版"


def test_without_blanks_out_forms() -> None:
    assert not holds(without("原有6个，又有9个", ["6个"]), ["6个"])
    assert holds(without("原有6个，又有9个", ["6个"]), ["9个"])


@pytest.mark.parametrize(
    ("name", "forms", "same"),
    [
        ("宁县", ["宁县"], True),
        ("静宁县", ["宁县"], False),
        ("榆中县政协", ["榆中县"], True),
        ("Gaolan County (皋兰县)", ["皋兰县", "Gaolan"], True),
        ("合作市", ["re:合作市"], True),
        ("", ["宁县"], False),
        ("《关于修桥的提案》", ["关于修桥的提案"], True),
        ("关于修桥的提案", ["《关于修桥的提案》"], True),
        ("《关于修桥的提案》", ["re:^《关于"], True),
        ("《关于修桥的提案》", ["修桥的提案"], False),
    ],
)
def test_names(name: str, forms: list[str], same: bool) -> None:
    assert names(name, forms) is same


@given(st.text(alphabet="甲乙丙abc ", min_size=1).filter(str.strip), st.text(alphabet="丁戊def", max_size=5))
def test_an_item_is_held_by_any_text_around_it(item: str, around: str) -> None:
    assert holds(around + item + around, [item])
