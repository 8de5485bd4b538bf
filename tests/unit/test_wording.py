"""The words around the evidence: both languages, dates as each writes them, numbers without ballast."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import wording
from assistant.wording import number, place_name, say, when
from index.dates import find_question_dates
from index.dates.calendar import DateRange
from tests.archives import gazetteer

DATA = Path(wording.__file__).parent / "data" / "wording.toml"
TODAY = date(2024, 6, 1)
DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))


def sentences() -> list[tuple[str, dict[str, str]]]:
    raw = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return [(f"{part}.{name}", said) for part, names in raw.items() for name, said in names.items()]


@pytest.mark.parametrize(("key", "said"), sentences(), ids=lambda v: v if isinstance(v, str) else "")
def test_both_languages_have_the_same_blanks(key: str, said: dict[str, str]) -> None:
    assert set(said) == {"zh", "en"}
    assert not re.search("[\u4e00-\u9fff]", said["en"]), key
    blanks = {language: set(re.findall(r"\{(\w+)\}", text)) for language, text in said.items()}
    # A frame for one language alone may leave out what the other shows; English counts without measure words.
    assert blanks["zh"] - {"unit"} <= blanks["en"], key


def test_say_fills_in_the_blanks() -> None:
    text = say("list.coverage", "en", articles=31, matched=9, sentences=14)
    assert all(str(n) in text for n in (31, 9, 14))
    assert say("list.coverage", "zh", articles=31, matched=9, sentences=14) != text


def test_an_unknown_key_or_a_missing_blank_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("list.no_such_sentence", "zh")
    with pytest.raises(KeyError):
        say("list.coverage", "zh")


@pytest.mark.parametrize(
    ("iso", "zh"),
    [
        ("", ""),
        ("2024", "2024年"),
        ("2024-08", "2024年8月"),
        ("2024-08-06", "2024年8月6日"),
        ("2023-05-04/2023-05-06", "2023年5月4日至6日"),
        ("2023-05-30/2023-06-02", "2023年5月30日至6月2日"),
        ("2023-12-30/2024-01-02", "2023年12月30日至2024年1月2日"),
        ("2024-01/2024-06", "2024年上半年"),
        ("2024-07/2024-12", "2024年下半年"),
        ("2024-02/2024-04", "2024年2月至4月"),
        ("2021-03-01/2021-03-10", "2021年3月上旬"),
        ("2021-03-11/2021-03-20", "2021年3月中旬"),
        ("2021-03-21/2021-03-31", "2021年3月下旬"),
        ("2023-02-21/2023-02-28", "2023年2月下旬"),
        ("2020/2022", "2020年至2022年"),
    ],
)
def test_dates_in_chinese(iso: str, zh: str) -> None:
    assert when(iso, "zh") == zh


@given(DAYS)
def test_a_day_reads_back_as_itself(day: date) -> None:
    said = find_question_dates(when(day.isoformat(), "zh"), TODAY)
    assert [d.range for d in said] == [DateRange(day, day)]


@given(DAYS, st.integers(1, 400))
def test_a_range_of_days_reads_back_as_itself(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    asked = DateRange(first, last)
    said = find_question_dates(when(asked.iso, "zh"), TODAY)
    assert [d.range for d in said] == [asked], (asked.iso, when(asked.iso, "zh"))


@given(DAYS, st.integers(0, 400))
def test_english_keeps_the_iso_form(first: date, length: int) -> None:
    iso = DateRange(first, first + timedelta(days=length)).iso
    assert when(iso, "en") == iso


@given(st.integers(0, 10**9))
def test_a_whole_number_has_no_decimals(value: int) -> None:
    assert number(float(value)) == str(value)


def test_a_broken_number_keeps_its_decimals() -> None:
    assert number(1.5) == "1.5"
    assert float(number(88.6)) == 88.6


def test_a_place_in_english_has_both_names() -> None:
    shown = place_name("620724", "高台县", "en", gazetteer())
    assert "高台县" in shown and "Gaotai" in shown
    assert place_name("620724", "高台县", "zh", gazetteer()) == "高台县"
    assert place_name("", "无名地", "en", gazetteer()) == "无名地"
