"""Answers made of the archive's own sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.citations import MARK
from assistant.extract import Extractor
from assistant.listing import Draft
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import archive_of, finder, read, scorer

SINCE = {
    "since": {
        "date": "2023-09-08",
        "place": "环县",
        "text": "环县政协主席到毛井镇调研。今年4月起，接待日由每月一次改为每周一次，委员轮流坐班。"
        "到8月底，接待日一共接待群众310人次，办成小事97件。",
    }
}


def extractor(archive: Archive) -> Extractor:
    return Extractor(scorer(archive), finder(archive), gazetteer())


def answer(archive: Archive, question: str, *history: str) -> Draft | None:
    return extractor(archive).answer(read(question, *history))


def answered(archive: Archive, question: str, *history: str) -> Draft:
    draft = answer(archive, question, *history)
    assert draft is not None
    return draft


@pytest.mark.parametrize(
    ("question", "holds", "source"),
    [
        ("谁主持了会宁县政协常委会会议？", "**邢望川**", "huining-2023"),
        ("Who chaired the standing committee meeting in Huining?", "**邢望川**", "huining-2023"),
        ("华池县政协什么时候调研农村养老？", "**2023年8月7日**", "huachi-2023"),
        ("When did the Huachi CPPCC do research on elderly care?", "**2023-08-07**", "huachi-2023"),
        ("景泰县政协常委会会议增补了几名委员？", "**3名**", "jingtai-2024"),
        ("清水县怎么修好渠道的？", "以工代赈", "qingshui-2023"),
        ("清水县修好渠道多少公里？", "**3.6公里**", "qingshui-2023"),
        ("会宁县政协常委会会议围绕什么专题议政？", "旱作农业", "huining-2023"),
        ("华池县政协调研组走访了哪里？", "悦乐镇", "huachi-2023"),
    ],
)
def test_the_answer_and_its_source(reports: Archive, question: str, holds: str, source: str) -> None:
    draft = answered(reports, question)
    assert holds in draft.text
    assert source in {c.source for c in draft.citations}
    assert (draft.status, draft.composed_by) == ("answered", "extract")


@pytest.mark.parametrize(
    "question",
    ["谁主持了会宁县政协常委会会议？", "清水县怎么修好渠道的？", "Who chaired the meeting in Huining?"],
)
def test_marks_and_citations_agree(reports: Archive, question: str) -> None:
    draft = answered(reports, question)
    assert {int(n) for n in MARK.findall(draft.text)} == {c.n for c in draft.citations}
    assert all(MARK.search(line) for line in draft.text.split("\n\n"))


def test_an_answer_is_short(reports: Archive) -> None:
    for question in (
        "谁主持了会宁县政协常委会会议？",
        "清水县怎么修好渠道的？",
        "华池县政协什么时候调研农村养老？",
    ):
        assert len(answered(reports, question).text) <= 400


def test_what_stands_in_a_series_is_shown_to_its_last_item(tmp_path: Path) -> None:
    places = (
        "青石湾供水泵站及2号隧道、南坪供水服务站、赵家沟平沟水毁泵站、洪水乡邵家庄村、"
        "县城乡供水第二净水厂一期工程及三里屯水库、县供水公司城乡供水自动化调度指挥中心"
    )
    text = (
        "8月3日至4日，环县政协组织部分委员和有关部门负责人，对全县农村供水工程运营情况开展对口协商活动。"
        f"调研组先后深入{places}等供水一线实地查看，并召开座谈会，详细了解全县农村供水工程管护情况和存在的"
        "突出问题，听取意见建议。调研组建议，要尽快启动实施农村供水管网改造项目，确保按期足额调水，保障农村"
        "水源稳定。"
    )
    told = {"headline": "环县政协看供水", "date": "2023-08-05", "place": "环县", "text": text}
    draft = answered(
        archive_of(tmp_path, {"huanxian-2023": told}), "环县政协看农村供水工程时实地去了哪些点？"
    )
    assert places in draft.text.replace("**", "")


def test_an_english_answer_frames_the_quote(reports: Archive) -> None:
    text = answered(reports, "What did the standing committee meeting in Huining discuss?").text
    assert "Huining" in text and "“" in text


@pytest.mark.parametrize(
    "question",
    [
        "谁主持了会宁县政协的足球比赛？",
        "会宁县种了多少亩咖啡？",
        "谁是华池县政协主席？",
        "会宁县政协什么时候去月球考察？",
        "Who designed the opera house in Huining?",
    ],
)
def test_what_no_sentence_tells_is_not_answered(reports: Archive, question: str) -> None:
    assert answer(reports, question) is None


def test_the_earliest_founding_that_is_dated(reports: Archive) -> None:
    draft = extractor(reports).founded(read("环县什么时候成立委员工作室？"))
    assert draft is not None and "2023年4月3日" in draft.text
    assert extractor(reports).founded(read("金塔县什么时候成立委员工作站？")) is None


def test_who_wrote_a_report(reports: Archive) -> None:
    draft = answered(reports, "清水县政协商量修渠的报道是谁写的？")
    assert "田一禾" in draft.text and [c.source for c in draft.citations] == ["qingshui-2023"]


def test_since_when_something_was_so_is_told_by_the_date_from_which_it_was(tmp_path: Path) -> None:
    draft = answered(archive_of(tmp_path, SINCE), "环县政协的接待日是从什么时候开始每周办一次的？")
    assert draft.text.startswith("**2023年4月**")


def test_where_something_was_put_is_told_by_the_place_where_it_was_set_down(tmp_path: Path) -> None:
    text = (
        "环县洪德镇是荞麦大镇，秋后家家晒粮，路边都摊满了。县政协为晒粮场的事开了两次会。"
        "最后大家同意，场子建在关了门的老粮站，占地9亩。"
    )
    archive = archive_of(tmp_path, {"yard": {"date": "2023-09-08", "place": "环县", "text": text}})
    assert "老粮站" in answered(archive, "环县洪德镇晒粮的场子最后选在哪儿？").text.split("\n\n")[0]


def test_units_that_count_the_same_answer_for_each_other(tmp_path: Path) -> None:
    sheets = "环县政协在洪德镇发放问卷420份，走访农户60户。"
    archive = archive_of(tmp_path, {"sheets": {"date": "2023-09-08", "place": "环县", "text": sheets}})
    assert "420份" in answered(archive, "环县政协发了多少张问卷？").text
