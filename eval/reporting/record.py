"""What is kept of a run: its figures, what it ran on, and every case with its answer. One JSON file each.

Two such files are all that `eval compare` needs, and one is all that `eval gate` and the pages need.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from assistant.contracts import answer_json
from eval.cases import Case
from eval.measures import all_parts, figures
from eval.metrics import percentile
from eval.runs import Result
from eval.significance import Figure, Part
from index.errors import DataError


@dataclass(frozen=True, slots=True)
class Where:
    """What a run was made with.

    Attributes:
        made: the time, ISO, UTC.
        version: of the package.
        revision: of the repository, short; empty outside of one.
        machine: processor, cores, Python.
        archive: what the archive holds and was made with.
        cases: the files of the cases.
    """

    made: str
    version: str
    revision: str
    machine: str
    archive: Mapping[str, Any] = field(default_factory=dict)
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """One case with its answer, as plain data.

    Attributes:
        evidence: the gold's sentences with page and order of their articles.
        reasons: why it is wrong; empty where it is right.
        problems: statements that are not borne out and citations that do not fit.
        parts: what it adds to each figure.
        answer: the answer by the JSON contract, with how the question was understood.
    """

    id: str
    type: str
    lang: str
    split: str
    question: str
    history: tuple[str, ...]
    expected: tuple[str, ...]
    abstain: bool
    evidence: tuple[tuple[str, int, str], ...]
    note: str
    right: bool
    reasons: tuple[str, ...]
    problems: tuple[str, ...]
    parts: Mapping[str, Part]
    answer: Mapping[str, Any]
    seconds: float


@dataclass(frozen=True, slots=True)
class Report:
    """A run.

    Attributes:
        figures: by name, with their intervals.
        latency: seconds per answer: p50 and p95 of the clock, cpu_p50 and cpu_p95 of the processor.
        peers: their figures, by name.
        judge: what a model says of the answers, and how far it agrees with the code.
    """

    where: Where
    figures: Mapping[str, Figure]
    latency: Mapping[str, float]
    cases: tuple[CaseRecord, ...]
    peers: Mapping[str, Mapping[str, Figure]] = field(default_factory=dict)
    judge: Mapping[str, Figure] = field(default_factory=dict)

    def shown(self, reveal: bool) -> tuple[CaseRecord, ...]:
        """Return the cases that may be shown: those of the held-out half only where it is to be revealed."""
        return tuple(case for case in self.cases if reveal or case.split != "test")

    def split(self, name: str) -> dict[str, Figure]:
        """Return the figures of one half of the cases, "dev" or "test"; none where there is no such case."""
        return figures({case.id: case.parts for case in self.cases if case.split == name})


def where(archive: Mapping[str, Any] | None = None, cases: Iterable[Path] = ()) -> Where:
    """Return what a run that is made now is made with.

    Args:
        archive: what the archive holds; its folder is left out.
        cases: the files of the cases.
    """
    about = {name: value for name, value in (archive or {}).items() if name != "folder"}
    try:
        released = version("wendang")
    except PackageNotFoundError:
        released = ""
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    made = datetime.now(UTC).isoformat(timespec="seconds")
    return Where(made, released, _revision(), machine, about, tuple(path.name for path in cases))


def _revision() -> str:
    try:
        command = ["git", "-C", str(Path(__file__).parent), "rev-parse", "--short", "HEAD"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def report(results: Sequence[Result], about: Where) -> Report:
    """Return what is kept of a run."""
    parts = all_parts(results)
    cases = tuple(_case(result, parts[result.case.id]) for result in results)
    return Report(about, figures(parts), _latency(results), cases)


def _latency(results: Sequence[Result]) -> dict[str, float]:
    clock, cpu = [result.seconds for result in results], [result.cpu for result in results]
    both = (("", clock), ("cpu_", cpu))
    return {f"{name}p{q}": round(percentile(values, q), 4) for name, values in both for q in (50, 95)}


def _case(result: Result, parts: Mapping[str, Part]) -> CaseRecord:
    case = result.case
    failed = [f"not verbatim in {source}: {quote}" for source, quote in result.citations.failed]
    return CaseRecord(
        id=case.id,
        type=case.type,
        lang=case.lang,
        split=case.split,
        question=case.question,
        history=case.history,
        expected=case.answer,
        abstain=case.abstain,
        evidence=_evidence(case),
        note=case.note,
        right=result.verdict.right,
        reasons=result.verdict.reasons,
        problems=(*failed, *(result.claims.problems if result.claims else ())),
        parts=dict(parts),
        answer=answer_json(result.answer, explain=True),
        seconds=round(result.seconds, 4),
    )


def _evidence(case: Case) -> tuple[tuple[str, int, str], ...]:
    pairs = zip(case.evidence_articles, case.evidence, strict=False)
    return tuple((page, n, sentence) for (page, n), sentence in pairs)


def save(kept: Report, path: Path) -> None:
    """Write a report as JSON; folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(kept), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def load(path: Path) -> Report:
    """Read a report.

    Raises:
        DataError: the file cannot be read or is no report.
    """
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return Report(
            where=Where(**raw["where"] | {"cases": tuple(raw["where"]["cases"])}),
            figures=_figures(raw["figures"]),
            latency=raw["latency"],
            cases=tuple(_loaded(row) for row in raw["cases"]),
            peers={name: _figures(found) for name, found in raw.get("peers", {}).items()},
            judge=_figures(raw.get("judge", {})),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        what, hint = f"this is no report: {error!r}", "make one with `wendang eval run --out FILE`"
        raise DataError(what, subject=str(path), hint=hint) from error


def _figures(raw: Mapping[str, Mapping[str, Any]]) -> dict[str, Figure]:
    return {name: Figure(**found) for name, found in raw.items()}


def _loaded(row: dict[str, Any]) -> CaseRecord:
    plain: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.items()
    }
    plain["parts"] = {name: (part, whole) for name, (part, whole) in row["parts"].items()}
    plain["evidence"] = tuple((page, n, sentence) for page, n, sentence in row["evidence"])
    return CaseRecord(**plain)
