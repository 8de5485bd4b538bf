"""Processes that share the work of the write path: one writer, as many workers as there are cores.

Each worker is a fresh interpreter that takes pickled tasks from its standard input. It inherits neither the
writer's lock nor its threads, and it ends with the writer, however that ends: its input is then at its end.
"""

from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import Any, BinaryIO

from index.writing.prepare import settle
from index.writing.work import Hands, Here, Key, Kit, Outcome

_AHEAD = 2
"""Tasks per worker that are begun before the result of the first is taken: what bounds the memory."""
_PART = 256
_WORTH_BYTES = 1_500_000
"""Less to read than this is read before the workers would be there."""
_START = "import sys; sys.path[:] = {path!r}; from index.writing.workers import serve; serve()"

_log = logging.getLogger(__name__)


class WorkerDied(Exception):
    """A worker process ended by itself."""


class Workers:
    """Worker processes; each is started with the first task that it gets.

    Args:
        kit: sent to every worker.
        count: how many.
    """

    def __init__(self, kit: Kit, count: int) -> None:
        self._kit = pickle.dumps(kit, pickle.HIGHEST_PROTOCOL)
        self._count = count
        self._threads = ThreadPoolExecutor(count, "worker")
        self._idle: SimpleQueue[_Process | None] = SimpleQueue()
        self._all: list[_Process] = []
        for _ in range(count):
            self._idle.put(None)

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *exception: object) -> None:
        self._threads.shutdown(cancel_futures=True)
        for process in self._all:
            process.end()

    def ordered(self, kind: str, tasks: Iterable[tuple[Key, Any]]) -> Iterator[tuple[Key, Outcome]]:
        """Do tasks side by side and yield what came of them in their order; see `Hands`."""
        begun: deque[tuple[Key, Future[Any]]] = deque()
        for key, task in tasks:
            begun.append((key, self._threads.submit(self._do, kind, task)))
            if len(begun) > _AHEAD * self._count:
                yield begun.popleft()
        while begun:
            yield begun.popleft()

    def parts(self, texts: Sequence[Any]) -> Iterator[Sequence[Any]]:
        """Cut many like things into tasks of a good size."""
        for start in range(0, len(texts), _PART):
            yield texts[start : start + _PART]

    def _do(self, kind: str, task: Any) -> Any:
        process = self._idle.get()
        try:
            if process is None:
                process = _Process(self._kit)
                self._all.append(process)
            return process.do(kind, task)
        except (OSError, EOFError) as error:
            process = None
            raise WorkerDied("a worker process has ended (out of memory?)") from error
        finally:
            self._idle.put(process)


class _Process:
    """One worker process."""

    def __init__(self, kit: bytes) -> None:
        command = [sys.executable, "-c", _START.format(path=sys.path)]
        # Workers share the cores by being many, not by threads.
        alone = {"TOKENIZERS_PARALLELISM": "false", "OMP_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ | alone
        )
        assert self._process.stdin and self._process.stdout
        self._input, self._output = self._process.stdin, self._process.stdout
        self._input.write(kit)
        self._input.flush()

    def do(self, kind: str, task: Any) -> Any:
        pickle.dump((kind, task), self._input, pickle.HIGHEST_PROTOCOL)
        self._input.flush()
        done, value = pickle.load(self._output)
        if not done:
            raise value
        return value

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        self._input.close()
        self._output.close()


def hands_for(kit: Kit, size: int, *, cores: int | None = None) -> Hands | Workers:
    """Return who does the work.

    Args:
        kit: what it is done with.
        size: bytes to read, about.
        cores: cores to use; None for all that this process may use.
    """
    count = cores or len(os.sched_getaffinity(0))
    if count < 2 or size < _WORTH_BYTES:
        return Here(kit)
    try:
        return Workers(kit, count)
    except (pickle.PicklingError, TypeError, AttributeError) as error:
        _log.info("the work is not shared, as its parts cannot be sent to other processes: %s", error)
        return Here(kit)


def serve() -> None:
    """Do tasks from standard input until it ends: what a worker process runs."""
    source, target = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Nothing that a library prints may stand between the results.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        kit: Kit = pickle.load(source)
        settle()
        while True:
            kind, task = pickle.load(source)
            _answer(target, kit, kind, task)
    except (EOFError, pickle.UnpicklingError, BrokenPipeError, KeyboardInterrupt):
        return  # the writer has ended, maybe in the middle of a task


def _answer(target: BinaryIO, kit: Kit, kind: str, task: Any) -> None:
    try:
        outcome: tuple[bool, Any] = (True, getattr(kit, kind)(task))
    except Exception as error:  # whatever it is, it belongs to whoever asked
        outcome = (False, _sendable(error))
    pickle.dump(outcome, target, pickle.HIGHEST_PROTOCOL)
    target.flush()


def _sendable(error: Exception) -> Exception:
    try:
        again = pickle.loads(pickle.dumps(error))
    except Exception:  # an exception may fail in any way when it is made again
        return RuntimeError(f"{type(error).__name__}: {error}")
    return again if isinstance(again, type(error)) else RuntimeError(f"{type(error).__name__}: {error}")
