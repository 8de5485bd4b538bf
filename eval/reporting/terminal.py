"""Show a run in the terminal: the figures with their intervals, and every wrong case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.matching import displayed
from eval.measures import measures
from eval.reporting.record import CaseRecord, Report
from eval.significance import Figure


def shown(found: Figure) -> str:
    """Return a figure with its interval, as reports print it."""
    return f"{found.value:.3f} [{found.low:.3f}, {found.high:.3f}]"


def _short(found: Figure) -> str:
    return f"{found.value:.3f} ({found.low:.2f}–{found.high:.2f})".replace("0.", ".").replace("1.000", "1")


def columns(kept: Report) -> dict[str, Mapping[str, Figure]]:
    """Return the figures of a run side by side: all, each half where both are there, and the peers."""
    halves = {name: kept.split(name) for name in ("dev", "test")}
    told: dict[str, Mapping[str, Figure]] = {"all": kept.figures}
    if all(halves.values()):
        told |= halves
    return told | dict(kept.peers)


def figures_table(kept: Report) -> Table:
    """Return the figures of a run as a table."""
    table = Table(title="Figures, with 95 % intervals")
    table.add_column("figure", overflow="fold")
    table.add_column("cases", justify="right")
    sides = columns(kept)
    for name in sides:
        table.add_column(name, justify="right")
    for name, title in names(kept):
        cells = (_short(side[name]) if name in side else "–" for side in sides.values())
        table.add_row(title, str(kept.figures[name].cases), *cells)
    return table


def names(kept: Report) -> list[tuple[str, str]]:
    """Return the names of a run's figures with their titles; groups have their name for a title."""
    titles = {measure.name: measure.title for measure in measures()}
    return [(name, titles.get(name, name)) for name in kept.figures]


def print_report(console: Console, kept: Report) -> None:
    """Print the figures of a run."""
    console.print(figures_table(kept))
    right = sum(case.right for case in kept.cases)
    console.print(f"right: {right}/{len(kept.cases)}", highlight=False)
    console.print(latency(kept), highlight=False)


def latency(kept: Report) -> str:
    """Return how long answers took, in words."""
    told = {name: 1000 * seconds for name, seconds in kept.latency.items()}
    clock = f"{told['p50']:.0f} / {told['p95']:.0f} ms"
    return (
        f"per answer {clock} (p50 / p95), {told['cpu_p50']:.0f} / {told['cpu_p95']:.0f} ms of the processor"
    )


def print_wrong(console: Console, cases: Iterable[CaseRecord]) -> None:
    """Print every wrong case with what was expected and what came, and what is not borne out."""
    for case in cases:
        if not case.right:
            _print_case(console, case)
        for problem in case.problems:
            console.print(f"[red]{case.id}[/] {escape(problem)}", highlight=False)


def row_line(row: Mapping[str, object]) -> str:
    """Return what a table shows of a row of an answer."""
    quantity = row.get("quantity")
    figure = "" if quantity is None else f"{quantity:g}{row.get('unit', '')}"
    return " ".join(str(part) for part in (row["name"], figure, row.get("detail"), row.get("date")) if part)


def _print_case(console: Console, case: CaseRecord) -> None:
    answer = case.answer
    console.rule(f"{case.id} {case.type}", align="left")
    for turn in case.history:
        console.print(f"  ({escape(turn)})")
    console.print(f"[bold]{escape(case.question)}[/]")
    for reason in case.reasons:
        console.print(f"  [red]{escape(reason)}[/]")
    wanted = "(refusal)" if case.abstain else ", ".join(case.expected)
    console.print(f"  expected: {escape(wanted)}", highlight=False)
    got = f"  got ({answer['kind']}, {answer['status']}): {displayed(str(answer['text']))}"
    console.print(got, markup=False, highlight=False)
    for row in answer["rows"]:
        console.print(f"    · {row_line(row)} [{row['reported']}]", markup=False, highlight=False)
