"""How often the sentences shown hold the answer, through the whole pipeline.

first     share of questions for which the first quote holds an accepted answer, white space removed.
three     ... one of the first three quotes does.
refused   share of questions, all of which have an answer, that were refused.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.records import Answer
from eval.hidden import Asked
from eval.matching import squeeze
from eval.metrics import mean, percentile
from eval.runs import Asks
from eval.scoring import ABSTAINING

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Read:
    """One question answered.

    Attributes:
        held: for each of the first three quotes, whether it holds an accepted answer.
        wall_ms, cpu_ms: milliseconds, on the clock and of the processor.
    """

    asked: Asked
    kind: str
    refused: bool
    held: tuple[bool, ...]
    wall_ms: float
    cpu_ms: float

    @property
    def first(self) -> bool:
        """Whether the first quote holds an accepted answer."""
        return self.held[:1] == (True,)


def judged(asked: Asked, answer: Answer) -> tuple[bool, ...]:
    """Return for each of the first three quotes whether it holds an accepted answer."""
    wanted = [squeeze(text) for text in asked.answers]
    quotes = [squeeze(citation.quote) for citation in answer.citations[:_SHOWN]]
    return tuple(any(text in quote for text in wanted) for quote in quotes)


def measure(assistant: Asks, questions: Sequence[Asked]) -> list[Read]:
    """Ask every question."""
    reads = []
    for asked in questions:
        started, worked = time.perf_counter(), time.process_time()
        answer = assistant.ask(asked.question)
        wall, cpu = time.perf_counter() - started, time.process_time() - worked
        refused = answer.status in ABSTAINING
        held = () if refused else judged(asked, answer)
        reads.append(Read(asked, answer.kind, refused, held, 1000 * wall, 1000 * cpu))
    return reads


def summary(reads: Sequence[Read]) -> dict[str, Any]:
    """Return the figures for a report, all together and by kind of question."""
    kinds = sorted({read.kind for read in reads})
    told = {"all": _figures(reads)}
    told |= {kind: _figures([r for r in reads if r.kind == kind]) for kind in kinds}
    times = {
        name: {f"p{q}": round(percentile(values, q), 1) for q in (50, 95)}
        for name, values in (
            ("wall_ms", [r.wall_ms for r in reads]),
            ("cpu_ms", [r.cpu_ms for r in reads]),
        )
    }
    return {"figures": told, **times}


def _figures(reads: Sequence[Read]) -> dict[str, float]:
    return {
        "questions": len(reads),
        "first": round(mean([float(r.first) for r in reads]), 4),
        "three": round(mean([float(any(r.held)) for r in reads]), 4),
        "refused": round(mean([float(r.refused) for r in reads]), 4),
    }
