"""The command line: `wendang index | articles | search | ask | serve | eval | doctor`.

Commands import what they need when they run; this module and its like stay light. Typer apps in the
entry-point group "wendang.commands" join under their names.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Sequence
from importlib.metadata import EntryPoint, entry_points, version
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from assistant.commands import archive, ask, index, serve, upkeep
from assistant.commands.common import DONE, NOTHING_DONE, emit, tell

GROUP = "wendang.commands"


class _Commands(TyperGroup):
    """Our commands, and those that other packages bring, loaded only when asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all commands, ours first."""
        ours = super().list_commands(ctx)
        return [*ours, *sorted(set(_brought()) - set(ours))]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command by its name, None where there is none."""
        ours = super().get_command(ctx, cmd_name)
        if ours is not None or cmd_name not in (brought := _brought()):
            return ours
        command = typer.main.get_command(brought[cmd_name].load())
        command.name = cmd_name
        return command


def _brought() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=GROUP)}


app = typer.Typer(
    cls=_Commands,
    help="问档: ask the archive of a Chinese newspaper, and see the evidence.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(index.app, name="index")
index.app.command("status")(upkeep.status)
index.app.command("verify")(upkeep.verify)
index.app.command("repair")(upkeep.repair)
index.app.command("backup")(upkeep.backup)
index.app.command("rebuild")(upkeep.rebuild)
index.app.command("remove")(upkeep.remove)
app.command("articles")(archive.articles)
app.command("search")(archive.search)
app.command("ask")(ask.ask)
app.command("serve")(serve.serve)
app.command("doctor")(serve.doctor)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"wendang {version('wendang')}")
        raise typer.Exit(DONE)


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """问档: ask the archive of a Chinese newspaper, and see the evidence."""


def run(arguments: Sequence[str]) -> int:
    """Run one command.

    Args:
        arguments: the words after `wendang`.

    Returns:
        The exit status: 0 done, 1 done with some inputs refused, 2 nothing could be done.
    """
    as_json = "--json" in arguments
    try:
        status = app(args=list(arguments), prog_name="wendang", standalone_mode=False)
    except TyperException as error:
        return _tell_misuse(error, as_json)
    except typer.Abort:
        return 130
    except SystemExit:
        # Typer leaves like this, and only then, when whoever reads our output has had enough of it.
        return DONE
    except Exception as error:  # a fault of this program: shown whole, with the status that scripts expect
        traceback.print_exc()
        if as_json:
            emit({"error": f"this program failed: {error!r}", "subject": "", "hint": "please report it"})
        return NOTHING_DONE
    return status if isinstance(status, int) else DONE


def _tell_misuse(error: TyperException, as_json: bool) -> int:
    message = error.format_message()
    tell(f"error: {message}\n  try: wendang --help")
    if as_json:
        emit({"error": message, "subject": "", "hint": "wendang --help"})
    return NOTHING_DONE


def main() -> None:
    """Run the command that the process was started with, and exit with its status."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    # What trafilatura has to say of a broken page is said by the reader, with the file's name.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))
