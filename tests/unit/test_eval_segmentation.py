"""Scores of a segmentation, worked out by hand."""

from __future__ import annotations

from eval.cases import ArticleGold
from eval.segmentation import month, score_page, total
from index.records import Article

A = "本报甲县讯 三月里的小雨下了又停，渠水清清流过田边。"
B = "本报乙县讯 大会开了整整一天，人人都说了心里的话。"


def ends(text: str) -> tuple[str, str]:
    bare = text.replace(" ", "")
    return bare[:18], bare[-18:]


def gold(n: int, text: str, head: str | None, place: str, date: str | None) -> ArticleGold:
    return ArticleGold("甲.txt", n, *ends(text), (head,) if head else (), place, date)


def article(n: int, text: str, head: str | None, place: str, date: str | None) -> Article:
    return Article(f"{n}", "甲.txt", n, "news", text, headline=head, place=place, event_date=date)


GOLD = [gold(1, A, "小雨 下了又停", "甲县", "2024-03"), gold(2, B, None, "乙县", "2024-05-04/2024-05-06")]


def test_perfect_page() -> None:
    given = [article(1, A, "小雨下了又停", "甲县", "2024-03-02"), article(2, B, None, "乙县", "2024-05-04")]
    score = score_page("甲.txt", given, GOLD)
    assert score.boundaries.f1 == 1.0
    assert (score.headline_accuracy, score.place_accuracy, score.month_accuracy) == (1.0, 1.0, 1.0)
    assert score.problems == ()


def test_two_articles_run_together() -> None:
    score = score_page("甲.txt", [article(1, A + B, "小雨下了又停", "甲县", "2024")], GOLD)
    assert score.boundaries.f1 == 0.0 and score.headlines == 1 and score.months == 0
    assert any("not found" in problem for problem in score.problems)
    assert any("ends" in problem for problem in score.problems)


def test_one_of_two_and_one_too_many() -> None:
    given = [
        article(1, A, "别的题目", "甲县", "2023-03-02"),
        article(2, "无关的话", None, "丙县", None),
        article(3, B[:20], None, "乙县", None),
    ]
    score = score_page("甲.txt", given, GOLD)
    # One of three given, one of two wanted: P = 1/3, R = 1/2, F1 = 0.4.
    assert abs(score.boundaries.f1 - 0.4) < 1e-9
    assert (score.headlines, score.places, score.months, score.dated) == (1, 2, 0, 2)


def test_total_weighs_articles() -> None:
    whole = score_page("甲.txt", [article(1, A, None, "甲县", None)], GOLD[:1])
    none = score_page("乙.txt", [], GOLD)
    added = total([whole, none])
    assert (added.found, added.given, added.gold) == (1, 1, 3)
    assert added.problems[0].startswith("甲.txt 1: headline")


def test_month() -> None:
    assert month("2024-08-05/2024-08-06") == "2024-08"
    assert month("2024") == "2024" and month(None) is None
