"""Cases made of answers and of what visitors said, reviewed by a scripted person."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.feedback import Feedback
from assistant.records import Answer, Citation
from eval.cases import load_cases
from eval.cli import app
from eval.newcase import Asked, append, draft, known_questions, review
from index.build import build
from index.encoder import load_encoder
from index.places import Gazetteer
from index.words import JiebaTokeniser

ANSWER: dict[str, Any] = {
    "language": "zh",
    "kind": "number",
    "status": "answered",
    "text": "共**24个**，比去年多**3个**。 [1][2]",
    "rows": [],
    "citations": [
        {"article_id": "a", "source": "甲.txt", "quote": "全县建成 驿站24个。"},
        {"article_id": "b", "source": "乙.jsonl#7", "quote": "去年有21个。"},
    ],
}


def nowhere(article_id: str) -> int | None:
    return None


def third(article_id: str) -> int | None:
    return 3


def person(**said: str) -> Callable[[str, str], str]:
    """Return somebody who says what is given for the prompts that begin so, and takes the rest as it is."""

    def ask(question: str, given: str) -> str:
        return next((text for name, text in said.items() if question.startswith(name)), given)

    return ask


def test_a_draft_takes_over_what_was_answered() -> None:
    row = draft(Asked("多少个？", ("哪里的？",), ANSWER), third)
    assert (row["type"], row["answer"], row["history"]) == ("followup", ["24个", "3个"], ["哪里的？"])
    assert row["evidence"] == ["全县建成驿站24个。", "去年有21个。"]
    assert row["evidence_articles"] == [["甲.txt", 3], ["乙.jsonl", 7]]


def test_a_refusal_is_drafted_as_unanswerable() -> None:
    row = draft(Asked("花了多少？", (), ANSWER | {"status": "not_found"}), nowhere)
    assert (row["type"], row["answer"], row["expect"]) == ("unanswerable", [], "abstain")


def test_the_review_puts_it_right() -> None:
    row = draft(Asked("多少个？", (), ANSWER), nowhere)
    kept = review(
        row, person(type="count", required="24个", numbers="1、9", typical="21个"), ["count", "number"]
    )
    assert kept is not None
    assert (kept["type"], kept["answer"], kept["trap"]) == ("count", ["24个"], ["21个"])
    assert kept["evidence"] == ["全县建成驿站24个。"] and len(kept["evidence_articles"]) == 1
    assert review(row, person(keep="n"), ["number"]) is None
    assert review(row, person(required=" "), ["number"]) is None
    refused = review(row, person(type="unanswerable"), ["unanswerable"])
    assert refused is not None and refused["expect"] == "abstain" and "evidence" not in refused


def test_cases_are_added_with_ids_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "own" / "cases.jsonl"
    row = draft(Asked("多少个？", (), ANSWER), nowhere)
    assert [append(row, path), append(row, path)] == ["own-1", "own-2"]
    assert [case.id for case in load_cases(path)] == ["own-1", "own-2"]
    assert known_questions(path) == {("多少个？",)} and known_questions(tmp_path / "no") == set()


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("index")
    page = folder / "pages.jsonl"
    text = "皋兰县政协在全县建成委员工作站24个，驻站委员130名。"
    page.write_text(json.dumps({"text": text, "date": "2023-05-01"}, ensure_ascii=False), encoding="utf-8")
    build(
        [page],
        folder / "index",
        encoder=load_encoder(),
        tokeniser=JiebaTokeniser(),
        gazetteer=Gazetteer.load(),
    )
    yield folder / "index"


def test_a_case_from_a_question(index: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    given = ["new-case", "皋兰县有多少个委员工作站？", "--index", str(index), "--cases", str(path)]
    result = CliRunner().invoke(app, given, input="number\n24个\n\n1\n130个\n\ny\n")
    assert result.exit_code == 0, result.output
    (case,) = load_cases(path)
    assert (
        case.answer == ("24个",)
        and case.trap == ("130个",)
        and case.evidence_articles == (("pages.jsonl", 1),)
    )


def test_cases_from_feedback(index: Path, tmp_path: Path) -> None:
    quote = Citation(1, "a", "pages.jsonl#1", None, "", None, None, (), "驻站委员130名。")
    answer = Answer("驻站委员多少名？", "zh", "number", "answered", "**130名** [1]", citations=(quote,))
    kept = Feedback.open(index)
    kept.record("驻站委员多少名？", (), answer, "wrong", "少了社区的", user="校对")
    kept.record("另一问？", (), answer, "right")
    path = tmp_path / "own.jsonl"
    shown = CliRunner().invoke(app, ["feedback", "--index", str(index)])
    assert "少了社区的" in shown.stdout and "1 entries" in shown.stdout
    listed = CliRunner().invoke(app, ["feedback", "--index", str(index), "--every", "--json"])
    assert [json.loads(line)["verdict"] for line in listed.stdout.splitlines()] == ["wrong", "right"]
    given = ["feedback", "--index", str(index), "--cases", str(path), "--yes"]
    for _ in range(2):
        assert CliRunner().invoke(app, given).exit_code == 0
    (case,) = load_cases(path)
    assert case.answer == ("130名",) and case.evidence == ("驻站委员130名。",)


def test_without_an_index_it_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["new-case", "问？", "--index", str(tmp_path / "no")])
    assert result.exit_code == 2 and "error:" in result.stderr
