"""`eval lint`, `new-case`, `feedback`: making question sets, and seeing that they can be believed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from eval.commands.common import errors_told
from eval.sets import FOLDER, load_set

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
