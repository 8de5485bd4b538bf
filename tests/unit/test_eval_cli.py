"""The command line of the evaluation, with a stand-in for the assistant."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.records import Answer
from eval import bench
from eval.cli import app
from eval.segmentation import PageScore
from eval.sources import Sources
from eval.witness import Witness
from index.errors import MissingInput

ROWS = [
    {"id": "q1", "question": "多少？", "type": "number", "answer": ["7个"]},
    {"id": "q2", "question": "是谁？", "type": "who", "answer": ["李四"]},
]


class Seven:
    def ask(self, question: str, history: Sequence[str] = (), *, id: str = "") -> Answer:
        return Answer(question, "zh", "number", "answered", "一共7个。", id=id)


@contextmanager
def stand_in(paths: Sequence[Path], index: Path | None = None) -> Iterator[bench.Bench]:
    if not paths[0].exists():
        raise MissingInput("the path does not exist", subject=str(paths[0]), hint="look at the name")
    refused = (("bad.txt", "it is empty"),) if paths[0].name == "partly" else ()
    yield bench.Bench(Seven(), Witness(Sources([])), refused)


@pytest.fixture
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(bench, "open_bench", stand_in)
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS), encoding="utf-8")
    return path


def test_table_and_wrong_cases(cases: Path) -> None:
    result = CliRunner().invoke(
        app, ["run", "--archive", str(cases.parent), "--cases", str(cases), "--verbose"]
    )
    assert result.exit_code == 0
    assert "right: 1/2" in result.stdout and "missing: 李四" in result.stdout


def test_json_is_all_that_stands_on_standard_output(cases: Path) -> None:
    out = cases.parent / "new" / "run.json"
    arguments = ["run", "--archive", str(cases.parent), "--cases", str(cases), "--json", "--out", str(out)]
    result = CliRunner().invoke(app, arguments)
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["right"] for line in lines[:-1]] == [True, False]
    assert lines[-1]["figures"]["right"]["value"] == 0.5
    written = json.loads(out.read_text(encoding="utf-8"))
    assert [row["id"] for row in written["cases"]] == ["q1", "q2"]


def test_runs_are_compared_and_gated(cases: Path, tmp_path: Path) -> None:
    out, page, history = tmp_path / "run.json", tmp_path / "run.html", tmp_path / "runs.jsonl"
    given = ["run", "--archive", str(cases.parent), "--cases", str(cases), "--out", str(out)]
    pages = ["--html", str(page), "--markdown", str(tmp_path / "run.md"), "--history", str(history)]
    assert CliRunner().invoke(app, [*given, *pages]).exit_code == 0
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    same = CliRunner().invoke(app, ["compare", str(out), str(out), "--json"])
    assert same.exit_code == 0 and json.loads(same.stdout)["lost"] == []
    assert "0 other answers changed" in CliRunner().invoke(app, ["compare", str(out), str(out)]).stdout
    assert CliRunner().invoke(app, ["gate", str(out), "--min", "right=0.5"]).exit_code == 0
    failed = CliRunner().invoke(app, ["gate", str(out), "--min", "right=0.9", "--max", "refusal.false=0"])
    assert failed.exit_code == 1 and "not held: right ≥ 0.9" in failed.stdout
    for wrong in ("nothing=1", "right"):
        assert CliRunner().invoke(app, ["gate", str(out), "--min", wrong]).exit_code == 2
    assert "1 runs" in CliRunner().invoke(app, ["trend", str(history)]).stdout


def test_refused_inputs_are_named_and_change_the_status(cases: Path) -> None:
    partly = cases.parent / "partly"
    partly.mkdir()
    result = CliRunner().invoke(app, ["run", "--archive", str(partly), "--cases", str(cases)])
    assert result.exit_code == 1 and "bad.txt: it is empty" in result.stderr


@pytest.mark.parametrize("missing", ["archive", "cases"])
def test_nothing_can_be_done(cases: Path, missing: str) -> None:
    given = {"archive": cases.parent, "cases": cases, missing: cases.parent / "nowhere"}
    result = CliRunner().invoke(app, ["run", *[f"--{key}={value}" for key, value in given.items()]])
    assert result.exit_code == 2 and "nowhere" in result.stderr and result.stdout == ""


def test_segmentation(cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gold = {"page": "甲.txt", "n": 1, "first_ns": "甲", "last_ns": "乙"}
    path = cases.parent / "gold.jsonl"
    path.write_text(json.dumps(gold), encoding="utf-8")
    score = PageScore("甲.txt", 1, 2, 2, 2, 1, 1, 2, ("1: begins late",))
    monkeypatch.setattr(bench, "segment_pages", lambda pages, gold: ([score], []))
    arguments = ["segmentation", "--pages", str(cases.parent), "--gold", str(path)]
    result = CliRunner().invoke(app, [*arguments, "--verbose"])
    assert result.exit_code == 0 and "begins late" in result.stdout and "0.500" in result.stdout
    rows = [json.loads(line) for line in CliRunner().invoke(app, [*arguments, "--json"]).stdout.splitlines()]
    assert [row["page"] for row in rows] == ["甲.txt", "all"] and rows[0]["boundary_f1"] == 0.5


def test_segmentation_without_any_page(cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gold = {"page": "甲.txt", "n": 1, "first_ns": "甲", "last_ns": "乙"}
    path = cases.parent / "gold.jsonl"
    path.write_text(json.dumps(gold), encoding="utf-8")
    monkeypatch.setattr(bench, "segment_pages", lambda pages, gold: ([], [("甲.txt", "not there")]))
    result = CliRunner().invoke(app, ["segmentation", "--pages", str(cases.parent), "--gold", str(path)])
    assert result.exit_code == 2 and "not there" in result.stderr


def test_every_command_is_documented(root: Path) -> None:
    page = (root / "eval" / "README.md").read_text(encoding="utf-8")
    for command in app.registered_commands:
        assert f"`{command.name}`" in page, command.name
        assert command.callback is not None and (command.callback.__doc__ or command.help)
