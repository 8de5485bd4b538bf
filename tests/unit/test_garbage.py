"""How seldom garbage is looked for."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from assistant.garbage import seldom


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_what_is_loaded_is_left_out_and_garbage_still_goes() -> None:
    class Knot:
        itself: Knot

    seldom()
    assert gc.get_freeze_count() > 10_000
    assert gc.get_threshold()[0] > 700
    knot = Knot()
    knot.itself = knot
    del knot
    assert gc.collect() >= 1
