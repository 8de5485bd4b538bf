"""Dates as newspapers say them, against the article's own date."""

from __future__ import annotations

import time
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import DateName, DateRange, find_dates

ANCHOR = DateRange.parse("2024-08-09")
_DIGITS = "〇一二三四五六七八九"


def said(text: str, anchor: DateRange | None = ANCHOR) -> list[tuple[str, str | None]]:
    return [(name.text, name.range.iso if name.range else None) for name in find_dates(text, anchor)]


def only(text: str, anchor: DateRange | None = ANCHOR) -> DateName:
    names = find_dates(text, anchor)
    assert len(names) == 1, names
    return names[0]


@pytest.mark.parametrize(
    ("text", "iso", "how"),
    [
        ("2024年8月6日", "2024-08-06", "absolute"),
        ("2024年8 月 6 日", "2024-08-06", "absolute"),
        ("二〇二四年八月六日", "2024-08-06", "absolute"),
        ("二零二三年十一月三十日", "2023-11-30", "absolute"),
        ("２０２４年８月６日", "2024-08-06", "absolute"),
        ("24年8月", "2024-08", "absolute"),
        ("2024-08-06", "2024-08-06", "absolute"),
        ("2024/8/6", "2024-08-06", "absolute"),
        ("2024.8.6", "2024-08-06", "absolute"),
        ("2023-11", "2023-11", "absolute"),
        ("2024年", "2024", "absolute"),
        ("2024年度", "2024", "absolute"),
        ("2023—2027年", "2023/2027", "absolute"),
        ("2020年至2021年", "2020/2021", "absolute"),
        ("2023年5月4日至6日", "2023-05-04/2023-05-06", "absolute"),
        ("2023年5月4-6日", "2023-05-04/2023-05-06", "absolute"),
        ("2023年12月28日至2024年1月3日", "2023-12-28/2024-01-03", "absolute"),
        ("2023年1月至6月", "2023-01/2023-06", "absolute"),
        ("2024年上半年", "2024-01/2024-06", "absolute"),
        ("2024上半年", "2024-01/2024-06", "absolute"),
        ("2024年第二季度", "2024-04/2024-06", "absolute"),
        ("2023年年底", "2023-11/2023-12", "absolute"),
        ("2023年8月上旬", "2023-08-01/2023-08-10", "absolute"),
        ("2020年底至2021年初", "2020-11/2021-02", "absolute"),
        ("2021年以来", "2021-01-01/2024-08-09", "absolute"),
        ("2023年5月至今", "2023-05-01/2024-08-09", "absolute"),
        ("8月6日", "2024-08-06", "partial"),
        ("八月六日", "2024-08-06", "partial"),
        ("8月6号", "2024-08-06", "partial"),
        ("5月4日至6日", "2024-05-04/2024-05-06", "partial"),
        ("5月4日—5日", "2024-05-04/2024-05-05", "partial"),
        ("8 月 5 日至 6 日", "2024-08-05/2024-08-06", "partial"),
        ("3月底", "2024-03-21/2024-03-31", "partial"),
        ("3月初", "2024-03-01/2024-03-10", "partial"),
        ("2月份", "2024-02", "partial"),
        ("1至6月", "2024-01/2024-06", "partial"),
        ("1—6月份", "2024-01/2024-06", "partial"),
        ("12月28日至1月3日", "2023-12-28/2024-01-03", "partial"),
        ("第一季度", "2024-01/2024-03", "partial"),
        ("上半年", "2024-01/2024-06", "partial"),
        ("6月1日以来", "2024-06-01/2024-08-09", "partial"),
        ("去年10月", "2023-10", "relative"),
        ("今年3月", "2024-03", "relative"),
        ("今年3月以来", "2024-03-01/2024-08-09", "relative"),
        ("今年上半年", "2024-01/2024-06", "relative"),
        ("今年以来", "2024-01-01/2024-08-09", "relative"),
        ("去年年底", "2023-11/2023-12", "relative"),
        ("去年8月至今年2月", "2023-08/2024-02", "relative"),
        ("去年", "2023", "relative"),
        ("前年", "2022", "relative"),
        ("明年", "2025", "relative"),
        ("本月", "2024-08", "relative"),
        ("上月15日", "2024-07-15", "relative"),
        ("上月下旬", "2024-07-21/2024-07-31", "relative"),
        ("昨日", "2024-08-08", "relative"),
        ("本周三", "2024-08-07", "relative"),
        ("上周", "2024-07-29/2024-08-04", "relative"),
        ("近日", "2024-08", "vague"),
        ("日前", "2024-08", "vague"),
        ("十四届二次会议", None, "session"),
        ("十届三十二次", None, "session"),
        ("二十届三中全会", None, "session"),
    ],
)
def test_one_date(text: str, iso: str | None, how: str) -> None:
    for around in (text, f"县政协于{text}，召开座谈会。"):
        name = only(around)
        assert (name.text, name.range.iso if name.range else None, name.how) == (text, iso, how)


