"""Questions of two processes while a third writes; `make crash` asks two thousand each."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.crash.asking import stale

ROOT = Path(__file__).resolve().parents[2]


def test_no_question_fails_and_no_citation_is_stale() -> None:
    command = [sys.executable, "-m", "tests.crash.asking", "--questions", "60"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr[-3000:]


def test_a_stale_citation_is_found() -> None:
    shown = [{"state": "a", "from": 10.0, "to": 20.0}]
    asked = [{"from": t, "to": t + 0.1, "cited": ["a"]} for t in (5.0, 15.0, 21.0, 30.0)]
    assert stale(asked, shown) == ["a", "a"]
    assert stale([{"from": 15.0, "to": 15.1, "cited": ["b"]}], shown) == ["b"]
