"""Saying no in the right way, with what there is instead."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.citations import MARK
from assistant.listing import Draft
from assistant.refusal import Refuser
from index.search import Archive
from tests.archives import PairEncoder, build_archive, gazetteer, tokeniser
from tests.asking import archive_of, finder, read, reader, terms

LATER = date(2031, 5, 1)  # years after the last issue


def refuser(archive: Archive) -> Refuser:
    return Refuser(archive, finder(archive), gazetteer(), terms())


def outside(archive: Archive, question: str) -> Draft | None:
    return refuser(archive).outside(read(question))


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("敦煌市有多少个委员工作站？", "敦煌市"),
        ("How many workstations are there in Dunhuang?", "Dunhuang"),
        ("2031年有哪些县建了委员工作站？", "2031"),
        ("Which counties set up workstations in 2031?", "2031"),
    ],
)
def test_what_the_archive_does_not_cover(reports: Archive, question: str, names: str) -> None:
    draft = outside(reports, question)
    assert draft is not None and draft.status == "no_coverage"
    assert names in draft.text
    assert not draft.citations and not draft.rows
    assert draft.coverage.articles == reports.count()


def test_a_time_without_coverage_is_answered_with_what_there_is(reports: Archive) -> None:
    draft = outside(reports, "2031年有哪些县建了委员工作站？")
    assert draft is not None and "2023-03" in draft.text and "2024-04" in draft.text


@pytest.mark.parametrize(
    "question",
    [
        "哪些县建立了委员工作站？",
        "高台县有多少个委员工作站？",
        "张掖市有多少个委员工作站？",  # only counties under it report
        "甘肃省有多少个委员工作站？",
        "2022年哪些县建了委员工作站？",  # before the first issue, yet reports tell of it
        "2024年的常委会会议说了什么？",
        "敦煌市和高台县哪个多？",
    ],
)
def test_what_may_be_there_is_not_refused_unseen(reports: Archive, question: str) -> None:
    assert outside(reports, question) is None


def test_a_place_that_is_only_named_is_covered(tmp_path: Path) -> None:
    text = "本报高台讯 3月5日，高台县委员到敦煌市参观。"
    with archive_of(tmp_path, {"x": {"date": "2023-03-10", "place": "高台县", "text": text}}) as archive:
        assert outside(archive, "敦煌市有什么？") is None


@pytest.mark.parametrize(
    ("question", "asked", "other"),
    [
        ("高台县有多少个委员工作室？", "委员工作室", "委员工作站"),
        ("环县有多少个委员工作站？", "委员工作站", "委员工作室"),
    ],
)
def test_a_thing_that_is_not_there_but_its_kin_is(
    reports: Archive, question: str, asked: str, other: str
) -> None:
    draft = refuser(reports).premise(read(question))
    assert draft is not None and draft.status == "premise_false"
    assert asked in draft.text and other in draft.text and MARK.search(draft.text)
    assert draft.citations and all(other in c.quote for c in draft.citations)


@pytest.mark.parametrize(
    "question",
    ["高台县有多少个委员工作站？", "高台县有多少峰骆驼？", "哪些县有委员工作室？", "高台县怎么样？"],
)
def test_a_premise_that_holds_or_is_unknown_is_not_denied(reports: Archive, question: str) -> None:
    assert refuser(reports).premise(read(question)) is None


@pytest.mark.parametrize("question", ["高台县养了几峰骆驼？", "Who designed the opera house in Gaotai?"])
def test_nothing_says_so(reports: Archive, question: str) -> None:
    draft = refuser(reports).nothing(read(question))
    assert draft.status == "not_found" and draft.text
    assert not draft.citations


def test_a_question_that_is_not_understood_is_told_apart(reports: Archive) -> None:
    odd, plain = (refuser(reports).nothing(read(q)) for q in ("👍👍", "高台县养了几峰骆驼？"))
    assert odd.status == "not_found" and odd.text != plain.text


def test_the_nearest_is_named_but_is_no_answer(reports: Archive) -> None:
    refusing = refuser(reports)
    question = read("高台县委员工作站养了几峰骆驼？")
    draft = refusing.nearest(question, refusing.nothing(question))
    assert draft.status == "not_found" and "《" in draft.text
    marks = {int(n) for n in MARK.findall(draft.text)}
    assert marks == {c.n for c in draft.citations} and not draft.rows
    first = reports.annotation(draft.citations[0].article_id).sentences[0]
    assert draft.citations[0].start == first.start


def test_a_report_without_a_headline_is_named_by_its_opening(tmp_path: Path) -> None:
    text = "本报华池讯 4月2日，华池县政协组织12名委员走访敬老院。"
    with archive_of(tmp_path, {"bare": {"text": text, "date": "2024-04-05", "place": "华池县"}}) as archive:
        nothing = refuser(archive).nothing(read("？？"))
        draft = refuser(archive).nearest(read("华池县敬老院几点开饭？"), nothing)
    assert "无标题：" in draft.text and ".jsonl" not in draft.text


def test_what_is_there_in_other_words_is_no_false_premise(tmp_path: Path) -> None:
    text = "本报华池讯 4月2日，华池县政协座谈招商引资，外地客商谈到投资时说，缺的是水电配套。"
    with archive_of(tmp_path, {"one": {"text": text, "date": "2024-04-05", "place": "华池县"}}) as archive:
        assert refuser(archive).premise(read("2021年华池县有多少投资？")) is None


def test_an_archive_of_unreadable_pages_says_so(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(bytes(range(256)) * 40)

    build_archive(tmp_path / "index", tmp_path / "bad.txt")
    with Archive.open(tmp_path / "index", encoder=PairEncoder(), tokeniser=tokeniser()) as archive:
        draft = refuser(archive).nothing(read("高台县有什么？"))
    assert draft.status == "unreadable" and "1" in draft.text
    assert draft.coverage.unreadable == 1


def test_a_list_of_this_year_keeps_to_this_year(reports: Archive) -> None:
    asked = reader(LATER).read("今年哪些县建了委员工作站？")
    saying_no = refuser(reports)
    assert saying_no.in_coverage(asked).times == asked.times != ()
    draft = saying_no.outside(asked)
    assert draft is not None and draft.status == "no_coverage" and "今年（" in draft.text


def test_next_year_is_what_reports_call_so(reports: Archive) -> None:
    asked = reader(LATER).read("哪些县明年还有打算？")
    within = refuser(reports).in_coverage(asked)
    assert asked.times and not within.times
    assert within.meant and any("明年" in word for word in within.words)


def test_a_number_of_a_place_is_read_as_the_report_says_it_and_the_answer_tells(reports: Archive) -> None:
    asked = reader(LATER).read("高台县今年建了多少个委员工作站？")
    saying_no = refuser(reports)
    within = saying_no.in_coverage(asked)
    assert asked.times and not within.times
    told = saying_no.said_from_inside(Draft("12个 [1]", "answered"), asked, within)
    assert "“今年”" in told.text and "2024" in told.text
    assert saying_no.said_from_inside(Draft("没有", "not_found"), asked, within).text == "没有"
