"""Notice when the files below a folder have changed and stopped growing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from index.errors import MissingInput
from index.readers import find_inputs

_Seen = dict[Path, tuple[int, int]]


def settled(folder: Path, every_s: float, pause: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Yield once there are pages, and then whenever they have changed and are at rest again.

    Pages are at rest when two looks in a row find the same names, sizes and times.

    Args:
        folder: the folder.
        every_s: seconds between two looks.
        pause: waits so many seconds.
    """
    handled: _Seen = {}
    before = _look(folder)
    while True:
        now = _look(folder)
        if now == before and now != handled:
            handled = now
            yield
        before = now
        pause(every_s)


def _look(folder: Path) -> _Seen:
    seen: _Seen = {}
    try:
        pages = find_inputs([folder])
    except MissingInput:
        return seen
    for page in pages:
        try:
            facts = page.stat()
        except OSError:
            continue
        seen[page] = (facts.st_size, facts.st_mtime_ns)
    return seen
