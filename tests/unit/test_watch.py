"""The stages of an answer and how long they take."""

from __future__ import annotations

import time

from assistant.watch import Watch


def test_the_stages_add_up_to_the_total() -> None:
    watch = Watch()
    time.sleep(0.02)
    watch.lap("evidence")
    watch.lap("checks")
    told = watch.told()
    assert list(told) == ["evidence", "checks", "total"]
    assert told["evidence"] >= 20 > told["checks"]
    assert abs(told["total"] - told["evidence"] - told["checks"]) <= 0.2
