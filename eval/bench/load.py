"""Many conversations at once with a running server: errors, times, mix-ups.

    python -m eval.bench.load INDEX [--visitors 50] [--seconds 60] [--pause 5 15] [--output FILE]

The server is a process of its own with a password; each visitor logs in and has a conversation through the
page's own events, and reads between two questions. Visitors and server share the machine.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import secrets
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import numpy as np

from eval.bench.visitor import Asked, Broken, Visitor

DATA = Path(__file__).with_name("data") / "load.toml"
_START_S = 120.0
_TICKS = os.sysconf("SC_CLK_TCK")
_PLACES = 60


@dataclass
class Outcome:
    """What all visitors met."""

    asked: list[Asked] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plan:
    """How many visitors, for how long, and how long they read between two questions, in seconds."""

    visitors: int
    seconds: float
    pause: tuple[float, float]
    seed: int


def conversations(index: Path) -> list[list[str]]:
    """Return the conversations of load.toml for places of an archive: those of its home province, if any."""
    from assistant.settings import load_settings
    from index.places import Gazetteer
    from index.search import Archive

    home = load_settings(index=index).home_province
    gazetteer = Gazetteer.load(home=home)
    with Archive.open(index) as archive:
        everywhere = archive.places()
    counts = {code: count for code, count in everywhere.items() if code.startswith(home)} or everywhere
    codes = sorted(counts, key=lambda code: (-counts[code], code))[:_PLACES]
    places = [place.name for code in codes if (place := gazetteer.get(code))] or ["兰州市"]
    templates = tomllib.loads(DATA.read_text(encoding="utf-8"))["conversations"]
    return [
        [question.format(place=place) for question in template["questions"]]
        for place in places
        for template in templates
    ]


async def visit(
    url: str, password: str, number: int, plan: Plan, talks: Sequence[Sequence[str]], into: Outcome
) -> None:
    """Have conversations until the time is over.

    Args:
        url: of the server.
        password: of a reader.
        number: of the visitor.
        plan: how long.
        talks: the conversations.
        into: where the outcome goes.
    """
    chance = random.Random(plan.seed * 1000 + number)
    async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=60) as http:
        visitor = Visitor(http)
        # People do not all arrive at one moment.
        await asyncio.sleep(chance.uniform(0, plan.pause[1]))
        try:
            await visitor.enter(password)
        except (Broken, httpx.HTTPError) as error:
            into.errors.append(f"visitor {number} could not enter: {error!r}")
            return
        end = time.monotonic() + plan.seconds
        while time.monotonic() < end:
            visitor.begin()
            for question in chance.choice(talks):
                try:
                    into.asked.append(await visitor.ask(question))
                except (Broken, httpx.HTTPError, ValueError, KeyError) as error:
                    into.errors.append(f"{question}: {error!r}")
                await asyncio.sleep(chance.uniform(*plan.pause))
                if time.monotonic() >= end:
                    break


async def run(url: str, password: str, plan: Plan, talks: Sequence[Sequence[str]]) -> Outcome:
    """Have all visitors at once and return what they met."""
    outcome = Outcome()
    numbers = range(plan.visitors)
    await asyncio.gather(*(visit(url, password, number, plan, talks, outcome) for number in numbers))
    return outcome


@contextmanager
def serving(index: Path, password: str) -> Iterator[tuple[str, int]]:
    """Serve an index as a user does and yield the address and the process id."""
    command = [
        str(Path(sys.executable).with_name("wendang")),
        "serve",
        "--index",
        str(index),
        "--port",
        "0",
        "--json",
    ]
    own = {name: value for name, value in os.environ.items() if not name.startswith("WENDANG_")}
    environment = {**own, "WENDANG_READER_PASSWORD": password}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        found = re.search(r'"serving": "([^"]+)"', process.stdout.readline())
        if not found:
            raise RuntimeError("the server did not start")
        yield found[1], process.pid
    finally:
        process.terminate()
        process.wait(30)


def spent(process: int) -> tuple[float, float]:
    """Return the CPU seconds and the resident megabytes of a process."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    status = Path(f"/proc/{process}/status").read_text()
    resident = re.search(r"VmRSS:\s+(\d+)", status)
    return (int(fields[11]) + int(fields[12])) / _TICKS, int(resident[1]) / 1024 if resident else 0.0


def summary(outcome: Outcome, plan: Plan, cpu_s: float, resident_mb: float, articles: int) -> dict[str, Any]:
    """Return the figures of a run."""
    whole = [asked.whole_s for asked in outcome.asked] or [0.0]
    first = [asked.first_s for asked in outcome.asked] or [0.0]
    return {
        "date": date.today().isoformat(),
        "machine": f"{os.cpu_count()} cores, visitors on the same machine",
        # Far above the number of cores: others worked on it meanwhile, and the times are theirs, too.
        "load_average": round(os.getloadavg()[0], 1),
        "articles": articles,
        "visitors": plan.visitors,
        "seconds": plan.seconds,
        "pause_s": list(plan.pause),
        "questions": len(outcome.asked),
        "errors": len(outcome.errors),
        "mixed": sum(asked.mixed for asked in outcome.asked),
        "answer_s": {f"p{p}": round(float(np.percentile(whole, p)), 3) for p in (50, 95, 99, 100)},
        "first_s": {f"p{p}": round(float(np.percentile(first, p)), 3) for p in (50, 95, 99, 100)},
        "server_cpu_s": round(cpu_s, 1),
        "server_cpu_s_per_question": round(cpu_s / max(1, len(outcome.asked)), 3),
        "server_mb": round(resident_mb),
        "first_errors": outcome.errors[:5],
    }


def main() -> None:
    """Serve the index, let the visitors in, and write the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("index", type=Path)
    parser.add_argument("--visitors", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, nargs=2, default=(5.0, 15.0))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path)
    given = parser.parse_args()
    plan = Plan(given.visitors, given.seconds, tuple(given.pause), given.seed)
    talks, password = conversations(given.index), secrets.token_urlsafe(12)
    with serving(given.index, password) as (url, process):
        listed = {"authorization": f"Bearer {password}"}
        # The server has been running for a while: what the first questions load is loaded.
        for question in ("近来有哪些会议？", "What was reported about meetings?"):
            asked = {"model": "wendang", "messages": [{"role": "user", "content": question}]}
            address = f"{url}/v1/chat/completions"
            httpx.post(
                address, json=asked, headers=listed, trust_env=False, timeout=_START_S
            ).raise_for_status()
        before, _ = spent(process)
        outcome = asyncio.run(run(url, password, plan, talks))
        after, resident = spent(process)
    from index.search import Archive

    with Archive.open(given.index) as archive:
        figures = summary(outcome, plan, after - before, resident, archive.count())
    text = json.dumps(figures, ensure_ascii=False, indent=2)
    if given.output:
        given.output.write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(text + "\n")
    sys.exit(1 if outcome.errors or figures["mixed"] else 0)


if __name__ == "__main__":
    main()
