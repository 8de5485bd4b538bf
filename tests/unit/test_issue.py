"""Date of issue, page number and paper: printed, in the file's name, on the web page, or inferred."""

from __future__ import annotations

import pytest

from index.records import Page
from index.segmenter.issue import date_page
from index.segmenter.lines import label
from tests.pages import layout, page


def dated(text: str, source: str = "页.txt", issue_date: str | None = None) -> Page:
    given = page(text, source, issue_date=issue_date)
    return date_page(given, label(given, layout()), layout())


REPORT = "\n\n康县政协召开会议\n\n本报康县讯 3月6日，会议召开，研究2031年度工作要点。"


@pytest.mark.parametrize(
    ("masthead", "date", "number", "paper"),
    [
        ("2 综 合 2031年3月9日 星期五 责任编辑：某某", "2031-03-09", "2", ""),
        ("陇原协商报 2031年3月9日 星期五 第三版 要闻", "2031-03-09", "3", "陇原协商报"),
        ("A4 时政 2031.3.9 星期五 编辑/某某 版式/某某", "2031-03-09", "4", ""),
        ("综合新闻 二〇三一年三月九日 星期五", "2031-03-09", None, ""),
        ("'31年3月9日 星期五 第 1 版 本版责编 某某", "2031-03-09", "1", ""),
        ("第 12 版 87年3月9日 星期一", "1987-03-09", "12", ""),
    ],
)
def test_printed(masthead: str, date: str, number: str | None, paper: str) -> None:
    found = dated(masthead + REPORT, "2030-01-01_07.txt")
    assert (found.issue_date, found.date_from, found.paper) == (date, "masthead", paper)
    assert found.number == (number or "7")


@pytest.mark.parametrize(
    ("source", "date", "number"),
    [
        ("2031-03-09_02.txt", "2031-03-09", "2"),
        ("20310309.txt", "2031-03-09", None),
        ("2031年3月9日第2版.txt", "2031-03-09", "2"),
    ],
)
def test_in_the_name_of_the_file(source: str, date: str, number: str | None) -> None:
    found = dated("一条渠修了三年，水终于来了。", source)
    assert (found.issue_date, found.date_from, found.number) == (date, "file name", number)


def test_metadata_count_before_the_name() -> None:
    found = dated("一条渠修了三年。", "2031-03-09_02.txt", issue_date="2031-03-10")
    assert (found.issue_date, found.date_from) == ("2031-03-10", "metadata")


def test_web_pages() -> None:
    text = (
        "某县：修好一条渠\n31-07-15 09:19 来源：某某日报 编辑：某某\n\n"
        + "一条渠修了三年，水终于来了，家家户户都说好，夸委员们办了一件实事。"
    )
    found = dated(text)
    assert (found.issue_date, found.date_from, found.paper) == ("2031-07-15", "web page", "某某日报")


def test_a_date_alone_under_the_title_of_a_web_page() -> None:
    text = (
        "某县：修好一条渠\n2031-07-15 18:20\n\n"
        + "一条渠修了三年，水终于来了，家家户户都说好，夸委员们办了一件实事。"
    )
    assert dated(text).issue_date == "2031-07-15"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("12月6日，会议召开，研究了2022年度协商计划，学习了十九届六中全会精神。", "2021-12"),
        ("12月6日，会议召开，研究了2032年度协商计划。", "2031-12"),
        ("12月6日，会议决定，县政协十届三次会议于2032年1月9日召开。", "2031-12"),
        ("12月6日，会议召开，专题研究2032年站点建设。", "2031-12"),
        ("12月6日，会议召开，卫健局答复，2032年将添两个托育点。", "2031-12"),
        ("12月6日，会议召开，听取2032年协商计划完成情况。", "2032-12"),
        ("1月6日，会议召开，研究了2032年度协商计划。", "2032-01"),
        ("9月6日，党员们参加党史学习教育。", "2021-09"),
        ("3月6日，会议召开，回顾2022年的工作，传达全国政协十四届一次会议精神。", "2023-03"),
        ("3月6日，委员们修好了一条渠。", None),
    ],
)
def test_inferred_from_plans_and_happenings(text: str, date: str | None) -> None:
    assert dated(f"康县政协召开会议\n\n本报康县讯 {text}").issue_date == date


def test_inferred_from_what_the_page_says() -> None:
    found = dated(REPORT)
    assert found.issue_date == "2031-03" and found.date_from.startswith("inferred")


def test_nothing_tells() -> None:
    found = dated("一条渠修了三年，水终于来了。")
    assert (found.issue_date, found.date_from, found.number, found.paper) == (None, "", None, "")


def test_plans_and_impossible_days_tell_nothing() -> None:
    assert dated("力争到2035年全部建成，家家通水。").issue_date is None
    assert dated("一条渠修了三年。", "2031-13-45.txt").issue_date is None


@pytest.mark.parametrize(
    ("told", "date"),
    [
        ("由2029年的12个增加到2031年的30个", "2031"),
        ("力争由2029年的12个增加到2031年的30个", "2029"),
        ("到2031年建成30个", "2029"),
    ],
)
def test_a_year_up_to_which_something_has_grown_is_one_that_has_come(told: str, date: str) -> None:
    text = f"2029年，第一个站点开了门。站点{told}，人也多了起来。"
    assert dated(text).issue_date == date


def test_a_year_that_is_broken_between_two_lines_is_read() -> None:
    text = "桥在村口，修了十一年，头一年只\n有两根木头，年年都换。20\n31年3月6日，桥上能走车了。"
    assert dated(text).issue_date == "2031-03"
