"""What each case adds to each figure of a run.

Every figure is a ratio of sums over cases (see `significance.py`), so a case gives a pair: what is right, of
how much. Figures of groups are named after their group: `right.list`, `right.en`, `refusal.near_miss`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from eval.matching import displayed, holds
from eval.ranking import per_question
from eval.runs import Result
from eval.scoring import ABSTAINING, quantities, row_text
from eval.significance import Figure, Part, figure
from eval.witness import gold_articles


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure as reports show it; `lower` where less is better."""

    name: str
    title: str
    lower: bool = False


@cache
def measures() -> tuple[Measure, ...]:
    """Return the figures of a run in the order of reports."""
    rows = _data()["measure"]
    return tuple(Measure(row["name"], row["title"], row.get("lower", False)) for row in rows)


def lower_is_better(name: str) -> bool:
    """Say whether less of a figure is better."""
    return any(measure.lower for measure in measures() if measure.name == name)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("eval").joinpath("data/measures.toml").read_text(encoding="utf-8"))


def parts(result: Result) -> dict[str, Part]:
    """Return what one case adds to each figure to which it applies, but for retrieval."""
    told: dict[str, Part] = {}
    for group in (_right, _items, _lists, _citations, _refusals):
        told.update(group(result))
    return told


def _yes(value: bool) -> Part:
    return (1.0 if value else 0.0, 1.0)


def _right(result: Result) -> Iterator[tuple[str, Part]]:
    case, right = result.case, _yes(result.verdict.right)
    yield "right", right
    yield f"right.{case.type}", right
    yield f"right.{case.lang}", right
    if case.history:
        yield "right.multi_turn", right


def _items(result: Result) -> Iterator[tuple[str, Part]]:
    case, answer = result.case, result.answer
    text = displayed(answer.text)
    if case.answer:
        seen = "\n".join([text, *map(row_text, answer.rows)])
        refused = answer.status in ABSTAINING
        given = sum(holds(seen, case.forms(item)) for item in case.answer if not refused)
        yield "answer.items", (float(given), float(len(case.answer)))
    if case.trap:
        yield "answer.traps", _yes(not any(reason.startswith("trap") for reason in result.verdict.reasons))


def _lists(result: Result) -> Iterator[tuple[str, Part]]:
    scores = result.verdict.listing
    if scores is None:
        return
    yield "list.precision", (scores.precision, 1.0)
    yield "list.recall", (scores.recall, 1.0)
    yield "list.f1", (scores.f1, 1.0)
    exact, given = quantities(result.case, result.answer)
    if given:
        yield "list.quantities", (float(exact), float(given))


def _citations(result: Result) -> Iterator[tuple[str, Part]]:
    seen, claims = result.citations, result.claims
    if seen.total:
        yield "citation.verbatim", (float(seen.verbatim), float(seen.total))
    if claims is not None and claims.uses:
        yield "citation.precision", (float(claims.fitting), float(claims.uses))
    if claims is not None and claims.statements:
        yield "citation.recall", (float(claims.supported), float(claims.statements))
    if result.verdict.right and seen.cited is not None:
        yield "citation.gold", _yes(seen.cited)


def _refusals(result: Result) -> Iterator[tuple[str, Part]]:
    case, refused = result.case, result.answer.status in ABSTAINING
    if not case.abstain:
        yield "refusal.false", _yes(refused)
        return
    yield "refusal.right", _yes(refused)
    if case.sort:
        yield f"refusal.{case.sort}", _yes(refused)
        if refused:
            yield "refusal.kind", _yes(result.answer.status in _data()["fitting"][case.sort])


def all_parts(results: Sequence[Result]) -> dict[str, dict[str, Part]]:
    """Return the parts of every case by its id, those of retrieval among them."""
    told = {result.case.id: parts(result) for result in results}
    found = {result.case.id: result.found for result in results}
    gold = {result.case.id: gold_articles(result.case) for result in results}
    if any(found.values()):
        for id, values in per_question(found, gold).items():
            told[id].update({f"retrieval.{name}": (value, 1.0) for name, value in values.items()})
    return told


def figures(told: Mapping[str, Mapping[str, Part]]) -> dict[str, Figure]:
    """Return every figure of a run with its interval, those of `measures()` first."""
    names = dict.fromkeys(name for of_case in told.values() for name in of_case)
    first = [measure.name for measure in measures() if measure.name in names]
    return {
        name: figure([of_case[name] for of_case in told.values() if name in of_case])
        for name in dict.fromkeys([*first, *sorted(names)])
    }
