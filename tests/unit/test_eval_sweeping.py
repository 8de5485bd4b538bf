"""Settings of retrieval tried out over a small archive."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.cases import Case
from eval.cli import app
from eval.sweeping import Measured, Setting, against, recommend, sweep

STORIES = {
    "茶农说，春茶的价钱比去年好。合作社帮着找了销路。": "春茶销路",
    "老街的路灯修好了，夜里走路不怕了。": "路灯修好",
    "村里的小学添了新桌椅，孩子们很高兴。": "小学桌椅",
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    rows = [{"text": text * 4, "date": "2023-05-01"} for text in STORIES]
    path = tmp_path / "stories.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


def questions() -> list[Case]:
    return [
        Case(
            f"q{n}",
            f"{words}的事？",
            "zh",
            "what",
            (words,),
            evidence=(text,),
            evidence_articles=(("stories.jsonl", n),),
        )
        for n, (text, words) in enumerate(STORIES.items(), 1)
    ]


def test_every_setting_is_built_and_asked(archive: Path) -> None:
    settings = [Setting(), Setting(weight=0.0), Setting(length=30)]
    measured = list(sweep([archive], questions(), settings))
    assert [one.setting for one in measured] == settings
    assert all(one.figure("R@1").value == 1.0 for one in measured)
    assert measured[2].passages > measured[0].passages == 3


def scored(setting: Setting, *values: float) -> Measured:
    return Measured(setting, {f"q{n}": {"nDCG@10": value} for n, value in enumerate(values)}, 1, 1.0)


def test_only_what_is_better_beyond_chance_is_recommended() -> None:
    now = scored(Setting(), *[0.5] * 20)
    lucky = scored(Setting(length=120), *[0.5] * 19, 1.0)
    better = scored(Setting(length=400), *[0.9] * 20)
    assert recommend([now, lucky]) is now and recommend([now, lucky, better]) is better
    assert against(better, now).change == pytest.approx(0.4)


def test_the_command_shows_the_table_and_says_what_to_take(archive: Path, tmp_path: Path) -> None:
    rows = [
        {
            "id": case.id,
            "question": case.question,
            "type": "what",
            "answer": list(case.answer),
            "evidence": list(case.evidence),
            "evidence_articles": [list(pair) for pair in case.evidence_articles],
        }
        for case in questions()
    ]
    path, table = tmp_path / "q.jsonl", tmp_path / "sweep.md"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    given = ["sweep", "--archive", str(archive), "--cases", str(path), "--length", "220", "--weight", "1"]
    result = CliRunner().invoke(app, [*given, "--markdown", str(table)])
    assert result.exit_code == 0 and "Keep encoder builtin" in result.stdout
    assert "| builtin | 220 | 1 | 3 |" in table.read_text(encoding="utf-8")
    lines = [json.loads(line) for line in CliRunner().invoke(app, [*given, "--json"]).stdout.splitlines()]
    assert lines[-1] == {"recommended": {"encoder": "builtin", "length": 220, "weight": 1.0}}
    assert CliRunner().invoke(app, [*given, "--encoder", "/no/such/model"]).exit_code == 2
