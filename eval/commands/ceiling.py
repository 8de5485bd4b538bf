"""`eval ceiling`: how far a language model may carry the answers, by a stand-in that knows the gold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from eval.commands.common import Archives, AsJson, Cases, Half, emit, errors_told, write
from eval.sets import load_files, load_set

if TYPE_CHECKING:
    from eval.runs import Result

_FIGURES = ("right", "list.f1", "right.list", "right.count", "right.what", "right.number", "refusal.right",
            "refusal.false", "citation.recall")  # fmt: skip

Errors = Annotated[
    list[float] | None,
    typer.Option(
        "--error", min=0, max=1, help="Share of wrong judgements; repeatable.", show_default="0, 0.1, 0.2"
    ),
]
Out = Annotated[Path | None, typer.Option("--out", help="Write the figures and their date to this file.")]


def ceiling(
    archive: Archives = None,
    cases: Cases = None,
    half: Half = "all",
    error: Errors = None,
    as_json: AsJson = False,
    out: Out = None,
) -> None:
    """Score the answers with a stand-in for a language model that judges by the gold and errs so often."""
    from assistant.chat import Assistant
    from assistant.settings import load_settings
    from eval.bench import open_bench
    from eval.knowing import Knowing, Prompted
    from eval.runs import run_cases

    with errors_told():
        given = load_set()
        asked = load_files(tuple(cases) if cases else given.files(half))
        with open_bench(archive or [given.archive]) as bench:
            assert bench.archive is not None
            told = _figures("none", run_cases(asked, bench.assistant, bench.witness))
            settings = load_settings(index=bench.archive.folder)
            for share in error or (0.0, 0.1, 0.2):
                model = Knowing(share)
                assistant = Prompted(Assistant(bench.archive, settings, model), model, asked)
                told += _figures(f"error {share:g}", run_cases(asked, assistant, bench.witness))
    if out is not None:
        report = {"date": datetime.now(UTC).isoformat(timespec="seconds"), "figures": told}
        write(out, json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    if as_json:
        emit(told)
    else:
        _show(told)


def _figures(model: str, results: Sequence[Result]) -> list[dict[str, Any]]:
    """Return the figures of each half as records."""
    from eval.measures import all_parts, figures

    told = []
    for half in sorted({result.case.split for result in results}):
        of_half = [result for result in results if result.case.split == half]
        found = figures(all_parts(of_half))
        kept = {name: round(found[name].value, 4) for name in _FIGURES if name in found}
        told.append({"model": model, "half": half, "cases": len(of_half), **kept})
    return told


def _show(told: Iterable[dict[str, Any]]) -> None:
    table = Table(
        title="With a stand-in that knows the gold", caption="No model can pass the row without error."
    )
    names = ("half", "model", "cases", *_FIGURES)
    for n, name in enumerate(names):
        table.add_column(name, justify="right" if n > 1 else "left", overflow="fold")
    for row in sorted(told, key=lambda row: row["half"]):
        cells = (row.get(name, "–") for name in names)
        table.add_row(*(f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in cells))
    Console().print(table)
