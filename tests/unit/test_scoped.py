"""Questions that name no subject: who was in the paper, or did anything at all, within a scope."""

from __future__ import annotations

import pytest

from tests.asking import read


@pytest.mark.parametrize(
    ("text", "asked", "levels", "ending"),
    [
        ("2022年3月上旬，有动静的县政协是哪几家？", "county", ("county",), ""),
        ("县级市的政协，登过哪几个？", "place", ("county",), "市"),
        ("兰州市辖区内的区政协，报纸上找得到哪些", "place", ("county",), "区"),
        ("地级市的政协有哪些上过报？", "place", ("prefecture",), ""),
        ("平凉、庆阳一带，市县政协谁有消息？", "place", (), ""),
        ("2024年9月13日那期报纸上共有几条消息", "article", (), ""),
        ("县区级的稿子总共有多少篇？", "article", ("county",), ""),
        ("Which county-level cities were in the news?", "county", ("county",), "市"),
        ("Which districts, not counties, got into the paper?", "county", ("county",), "区"),
    ],
)
def test_the_rows_and_their_level(text: str, asked: str, levels: tuple[str, ...], ending: str) -> None:
    question = read(text)
    assert question.scope and not (question.groups or question.activities or question.words)
    assert (question.asked, question.levels, question.ending) == (asked, levels, ending)
    assert question.kind in ("list", "count")


@pytest.mark.parametrize(
    "text",
    [
        "2022年3月哪些县政协开展了禁毒宣传？",
        "哪些县？",
        "2023年哪些县办起了书屋？",
        "那环县呢？",
        "张掖市政协主席是谁？",
    ],
)
def test_a_subject_is_no_scope(text: str) -> None:
    assert not read(text).scope


def test_what_a_body_did_keeps_its_level() -> None:
    question = read("县区一级的政协在2022年1月干了些什么？")
    assert question.general and question.scope and question.levels == ("county",)


def test_doings_that_are_asked_for_are_rows() -> None:
    question = read("2022年6月有哪些视察活动？")
    assert (question.kind, question.asked) == ("list", "article") and question.activities


def test_how_often_bodies_met_counts_meetings() -> None:
    question = read("报道里县级政协的主席会议一共有几次？")
    assert (question.kind, question.asked) == ("count", "meeting")


def test_units_that_are_said_once_are_of_every_day() -> None:
    assert len(read("2024年9月4、5、6日哪些政协有动静？").times) == 3
    days = read("2023年8月中旬到下旬哪些县有消息？").times[0].range
    assert days is not None and (days.first.day, days.last.day) == (11, 31)
