"""The figures of earlier runs, one JSON line each, so that a trend can be drawn."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from eval.reporting.record import Report
from index.errors import DataError


@dataclass(frozen=True, slots=True)
class Entry:
    """One earlier run: when, with which version, over how many cases, and its figures."""

    made: str
    version: str
    revision: str
    cases: int
    figures: Mapping[str, float]


def append(path: Path, kept: Report) -> None:
    """Add a run to a history file; it is made where it is not there."""
    made = kept.where
    row = {
        "made": made.made,
        "version": made.version,
        "revision": made.revision,
        "cases": len(kept.cases),
        "figures": {name: round(found.value, 4) for name, found in kept.figures.items()},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")


def read(path: Path) -> list[Entry]:
    """Return the runs of a history file, oldest first; none where there is no file.

    Raises:
        DataError: a line is no run.
    """
    if not path.exists():
        return []
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [Entry(**row) for row in rows]
    except (OSError, ValueError, TypeError) as error:
        raise DataError(f"this is no history: {error!r}", subject=str(path)) from error
