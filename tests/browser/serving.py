"""Run `wendang` as a user does: as a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

WENDANG = Path(sys.executable).with_name("wendang")
ROOT = Path(__file__).resolve().parents[2]
START_S = 60.0


def wendang(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run one command and return what it said."""
    return subprocess.run(
        [str(WENDANG), *arguments], cwd=cwd, env=_environment(), capture_output=True, text=True, timeout=300
    )


@contextmanager
def serving(index: Path, extra: Sequence[str] = ()) -> Iterator[str]:
    """Serve an index on a free port and yield the address of the chat.

    Raises:
        RuntimeError: the server ended or did not answer in time; the message holds what it said.
    """
    port = free_port()
    command = [str(WENDANG), "serve", "--index", str(index), "--port", str(port), *extra]
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=_environment(), stdout=log, stderr=log)
        url = f"http://127.0.0.1:{port}/"
        try:
            if not _answers(url, process):
                log.seek(0)
                raise RuntimeError(f"the chat did not start: {log.read()[-2000:]}")
            yield url
        finally:
            process.terminate()
            process.wait(timeout=20)


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _answers(url: str, process: subprocess.Popen[bytes]) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with direct.open(url, timeout=5) as response:
                return bool(response.status == 200)
        except OSError:
            time.sleep(0.3)
    return False


def _environment() -> dict[str, str]:
    """Return this environment without any setting of the user's."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("WENDANG_")}
    return own
