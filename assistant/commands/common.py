"""What all commands share: options, output, errors and exit statuses.

Exit status: 0 done, 1 done with some inputs refused, 2 nothing could be done.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from index.errors import EmptyInput, MissingInput, QuestionRefused, UnreadableInput, WendangError
from index.records import Filters, Refused

if TYPE_CHECKING:
    from assistant.settings import Settings
    from index.search import Archive

DONE, SOME_REFUSED, NOTHING_DONE = 0, 1, 2

IndexFolder = Annotated[
    Path | None,
    typer.Option("--index", metavar="FOLDER", help="The index folder.", show_default="archive-index"),
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON lines on standard output and nothing else.")]
Encoder = Annotated[
    str | None,
    typer.Option(
        "--encoder",
        metavar="NAME",
        help="The encoder: builtin, or the folder of a sentence-transformers model.",
        show_default="builtin",
    ),
]
Batch = Annotated[
    Path | None,
    typer.Option(
        "--batch", metavar="FILE", help="A file of JSON lines with questions; - for standard input."
    ),
]
Place = Annotated[
    str | None,
    typer.Option("--place", metavar="PLACE", help="Only articles from this place or below it: name or code."),
]
Since = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", help="Only issues from this day on: 2024, 2024-08 or 2024-08-06."),
]
Until = Annotated[
    str | None,
    typer.Option("--to", metavar="DATE", help="Only issues up to this day: 2024, 2024-08 or 2024-08-06."),
]


def say(text: str) -> None:
    """Write a line of results to standard output.

    Args:
        text: the line.
    """
    typer.echo(text)


def tell(text: str) -> None:
    """Write a line of progress, remarks or errors to standard error.

    Args:
        text: the line.
    """
    typer.echo(text, err=True)


def emit(record: dict[str, Any]) -> None:
    """Write one JSON line to standard output, in UTF-8 whatever the terminal's encoding.

    Args:
        record: the object.
    """
    line = json.dumps(record, ensure_ascii=False) + "\n"
    sys.stdout.flush()
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(line)
    else:
        stream.write(line.encode("utf-8", "replace"))
    sys.stdout.flush()


@contextmanager
def errors_told(as_json: bool) -> Iterator[None]:
    """Tell an error of the project and leave with status 2.

    Args:
        as_json: write it to standard output as a JSON object too.
    """
    try:
        yield
    except WendangError as error:
        tell_error(error, as_json)
        raise typer.Exit(NOTHING_DONE) from error


def tell_error(error: WendangError, as_json: bool) -> None:
    """Write what happened and what to try to standard error.

    Args:
        error: the error.
        as_json: write it to standard output as a JSON object too.
    """
    head = f"{error.subject}: {error.what}" if error.subject else error.what
    tell(f"error: {head}")
    if error.hint:
        tell(f"  try: {error.hint}")
    if as_json:
        emit(error_json(error))


def error_json(error: WendangError) -> dict[str, Any]:
    """Return an error as a JSON object.

    Args:
        error: the error.
    """
    return {"error": error.what, "subject": error.subject, "hint": error.hint}


def tell_refused(refused: Iterable[Refused]) -> None:
    """Name the inputs that were refused, each with its reason, on standard error.

    Args:
        refused: the inputs.
    """
    for item in refused:
        tell(f"refused: {item.source}: {item.reason}")


def settings_for(index: Path | None, **flags: object) -> Settings:
    """Load the settings for a command.

    Args:
        index: the --index flag.
        **flags: further flags by setting name; None where not given.

    Raises:
        SettingsError: a value cannot work.
    """
    from assistant.settings import load_settings

    return load_settings(index=index, **flags)


def open_archive(settings: Settings) -> Archive:
    """Open the archive that the settings name, for reading.

    Args:
        settings: the settings.

    Raises:
        ArchiveError: it is not there, damaged, or was made with other parts.
    """
    from index.search import Archive

    reranker = None
    if settings.reranker is not None:
        from index.reranker import CrossEncoderReranker

        reranker = CrossEncoderReranker.open(settings.reranker)
    interpreter = None
    if settings.has_model:
        from assistant.translating import ModelInterpreter

        interpreter = ModelInterpreter(settings)
    return Archive.open(
        settings.index, home=settings.home_province, reranker=reranker, interpreter=interpreter
    )


def filters_for(settings: Settings, place: str | None, since: str | None, until: str | None) -> Filters:
    """Turn the filter options into filters.

    Args:
        settings: the home province, for names that occur twice.
        place: name or code of a place.
        since: first day, month or year.
        until: last day, month or year.

    Raises:
        QuestionRefused: no such place or date.
    """
    return Filters(
        places=(_place_code(settings, place),) if place else (),
        since=_day(since, "--from", last=False),
        until=_day(until, "--to", last=True),
    )


def _place_code(settings: Settings, name: str) -> str:
    from index.places import Gazetteer

    gazetteer = Gazetteer.load(home=settings.home_province)
    place = gazetteer.get(name) or gazetteer.resolve(name)
    if place is None:
        english = [found for found in gazetteer.find_english(name) if found.code]
        place = gazetteer.get(english[0].code or "") if english else None
    if place is None:
        hint = "give the name as the gazetteer has it, such as 榆中县, or its six-digit code"
        raise QuestionRefused("there is no such place", subject=f"--place {name}", hint=hint)
    return place.code


def _day(value: str | None, option: str, *, last: bool) -> str | None:
    from index.dates import DateRange

    if value is None:
        return None
    try:
        span = DateRange.parse(value)
    except (ValueError, WendangError) as error:
        hint = "write it as 2024, 2024-08 or 2024-08-06"
        raise QuestionRefused("this is no date", subject=f"{option} {value}", hint=hint) from error
    return (span.last if last else span.first).isoformat()


def read_batch(path: Path) -> Iterator[tuple[str, dict[str, Any] | str]]:
    """Read a file of questions, one JSON object a line.

    Args:
        path: the file; "-" is standard input.

    Yields:
        The id (else the number of the line), and the object or what is wrong with the line.

    Raises:
        MissingInput: there is no such file.
        UnreadableInput: it is no text.
        EmptyInput: it has no line with anything on it.
    """
    seen = False
    for number, line in enumerate(_batch_lines(path), 1):
        if line.strip():
            seen = True
            yield _batch_item(number, line)
    if not seen:
        raise EmptyInput("there is no question in it", subject=str(path), hint='a line is {"id", "question"}')


def _batch_lines(path: Path) -> Iterator[str]:
    if str(path) == "-":
        yield from sys.stdin
        return
    try:
        with path.open(encoding="utf-8-sig") as file:
            yield from file
    except FileNotFoundError as error:
        raise MissingInput("there is no such file", subject=str(path), hint="check the path") from error
    except (OSError, UnicodeDecodeError) as error:
        hint = 'give a UTF-8 file of lines like {"id", "question"}'
        raise UnreadableInput(f"it cannot be read: {error}", subject=str(path), hint=hint) from error


def _batch_item(number: int, line: str) -> tuple[str, dict[str, Any] | str]:
    try:
        fields = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        return str(number), f"line {number} is not JSON: {error}"
    if not isinstance(fields, dict):
        return str(number), f"line {number} is not a JSON object"
    name = fields.get("id")
    name = str(number) if name is None else str(name)
    if not isinstance(fields.get("question"), str):
        return name, f'line {number} has no "question"'
    return name, fields


def clean(text: str) -> str:
    """Return text from the command line as proper Unicode: bytes that are none become U+FFFD.

    Args:
        text: an argument as Python decoded it.
    """
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
