"""What the commands of the evaluation share: options, errors, output."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from index.errors import WendangError

Archives = Annotated[
    list[Path] | None,
    typer.Option("--archive", help="Files or folders; repeatable.", show_default="the sample archive"),
]
Cases = Annotated[
    list[Path] | None, typer.Option("--cases", help="Questions, a .jsonl file; repeatable; instead of --set.")
]
Half = Annotated[str, typer.Option("--set", help="Half of the evaluation set: dev, test or all.")]
Index = Annotated[Path | None, typer.Option("--index", help="Keep the index here (else temporary).")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON lines on standard output and nothing else.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Show everything that was wrong.")]


@contextmanager
def errors_told() -> Iterator[None]:
    """Tell an error of the project on standard error and leave with status 2."""
    try:
        yield
    except WendangError as error:
        Console(stderr=True).print(f"error: {error}", markup=False, highlight=False)
        raise typer.Exit(2) from error


def tell_refused(refused: Iterable[tuple[str, str]]) -> int:
    """Name the inputs that were refused and return the exit status."""
    console = Console(stderr=True)
    status = 0
    for source, reason in refused:
        console.print(f"refused: {source}: {reason}", markup=False, highlight=False)
        status = 1
    return status


def emit(rows: Iterable[dict[str, Any]]) -> None:
    """Print JSON lines."""
    for row in rows:
        typer.echo(json.dumps(row, ensure_ascii=False))


def write(path: Path, text: str) -> None:
    """Write a text file; folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
