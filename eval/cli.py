"""The command line of the evaluation: `wendang eval` and `python -m eval`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from eval.cases import load_articles
from eval.commands import ceiling, choosing, hidden, making, running, setting
from eval.commands.common import AsJson, Verbose, emit, errors_told, tell_refused
from eval.reports import page_json, segmentation_table
from eval.segmentation import total
from eval.throughput_command import throughput

app = typer.Typer(
    help="Score answers and segmentation against gold.", no_args_is_help=True, add_completion=False
)

app.command("run")(running.run)
app.command("compare")(running.compare)
app.command("gate")(running.gate)
app.command("trend")(running.trend)
app.command("lint")(setting.lint)
app.command("new-case")(making.new_case)
app.command("feedback")(making.feedback)
app.command("faults")(setting.faults)
app.command("ceiling")(ceiling.ceiling)
app.command("sweep")(choosing.sweep)
app.command("retrieval")(hidden.retrieval)
app.command("reading")(hidden.reading)
app.command("throughput")(throughput)

Pages = Annotated[list[Path] | None, typer.Option("--pages", help="Files or folders of pages; repeatable.")]
Gold = Annotated[Path | None, typer.Option("--gold", help="The articles, a .jsonl file.")]


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
        with errors_told():
            run_standing(as_json=as_json, verbose=verbose)
        return
    with errors_told():
        scored, refused = segment_pages(pages, load_articles(gold))
    status = tell_refused(refused)
    if as_json:
        emit(page_json(score) for score in [*scored, total(scored)])
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
    kept: Annotated[Path | None, typer.Option("--index", help="Keep the index in this folder.")] = None,
    as_json: AsJson = False,
) -> None:
    """Plant known facts among other articles and score the lists over them."""
    from eval.planted import run as run_planted
    from eval.reports import planted_json, planted_table

    with errors_told():
        results = run_planted(count, seed, corpus, limit, kept)
    if as_json:
        emit(planted_json(result) for result in results)
    else:
        Console().print(planted_table(results))
