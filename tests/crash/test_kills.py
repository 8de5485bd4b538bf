"""A few of the kills, for every run of the tests; `make crash` does two hundred."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_nothing_is_lost_half_there_or_twice() -> None:
    # In a process of its own: this one has threads, which a fork would not survive.
    command = [sys.executable, "-m", "tests.crash.kills", "--kills", "6", "--seed", "11"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr[-3000:]
