"""Show what changed between runs: in the terminal, as Markdown, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table

from eval.comparing import Comparison
from eval.measures import measures
from eval.reporting.history import Entry
from eval.reporting.summary import table
from eval.significance import Difference

_HEAD = ("figure", "cases", "before", "after", "change", "p")


def _rows(found: Comparison) -> list[list[str]]:
    return [[name, *_cells(change), _verdict(found, name)] for name, change in found.figures.items()]


def _cells(change: Difference) -> list[str]:
    moved = f"{change.change:+.3f} [{change.low:+.3f}, {change.high:+.3f}]"
    p = "–" if change.p is None else f"{change.p:.3f}"
    return [str(change.cases), f"{change.before:.3f}", f"{change.after:.3f}", moved, p]


def _verdict(found: Comparison, name: str) -> str:
    if name in found.worse():
        return "worse"
    return "better" if name in found.better() else ""


def print_changes(console: Console, found: Comparison) -> None:
    """Print the differences of figures, and the cases won, lost and changed."""
    shown = Table(title="From one run to the other")
    for n, name in enumerate((*_HEAD, "")):
        shown.add_column(name, justify="right" if n else "left", overflow="fold")
    for row in _rows(found):
        shown.add_row(*row)
    console.print(shown)
    for line in _case_lines(found):
        console.print(line, markup=False, highlight=False)


def _case_lines(found: Comparison) -> list[str]:
    lines = [f"won  {a.id} {a.question}" for a, _ in found.won]
    lines += [f"lost {b.id} {b.question}: {'; '.join(b.reasons)}" for _, b in found.lost]
    lines += [f"{len(found.changed)} other answers changed: {', '.join(a.id for a, _ in found.changed)}"]
    lines += [f"only in one run: {', '.join(found.unpaired)}"] if found.unpaired else []
    return lines


def changes_markdown(found: Comparison) -> str:
    """Return the differences as Markdown."""
    lines = ["# What changed", "", *table((*_HEAD, ""), _rows(found)), ""]
    return "\n".join([*lines, *(f"- {line}" for line in _case_lines(found))]) + "\n"


def changes_json(found: Comparison) -> dict[str, Any]:
    """Return the differences as a dictionary."""
    return {
        "figures": {n: asdict(d) | {"verdict": _verdict(found, n)} for n, d in found.figures.items()},
        "won": [a.id for a, _ in found.won],
        "lost": [{"id": b.id, "reasons": list(b.reasons)} for _, b in found.lost],
        "changed": [a.id for a, _ in found.changed],
        "unpaired": list(found.unpaired),
    }


def history_table(entries: Sequence[Entry], names: Sequence[str] = ()) -> Table:
    """Return earlier runs as a table, oldest first; the named figures, or all of `measures()`."""
    wanted = list(names) or [measure.name for measure in measures()]
    shown = Table(title=f"{len(entries)} runs")
    shown.add_column("figure", overflow="fold")
    for entry in entries:
        shown.add_column(f"{entry.made[:16]}\n{entry.revision or entry.version}", justify="right")
    for name in wanted:
        values = [entry.figures.get(name) for entry in entries]
        if any(value is not None for value in values):
            shown.add_row(name, *("–" if value is None else f"{value:.3f}" for value in values))
    return shown
