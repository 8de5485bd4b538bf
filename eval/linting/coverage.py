"""Is every kind of question there, often enough to say something?"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence

from eval.cases import SORTS
from eval.linting import Problem, Row
from eval.sets import FOLDER

_SETS = "sets.toml"


def counts(rows: Sequence[Row]) -> Counter[str]:
    """Return how many cases there are of each kind that a set should have."""
    told: Counter[str] = Counter()
    for row in rows:
        told["questions"] += 1
        told[f"type {row['type']}"] += 1
        told[f"language {row.get('lang', 'zh')}"] += 1
        told["multi-turn"] += bool(row.get("history"))
        told["lists with a scan"] += "scan" in row
        told.update(f"unanswerable: {sort}" for sort in SORTS if sort in row.get("tags", ()))
        told["place-filtered"] += bool({"place_filtered", "under_prefecture"} & set(row.get("tags", ())))
    return told


def check_coverage(rows: Sequence[Row], held_out: Sequence[Row]) -> Iterator[Problem]:
    """Yield kinds of questions of which there are fewer than `sets.toml` wants.

    Args:
        rows: the cases of both halves.
        held_out: those that are held out, which must say something of every kind by themselves.
    """
    wants = tomllib.loads((FOLDER / _SETS).read_text(encoding="utf-8"))
    for name, part, where in (("least", rows, ""), ("least_held_out", held_out, " held out")):
        told = counts(part)
        for kind, wanted in wants[name].items():
            if told[kind] < wanted:
                yield Problem(_SETS, "", f"{kind}: {told[kind]}{where}, and there should be {wanted}")
