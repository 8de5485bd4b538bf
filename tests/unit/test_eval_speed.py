"""The benchmark of whole answers: its mix of questions, and what it tells of their times."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.bench.speed import Timed, mixed, slowest, summary
from tests.archives import build_archive

TIMES = [Timed("a", f"q{n}", ("h",), "list", "answered", 1, float(n), 2.0 * n) for n in range(1, 101)]


def test_figures_and_the_slowest() -> None:
    told = summary(TIMES)
    assert told["n"] == 100
    assert told["cpu_ms"] == {"p50": 50, "p95": 95, "p100": 100}
    assert told["clock_ms"]["p100"] == 200
    assert [one["cpu_ms"] for one in slowest(TIMES, 3)] == [100, 99, 98]
    assert slowest(TIMES, 1)[0]["question"] == "h || q100"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    text = "本报榆中讯 8月6日，榆中县政协建起委员工作站18个，县图书馆也来了人。"
    line = json.dumps({"text": text, "date": "2024-08-09"})
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    build_archive(tmp_path / "index", tmp_path / "a.jsonl")
    return tmp_path / "index"


def test_the_mix_is_drawn_by_its_seed(index: Path) -> None:
    first, again, other = (mixed(index, None, seed) for seed in (1, 1, 2))
    assert first == again != other
    assert {sort for sort, _, _ in first} == {"made with", "visitors"}
    assert any(history for _, _, history in first)
