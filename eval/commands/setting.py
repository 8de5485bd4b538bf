"""`eval lint` and `eval faults`: can the questions be believed, and the figures?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from eval.commands.common import AsJson, Half, emit, errors_told
from eval.sets import FOLDER, load_set

if TYPE_CHECKING:
    from eval.faults import Caught

# Reports planted for lists that are longer than those of the samples.
_PLANTED = 160

Counts = Annotated[bool, typer.Option("--counts", help="Tell how many questions there are of each kind.")]
Sets = Annotated[Path, typer.Option("--sets", help="The file that names the halves and the archive.")]


def lint(sets: Sets = FOLDER / "sets.toml", counts: Counts = False) -> None:
    """Check a question set: form, evidence, lists against a scan, near-duplicates, every kind there.

    Exit status 1 where something is wrong.
    """
    from eval.linting import lint as problems_of
    from eval.linting import read_rows
    from eval.linting.coverage import counts as counted

    console = Console()
    with errors_told():
        given = load_set(sets)
        rows = [row for path in given.files("all") for row in read_rows(path)]
        problems = list(problems_of(given))
    for problem in problems:
        console.print(str(problem), markup=False, highlight=False)
    if counts:
        for kind, times in sorted(counted(rows).items()):
            console.print(f"{times:5d}  {kind}", highlight=False)
    console.print(f"{len(rows)} questions, {len(problems)} problems", highlight=False)
    raise typer.Exit(1 if problems else 0)


def faults(half: Half = "dev", as_json: AsJson = False) -> None:
    """Break the assistant in several ways, and see that each lowers the figures that it should.

    Exit status 1 where a fault is not noticed.
    """
    with errors_told():
        caught = _caught(half)
    if as_json:
        emit({"fault": c.fault, "noticed": c.noticed} | asdict(c) for c in caught)
    else:
        Console().print(_table(caught))
    raise typer.Exit(0 if all(one.noticed for one in caught) else 1)


def _caught(half: str) -> list[Caught]:
    """Break the assistant over the samples, and for long lists over planted reports."""
    from eval.bench import open_bench
    from eval.faults import FAULTS, Remembered, catch, long_cases
    from eval.planted import plant, write
    from eval.runs import run_cases
    from eval.sets import load_files
    from index.places import Gazetteer

    given = load_set()
    caught = []
    with open_bench([given.archive]) as bench:
        results = run_cases(load_files(given.files(half)), bench.assistant, bench.witness)
        for fault in FAULTS:
            if not fault.long:
                asked = bench.assistant if fault.rereads else Remembered(results)
                caught.append(catch(fault, asked, results, bench.witness))
    planted = plant(_PLANTED, 1, Gazetteer.load())
    with TemporaryDirectory(prefix="wendang-eval-") as made:
        write(planted, Path(made) / "planted.jsonl")
        with open_bench([Path(made) / "planted.jsonl"]) as bench:
            results = run_cases(long_cases(planted), bench.assistant, bench.witness)
            caught += [catch(f, Remembered(results), results, bench.witness) for f in FAULTS if f.long]
    return caught


def _table(caught: Sequence[Caught]) -> Table:
    table = Table(title="Planted faults")
    for n, name in enumerate(("fault", "figure", "sound", "broken", "change", "noticed")):
        table.add_column(name, justify="left" if n < 2 else "right", overflow="fold")
    for one in caught:
        for name, found in one.figures.items():
            change = f"{found.change:+.3f} [{found.low:+.2f}, {found.high:+.2f}]"
            row = (one.fault, name, f"{found.before:.3f}", f"{found.after:.3f}", change)
            table.add_row(*row, "yes" if one.noticed else "NO")
    return table
