"""How well sentences answer: words of the question, place, time, and what the kind of question needs."""

from __future__ import annotations

import pytest

from assistant.sentences.candidates import Candidate
from assistant.sentences.focus import focus_of
from index.search import Archive
from tests.asking import read, scorer, told


def best(reports: Archive, question: str, *history: str) -> list[Candidate]:
    return scorer(reports).candidates(read(question, *history))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("谁主持了会宁县政协常委会会议？", "邢望川主持会议"),
        ("环县委员工作室的预约制几天内上门？", "预约制"),
        ("清水县怎么修好渠道的？", "以工代赈"),
        ("华池县委员建议每院补助多少钱？", "1.2万元"),
        ("景泰县政协常委会会议增补了几名委员？", "增补委员3名"),
    ],
)
def test_the_sentence_that_answers_is_the_best(reports: Archive, question: str, words: str) -> None:
    assert words in best(reports, question)[0].text


def test_scores_fall_and_coverage_is_a_share(reports: Archive) -> None:
    found = best(reports, "谁主持了会宁县政协常委会会议？")
    scores = [c.score for c in found]
    assert scores == sorted(scores, reverse=True) and scores[-1] > 0
    assert all(0 <= c.own <= 1 and 0 <= c.coverage <= 1 for c in found)
    assert all(c.own <= c.coverage + 1e-9 for c in found if c.article.place_code == "620422")


def test_a_candidate_is_a_sentence_of_its_article(reports: Archive) -> None:
    for candidate in best(reports, "谁主持了会宁县政协常委会会议？"):
        sentence = candidate.annotation.sentences[candidate.number]
        assert candidate.sentence == sentence
        assert candidate.text == candidate.article.text[sentence.start : sentence.end]
        assert all(
            sentence.start <= m.start and m.end <= sentence.end and m.kind == "person"
            for m in candidate.focus
        )


def test_the_place_asked_about_decides(reports: Archive) -> None:
    for place, source in (("会宁县", "huining-2023"), ("景泰县", "jingtai-2024")):
        assert best(reports, f"{place}政协常委会会议的内容是什么？")[0].article.source == source


def test_the_time_asked_about_decides(reports: Archive) -> None:
    assert best(reports, "2024年3月的常委会会议审议什么？")[0].article.source == "jingtai-2024"


def test_words_of_no_use_weaken_every_sentence(reports: Archive) -> None:
    plain = best(reports, "Who chaired the standing committee meeting in Huining?")
    odd = best(reports, "Who chaired the zeppelin standing committee meeting in Huining?")
    assert odd[0].coverage < plain[0].coverage


def test_words_of_earlier_turns_count_less(reports: Archive) -> None:
    alone = best(reports, "会宁县政协常委会会议围绕“旱作农业”议政？")
    assert alone[0].article.source == "huining-2023"
    later = best(reports, "那景泰县呢？", "会宁县政协常委会会议的内容是什么？")
    assert later[0].article.source == "jingtai-2024"


def test_nothing_asked_finds_nothing(reports: Archive) -> None:
    assert best(reports, "？？？") == []


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("有多少户参加？", "3月5日，高台县走访农户18户、行程40公里。", ["18户"]),
        ("谁参加？", "3月5日，县政协主席骆怀远走访农户18户。", ["骆怀远"]),
        ("什么时候走访？", "3月5日，骆怀远走访农户18户。", ["3月5日"]),
        ("为什么走访？", "3月5日，骆怀远走访农户18户。", []),
        ("谁写的？", "（通讯员沙晓雨）走访农户18户。", []),
    ],
)
def test_what_answers_depends_on_the_kind(question: str, text: str, words: list[str]) -> None:
    _, annotation = told(text, date="2023-03-10", place="高台县")
    found = focus_of(read(question), annotation.mentions)
    assert [word for m in found for word in [m.name if m.kind == "person" else m.text]] == words
