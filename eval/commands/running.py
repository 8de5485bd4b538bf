"""`eval run`, `compare`, `gate`, `trend`: a run over a set of questions, and what to make of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from eval.cases import Case
from eval.commands.common import (
    Archives,
    AsJson,
    Cases,
    Half,
    Index,
    Verbose,
    emit,
    errors_told,
    tell_refused,
    write,
)
from eval.runs import Result, run_cases
from eval.sets import load_files, load_set

if TYPE_CHECKING:
    from eval.bench import Bench
    from eval.reporting.record import Report
    from eval.significance import Figure

Out = Annotated[Path | None, typer.Option("--out", help="Keep the run: every case and answer, as JSON.")]
Html = Annotated[Path | None, typer.Option("--html", help="Write the report as one HTML page.")]
Markdown = Annotated[Path | None, typer.Option("--markdown", help="Write the summary as Markdown.")]
History = Annotated[
    Path | None, typer.Option("--history", help="Add the figures to this file; the page draws their trend.")
]
Peers = Annotated[
    bool, typer.Option("--peers", help="Put the same questions to plain BM25 and stock LlamaIndex too.")
]
Judge = Annotated[
    bool, typer.Option("--judge", help="Let the configured model judge too; reported apart, with agreement.")
]
Reveal = Annotated[
    bool,
    typer.Option("--reveal", help="Show wrong cases of the held-out half too: not while you change things."),
]
Chat = Annotated[str, typer.Option("--chat", help="Address of a web chat that the page links cases into.")]


def run(
    archive: Archives = None,
    cases: Cases = None,
    half: Half = "dev",
    index: Index = None,
    as_json: AsJson = False,
    out: Out = None,
    html: Html = None,
    markdown: Markdown = None,
    history: History = None,
    peers: Peers = False,
    judge: Judge = False,
    chat: Chat = "http://127.0.0.1:7860",
    reveal: Reveal = False,
    verbose: Verbose = False,
) -> None:
    """Ask every question of a set and score the answers."""
    from eval.reporting.record import save
    from eval.reporting.terminal import print_report, print_wrong

    with errors_told():
        given = load_set()
        files = tuple(cases) if cases else given.files(half)
        kept, status = _run(archive or [given.archive], files, index, peers, judge)
        if out is not None:
            save(kept, out)
        _pages(kept, html, markdown, history, chat, reveal)
    if as_json:
        emit([*map(asdict, kept.shown(reveal)), _figures(kept)])
    else:
        console = Console()
        if verbose:
            print_wrong(console, kept.shown(reveal))
        print_report(console, kept)
    raise typer.Exit(status)


def _run(
    archive: Sequence[Path], files: Sequence[Path], index: Path | None, peers: bool, judge: bool
) -> tuple[Report, int]:
    from eval.bench import open_bench
    from eval.reporting.record import report, where

    cases = load_files(files)
    console = Console(stderr=True)

    def progress(result: Result) -> None:
        console.print("." if result.verdict.right else "x", end="", markup=False)

    with open_bench(archive, index) as bench:
        status = tell_refused(bench.refused)
        results = run_cases(cases, bench.assistant, bench.witness, progress)
        kept = report(results, where(bench.about, files))
        kept = replace(kept, peers=_peers(bench, cases) if peers else {})
        kept = replace(kept, judge=_judged(results) if judge else {})
    console.print()
    return kept, status


def _peers(bench: Bench, cases: Sequence[Case]) -> dict[str, dict[str, Figure]]:
    from eval.measures import all_parts, figures
    from eval.peers import open_peers

    if bench.archive is None or bench.encoder is None:
        return {}
    return {
        name: figures(all_parts(run_cases(cases, peer, peer.witness(bench.witness))))
        for name, peer in open_peers(bench.archive, bench.encoder).items()
    }


def _judged(results: Sequence[Result]) -> dict[str, Figure]:
    from assistant.generate import load_model
    from assistant.settings import load_settings
    from eval.judging import judged
    from index.errors import SettingsError

    model = load_model(load_settings())
    if model is None:
        hint = "set model_base_url and model_name"
        raise SettingsError("there is no model that could judge", subject="--judge", hint=hint)
    return judged(results, model)


def _pages(
    kept: Report, html: Path | None, markdown: Path | None, history: Path | None, chat: str, reveal: bool
) -> None:
    from eval.reporting import history as kept_runs
    from eval.reporting.page import page
    from eval.reporting.summary import summary

    if history is not None:
        kept_runs.append(history, kept)
    if html is not None:
        write(html, page(kept, chat, kept_runs.read(history) if history else (), reveal=reveal))
    if markdown is not None:
        write(markdown, summary(kept, reveal=reveal))


def _figures(kept: Report) -> dict[str, Any]:
    return {
        "figures": {name: asdict(found) for name, found in kept.figures.items()},
        "peers": {peer: {n: asdict(f) for n, f in found.items()} for peer, found in kept.peers.items()},
        "latency": dict(kept.latency),
    }


Before = Annotated[Path, typer.Argument(metavar="BEFORE", help="A run kept by `eval run --out`.")]
After = Annotated[Path, typer.Argument(metavar="AFTER", help="Another, over the same questions.")]
Kept = Annotated[Path, typer.Argument(metavar="RUN", help="A run kept by `eval run --out`.")]


def compare(before: Before, after: After, as_json: AsJson = False, markdown: Markdown = None) -> None:
    """Say what changed from one run to another, figure by figure and case by case.

    Exit status 1 where a figure became worse beyond chance (5 %).
    """
    from eval.comparing import compare as compared
    from eval.reporting.changes import changes_json, changes_markdown, print_changes
    from eval.reporting.record import load

    with errors_told():
        found = compared(load(before), load(after))
        if markdown is not None:
            write(markdown, changes_markdown(found))
    if as_json:
        emit([changes_json(found)])
    else:
        print_changes(Console(), found)
    raise typer.Exit(1 if found.worse() else 0)


def gate(
    kept: Kept,
    least: Annotated[
        list[str] | None, typer.Option("--min", metavar="NAME=VALUE", help="At least; repeatable.")
    ] = None,
    most: Annotated[
        list[str] | None, typer.Option("--max", metavar="NAME=VALUE", help="At most; repeatable.")
    ] = None,
) -> None:
    """Check the figures of a run against bounds; exit status 1 where one does not hold."""
    from eval.gating import broken, read_bounds
    from eval.reporting.record import load
    from eval.reporting.terminal import shown

    with errors_told():
        bounds = [*read_bounds(least or (), least=True), *read_bounds(most or (), least=False)]
        failed = broken(load(kept).figures, bounds)
    console = Console()
    for bound, found in failed:
        console.print(f"not held: {bound}: {shown(found)}", markup=False, highlight=False)
    console.print(f"{len(bounds) - len(failed)}/{len(bounds)} bounds hold", highlight=False)
    raise typer.Exit(1 if failed else 0)


def trend(
    history: Annotated[Path, typer.Argument(metavar="HISTORY", help="A file kept by `eval run --history`.")],
    names: Annotated[list[str] | None, typer.Option("--figure", help="Only this figure; repeatable.")] = None,
) -> None:
    """Show how figures went over the runs of a history."""
    from eval.reporting.changes import history_table
    from eval.reporting.history import read

    with errors_told():
        Console().print(history_table(read(history), names or ()))
