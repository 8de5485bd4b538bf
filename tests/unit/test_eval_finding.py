"""Figures of rankings, question sets, and what is printed of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.finding import (
    Found,
    Sought,
    by_number,
    by_source,
    english_samples,
    english_twins,
    find,
    never_hurts,
)
from eval.retrieval import Set, page_sets, speed, traditional_sets
from eval.retrieval_report import comparisons, sets_json
from eval.scripts import traditional
from index.readers import find_inputs
from index.search import Archive
from tests.archives import PairEncoder, build_archive, ready_archive

SAMPLES = Path(__file__).parents[2] / "samples"


def found(*rankings: str, gold: tuple[str, ...] = ()) -> Found:
    """Return rankings of one-letter articles; the gold is "a" where none is given."""
    golds = gold or ("a",) * len(rankings)
    return Found(tuple(map(tuple, rankings)), tuple(map(frozenset, golds)))


def test_figures_by_hand() -> None:
    told = found("abc", "bca", "bcd", gold=("a", "ab", "a"))
    assert told.recall(1) == pytest.approx(2 / 3)
    assert told.recall(3) == pytest.approx((1 + 1 + 0) / 3)
    assert told.mrr == pytest.approx((1 + 1 + 0) / 3)
    assert found("bcdefghijka").mrr == 0
    assert found("bca").mrr == pytest.approx(1 / 3)


def test_figures_agree_with_those_of_trec_eval() -> None:
    pytest.importorskip("ir_measures")
    from eval.ranking import per_question

    rankings, gold = ("abcdefg", "gfa", "xyz", "ba"), ("a", "a", "a", "a")
    names = [str(n) for n in range(len(rankings))]
    theirs = per_question(
        dict(zip(names, map(list, rankings), strict=True)), dict(zip(names, gold, strict=True))
    )
    ours = found(*rankings)
    for name, value in (("R@1", ours.recall(1)), ("R@5", ours.recall(5)), ("RR@10", ours.mrr)):
        assert value == pytest.approx(sum(row[name] for row in theirs.values()) / len(names))


def test_fusion_hurts_where_a_part_is_better() -> None:
    good, bad = found("ab"), found("ba")
    assert never_hurts({"lexical": good, "vector": bad, "fused": good})
    assert not never_hurts({"lexical": bad, "vector": good, "fused": bad})


def test_twins_are_compared() -> None:
    def one(name: str, ranking: str) -> Set:
        return Set(name, 1, dict.fromkeys(("lexical", "vector", "fused"), found(ranking)))

    told = comparisons(
        [
            one("CMRC", "a"),
            one("CMRC, asked in traditional", "ba"),
            one("samples, twins of the English", "a"),
            one("samples, English", "ba"),
        ]
    )
    assert told == {
        "CMRC, asked in traditional: R@1 - simplified R@1": -1.0,
        "samples, English: R@5 / twins' R@5": 1.0,
    }
    assert sets_json([one("CMRC", "a")])["CMRC"]["fused"]["R@1"] == 1.0


def test_the_english_questions_name_articles_that_are_there(tmp_path: Path) -> None:
    build_archive(tmp_path / "index", SAMPLES)
    with Archive.open(tmp_path / "index", encoder=PairEncoder()) as archive:
        key = by_number(archive, find_inputs([SAMPLES]))
        there = {
            key(hit)
            for article in archive.articles()
            for hit in archive.search(article.text[:40], 50)
            if hit.article_id == article.article_id
        }
    english, chinese = english_samples()
    assert len(english) >= 60
    assert [item.id for item in english] == [item.id for item in chinese]
    assert set().union(*(item.gold for item in english)) <= there


def test_real_questions_have_their_other_language(tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    row = {
        "id": "d22",
        "question": "哪里？",
        "type": "list",
        "answer": ["甲"],
        "evidence_articles": [["p", 2]],
    }
    cases.write_text(json.dumps(row) + "\n", encoding="utf-8")
    english, chinese = english_twins(cases)
    assert [item.question for item in chinese] == ["哪里？"]
    assert english[0].question.isascii() and english[0].gold == {"p#2"}


def test_both_prints_are_found_and_timed(tmp_path: Path) -> None:
    paragraphs = [
        {"id": f"P{n}", "context": f"{name}的發展與後來的頭髮。", "qas": []}
        for n, name in enumerate("甲乙丙")
    ]
    cmrc = tmp_path / "cmrc.json"
    cmrc.write_text(json.dumps({"data": [{"paragraphs": paragraphs}]}), encoding="utf-8")
    assert [one.name for one in traditional_sets(cmrc, [])] == [
        "CMRC alone, printed in simplified",
        "CMRC alone, printed in traditional",
    ]
    assert traditional("头发与发展") == "頭髮與發展"


def test_searches_are_timed_by_many_threads(tmp_path: Path) -> None:
    index = ready_archive(tmp_path, [{"id": "x", "text": "县里修水渠，修了三年。"}])
    with Archive.open(index, encoder=PairEncoder()) as archive:
        measured = speed(archive, [f"水渠修了{n}年" for n in range(40)])
        ways = find(archive, [Sought("1", "水渠", frozenset("x"))], by_source)
    assert len(measured.wall_ms) == len(measured.cpu_ms) == 20
    assert measured.together > 0
    assert all(way.recall(1) == 1 for way in ways.values())


def test_pages_that_are_not_there_are_left_out(tmp_path: Path) -> None:
    names = [one.name for one in page_sets(SAMPLES, tmp_path / "none", tmp_path / "none.jsonl")]
    assert names == ["samples", "samples, twins of the English", "samples, English"]
