"""A whole run with a small assistant that knows two answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.console import Console

from assistant.records import Answer, Citation
from eval.cases import Case, load_articles, load_cases
from eval.reports import figures, page_json, print_summary, print_wrong, result_json, summary_json
from eval.runs import Result, run_cases, summarise
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


def test_summary(results: list[Result]) -> None:
    summary = summarise(results)
    assert (summary.overall.right, summary.overall.total) == (1, 4)
    assert [(t.name, t.right, t.total) for t in summary.kinds] == [
        ("followup", 0, 1),
        ("number", 1, 1),
        ("unanswerable", 0, 1),
        ("who", 0, 1),
    ]
    assert (summary.overall.cited, summary.overall.citable) == (1, 1)
    assert (summary.citations, summary.verbatim, summary.verbatim_share) == (2, 2, 1.0)
    assert (summary.false_refusals, summary.answerable) == (1, 3)
    assert summary.answered_unanswerable == 1 and summary.uncited == 1
    assert summary.p50 <= summary.p95


def test_reports(results: list[Result]) -> None:
    console = Console(record=True, width=160, quiet=False)
    print_wrong(console, results)
    print_summary(console, summarise(results))
    text = console.export_text()
    assert "missing: 张三" in text and "1/4" in text and "quotes verbatim in the source: 2/2" in text
    assert "(谁开会？)" in text
    assert json.loads(json.dumps([result_json(r) for r in results], ensure_ascii=False))[0]["right"] is True
    assert json.loads(json.dumps(summary_json(summarise(results))))["overall"]["total"] == 4
    assert len(figures(summarise(results))) == 7


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
    for load in (load_cases, load_articles):
        with pytest.raises(DataError, match=r"q\.jsonl"):
            load(path)
    with pytest.raises(DataError):
        load_cases(tmp_path / "none.jsonl")


def test_page_json_has_the_figures() -> None:
    row = page_json(score_page("甲.txt", [], []))
    assert row["boundary_f1"] == 1.0 and row["articles"] == 0
