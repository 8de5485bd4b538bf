"""`wendang index status`, `verify`, `repair`, `backup`, `rebuild` and `remove`: look after an index."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.commands.common import (
    DONE,
    SOME_REFUSED,
    AsJson,
    Encoder,
    IndexFolder,
    emit,
    errors_told,
    open_archive,
    say,
    settings_for,
    tell_refused,
)
from assistant.commands.index import conclude, progress_shown
from index.records import Refused

if TYPE_CHECKING:
    from index.writing.maintain import Check

Sources = Annotated[
    list[str], typer.Argument(metavar="SOURCE", help="File names as citations show them, or paths.")
]

Target = Annotated[
    Path | None,
    typer.Argument(metavar="FILE", help="The file to write; without it, one in the index's folder backups."),
]


def status(index: IndexFolder = None, as_json: AsJson = False) -> None:
    """Say what the index holds and what it was made with."""
    from index.writing.maintain import status as run

    refused: Sequence[Refused] = ()
    with errors_told(as_json):
        settings = settings_for(index)
        facts = run(settings.index)
        if facts["refused"]:
            with open_archive(settings) as archive:
                refused = archive.refused()
    if as_json:
        emit(facts | {"refused": [{"source": item.source, "reason": item.reason} for item in refused]})
        return
    for name, value in facts.items():
        say(f"{name.replace('_', ' ')}: {_shown(value)}")
    tell_refused(refused)


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {number}" for name, number in value.items())
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def verify(index: IndexFolder = None, as_json: AsJson = False) -> None:
    """Check every part of the index. Nothing is changed; the exit status is 1 where a part is damaged."""
    from index.writing.maintain import verify as run

    with errors_told(as_json), progress_shown() as progress:
        checks = run(settings_for(index).index, progress=progress)
    _tell_checks(checks, "damaged", as_json)
    if not all(check.sound for check in checks):
        raise typer.Exit(SOME_REFUSED)


def repair(index: IndexFolder = None, as_json: AsJson = False) -> None:
    """Make again from the database whatever else is damaged, missing or behind."""
    from index.writing.maintain import repair as run

    with errors_told(as_json), progress_shown() as progress:
        checks = run(settings_for(index).index, progress=progress)
    _tell_checks(checks, "was damaged", as_json)
    if not all(check.sound for check in checks if check.part == "database"):
        raise typer.Exit(SOME_REFUSED)


def _tell_checks(checks: Sequence[Check], wrong: str, as_json: bool) -> None:
    for check in checks:
        if as_json:
            emit({"part": check.part, "sound": check.sound, "detail": check.detail})
        else:
            say(f"{check.part}: {'sound' if check.sound else wrong}: {check.detail}")


def backup(target: Target = None, index: IndexFolder = None, as_json: AsJson = False) -> None:
    """Write a copy of the database, also while it is asked or written to. All else can be made from it."""
    from index.writing.maintain import backup as run

    with errors_told(as_json):
        written = run(settings_for(index).index, target)
    if as_json:
        emit({"backup": str(written), "bytes": written.stat().st_size})
    else:
        say(f"backup written: {written}")
    raise typer.Exit(DONE)


def rebuild(encoder: Encoder = None, index: IndexFolder = None, as_json: AsJson = False) -> None:
    """Make vectors and indexes anew, with another encoder if wanted. The source files are not needed."""
    from index.encoder import load_encoder
    from index.words import JiebaTokeniser
    from index.writing.rebuild import rebuild as run

    with errors_told(as_json), progress_shown() as progress:
        settings = settings_for(index, encoder=encoder)
        chosen = load_encoder(settings.encoder)
        report = run(settings.index, encoder=chosen, tokeniser=JiebaTokeniser(), progress=progress)
    facts: dict[str, Any] = {"encoder": f"{chosen.name} {chosen.version}", "sequence": report.sequence}
    if as_json:
        emit(facts | {"seconds": report.seconds, "elapsed": report.elapsed})
    else:
        say(f"rebuilt with the encoder {facts['encoder']} ({report.elapsed:.1f} s)")
    raise typer.Exit(DONE)


def remove(sources: Sources, index: IndexFolder = None, as_json: AsJson = False) -> None:
    """Take files and their articles out of the index. The files themselves are left alone."""
    from index.build import remove as run
    from index.words import JiebaTokeniser

    with errors_told(as_json), progress_shown() as progress:
        folder = settings_for(index).index
        report = run(sources, folder, tokeniser=JiebaTokeniser(), progress=progress)
    raise typer.Exit(conclude(report, (), as_json))
