"""The samples: every shape is there, the gold stands in the pages, nothing is copied from real pages."""

from __future__ import annotations

import json
import re
import tomllib
from html import unescape
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
CASES = ROOT / "eval" / "cases"
REAL = ROOT.parent / "shared" / "archive"
WINDOW = 12  # characters, white space removed
LIMITED = {"list", "count", "compare", "number", "who", "when", "where", "what", "summary"}
KINDS = LIMITED | {"followup", "unanswerable", "time_filtered"}


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def pages() -> dict[str, str]:
    return {p.name: p.read_text(encoding="utf-8") for p in SAMPLES.iterdir() if p.suffix != ".md"}


def printed(name: str, raw: str) -> str:
    """Return what a reader sees of a page, without white space."""
    if name.endswith(".html"):
        raw = unescape(re.sub(r"<[^>]+>", "", raw))
    return squeezed(raw)


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


PRINTED = {name: printed(name, raw) for name, raw in pages().items()}
ARTICLES = rows("samples-articles.jsonl")
QUESTIONS = rows("samples.jsonl")
SETS = tomllib.loads((CASES / "sets.toml").read_text(encoding="utf-8"))
FURTHER = {name: rows(name) for half in ("dev", "test") for name in SETS[half] if name != "samples.jsonl"}
EVERY = [*QUESTIONS, *(question for questions in FURTHER.values() for question in questions)]


def test_enough_pages_and_articles() -> None:
    assert len(PRINTED) >= 8
    assert len(ARTICLES) >= 30
    assert {a["page"] for a in ARTICLES} == set(PRINTED)


def test_all_shapes_are_there() -> None:
    raw = pages()
    text = raw["20211224_01.txt"]
    assert "（下转第三版）" in text and "（上接第一版）" in raw["20211224_03.txt"]
    assert any(line.startswith("## ") for line in raw["2023-04-12_03.txt"].splitlines())
    assert " and " in raw["县区政协二版.txt"] and "摄影报道" in raw["县区政协二版.txt"]
    assert "▲" in raw["市州巡礼.txt"] and "本报记者：" in raw["2024-11-08_04.txt"]
    assert {Path(name).suffix for name in raw} == {".txt", ".html", ".jsonl"}
    assert {a["kind"] for a in ARTICLES} == {"news", "feature", "photo", "interview", "continuation"}


def test_hard_wrapped_page_has_short_lines_between_blank_ones() -> None:
    lines = pages()["2024-09-13_02.txt"].splitlines()[1:]
    assert all(not line.strip() for line in lines[1::2])
    body = [line for line in lines[::2] if line and "摄影报道" not in line]
    narrow = [line for line in body if len(squeezed(line)) <= 18]
    assert len(narrow) / len(body) > 0.9
    assert "9 月 9" in pages()["2024-09-13_02.txt"]


def test_every_page_says_that_it_is_a_sample() -> None:
    for name, text in PRINTED.items():
        assert re.search("样刊|演示站点", text), name


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: f"{a['page']}-{a['n']}")
def test_article_stands_in_its_page(article: dict[str, Any]) -> None:
    text = PRINTED[article["page"]]
    start = text.index(article["first_ns"])
    assert text.index(article["last_ns"], start) > start
    assert len(article["first_ns"]) == len(article["last_ns"]) == 18
    for field in ("headline", "kicker", "subhead"):
        assert squeezed(article[field] or "") in text


def test_articles_are_numbered_in_order() -> None:
    for page in PRINTED:
        numbers = [a["n"] for a in ARTICLES if a["page"] == page]
        assert numbers == list(range(1, len(numbers) + 1)), page


def test_enough_questions_of_every_kind() -> None:
    assert len(QUESTIONS) >= 60
    assert sum(q["lang"] == "en" for q in QUESTIONS) >= 15
    assert {q["type"] for q in QUESTIONS} == KINDS
    assert len({q["id"] for q in EVERY}) == len(EVERY)
    assert len({(q["question"], *q.get("history", [])) for q in EVERY}) == len(EVERY)


@pytest.mark.parametrize("name", FURTHER)
def test_halves_are_told_apart(name: str) -> None:
    assert {q["split"] for q in FURTHER[name]} == {name.removesuffix(".jsonl").rsplit("-", 1)[1]}
    assert {q["type"] for q in FURTHER[name]} <= KINDS
    assert sum(q["lang"] == "en" for q in FURTHER[name]) * 5 >= len(FURTHER[name])


@pytest.mark.parametrize("question", EVERY, ids=lambda q: str(q["id"]))
def test_evidence_is_verbatim(question: dict[str, Any]) -> None:
    known = {(a["page"], a["n"]) for a in ARTICLES}
    assert len(question["evidence"]) == len(question["evidence_articles"])
    for sentence, (page, n) in zip(question["evidence"], question["evidence_articles"], strict=True):
        assert (page, n) in known
        assert sentence == squeezed(sentence)
        assert sentence in PRINTED[page]


@pytest.mark.parametrize("question", EVERY, ids=lambda q: str(q["id"]))
def test_question_is_answerable_or_says_that_it_is_not(question: dict[str, Any]) -> None:
    if question["type"] == "unanswerable":
        assert question["expect"] == "abstain" and not question["answer"]
    else:
        assert question["answer"] and question["evidence"] and question["gold_articles"]
    if question["type"] == "followup":
        assert question["history"]
    assert not set(question["answer"]) & set(question.get("trap", []))


def windows(text: str) -> set[str]:
    return {text[i : i + WINDOW] for i in range(len(text) - WINDOW + 1)}


def test_no_sentence_of_the_real_archive_is_copied() -> None:
    if not REAL.is_dir():
        pytest.skip("the real pages lie outside the repository and are not here")
    real: set[str] = set()
    for path in sorted(REAL.glob("*.txt")):
        real |= windows(squeezed(path.read_text(encoding="utf-8")))
    for name, text in PRINTED.items():
        assert not windows(text) & real, name
