"""A whole run with a small assistant that knows two answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from assistant.records import Answer, Citation
from eval.cases import Case, load_articles, load_cases
from eval.measures import all_parts, figures, lower_is_better, measures
from eval.reporting import history
from eval.reporting.page import page
from eval.reporting.record import load, report, save, where
from eval.reporting.summary import summary
from eval.reporting.terminal import print_report, print_wrong
from eval.reports import page_json
from eval.runs import Result, run_cases
from eval.segmentation import score_page
from eval.sources import Sources
from eval.witness import Witness
from index.errors import DataError, QuestionRefused

SENTENCE = "全县建成协商议事室118个。"
CASES = [
    Case(
        "n1",
        "建成多少？",
        "zh",
        "number",
        ("118个",),
        evidence=(SENTENCE,),
        evidence_articles=(("甲.txt", 1),),
    ),
    Case("f1", "谁说的？", "zh", "followup", ("张三",), history=("谁开会？",)),
    Case("u1", "花了多少钱？", "zh", "unanswerable", abstain=True),
    Case("e1", "", "en", "who", ("张三",)),
]


class Parrot:
    """Answer by a table; a history is answered by its last turn."""

    def ask(self, question: str, history: Sequence[str] = (), *, id: str = "") -> Answer:
        if not question:
            raise QuestionRefused("there is no question")
        if history:
            return Answer(question, "zh", "who", "not_found", "没有说", id=id)
        quote = Citation(1, "a", "甲.txt", None, "", None, None, ((1, 1),), SENTENCE)
        return Answer(question, "zh", "number", "answered", "118个 [1]", citations=(quote,), id=id)


@pytest.fixture
def results(tmp_path: Path) -> list[Result]:
    page = tmp_path / "甲.txt"
    page.write_text(SENTENCE, encoding="utf-8")
    seen: list[Result] = []
    run = run_cases(CASES, Parrot(), Witness(Sources([page]), lambda _: 1), seen.append)
    assert run == seen
    return run


def test_verdicts(results: list[Result]) -> None:
    assert [r.verdict.right for r in results] == [True, False, False, False]
    assert results[1].verdict.reasons == ("refused (not_found)",)
    assert results[3].verdict.reasons == ("missing: 张三",)


def test_figures(results: list[Result]) -> None:
    found = figures(all_parts(results))
    assert (found["right"].value, found["right"].cases) == (0.25, 4)
    assert found["right.number"].value == 1.0 and found["right.multi_turn"].value == 0.0
    assert found["answer.items"].value == pytest.approx(1 / 3)
    assert found["refusal.false"].value == pytest.approx(1 / 3) and found["refusal.right"].value == 0.0
    assert found["citation.verbatim"].value == found["citation.gold"].value == 1.0
    assert "retrieval.R@1" not in found


def test_figures_of_retrieval(tmp_path: Path) -> None:
    page = tmp_path / "甲.txt"
    page.write_text(SENTENCE, encoding="utf-8")
    witness = Witness(
        Sources([page]), lambda id: {"b": 2}.get(id, 1), search=lambda _: [("甲.txt", "b"), ("甲.txt", "a")]
    )
    found = figures(all_parts(run_cases(CASES[:1], Parrot(), witness)))
    assert (found["retrieval.R@1"].value, found["retrieval.RR@10"].value) == (0.0, 0.5)


def test_every_measure_has_a_title() -> None:
    assert len({measure.title for measure in measures()}) == len(measures())
    assert lower_is_better("refusal.false") and not lower_is_better("right")


def test_reports(results: list[Result], tmp_path: Path) -> None:
    kept = report(results, where({"articles": 1, "encoder": "none 1"}, [tmp_path / "q.jsonl"]))
    save(kept, tmp_path / "new" / "run.json")
    assert load(tmp_path / "new" / "run.json") == kept
    console = Console(record=True, width=160, quiet=False)
    print_wrong(console, kept.cases)
    print_report(console, kept)
    text = console.export_text()
    assert "missing: 张三" in text and "right: 1/4" in text and "(谁开会？)" in text
    assert "| right answers | 4 | 0.250 [" in summary(kept) and "- `u1` 花了多少钱？" in summary(kept)


def test_the_page_is_self_contained_and_shows_every_wrong_case(results: list[Result], tmp_path: Path) -> None:
    kept = report(results, where())
    for _ in range(2):
        history.append(tmp_path / "runs.jsonl", kept)
    earlier = history.read(tmp_path / "runs.jsonl")
    assert [entry.figures["right"] for entry in earlier] == [0.25, 0.25]
    html = page(kept, "http://127.0.0.1:7860", earlier)
    assert "<svg" in html and "<script" not in html and "src=" not in html and "@import" not in html
    assert all(f"<b>{case.id}</b>" in html for case in kept.cases if not case.right)
    assert "http://127.0.0.1:7860/?q=%E8%8A%B1" in html and "Over 2 runs" in html and SENTENCE in html


def test_cases_that_are_held_out_are_counted_and_not_shown(results: list[Result]) -> None:
    held = [replace(r, case=replace(r.case, split="test")) if r.case.id == "u1" else r for r in results]
    kept = report(held, where())
    assert "花了多少钱" not in page(kept) + summary(kept) and "花了多少钱" in page(kept, reveal=True)
    assert "1 cases of the held-out half" in page(kept) and kept.figures["right"].cases == 4


def test_text_of_an_archive_is_not_interpreted(tmp_path: Path) -> None:
    case = Case("x", "<script>alert(1)</script>", "zh", "who", ("<b>",), note="<img src=x>")
    kept = report(run_cases([case], Parrot(), Witness(Sources([]))), where())
    html = page(kept)
    assert "<script" not in html and "<img" not in html and "&lt;script&gt;" in html


@pytest.mark.parametrize("text", ["", "{}", "[]", "none"])
def test_what_is_no_report_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "x").write_text(text, encoding="utf-8")
    with pytest.raises(DataError):
        load(tmp_path / "x")


def test_cases_are_read_with_their_fields(tmp_path: Path) -> None:
    row = {
        "id": "q1",
        "question": "哪些县？",
        "lang": "zh",
        "type": "list",
        "answer": ["甲县"],
        "aliases": {"甲县": ["Jia"]},
        "expect": "abstain",
        "evidence": ["句。"],
        "evidence_articles": [["甲.txt", 3]],
        "history": ["前一问"],
    }
    path = tmp_path / "q.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n\n", encoding="utf-8")
    (case,) = load_cases(path)
    assert case.forms("甲县") == ("甲县", "Jia") and case.abstain
    assert case.evidence_articles == (("甲.txt", 3),) and case.history == ("前一问",)


@pytest.mark.parametrize("text", ["", "{}", "not json", "[1]"])
def test_a_bad_file_of_cases_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(text, encoding="utf-8")
    for read in (load_cases, load_articles):
        with pytest.raises(DataError, match=r"q\.jsonl"):
            read(path)
    with pytest.raises(DataError):
        load_cases(tmp_path / "none.jsonl")


def test_page_json_has_the_figures() -> None:
    row = page_json(score_page("甲.txt", [], []))
    assert row["boundary_f1"] == 1.0 and row["articles"] == 0
