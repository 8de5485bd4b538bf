"""Happenings that a page names tell when it was printed."""

from __future__ import annotations

import pytest

from index.packaged import load_packaged
from index.segmenter.happenings import told


@pytest.mark.parametrize(
    ("text", "month", "year"),
    [
        ("全县干部学习党的十九届六中全会精神。", 12, 2021),
        ("全县干部学习党的十九届六中全会精神。", 2, 2022),
        ("开展党史学习教育，听取“十四五”开局之年工作通报。", 9, 2021),
        ("机关支部学习二十届三中全会精神。", None, 2024),
    ],
)
def test_the_year_in_which_it_was_news(text: str, month: int | None, year: int) -> None:
    said = told(text, month)
    assert said.fitting[year] == max(said.fitting.values())
    assert said.possible(year, month)


def test_a_page_is_not_older_than_what_it_names() -> None:
    said = told("学习党的二十大精神", 3)
    assert not said.possible(2022, 3)
    assert said.possible(2023, 3) and said.possible(2030, 3)


def test_what_lies_ahead_bars_the_years_behind_it() -> None:
    said = told("喜迎党的二十大，委员们写生作画。", 8)
    assert said.possible(2022, 8) and not said.possible(2023, 8)


def test_nothing_named_tells_nothing() -> None:
    said = told("修好了一条渠。", 5)
    assert not said.fitting and said.possible(1999, 5)


def test_windows_of_the_data_are_in_order() -> None:
    entries = load_packaged("index", "happenings.toml", lambda raw: raw["happening"], "happenings")
    for entry in entries:
        for first, last in entry["windows"]:
            assert first <= last, entry
            assert all(len(month) == 7 and 1 <= int(month[5:]) <= 12 for month in (first, last)), entry
        assert sorted(entry["windows"]) == entry["windows"], entry
    named = [word for entry in entries for word in entry["words"]]
    assert len(named) == len(set(named))
