"""Paragraphs hidden among news: files, ranks, judgement of what is shown."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from assistant.records import Answer, Citation
from eval.commands.hidden import spread
from eval.hidden import Asked, load_questions, write_archive
from eval.reading import Read, judged, summary
from index.errors import MissingInput


@pytest.fixture
def cmrc(tmp_path: Path) -> Path:
    data = [
        {
            "paragraphs": [
                {
                    "id": f"P{n}",
                    "context": f"第{n}座桥建于19{n}0年。",
                    "qas": [{"question": f"第{n}座桥建于哪年？", "answers": [{"text": f"19{n}0年"}]}],
                }
            ]
        }
        for n in range(1, 5)
    ]
    path = tmp_path / "cmrc.json"
    path.write_text(json.dumps({"data": data}, ensure_ascii=False), encoding="utf-8")
    return path


def test_questions_are_halved_by_paragraph(cmrc: Path) -> None:
    asked = load_questions(cmrc)
    assert [a.paragraph for a in asked] == ["P1", "P2", "P3", "P4"]
    assert [a.learning for a in asked] == [True, False, True, False]
    assert asked[0].answers == ("1910年",)
    assert [a.paragraph for a in spread(asked, 0)] == ["P2", "P4"]
    assert [a.paragraph for a in spread(asked, 2, every=True)] == ["P1", "P3"]


def test_the_archive_has_paragraphs_and_dated_news(cmrc: Path, tmp_path: Path) -> None:
    news = tmp_path / "news.txt.gz"
    with gzip.open(news, "wt", encoding="utf-8") as file:
        file.write("2023-08-7 12:09，正文：河上架起新桥。\n没有日期的一条。\n\n")
    files = write_archive(cmrc, news, tmp_path / "out")
    paragraphs, articles = ([json.loads(x) for x in f.read_text("utf-8").splitlines()] for f in files)
    assert [p["id"] for p in paragraphs] == ["P1", "P2", "P3", "P4"]
    assert articles[0] == {"id": "news-00000", "date": "2023-08-07", "text": "河上架起新桥。"}
    assert articles[1] == {"id": "news-00001", "text": "没有日期的一条。"}
    assert len(write_archive(cmrc, None, tmp_path / "alone")) == 1
    with pytest.raises(MissingInput):
        load_questions(tmp_path / "absent.json")


def test_only_the_first_three_quotes_count() -> None:
    asked = Asked("哪年？", "P1", ("1910 年",), False)
    quotes = ["无关。", "建于19 10年。", "无关。", "1910年。"]
    citations = tuple(Citation(n, "a", "s", None, "", None, None, (), q) for n, q in enumerate(quotes, 1))
    answer = Answer("哪年？", "zh", "when", "answered", "", citations=citations)
    assert judged(asked, answer) == (False, True, False)
    reads = [
        Read(asked, "when", False, (False, True, False), 10.0, 5.0),
        Read(asked, "when", True, (), 20.0, 5.0),
        Read(asked, "who", False, (True,), 30.0, 5.0),
    ]
    told = summary(reads)
    assert told["figures"]["all"] == {"questions": 3, "first": 0.3333, "three": 0.6667, "refused": 0.3333}
    assert told["wall_ms"] == {"p50": 20.0, "p95": 29.0}
