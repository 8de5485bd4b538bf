"""Processes in which trials run, with a limit of memory and of time; one that dies is replaced."""

from __future__ import annotations

import multiprocessing
import resource
import traceback
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import cast

from index.places import Gazetteer
from tests.fuzz.trial import Outcome, attempt

MEMORY = 3 << 30
"""Bytes of address space that a trial may have beside what is loaded."""
KILLED_AFTER = 240.0
"""Seconds on the clock after which a trial counts as one that never ends."""
_PER_PROCESS = 2000


class Fault(Exception):
    """An input broke a law, a limit or the process."""


class Bench:
    """One process at a time that does trials; a context manager.

    Args:
        gazetteer: the places known, loaded before the first fork.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self._done = 0

    def __enter__(self) -> Bench:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def trial(self, suffix: str, data: bytes) -> Outcome:
        """Do one trial.

        Raises:
            Fault: a law is broken, a reader let an exception through, or time or memory ran out.
        """
        if self._process is None or self._done >= _PER_PROCESS:
            self._begin()
        self._done += 1
        pipe = cast(Connection, self._pipe)
        pipe.send((suffix, data))
        if not pipe.poll(KILLED_AFTER):
            self._end()
            raise Fault(f"not done after {KILLED_AFTER:.0f} seconds")
        try:
            done = pipe.recv()
        except EOFError:
            self._end()
            raise Fault("the process died") from None
        if isinstance(done, str):
            raise Fault(done)
        outcome = cast(Outcome, done)
        if outcome.seconds > outcome.allowed:
            raise Fault(f"took {outcome.seconds:.1f} CPU seconds, {outcome.allowed:.1f} were allowed")
        return outcome

    def _begin(self) -> None:
        self._end()
        context = multiprocessing.get_context("fork")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._gazetteer), daemon=True)
        self._process.start()
        theirs.close()
        self._done = 0

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None


def _serve(pipe: Connection, gazetteer: Gazetteer) -> None:
    loaded = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (loaded + MEMORY, hard))
    with TemporaryDirectory(prefix="wendang-fuzz-") as folder:
        while True:
            try:
                suffix, data = pipe.recv()
            except EOFError:
                return
            try:
                pipe.send(attempt(suffix, data, Path(folder), gazetteer))
            except Exception:  # whatever it is, it is what this program looks for
                pipe.send(traceback.format_exc())
