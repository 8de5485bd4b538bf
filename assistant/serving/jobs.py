"""One task of the writing process, as the server follows it."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Literal

from index.encodername import KEY_VARIABLE

_log = logging.getLogger(__name__)
_COMMAND = (sys.executable, "-m", "assistant.serving.writer")
_END_S = 10.0


@dataclass(frozen=True, slots=True)
class State:
    """How far a task has come.

    Attributes:
        task: "preview", "build", "remove" or "rebuild".
        stage, done, total, detail: of the step at hand, as `index.reports.Progress` has them.
        files: what was told of each file of a preview.
        result: the sum at the end; empty where it failed.
        error: "error", "subject" and "hint" where it failed.
    """

    task: str
    phase: Literal["running", "done", "failed"] = "running"
    stage: str = ""
    done: int = 0
    total: int = 0
    detail: str = ""
    files: tuple[Mapping[str, Any], ...] = ()
    result: Mapping[str, Any] = field(default_factory=dict)
    error: Mapping[str, str] = field(default_factory=dict)

    @property
    def running(self) -> bool:
        """Say whether there is more to come."""
        return self.phase == "running"


def taken(state: State, told: Mapping[str, Any]) -> State:
    """Return the state after one line of the writing process.

    Args:
        state: before it.
        told: the line, see `assistant/serving/writer.py`.
    """
    if "progress" in told:
        return replace(state, **told["progress"])
    if "file" in told:
        return replace(state, files=(*state.files, told["file"]))
    if "done" in told:
        return replace(state, phase="done", result=told["done"])
    return replace(state, phase="failed", error=dict(told))


class Job:
    """A running task.

    Args:
        task: what the writing process is to do.
        ended: called once with the last state, before anybody is told of it.
        command: starts the writing process.
    """

    def __init__(
        self,
        task: Mapping[str, Any],
        ended: Callable[[State], object] = lambda state: None,
        command: tuple[str, ...] = _COMMAND,
    ) -> None:
        self._state, self._changed = State(str(task["task"])), threading.Condition()
        self._ended, self._stopped = ended, False
        # What the process says besides goes to the server's own log.
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
            env=_environment(),
        )  # fmt: skip
        threading.Thread(target=self._follow, args=(task,), name="wendang-job", daemon=True).start()

    @property
    def state(self) -> State:
        """How far the task has come."""
        return self._state

    def updates(self, every_s: float = 0.4) -> Iterator[State]:
        """Yield the state whenever it has changed, at most so often, and once at the end."""
        shown = self._state
        yield shown
        while shown.running:
            with self._changed:
                self._changed.wait_for(partial(self._differs, shown), timeout=5 * every_s)
                now = self._state
                if now.running:
                    self._changed.wait_for(lambda: not self._state.running, timeout=every_s)
                    now = self._state
            if now is not shown:
                shown = now
                yield shown

    def _differs(self, shown: State) -> bool:
        return self._state is not shown

    def wait(self) -> State:
        """Wait for the end and return the last state."""
        *_, last = self.updates()
        return last

    def stop(self) -> None:
        """End the writing process; what it has committed stays."""
        self._stopped = True
        self._process.terminate()

    def _follow(self, task: Mapping[str, Any]) -> None:
        assert self._process.stdin and self._process.stdout
        try:
            self._process.stdin.write(json.dumps(dict(task), ensure_ascii=False) + "\n")
            self._process.stdin.flush()
            for line in self._process.stdout:
                self._take(json.loads(line))
        except (OSError, ValueError) as error:
            _log.warning("the writing process: %s", error)
        self._process.wait(_END_S)
        if self._state.running:
            self._finish(replace(self._state, phase="failed", error=self._silence()))

    def _take(self, told: Mapping[str, Any]) -> None:
        state = taken(self._state, told)
        if state.running:
            self._set(state)
        else:
            self._finish(state)

    def _finish(self, state: State) -> None:
        try:
            self._ended(state)
        except Exception:
            _log.exception("after the task %s", state.task)
        self._set(state)

    def _set(self, state: State) -> None:
        with self._changed:
            self._state = state
            self._changed.notify_all()

    def _silence(self) -> dict[str, str]:
        """Return why the process ended without a last word."""
        if self._stopped:
            return {"error": "stopped", "subject": "", "hint": ""}
        what = f"the writing process ended with status {self._process.returncode}"
        return {"error": what, "subject": "", "hint": "the server's log says why"}


def _environment() -> dict[str, str]:
    """Return the environment without passwords and keys but that of the embedding server."""
    secret = ("_PASSWORD", "_API_KEY")
    given = os.environ.items()
    return {name: value for name, value in given if name == KEY_VARIABLE or not name.endswith(secret)}
