"""Planted facts: the same seed plants the same, and lists are judged by what was told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.records import Answer, Citation, Row
from eval.planted import Planted, judge, news, plant, wordings, write
from index.places import Gazetteer

_SOURCES = ((1, "planted-0"), (2, "news-7"))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def test_the_same_seed_plants_the_same_reports(gazetteer: Gazetteer) -> None:
    assert plant(60, 3, gazetteer) == plant(60, 3, gazetteer)
    assert plant(60, 3, gazetteer) != plant(60, 4, gazetteer)


def test_every_report_names_its_place_and_is_filled_in(gazetteer: Gazetteer) -> None:
    for report in plant(120, 5, gazetteer):
        text = report.article["text"]
        assert report.place in text
        assert "{" not in text and "}" not in text
        if report.told:
            assert report.thing in text
        if report.figure is not None and report.told:
            assert report.figure > 0


def test_no_place_is_told_twice_of_one_thing(gazetteer: Gazetteer) -> None:
    seen = [(p.thing, p.place) for p in plant(300, 1, gazetteer)]
    assert len(seen) == len(set(seen)) == 300


def test_there_are_many_wordings() -> None:
    data = wordings()
    assert len(data["told"]) >= 10 and len(data["untold"]) >= 3 and len(data["things"]) >= 4


def test_reports_are_written_as_ready_articles(gazetteer: Gazetteer, tmp_path: Path) -> None:
    planted = plant(10, 2, gazetteer)
    write(planted, tmp_path / "planted.jsonl")
    lines = [
        json.loads(line) for line in (tmp_path / "planted.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert [line["text"] for line in lines] == [p.article["text"] for p in planted]
    assert len({line["id"] for line in lines}) == 10


def test_a_corpus_is_read_up_to_its_limit(tmp_path: Path) -> None:
    (tmp_path / "corpus.txt").write_text("甲地下了雨。\n\n乙地出了太阳。\n丙地起了风。\n", encoding="utf-8")
    assert [a["text"] for a in news(tmp_path / "corpus.txt", 3)] == ["甲地下了雨。", "乙地出了太阳。"]


def test_a_list_is_judged_by_rows_and_figures() -> None:
    planted = [
        Planted("议事亭", "甲县", True, 12, {}),
        Planted("议事亭", "乙县", True, None, {}),
        Planted("议事亭", "丙县", True, 30, {}),
        Planted("议事亭", "丁县", False, None, {}),
    ]
    rows = (
        Row("甲县", quantity=12.0, citations=(1,)),
        Row("丙县", quantity=3.0, citations=(1,)),
        Row("丁县", citations=(1,)),
        Row("戊县", citations=(2,)),
    )
    cited = tuple(Citation(n, "a", source, None, "", None, None, (), "q") for n, source in _SOURCES)
    answer = Answer("问", "zh", "list", "answered", "", rows=rows, citations=cited)
    result = judge("议事亭", planted, answer)
    assert result.missing == ["乙县"] and result.outside == ["丁县"] and result.beside == ["戊县"]
    assert (result.figures_right, result.figures) == (1, 2)
    assert result.scores.precision == pytest.approx(2 / 3)
    assert result.scores.recall == pytest.approx(2 / 3)
