"""Kill a process while it writes to an archive, open the archive, and compare it with a clean build.

    python -m tests.crash.kills --kills 200 --seed 1 --output results.json

Every process is forked from this one, which has loaded the libraries and opened nothing; so a kill costs a
fraction of a second, and the killed process is one like any other.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import random
import shutil
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from index import lexical
from index.tables import transaction
from index.writing import ingest, prepare, workers
from tests.crash.expected import Library, problems
from tests.crash.scene import Files, first_files, lay_out, look, next_issue, warm, write

ACTIONS = ("build", "add", "remove", "rebuild", "snapshot", "backup")
_BATCH = 6
"""Articles per transaction: few, so that there are many moments between two of them."""


class Failed(Exception):
    """A forked process failed by itself."""


def forked(work: Callable[[], Any]) -> Any:
    """Return what some work returns in a process of its own.

    Raises:
        Failed: it raised, or died.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            outcome: tuple[bool, Any] = (True, work())
        except BaseException:
            outcome = (False, traceback.format_exc())
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(outcome, pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        content = pipe.read()
    _, status = os.waitpid(child, 0)
    done, value = pickle.loads(content) if content else (False, f"ended with status {status}")
    if not done:
        raise Failed(value)
    return value


def killed(work: Callable[[], Any], after_s: float, events: int | None) -> tuple[bool, int]:
    """Run work in a process of its own and kill it.

    Args:
        work: what it does.
        after_s: seconds until it is killed from outside.
        events: or the number of touches of the file system (open, rename, remove, ...) at which it kills
            itself; None for the first way.

    Returns:
        Whether it was killed before it had finished, and how many transactions it had reported.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            _report_commits(writing)
            if events is not None:
                _die_at(events)
            work()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(writing)
    if events is None:
        time.sleep(after_s)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        reported = len(pipe.read())
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise Failed("the write failed by itself, before it was killed")
    return os.WIFSIGNALED(status), reported


def _report_commits(pipe: int) -> None:
    """Write a byte after every transaction that the store has reported as committed."""
    commit = ingest.Ingest._commit

    def reporting(self: ingest.Ingest) -> None:
        pending = bool(self._pending)
        commit(self)
        if pending:
            os.write(pipe, b".")

    ingest.Ingest._commit = reporting  # type: ignore[method-assign]


def _die_at(count: int) -> None:
    left = count

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event == "open" or event.startswith(("os.", "shutil.", "sqlite3.")):
            left -= 1
            # Killing is an event, too.
            if left == -1:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


@dataclass
class Results:
    """What came of the kills.

    Attributes:
        kills, completed: by action; a process that finished before its kill counts as completed.
        failures: what was wrong after which kill.
    """

    kills: Counter[str] = field(default_factory=Counter)
    completed: Counter[str] = field(default_factory=Counter)
    failures: list[dict[str, object]] = field(default_factory=list)


class Run:
    """A series of seeded kills.

    Args:
        folder: an empty folder to work in.
        seed: decides files, actions and moments.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder, self._rng, self._seed = folder, random.Random(seed), seed
        self._index, self._pages = folder / "index", folder / "pages"
        self._library = Library(folder / "clean", lambda place, pages: forked(lambda: _clean(place, pages)))
        self._seconds: dict[str, float] = {}
        self._files: dict[str, str] = {}
        self._version = 0
        self.results = Results()

    def go(self, kills: int) -> Results:
        """Kill so many times."""
        while sum(self.results.kills.values()) < kills:
            if not self._files or self._rng.random() < 0.04:
                self._start_anew()
            self._one()
            done = sum(self.results.kills.values())
            if done and done % 20 == 0:
                print(f"{done} kills, {len(self.results.failures)} failures", file=sys.stderr)
        return self.results

    def _start_anew(self) -> None:
        shutil.rmtree(self._index, ignore_errors=True)
        self._files = first_files(self._rng)
        lay_out(self._pages, self._files)

    def _one(self) -> None:
        """Do one thing to the archive, kill it, look, and do it again to the end."""
        rng, new = self._rng, not (self._index / "current").exists()
        action = "build" if new else rng.choice(ACTIONS[1:])
        before: Files = {} if new else self._files
        after, source = self._files, ""
        if action == "add":
            self._version += 1
            after = next_issue(before, rng, self._version)
        elif action == "remove":
            source = rng.choice(sorted(before))
            after = {name: content for name, content in before.items() if name != source}
        lay_out(self._pages, after)
        shared = action in ("build", "add") and rng.random() < 0.3
        share, events = rng.uniform(0.0, 1.05), rng.randint(0, 60) if rng.random() < 0.3 else None

        def work() -> None:
            if shared:
                vars(workers)["_WORTH_BYTES"] = 0
            write(action, self._index, self._pages, source)

        kind = f"{action}, with workers" if shared else action
        died, reported = killed(work, share * self._seconds.get(kind, 0.4), events)
        (self.results.kills if died else self.results.completed)[kind] += 1
        self._check(action, before, after, reported, f"{share:.3f}" if events is None else f"event {events}")
        began = time.perf_counter()
        if action != "remove" or self._has(source):
            forked(work)
            self._seconds[kind] = max(0.02, time.perf_counter() - began)
        self._files = dict(after)
        self._check(f"{action}, again", after, after, 0, "end")

    def _has(self, source: str) -> bool:
        return any(name == source for name, _ in forked(lambda: look(self._index)).files)

    def _check(self, action: str, before: Files, after: Files, reported: int, moment: str) -> None:
        if not (self._index / "current").exists():
            wrong = ["what was committed is gone"] if before or reported else []
        else:
            try:
                seen = forked(lambda: look(self._index))
                wrong = problems(seen, before, after, reported, self._library)
            except Failed as error:
                wrong = [str(error)]
        number = sum(self.results.kills.values())
        self.results.failures += [
            {"seed": self._seed, "kill": number, "action": action, "moment": moment, "what": what}
            for what in wrong
        ]


def _clean(place: Path, pages: Path) -> Any:
    write("build", place, pages)
    return look(place)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return 1 where anything was lost, half there or twice."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path)
    given = parser.parse_args(arguments)
    vars(ingest)["BATCH"] = vars(prepare)["BATCH"] = _BATCH
    transaction.CHUNK = 50
    lexical._THIN = 5
    warm()
    began = time.perf_counter()
    with TemporaryDirectory(prefix="wendang-crash-") as folder:
        results = Run(Path(folder), given.seed).go(given.kills)
    summary = {
        "kills": sum(results.kills.values()),
        "seed": given.seed,
        "kills_by_action": dict(sorted(results.kills.items())),
        "finished_before_the_kill": dict(sorted(results.completed.items())),
        "failures": results.failures,
        "seconds": round(time.perf_counter() - began),
    }
    text = json.dumps(summary, ensure_ascii=False, indent=2)
    print(text)
    if given.output:
        given.output.write_text(text + "\n", encoding="utf-8")
    return 1 if results.failures else 0


if __name__ == "__main__":
    sys.exit(main())
