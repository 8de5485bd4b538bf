"""What `eval retrieval` prints and writes: each set by each way, both scripts, English, speed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.table import Table

from eval.finding import WAYS, never_hurts
from eval.retrieval import Set, Speed

_FIGURES = ("R@1", "R@5", "R@10", "MRR@10")


def sets_json(sets: Sequence[Set]) -> dict[str, Any]:
    """Return the figures of every set for a report."""
    return {
        found.name: {
            "questions": found.questions,
            **{way: found.ways[way].summary() for way in WAYS},
            "fusion_never_hurts": never_hurts(found.ways),
        }
        for found in sets
    }


def sets_table(sets: Sequence[Set]) -> Table:
    """Return a table of all sets: each way's figures, and whether fusion is at least as good as its parts."""
    table = Table(title="search, by words, by vectors, fused")
    for column in ("set", "questions", "way", *_FIGURES, "fused ≥ parts"):
        table.add_column(column, justify="left" if column in ("set", "way") else "right")
    for found in sets:
        for way in WAYS:
            figures = found.ways[way].summary()
            first, last = way == WAYS[0], way == WAYS[-1]
            kept = ("yes" if never_hurts(found.ways) else "no") if last else ""
            head = (found.name, str(found.questions)) if first else ("", "")
            row = [f"{figures[name]:.4f}" for name in _FIGURES]
            table.add_row(*head, way, *row, kept, end_section=last)
    return table


def comparisons(sets: Sequence[Set]) -> dict[str, float]:
    """Return how English and traditional questions do against their twins.

    "…, English": R@5 as a share of the Chinese twins'; "traditional …": R@1 less that of the simplified twin.
    """
    by_name = {found.name: found.ways["fused"] for found in sets}
    told: dict[str, float] = {}
    for name, found in by_name.items():
        if name.endswith(", English"):
            twin = by_name[name.removesuffix("English") + "twins of the English"]
            told[f"{name}: R@5 / twins' R@5"] = round(found.recall(5) / twin.recall(5), 4)
        if name.endswith("traditional"):
            simple = name.replace(", asked in traditional", "").replace("traditional", "simplified")
            told[f"{name}: R@1 - simplified R@1"] = round(found.recall(1) - by_name[simple].recall(1), 4)
    return told


def report(sets: Sequence[Set], measured: Speed) -> dict[str, Any]:
    """Return everything for the results file."""
    return {"sets": sets_json(sets), "twins": comparisons(sets), "speed": measured.summary()}
