"""The command line of the evaluation: `wendang eval` and `python -m eval`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from eval.cases import Case, load_articles, load_cases
from eval.hidden_commands import reading, retrieval
from eval.reports import (
    page_json,
    print_summary,
    print_wrong,
    result_json,
    segmentation_table,
    summary_json,
)
from eval.runs import Result, run_cases, summarise
from eval.segmentation import total
from eval.throughput_command import throughput
from index.errors import WendangError

app = typer.Typer(
    help="Score answers and segmentation against gold.", no_args_is_help=True, add_completion=False
)

app.command("retrieval")(retrieval)
app.command("reading")(reading)
app.command("throughput")(throughput)

Archives = Annotated[list[Path], typer.Option("--archive", help="Files or folders; repeatable.")]
Cases = Annotated[Path, typer.Option("--cases", help="The questions, a .jsonl file.")]
Index = Annotated[Path | None, typer.Option("--index", help="Keep the index here (else temporary).")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON lines on standard output and nothing else.")]
Out = Annotated[Path | None, typer.Option("--out", help="Write every case and answer to this file.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Show everything that was wrong.")]
Pages = Annotated[list[Path] | None, typer.Option("--pages", help="Files or folders of pages; repeatable.")]
Gold = Annotated[Path | None, typer.Option("--gold", help="The articles, a .jsonl file.")]


@contextmanager
def _errors_told() -> Iterator[None]:
    """Tell an error of the project on standard error and leave with status 2."""
    try:
        yield
    except WendangError as error:
        Console(stderr=True).print(f"error: {error}", markup=False, highlight=False)
        raise typer.Exit(2) from error


def _tell_refused(refused: Iterable[tuple[str, str]]) -> int:
    """Name the inputs that were refused and return the exit status."""
    console = Console(stderr=True)
    status = 0
    for source, reason in refused:
        console.print(f"refused: {source}: {reason}", markup=False, highlight=False)
        status = 1
    return status


def _emit(rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        typer.echo(json.dumps(row, ensure_ascii=False))


def _run(archive: Sequence[Path], cases: Sequence[Case], index: Path | None) -> tuple[list[Result], int]:
    from eval.bench import open_bench

    console = Console(stderr=True)

    def progress(result: Result) -> None:
        console.print("." if result.verdict.right else "x", end="", markup=False)

    with open_bench(archive, index) as bench:
        status = _tell_refused(bench.refused)
        results = run_cases(cases, bench.assistant, bench.witness, progress)
    console.print()
    return results, status


def _write(path: Path, results: Sequence[Result]) -> None:
    report = {"summary": summary_json(summarise(results)), "results": [result_json(r) for r in results]}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


@app.command("run")
def run(
    archive: Archives,
    cases: Cases,
    index: Index = None,
    as_json: AsJson = False,
    out: Out = None,
    verbose: Verbose = False,
) -> None:
    """Ask every question of a set and score the answers."""
    with _errors_told():
        results, status = _run(archive, load_cases(cases), index)
    if out is not None:
        _write(out, results)
    if as_json:
        _emit([*map(result_json, results), {"summary": summary_json(summarise(results))}])
    else:
        console = Console()
        if verbose:
            print_wrong(console, results)
        print_summary(console, summarise(results))
    raise typer.Exit(status)


@app.command("segmentation")
def segmentation(
    pages: Pages = None, gold: Gold = None, as_json: AsJson = False, verbose: Verbose = False
) -> None:
    """Score where articles begin and end, their headlines, places and months.

    Without --pages and --gold: the real pages where they are at hand, the samples, and 200 generated pages.
    """
    from eval.bench import segment_pages

    if pages is None or gold is None:
        from eval.standing import run_standing

        if pages or gold:
            raise typer.BadParameter("--pages and --gold go together")
        with _errors_told():
            run_standing(as_json=as_json, verbose=verbose)
        return
    with _errors_told():
        scored, refused = segment_pages(pages, load_articles(gold))
    status = _tell_refused(refused)
    if as_json:
        _emit(page_json(score) for score in [*scored, total(scored)])
    else:
        console = Console()
        if verbose:
            for problem in total(scored).problems:
                console.print(problem, markup=False, highlight=False)
        console.print(segmentation_table(scored))
    raise typer.Exit(status if scored else 2)


@app.command("planted")
def planted(
    count: Annotated[int, typer.Option("--count", help="How many reports to plant.")] = 300,
    seed: Annotated[int, typer.Option("--seed", help="Of places, wordings and figures.")] = 1,
    corpus: Annotated[
        Path | None, typer.Option("--corpus", help="Articles to plant them among, one a line (.txt, .gz).")
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", help="At most so many of those.")] = None,
    as_json: AsJson = False,
) -> None:
    """Plant known facts among other articles and score the lists over them."""
    from eval.planted import run as run_planted
    from eval.reports import planted_json, planted_table

    with _errors_told():
        results = run_planted(count, seed, corpus, limit)
    if as_json:
        _emit(planted_json(result) for result in results)
    else:
        Console().print(planted_table(results))