@pytest.mark.parametrize(
    "text",
    [
        *("第1号", "1.8万件", "“1246”工程", "6.9级地震", "电话：0931—8926232", "24小时", "3个月"),
        *("为期3日", "连续3年", "第31届大学生运动会", "1/2的委员", "版本2.0.1", "第三条第二款"),
        *("108项", "50年", "百年奋斗", "一年一度", "3日内", "光明日报", "同日本", "不同年龄"),
        *("目前天气", "千年中华", "每年9月", "农历七月初四", "月底层", "年轻人", "今后天地"),
        *("一季一调度", "近年来", "中旬", "日本月刊", "三十二次主席会议", "13.56平方米"),
        *("编号20240806", "2024届毕业生"),
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize("text", ["2月30日", "2023年2月29日", "4月31日"])
def test_days_that_do_not_exist_have_no_range(text: str) -> None:
    assert said(text) == [(text, None)]


@pytest.mark.parametrize(
    ("text", "anchor", "iso"),
    [
        ("12月3日", "2022-01", "2021-12-03"),
        ("1月4日", "2022-01", "2022-01-04"),
        ("9月1日", "2024-08-09", "2024-09-01"),
        ("11月1日", "2024-08-09", "2023-11-01"),
        ("11月1日", "2024", "2024-11-01"),
        ("12月底前", "2024-08-09", "2024-12-21/2024-12-31"),
        ("年底", "2024-08-09", "2024-11/2024-12"),
        ("年底", "2024-01-09", "2023-11/2023-12"),
        ("近日", "2022-01", "2022-01"),
        ("近日", "2022", "2022"),
        ("本月", "2022", None),
        ("昨日", "2022-01", None),
        ("2月29日", "2023-03-01", None),
        ("去年", "2023-12/2024-01", "2023"),
    ],
)
def test_the_anchor_tells_the_year(text: str, anchor: str, iso: str | None) -> None:
    found = only(text, DateRange.parse(anchor)).range
    assert (found.iso if found else None) == iso


def test_without_an_anchor_the_month_and_day_stay_known() -> None:
    name = only("5月4日至6日", None)
    assert (name.range, name.since, name.until) == (None, (5, 4), (5, 6))
    assert name.matches(DateRange.parse("2023-05-05")) and not name.matches(DateRange.parse("2023-05-07"))
    assert only("去年", None).since is None
    winter = only("12月28日至1月3日", None)
    assert winter.matches(DateRange.parse("2021-01-02")) and winter.matches(DateRange.parse("2020-12-30"))
    assert only("2021年2月29日", None).since is None


def test_dates_lean_on_the_dates_before_them() -> None:
    assert said("2020年12月7日开会，当日下午座谈，次日调研。") == [
        *(("2020年12月7日", "2020-12-07"), ("当日", "2020-12-07"), ("次日", "2020-12-08"))
    ]
    assert said("2021年2月启动，3月铺开，4月见效。5月总结。") == [
        *(("2021年2月", "2021-02"), ("3月", "2021-03"), ("4月", "2021-04"), ("5月", "2024-05"))
    ]
    assert said("8月6日、7日") == [("8月6日", "2024-08-06"), ("7日", "2024-08-07")]
    assert said("2019年6月任职，同年9月调离，次年到龄") == [
        *(("2019年6月", "2019-06"), ("同年9月", "2019-09"), ("次年", "2020"))
    ]


def test_bare_days_belong_to_the_month_of_the_issue() -> None:
    assert said("7日，县政协召开会议") == [("7日", "2024-08-07")]
    assert said("29日，县政协召开会议") == [("29日", "2024-07-29")]
    assert said("5日至7日，委员们视察") == [("5日至7日", "2024-08-05/2024-08-07")]


def test_web_datelines_with_two_digit_years() -> None:
    assert said("21-07-15 09:19 来源：日报") == [("21-07-15", "2021-07-15")]
    assert said("93-08-92") == []


_DAY_TEXTS = st.dates(date(1949, 1, 1), date(2049, 12, 31))


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def _wide(text: str) -> str:
    return text.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})


