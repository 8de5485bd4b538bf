"""`wendang serve` and `wendang doctor`: the web chat, and what is wrong with this installation."""

from __future__ import annotations

import signal
import sys
from contextlib import redirect_stdout
from threading import Thread
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import (
    DONE,
    SOME_REFUSED,
    AsJson,
    IndexFolder,
    emit,
    errors_told,
    open_archive,
    say,
    settings_for,
    tell,
)
from assistant.garbage import seldom
from index.errors import WendangError

if TYPE_CHECKING:
    from assistant.chat import Assistant

_FIRST = ("近来有哪些会议？", "What was reported about meetings?")


def serve(
    host: Annotated[
        str | None,
        typer.Option("--host", metavar="HOST", help="Address to listen on.", show_default="127.0.0.1"),
    ] = None,
    port: Annotated[
        str | None, typer.Option("--port", metavar="PORT", help="Port to listen on.", show_default="7860")
    ] = None,
    everybody: Annotated[
        bool, typer.Option("--open", help="Let everybody who reaches the server read, without a password.")
    ] = False,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Serve the web chat and its interfaces for programs until Ctrl-C."""
    with errors_told(as_json):
        settings = settings_for(index, host=host, port=port, open_access=everybody or None)
        with open_archive(settings) as archive:
            from assistant.chat import Assistant
            from assistant.feedback import Feedback
            from assistant.generate import load_model
            from assistant.serving.desk import Desk
            from assistant.ui.server import serve as run

            assistant = Assistant(archive, settings, load_model(settings))
            tell("the web chat is starting")
            page = run(
                assistant, settings.host, settings.port, settings=settings,
                desk=Desk(archive, settings), feedback=Feedback(settings.index, archive.status), block=False,
            )  # fmt: skip
            address = page.local_url.rstrip("/")
            tell(f"the web chat is on {address}; Ctrl-C ends it")
            Thread(target=_warm, args=(assistant,), name="wendang-warm", daemon=True).start()
            if as_json:
                emit({"serving": address})
            signal.signal(signal.SIGTERM, signal.default_int_handler)
            # Libraries may say things on standard output; that is ours alone.
            with redirect_stdout(sys.stderr):
                page.block_thread()


def _warm(assistant: Assistant) -> None:
    """Load what the first question of each language would otherwise wait for."""
    for question in _FIRST:
        try:
            assistant.ask(question)
        except WendangError as error:
            tell(f"the first question could not be answered: {error}")
    assistant.archive.prepare()
    seldom()


def doctor(index: IndexFolder = None, as_json: AsJson = False) -> None:
    """Say what is wrong and how to mend it. What is installed, configured and reachable is looked at."""
    from assistant.doctor import examine

    sound = True
    for check in examine(index):
        sound = sound and check.ok
        if as_json:
            emit({"check": check.name, "ok": check.ok, "found": check.found, "hint": check.hint})
            continue
        say(f"{'ok   ' if check.ok else 'WRONG'} {check.name}: {check.found}")
        if check.hint:
            say(f"      try: {check.hint}")
    raise typer.Exit(DONE if sound else SOME_REFUSED)
