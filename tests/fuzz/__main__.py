"""Fuzzing of every reader and of the segmenter, outside the usual tests: `make fuzz FUZZ_SECONDS=600`.

    python -m tests.fuzz --seconds 600 --seed 1 --output results.json

Half of the time goes to mutations led by coverage, where atheris is installed (the extra `fuzz`), the rest
to plain mutations, which take in PDF documents and pictures as well and bound the memory of each trial.
What broke a law is kept in `.cache/fuzz/`, named by the hash of its bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from random import Random

from index.places import Gazetteer
from tests.fuzz.mutate import mutate
from tests.fuzz.seeds import KINDS, Seed, seeds
from tests.fuzz.workers import Bench, Fault

KEPT = Path(".cache/fuzz")
_GUIDED_TIMEOUT = 60
_GUIDED_MEGABYTES = 3000
_POOL = 40


@dataclass(slots=True)
class Report:
    """What a run did and found.

    Attributes:
        trials: inputs tried, by kind.
        results: how many of them ended how.
        slowest: (kind, bytes, CPU seconds) of the inputs that took most of the time they were allowed.
        faults: what was found: kind, file it is kept in, and why.
    """

    trials: Counter[str] = field(default_factory=Counter)
    results: Counter[str] = field(default_factory=Counter)
    slowest: list[tuple[str, int, float]] = field(default_factory=list)
    faults: list[dict[str, str]] = field(default_factory=list)

    def fault(self, suffix: str, data: bytes, why: str) -> None:
        """Keep an input that broke a law; of those that broke it in the same place only the first."""
        place = why.strip().splitlines()[-1][:200]
        where = re.findall(r'File "[^"]*/((?:index|tests)/[^"]+)", line (\d+)', why)
        named = ":".join(where[-1]) if where else ""
        if any(f["where"] == named and f["why"] == place for f in self.faults):
            return
        KEPT.mkdir(parents=True, exist_ok=True)
        file = KEPT / (hashlib.sha256(data).hexdigest()[:16] + "-" + suffix.lstrip("."))
        file.write_bytes(data)
        self.faults.append({"kind": suffix, "file": file.name, "where": named, "why": place})


def plain(seconds: float, seed: int, report: Report) -> None:
    """Try changed inputs of every kind in turn."""
    rng, ends = Random(seed), time.monotonic() + seconds
    pools: dict[str, list[bytes]] = {}
    for one in seeds():
        pools.setdefault(one.suffix, []).append(one.data)
    with Bench(Gazetteer.load()) as bench:
        for suffix, pool in pools.items():
            for data in pool:
                _one(bench, Seed(suffix, data), report)
        while time.monotonic() < ends:
            suffix = rng.choice([*pools, ".txt", ".html"])
            pool = pools[suffix]
            data = mutate(rng.choice(pool), suffix, rng, pool)
            # What was read in spite of its changes is changed further.
            if _one(bench, Seed(suffix, data), report) and len(pool) < _POOL and rng.random() < 0.05:
                pool.append(data)


def _one(bench: Bench, seed: Seed, report: Report) -> bool:
    report.trials[seed.suffix] += 1
    try:
        outcome = bench.trial(seed.suffix, seed.data)
    except Fault as error:
        report.results["fault"] += 1
        report.fault(seed.suffix, seed.data, str(error))
        return False
    report.results[outcome.result] += 1
    report.slowest.append((seed.suffix, len(seed.data), round(outcome.seconds, 2)))
    report.slowest = sorted(report.slowest, key=lambda entry: -entry[2])[:5]
    return outcome.result in ("Page", "ReadyArticle")


def guided(seconds: float, seed: int, report: Report) -> dict[str, int]:
    """Let coverage lead the mutations; go on after each fault until the time is over."""
    corpus, ends, figures = KEPT / "corpus", time.monotonic() + seconds, Counter[str]()
    corpus.mkdir(parents=True, exist_ok=True)
    while (left := int(ends - time.monotonic())) > 5 and figures["faults"] < 20:
        flags = (
            *(f"-max_total_time={left}", f"-seed={seed + figures['faults']}", f"-timeout={_GUIDED_TIMEOUT}"),
            *(f"-rss_limit_mb={_GUIDED_MEGABYTES}", f"-artifact_prefix={KEPT}/guided-", "-max_len=60000"),
            f"-report_slow_units={_GUIDED_TIMEOUT}",
        )
        done = subprocess.run(
            [sys.executable, "-m", "tests.fuzz.guided", str(corpus), *flags], capture_output=True, text=True
        )
        told = done.stdout + done.stderr
        figures["executions"] += max((int(n) for n in re.findall(r"#(\d+)\s", told)), default=0)
        figures["coverage"] = max(figures["coverage"], *map(int, re.findall(r"cov: (\d+)", told)), 0)
        kept = re.search(r"Test unit written to (\S*(?:crash|timeout|oom|leak)-\S+)", told)
        if kept is None:
            break
        figures["faults"] += 1
        data = Path(kept[1]).read_bytes()
        report.fault(KINDS[data[0] % len(KINDS)], data[1:], _why(told))
    figures["corpus"] = sum(1 for _ in corpus.iterdir())
    return dict(figures)


def _why(told: str) -> str:
    """Return the traceback, or libFuzzer's own line, out of what a run printed."""
    trace = re.search(r"=== Uncaught Python exception: ===\n(.*?)\n==\d+==", told, re.S)
    line = re.search(r"ERROR: libFuzzer: .*", told)
    # The error stands first in what atheris prints, the places below it.
    first, _, rest = trace[1].partition("\n") if trace else ("", "", "")
    return f"{rest}\n{first}" if trace else line[0] if line else "the process died"


def main() -> None:
    """Fuzz for a while and write what was found; exit status 1 where something was."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path)
    told = parser.parse_args()
    report, begun = Report(), time.monotonic()
    led = find_spec("atheris") is not None
    plain(told.seconds / (2 if led else 1), told.seed, report)
    figures = guided(told.seconds - (time.monotonic() - begun), told.seed, report) if led else {}
    result = {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": f"{os.cpu_count()} cores, Python {sys.version.split()[0]}",
        "seconds": round(time.monotonic() - begun),
        "guided_by_coverage": figures or "atheris is not installed",
        "plain": {
            "trials": dict(report.trials),
            "results": dict(report.results),
            "slowest": report.slowest,
        },
        "faults": report.faults,
    }
    text = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
    print(text, end="")
    if told.output:
        told.output.write_text(text, encoding="utf-8")
    sys.exit(1 if report.faults else 0)


if __name__ == "__main__":
    main()
