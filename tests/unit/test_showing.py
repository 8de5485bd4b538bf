"""Rows as lines of Markdown, in the language of the question."""

from __future__ import annotations

import pytest

from assistant.lists.showing import about, english_parts, line, plural
from assistant.records import Row
from tests.archives import gazetteer

ROW = Row("高台县", "620724", "county", "set_up", 12.0, "个", "9个镇、3个社区", "2022-11", (1, 2))


def test_a_chinese_line_shows_the_parts_and_their_sum() -> None:
    told = line(ROW, "zh", gazetteer())
    assert told == "- **高台县**：9个镇、3个社区，计12个，2022年11月 [1][2]"


def test_an_english_line_holds_no_chinese_but_the_name() -> None:
    told = line(ROW, "en", gazetteer())
    assert told.startswith("- **Gaotai County (高台县)**: 9 town") and "(9+3=12), 2022-11 [1][2]" in told
    assert "个" not in told and "月" not in told


@pytest.mark.parametrize(
    ("when", "iso"),
    [
        ("2024年4月9日", "2024-04-09"),
        ("2024年4月9日至10日", "2024-04-09/2024-04-10"),
        ("2024年4月9日至5月1日", "2024-04-09/2024-05-01"),
        ("2024年4月", "2024-04"),
    ],
)
def test_a_later_figure_stands_behind_its_time(when: str, iso: str) -> None:
    row = Row("环县", "621022", "county", "set_up", 11.0, "个", f"11个；{when}14个", "2023-04-03", (1,))
    assert f"{iso}: 14" in line(row, "en", gazetteer())
    assert f"{when}14个" in line(row, "zh", gazetteer())


def test_what_cannot_be_taken_apart_stays() -> None:
    assert english_parts("各乡镇都有", "个") == "各乡镇都有"


def test_words_for_what_is_counted() -> None:
    assert [plural(n) for n in ("town", "community", "studios", "村", "")] == [
        "towns",
        "communities",
        "studios",
        "村",
        "",
    ]


def test_what_is_told_in_parentheses() -> None:
    assert about(("甲", None, "乙"), "zh") == "（甲，乙）"
    assert about(("a", "b"), "en") == " (a, b)"
    assert about((None, ""), "zh") == ""
