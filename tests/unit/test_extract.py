"""Answers made of the archive's own sentences."""

from __future__ import annotations

import pytest

from assistant.citations import MARK
from assistant.extract import Extractor
from assistant.listing import Draft
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import finder, read, scorer


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
