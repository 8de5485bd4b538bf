"""Numerals and their values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.mentions.numbers import chinese_numeral, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1050", "1050"),
        ("1,234", "1234"),
        ("12,345,678.5", "12345678.5"),
        ("１８", "18"),
        ("３．５", "3.5"),
        ("1.8万", "18000"),
        ("11.8亿", "1180000000"),
        ("20万亿", "20000000000000"),
        ("3千", "3000"),
        ("1.8 万", "18000"),
        ("〇", "0"),
        ("零", "0"),
        ("两", "2"),
        ("十", "10"),
        ("十二", "12"),
        ("二百三十八", "238"),
        ("二百零三", "203"),
        ("二百三", "230"),
        ("一千零五", "1005"),
        ("三万五", "35000"),
        ("三万零五", "30005"),
        ("两千", "2000"),
        ("五十六亿", "5600000000"),
        ("一亿零三百", "100000300"),
        ("二〇二四", "2024"),
        ("壹佰贰拾", "120"),
    ],
)
def test_numerals(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "届",
        "十届",
        "三五",
        "百",
        "万",
        "千百",
        "十二三",
        "1,23",
        "1.",
        ".5",
        "1.2.3",
        "1,234,5",
        "abc",
        "12个",
    ],
)
def test_what_is_no_numeral(text: str) -> None:
    assert parse_number(text) is None


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_a_chinese_numeral_is_read_as_it_was_written(value: int) -> None:
    assert parse_number(chinese_numeral(value)) == value


@given(st.integers(min_value=0, max_value=10**12))
def test_grouped_and_full_width_figures_are_the_same_number(value: int) -> None:
    assert parse_number(f"{value:,}") == value
    assert parse_number(str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９"))) == value


@given(st.decimals(min_value=0, max_value=10**6, places=2), st.sampled_from([("万", 10**4), ("亿", 10**8)]))
def test_a_multiplier_multiplies_exactly(value: Decimal, multiplier: tuple[str, int]) -> None:
    assert parse_number(f"{value}{multiplier[0]}") == value * multiplier[1]


@given(st.text(alphabet="零〇一二两三四五六七八九十百千万亿0123456789.,，", max_size=12))
def test_any_string_of_numerals_is_a_number_or_nothing(text: str) -> None:
    value = parse_number(text)
    assert value is None or value >= 0


@pytest.mark.parametrize("value", [-1, 10**16])
def test_numbers_without_a_chinese_numeral_are_refused(value: int) -> None:
    with pytest.raises(ValueError, match="no Chinese numeral"):
        chinese_numeral(value)
