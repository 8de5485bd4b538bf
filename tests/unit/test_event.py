"""When what an article tells took place."""

from __future__ import annotations

import pytest

from index.segmenter.event import event_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("本报康县讯 8月6日，会议召开。9月还要开。", "2031-08-06"),
        ("本报康县讯 8月5日至6日，委员们走访。", "2031-08-05/2031-08-06"),
        ("本报康县讯 近日，会议召开。8月6日还开过一次。", "2031-08"),
        ("本报康县讯 县政协计划在2032年上半年建站八个。", "2031-08"),
        ("本报康县讯 会议学习了《2031年7月工作要点》。", "2031-08"),
        ("本报康县讯 要在8月底前办完。", "2031-08"),
        ("本报康县讯 到7月底，全县建站八个。", "2031-08"),
        ("本报康县讯 会议开得很好。", "2031-08"),
    ],
)
def test_reports(text: str, date: str) -> None:
    assert event_date(text, "", "2031-08-09", report=True) == date


def test_features_are_of_the_latest_day_they_tell() -> None:
    text = "去年的事先放下。6月3日，座谈会召开。8月7日，研讨会召开。今年上半年，走访千户。"
    assert event_date(text, "", "2031-08", report=False) == "2031-08-07"
    assert (
        event_date("一年到头，事情不少。", "▲7月6日，委员在村里走访。", "2031-07-15", report=False)
        == "2031-07-06"
    )


def test_a_recent_lead_counts_in_features_and_an_old_one_does_not() -> None:
    assert (
        event_date("8月1日，委员们出发了。8月7日，回来了。", "", "2031-08-09", report=False) == "2031-08-01"
    )
    assert (
        event_date("2030年10月，站建成了。今年7月6日，站里开会。", "", "2031-07-15", report=False)
        == "2031-07-06"
    )


def test_what_tells_no_date() -> None:
    assert event_date("七十年来，一代接着一代干。", "", "2031-08-09", report=False) == "2031-08"
    assert event_date("会议召开。", "", None, report=True) is None
    assert event_date("2031年8月6日，会议召开。", "", None, report=True) == "2031-08-06"


def test_what_is_said_relative_to_the_issue_is_of_its_month() -> None:
    assert event_date("2030年9月，站建成了。今年4月，都整改好了。", "", "2031-06", report=False) == "2031-06"


def test_what_recurs_is_no_event_and_what_was_so_until_lately_is_of_the_issue() -> None:
    text = "书屋2022年8月开门，每月15日是议事日。到今年3月底，已收到赠书三百册。"
    assert event_date(text, "", "2023-04-20", report=False) == "2023-04"
    assert event_date("近日，供暖期从每年10月10日起改了。", "", "2023-04-20", report=True) == "2023-04"


def test_an_article_of_this_year_is_not_of_a_day_long_before() -> None:
    text = "2029年11月8日，协议签了。{}，又修了两座桥。"
    assert event_date(text.format("今年"), "", "2031", report=False) == "2031"
    assert event_date(text.format("2031年"), "", "2031-02", report=False) == "2031-02"
    assert event_date(text.format("后来"), "", "2031", report=False) == "2029-11-08"
