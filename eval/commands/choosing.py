"""`eval sweep`: which encoder, length of passages and weight of vectors to take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from eval.commands.common import Archives, AsJson, Cases, Half, emit, errors_told, write
from eval.ranking import MEASURES
from eval.sets import load_files, load_set

if TYPE_CHECKING:
    from eval.sweeping import Measured

Encoders = Annotated[
    list[str] | None,
    typer.Option("--encoder", help="builtin, or a model's folder; repeatable.", show_default="builtin"),
]
Lengths = Annotated[
    list[int] | None,
    typer.Option(
        "--length", min=20, help="Characters of a passage; repeatable.", show_default="120, 220, 400"
    ),
]
Weights = Annotated[
    list[float] | None,
    typer.Option(
        "--weight", min=0, help="Factor of the vectors' weight; repeatable.", show_default="0, 1, 2"
    ),
]
Markdown = Annotated[Path | None, typer.Option("--markdown", help="Write the table as Markdown.")]


def sweep(
    archive: Archives = None,
    cases: Cases = None,
    half: Half = "dev",
    encoder: Encoders = None,
    length: Lengths = None,
    weight: Weights = None,
    markdown: Markdown = None,
    as_json: AsJson = False,
) -> None:
    """Measure retrieval with other encoders, lengths of passages and weights, and recommend one setting."""
    from eval.sweeping import Setting
    from eval.sweeping import sweep as swept

    console = Console(stderr=True)
    measured = []
    with errors_told():
        given = load_set()
        asked = load_files(tuple(cases) if cases else given.files(half))
        every = product(encoder or ["builtin"], length or [120, 220, 400], weight or [0.0, 1.0, 2.0])
        settings = [Setting(*one) for one in every]
        for one in swept(archive or [given.archive], asked, settings):
            measured.append(one)
            console.print(".", end="")
    console.print()
    if markdown is not None:
        write(markdown, _markdown(measured))
    if as_json:
        emit([*map(_json, measured), {"recommended": asdict(_best(measured).setting)}])
    else:
        _show(Console(), measured)


def _best(measured: Sequence[Measured]) -> Measured:
    from eval.sweeping import recommend

    return recommend(measured)


_HEAD = ("encoder", "length", "weight", "passages", *MEASURES, "ms")


def _cells(one: Measured) -> list[str]:
    setting = one.setting
    found = [one.figure(name) for name in MEASURES]
    shown = [f"{f.value:.3f}" for f in found]
    shown[-1] += f" ±{(found[-1].high - found[-1].low) / 2:.3f}"
    asked = [setting.encoder, str(setting.length), f"{setting.weight:g}"]
    return [*asked, str(one.passages), *shown, f"{one.cpu_ms:.1f}"]


def _said(measured: Sequence[Measured]) -> str:
    """Return the recommendation in a sentence."""
    from eval.sweeping import DECIDES, Setting, against

    best = _best(measured)
    now = next((one for one in measured if one.setting == Setting()), measured[0])
    name = f"encoder {best.setting.encoder}, length {best.setting.length}, weight {best.setting.weight:g}"
    if best is now:
        return f"Keep {name}: nothing tried is better beyond chance by {DECIDES}."
    found = against(best, now)
    return f"Take {name}: {DECIDES} {found.change:+.3f} [{found.low:+.3f}, {found.high:+.3f}]."


def _show(console: Console, measured: Sequence[Measured]) -> None:
    table = Table(title="Settings of retrieval")
    for n, name in enumerate(_HEAD):
        table.add_column(name, justify="right" if n else "left", overflow="fold")
    for one in measured:
        table.add_row(*_cells(one))
    console.print(table)
    console.print(_said(measured), highlight=False)


def _markdown(measured: Sequence[Measured]) -> str:
    from eval.reporting.summary import table

    lines = ["# Settings of retrieval", "", *table(_HEAD, [_cells(one) for one in measured])]
    return "\n".join([*lines, "", _said(measured)]) + "\n"


def _json(one: Measured) -> dict[str, Any]:
    figures = {name: asdict(one.figure(name)) for name in MEASURES}
    return asdict(one.setting) | {"passages": one.passages, "figures": figures, "cpu_ms": one.cpu_ms}
