"""Segmentation measured on generated pages."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval import generated, standing
from eval.cli import app
from eval.generated import COUNTS, HELD_OUT, measure, read_made
from eval.pagemaker import STYLES, make_page
from eval.segmentation import PageScore
from eval.throughput import standing as standing_throughput
from eval.throughput import throughput
from index.errors import UnsupportedInput


def test_the_standard_pages_are_two_hundred_over_all_styles() -> None:
    assert sum(COUNTS.values()) == 200 and set(COUNTS) == set(STYLES) and HELD_OUT > 1_000_000


def test_made_pages_are_segmented_well() -> None:
    told: list[str] = []
    scores = measure(None, {"plain": 3, "narrow": 2, "html": 2}, first=50, told=told.append)
    assert told == ["plain", "narrow", "html"] and [s.pages for s in scores] == [3, 2, 2]
    assert all(style.score.boundaries.f1 >= 0.9 for style in scores)
    assert all(style.characters is None and not style.reason for style in scores)


def test_a_made_page_goes_through_its_reader(tmp_path: Path) -> None:
    made = make_page("marked", 3)
    pages = list(read_made(made, tmp_path))
    assert [page.source for page in pages] == [made.name] and pages[0].format == "text"


def test_a_style_that_cannot_be_read_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> None:
        raise UnsupportedInput("there is no reader", subject=path.name)

    monkeypatch.setattr(generated, "read", refuse)
    score = measure(None, {"plain": 1}, first=1)[0]
    assert score.pages == 0 and "there is no reader" in score.reason


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Measure few pages, and no real ones."""
    monkeypatch.setattr(standing, "SHARED", tmp_path / "shared")
    monkeypatch.setattr(standing, "CORPUS", tmp_path / "none.gz")
    monkeypatch.setattr(
        standing, "measure", lambda corpus, told: measure(corpus, {"plain": 1, "html": 1}, 1, told)
    )


@pytest.mark.usefixtures("few")
def test_the_standing_measurement() -> None:
    result = CliRunner().invoke(app, ["segmentation", "--verbose"])
    assert result.exit_code == 0, result.output
    for words in (
        "samples",
        "generated pages (without a corpus",
        "plain",
        "generated text, boundary F1",
        "target 0.95",
    ):
        assert words in result.stdout
    assert "real pages" not in result.stdout


@pytest.mark.usefixtures("few")
def test_the_standing_measurement_as_json() -> None:
    rows = [
        json.loads(line) for line in CliRunner().invoke(app, ["segmentation", "--json"]).stdout.splitlines()
    ]
    assert {row["set"] for row in rows} == {"samples", "generated"}
    assert [row["page"] for row in rows if row["set"] == "generated"] == ["plain", "html", "text", "html"]
    assert all(0 <= row["boundary_f1"] <= 1 for row in rows)


def test_pages_and_gold_go_together() -> None:
    result = CliRunner().invoke(app, ["segmentation", "--pages", "samples"])
    assert result.exit_code == 2 and "go together" in result.stderr


def test_targets() -> None:
    perfect = PageScore("all", 2, 2, 2, 2, 2, 2, 2)
    poor = PageScore("plain", 1, 2, 2, 1, 1, 0, 2)
    targets = standing._targets({"real pages": [perfect]}, [generated.StyleScore(poor, 1)])
    assert [target.reached for target in targets] == [True] * 4 + [False]


def test_throughput(tmp_path: Path) -> None:
    (tmp_path / "页.txt").write_bytes(make_page("plain", 1).data)
    result = throughput([tmp_path], rounds=1, hottest=3)
    assert result.pages == 1 and result.articles >= 8 and len(result.hot) == 3
    assert set(result.seconds) == {"reading", "segmentation", "mentions"}
    assert 0 < result.rate() < result.rate("reading")


def test_throughput_of_generated_pages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("eval.throughput.TEXT_STYLES", ("plain",))
    monkeypatch.setattr("eval.standing.SHARED", tmp_path)
    monkeypatch.setattr("eval.standing.CORPUS", tmp_path / "none.txt.gz")
    told, out = ["throughput", "--rounds", "1", "--hottest", "2"], tmp_path / "figures.json"
    result = CliRunner().invoke(app, [*told, "--out", str(out)])
    assert result.exit_code == 0 and "4 files" in result.stdout and "segmentation" in result.stdout
    (row,) = json.loads(out.read_text(encoding="utf-8"))["results"]
    assert row["all"] > 0 and len(row["hottest"]) == 2 and sum(row["share_of_time"].values()) > 0.9
    again = json.loads(CliRunner().invoke(app, [*told[:3], "--hottest", "0", "--json"]).stdout)
    assert again["articles"] == row["articles"] and not again["hottest"]


def test_throughput_of_ready_articles(tmp_path: Path) -> None:
    corpus = tmp_path / "news.txt.gz"
    lines = [f"第{n}次会议7月{n + 1}日在榆中县召开，{n + 20}名委员参加。" for n in range(12)]
    corpus.write_bytes(gzip.compress("\n".join(lines).encode()))
    *_, ready = standing_throughput(tmp_path / "none", corpus, rounds=1)
    assert ready.name == "ready articles" and ready.articles == 2
