"""`eval lint`: can a set of questions be believed?

The form of every case (`form`), its evidence word for word in the files (`evidence`), lists held against a
scan of all articles (`lists`), near-duplicates between what is looked at and what is held out (`twins`), and
whether every kind of question is there often enough (`coverage`). Nothing here asks the assistant or uses its
way of listing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.sets import CaseSet
from index.errors import DataError

# A case as it stands in its file.
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a case, or with a set where `id` is empty."""

    file: str
    id: str
    what: str

    def __str__(self) -> str:
        return f"{self.file} {self.id}: {self.what}" if self.id else f"{self.file}: {self.what}"


def read_rows(path: Path) -> list[Row]:
    """Read the cases of a file as they stand there.

    Raises:
        DataError: the file cannot be read, or a line is no JSON object.
    """
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise DataError(f"the cases cannot be read: {error}", subject=str(path)) from error
    if not all(isinstance(row, dict) for row in rows):
        raise DataError("a line is no JSON object", subject=str(path))
    return rows


def lint(given: CaseSet) -> Iterator[Problem]:
    """Yield everything that is wrong with an evaluation set.

    Args:
        given: its files, the archive that it asks, and the gold of that archive's articles.

    Raises:
        DataError: a file cannot be read.
        SettingsError: jsonschema is not installed.
    """
    from eval.linting.coverage import check_coverage
    from eval.linting.evidence import check_evidence
    from eval.linting.form import check_form
    from eval.linting.lists import check_lists
    from eval.linting.pages import read_pages
    from eval.linting.twins import check_twins

    halves = {half: [(path.name, read_rows(path)) for path in given.files(half)] for half in ("dev", "test")}
    files = [*halves["dev"], *halves["test"]]
    pages = read_pages(given)
    malformed = list(check_form(halves))
    yield from malformed
    if malformed:
        return
    for name, rows in files:
        yield from check_evidence(name, rows, pages)
        yield from check_lists(name, rows, pages)
    seen = [(path.name, read_rows(path)) for path in given.seen]
    yield from check_twins([*halves["dev"], *seen], halves["test"])
    held_out = [row for _, rows in halves["test"] for row in rows]
    yield from check_coverage([row for _, rows in files for row in rows], held_out)
