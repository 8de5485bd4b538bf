"""How long whole answers take, over a mix of questions and for lists over thousands of sentences.

    OMP_NUM_THREADS=1 python -m eval.bench.speed INDEX --questions cmrc2018_dev.json

The mix: questions to the paragraphs of CMRC 2018, the questions that the assistant was made with, and what
the visitors of the load test ask about places of the archive. Each is asked once, after a few others that
load what the first question loads; what answers a question is not in memory then. Lists over a common word
stand apart. Milliseconds are of the processor, with those on the clock beside them.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.chat import Assistant
from assistant.garbage import seldom
from assistant.settings import load_settings
from eval.bench.load import conversations
from eval.hidden import load_questions
from eval.metrics import percentile
from eval.sets import load_files, load_set
from index.search import Archive

_EACH = 67  # questions of each of the three sorts
_WARM = ("近来有哪些会议？", "春天的花什么时候开？", "哪些县有图书馆？", "Which counties held meetings?")
# Words of everyday news: about 500 to 30,000 sentences of the archive hold one of them.
_COMMON = ("茶叶", "图书馆", "高铁", "志愿者", "医保", "生态环境", "博物馆", "文化", "中国")


@dataclass(frozen=True, slots=True)
class Timed:
    """One question answered; milliseconds of the processor and on the clock."""

    sort: str
    question: str
    history: tuple[str, ...]
    kind: str
    status: str
    sentences: int
    cpu_ms: float
    wall_ms: float


def mixed(index: Path, cmrc: Path | None, seed: int) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return the sort, the question and the turns before it, of each question of the mix.

    Args:
        index: the archive; the talks are about its places.
        cmrc: the CMRC 2018 file; None leaves its questions out.
        seed: of the random choice.
    """
    chance = random.Random(seed)
    read = [("paragraphs", asked.question, ()) for asked in load_questions(cmrc)] if cmrc else []
    cases = load_files(load_set().dev)
    made = [("made with", case.question, case.history) for case in cases]
    talks = [
        ("visitors", question, tuple(talk[:at]))
        for talk in conversations(index)
        for at, question in enumerate(talk)
    ]
    return [one for sort in (read, made, talks) for one in chance.sample(sort, min(_EACH, len(sort)))]


def timed(assistant: Assistant, sort: str, question: str, history: Sequence[str]) -> Timed:
    """Ask a question and take the time."""
    wall, cpu = time.perf_counter(), time.process_time()
    answer = assistant.ask(question, history)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    told = answer.coverage.sentences
    return Timed(sort, question, tuple(history), answer.kind, answer.status, told, cpu * 1000, wall * 1000)


def summary(times: Sequence[Timed]) -> dict[str, Any]:
    """Return the figures of some answers."""
    cpu, wall = [t.cpu_ms for t in times], [t.wall_ms for t in times]
    return {
        "n": len(times),
        "cpu_ms": {f"p{q}": round(percentile(cpu, q)) for q in (50, 95, 100)},
        "clock_ms": {f"p{q}": round(percentile(wall, q)) for q in (50, 95, 100)},
    }


def slowest(times: Sequence[Timed], n: int = 10) -> list[dict[str, Any]]:
    """Return the answers that took the most of the processor."""
    ordered = sorted(times, key=lambda t: -t.cpu_ms)[:n]
    return [
        {"question": " || ".join((*t.history, t.question)), "kind": t.kind, "cpu_ms": round(t.cpu_ms)}
        for t in ordered
    ]


def listed(assistant: Assistant) -> list[dict[str, Any]]:
    """Return the times of lists over common words, each asked twice: from the disk, then from memory."""
    found = []
    for word in _COMMON:
        first, again = (timed(assistant, "list", f"哪些地方提到{word}？", ()) for _ in range(2))
        told = {"word": word, "sentences": first.sentences, "status": first.status}
        found.append({**told, "first_cpu_ms": round(first.cpu_ms), "again_cpu_ms": round(again.cpu_ms)})
    return found


def measure(index: Path, cmrc: Path | None, seed: int) -> dict[str, Any]:
    """Ask every question and return the figures."""
    questions = mixed(index, cmrc, seed)
    random.Random(seed).shuffle(questions)
    with Archive.open(index) as archive:
        assistant = Assistant(archive, load_settings(index=index))
        for question in _WARM:
            assistant.ask(question)
        seldom()  # as the server does
        times = [timed(assistant, *one) for one in questions]
        lists = listed(assistant)
        articles = archive.count()
    sorts = dict.fromkeys(t.sort for t in times)
    return {
        "date": date.today().isoformat(),
        "articles": articles,
        "cores": os.cpu_count(),
        "load_1min": round(os.getloadavg()[0], 1),
        "all": summary(times),
        **{sort: summary([t for t in times if t.sort == sort]) for sort in sorted(sorts)},
        "slowest": slowest(times),
        "lists": lists,
    }


def main() -> None:
    """Measure and write the result."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("index", type=Path)
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path)
    given = parser.parse_args()
    text = json.dumps(measure(given.index, given.questions, given.seed), ensure_ascii=False, indent=2)
    if given.output:
        given.output.write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
