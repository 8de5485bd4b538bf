"""`wendang index build` and `watch`: read files into an index."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.commands.common import (
    DONE,
    NOTHING_DONE,
    SOME_REFUSED,
    AsJson,
    Encoder,
    IndexFolder,
    emit,
    error_json,
    errors_told,
    say,
    settings_for,
    tell,
    tell_error,
    tell_refused,
)
from index.errors import InputRefused, MissingInput
from index.records import Refused

if TYPE_CHECKING:
    from assistant.settings import Settings
    from index.reports import BuildReport, Progress

app = typer.Typer(help="Make, inspect, mend and follow an index.", no_args_is_help=True)

Paths = Annotated[list[Path], typer.Argument(metavar="PATH", help="Files, and folders of files.")]


@app.command()
def build(paths: Paths, encoder: Encoder = None, index: IndexFolder = None, as_json: AsJson = False) -> None:
    """Read new and changed files into the index. The index is made where there is none."""
    with errors_told(as_json):
        settings = settings_for(index, encoder=encoder)
        refused, there = _look_for(paths)
        if not there:
            raise refused[0]
        _tell_passed_over(there)
        report = build_once(settings, there)
    named = (*(Refused(error.subject, f"{error.what} ({error.hint})") for error in refused), *report.refused)
    raise typer.Exit(conclude(report, named, as_json))


def build_once(settings: Settings, paths: Sequence[Path]) -> BuildReport:
    """Run the write path once with progress on standard error, over what was uploaded, too.

    Args:
        settings: index folder, encoder, home province.
        paths: files and folders that exist.

    Raises:
        WendangError: nothing could be done.
    """
    from index.build import build as run
    from index.encoder import load_encoder
    from index.folder import uploaded
    from index.places import Gazetteer
    from index.words import JiebaTokeniser

    with progress_shown() as progress:
        return run(
            [*paths, *uploaded(settings.index)],
            settings.index,
            encoder=load_encoder(settings.encoder),
            tokeniser=JiebaTokeniser(),
            gazetteer=Gazetteer.load(home=settings.home_province),
            progress=progress,
        )


def _look_for(paths: Sequence[Path]) -> tuple[list[InputRefused], list[Path]]:
    """Part the paths into those that hold nothing to read, with the reason, and the others."""
    from index.readers import find_inputs

    refused: list[InputRefused] = []
    there: list[Path] = []
    for path in paths:
        try:
            find_inputs([path])
        except MissingInput as error:
            refused.append(error)
        else:
            there.append(path)
    return refused, there


def _tell_passed_over(paths: Sequence[Path]) -> None:
    from index.readers import SUPPORTED, passed_over

    kinds = passed_over(paths)
    if kinds:
        counted = ", ".join(
            f"{count} {suffix or 'without suffix'}" for suffix, count in sorted(kinds.items())
        )
        tell(f"passed over, being no pages: {counted} (pages are {', '.join(SUPPORTED)})")


def conclude(report: BuildReport, refused: Sequence[Refused], as_json: bool) -> int:
    """Tell the outcome and return the exit status."""
    tell_refused(refused)
    done = bool(report.read or report.unchanged or report.removed or report.files_removed)
    status = (SOME_REFUSED if done else NOTHING_DONE) if refused else DONE
    if as_json:
        emit(_report_json(report, refused) | (_all_refused(refused) if status == NOTHING_DONE else {}))
    elif status == NOTHING_DONE:
        tell("error: none of the inputs could be read\n  try: mend the files named above")
    else:
        say(_summary(report, refused))
    return status


def _all_refused(refused: Sequence[Refused]) -> dict[str, Any]:
    names = ", ".join(item.source for item in refused)
    return error_json(InputRefused("none of the inputs could be read", subject=names, hint="mend the files"))


def _report_json(report: BuildReport, refused: Sequence[Refused]) -> dict[str, Any]:
    return {
        "read": report.read,
        "unchanged": report.unchanged,
        "refused": [{"source": item.source, "reason": item.reason} for item in refused],
        "added": report.added,
        "changed": report.changed,
        "removed": report.removed,
        "files_removed": report.files_removed,
        "sequence": report.sequence,
        "seconds": report.seconds,
        "elapsed": report.elapsed,
    }


def _summary(report: BuildReport, refused: Sequence[Refused]) -> str:
    stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in report.seconds.items())
    return (
        f"{report.read} files read, {report.unchanged} unchanged, {len(refused)} refused; articles: "
        f"{report.added} added, {report.changed} changed, {report.removed} removed\n"
        f"{report.elapsed:.1f} s; by stage, in all processes together: {stages} s"
    )


@contextmanager
def progress_shown() -> Iterator[Callable[[Progress], None] | None]:
    """Show progress on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def show(progress: Progress) -> None:
            task = tasks.get(progress.stage)
            if task is None:
                task = tasks[progress.stage] = bars.add_task(progress.stage, total=None)
            bars.update(task, completed=progress.done, total=progress.total or None)

        yield show


@app.command()
def watch(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder to follow.")],
    index: IndexFolder = None,
    every: Annotated[
        float, typer.Option("--every", metavar="SECONDS", min=0.1, help="Seconds between two looks.")
    ] = 2.0,
    as_json: AsJson = False,
) -> None:
    """Follow a folder until Ctrl-C. What is new or changed is read as soon as it has stopped growing."""
    from assistant.watching import settled

    with errors_told(as_json):
        settings = settings_for(index)
        if not folder.is_dir():
            raise MissingInput("there is no such folder", subject=str(folder), hint="check the path")
        tell(f"following {folder}; Ctrl-C ends")
        try:
            for _ in settled(folder, every):
                _build_watched(settings, folder, as_json)
        except KeyboardInterrupt:
            raise typer.Exit(DONE) from None


def _build_watched(settings: Settings, folder: Path, as_json: bool) -> None:
    """Build once; what goes wrong is told and does not end the watch."""
    from index.errors import ArchiveBusy

    try:
        report = build_once(settings, [folder])
    except (ArchiveBusy, MissingInput) as error:
        tell_error(error, as_json)
        return
    conclude(report, report.refused, as_json)
