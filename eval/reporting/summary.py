"""A run as Markdown: for a README, a merge request, a mail."""

from __future__ import annotations

from collections.abc import Sequence

from eval.reporting.page import about
from eval.reporting.record import Report
from eval.reporting.terminal import columns, names, shown


def summary(kept: Report, *, reveal: bool = False) -> str:
    """Return a run as Markdown: what it was made with, the figures, and the wrong cases in a line each.

    Args:
        kept: the run.
        reveal: name cases of the held-out half too.
    """
    lines = ["# Evaluation", "", about(kept), "", *_table(kept), ""]
    cases = kept.shown(reveal)
    wrong = [case for case in cases if not case.right]
    lines += [f"## Wrong: {len(wrong)} of {len(cases)}", ""]
    if len(cases) < len(kept.cases):
        lines += [f"{len(kept.cases) - len(cases)} cases of the held-out half are counted above only.", ""]
    lines += [f"- `{case.id}` {case.question} — {'; '.join(case.reasons)}" for case in wrong]
    return "\n".join(lines) + "\n"


def _table(kept: Report) -> list[str]:
    sides = columns(kept)
    rows = [
        [title, str(kept.figures[name].cases)]
        + [shown(side[name]) if name in side else "–" for side in sides.values()]
        for name, title in names(kept)
    ]
    return table(["figure", "cases", *sides], rows)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of a Markdown table; all columns but the first are set right."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return ["| " + " | ".join(row) + " |" for row in (head, rule, *rows)]