def _forms(day: date) -> list[str]:
    year, month, number = day.year, day.month, day.day
    plain = f"{year}年{month}月{number}日"
    han = "".join(_DIGITS[int(digit)] for digit in str(year))
    return [
        *(plain, f"{year}年{month:02}月{number:02}日", f"{year} 年 {month} 月 {number} 日"),
        *(f"{year}年{month}月{number}号", _wide(plain), f"{han}年{_chinese(month)}月{_chinese(number)}日"),
        *(day.isoformat(), f"{year}/{month}/{number}", f"{year}.{month}.{number}"),
    ]


_BEFORE = st.sampled_from(["", "自", "至今已是", "（", "政协"])
_AFTER = st.sampled_from(["", "，", "起", "）", "上午"])


@given(_DAY_TEXTS, _BEFORE, _AFTER)
def test_a_day_in_any_form_is_found_exactly(day: date, before: str, after: str) -> None:
    for form in _forms(day):
        name = only(before + form + after, None)
        assert (name.text, name.range, name.start) == (form, DateRange(day, day), len(before))


@given(_DAY_TEXTS, st.integers(0, 27), st.sampled_from(["至", "到", "—", "-", "~", "——", " 至 "]))
def test_a_range_of_days_is_found_exactly(first: date, length: int, to: str) -> None:
    last = first + timedelta(days=length)
    full = f"{last.year}年{last.month}月{last.day}日"
    short = full if last.year > first.year else f"{last.month}月{last.day}日"
    for end in (full, short):
        text = f"{first.year}年{first.month}月{first.day}日{to}{end}"
        assert said(text, None) == [(text, DateRange(first, last).iso)]


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.integers(0, 300))
def test_a_day_before_the_issue_is_understood_without_its_year(issue: date, before: int) -> None:
    day = issue - timedelta(days=before)
    name = only(f"{day.month}月{day.day}日", DateRange(issue, issue))
    if (day.month, day.day) != (2, 29):
        assert name.range == DateRange(day, day)


_PIECES = st.sampled_from(["2024", "年", "8", "月", "6", "日", "至", "去", "今", "上半", "底", "第", " "])


@given(st.lists(_PIECES, max_size=16).map("".join) | st.text(max_size=30))
def test_dates_stand_where_they_say(text: str) -> None:
    for anchor in (ANCHOR, DateRange.parse("2024"), None):
        names = find_dates(text, anchor)
        assert all(text[name.start : name.end] == name.text for name in names)
        assert all(one.end <= other.start for one, other in pairwise(names))
        assert all(name.range or name.how != "vague" for name in names if anchor)


@pytest.mark.parametrize("piece", ["1", "一", "2024-", "8月", "1至", "第", " ", "2023年至"])
def test_long_texts_cost_time_in_proportion(piece: str) -> None:
    began = time.process_time()
    find_dates(piece * (40_000 // len(piece)), ANCHOR)
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    "text",
    [
        "每月8日为协商日",
        "每年10月10日举行",
        "每年的3月至5月",
        "逢每月5日、15日和25日赶集",
        "农历8月15日",
        "每月10日至15日",
        "历年3月5日",
    ],
)
def test_days_of_every_month_and_of_other_calendars_are_no_dates(text: str) -> None:
    assert find_dates(text, DateRange.parse("2024-05-17")) == []


def test_what_follows_a_day_of_every_month_is_a_date() -> None:
    found = find_dates("每年2月开会，8月6日是第三次。", DateRange.parse("2024-08-09"))
    assert [name.range.iso for name in found if name.range] == ["2024-08-06"]


@pytest.mark.parametrize("text", ["7月1日、3日视察", "7月1日和3日视察"])
def test_a_joined_day_is_of_the_month_before_it(text: str) -> None:
    found = find_dates(text, DateRange.parse("2024-08-02"))
    assert [name.range.iso for name in found if name.range] == ["2024-07-01", "2024-07-03"]
