"""Planted faults: does the evaluation notice when the assistant is broken?

Each fault breaks one thing on purpose and names the figures that must fall. A figure that does not fall
beyond chance measures nothing.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assistant.records import Answer, Question, Row
from eval.cases import Case
from eval.measures import all_parts, lower_is_better
from eval.planted import Planted
from eval.runs import Asks, Result, run_cases
from eval.scoring import ABSTAINING
from eval.significance import Difference, difference
from eval.witness import Witness

if TYPE_CHECKING:
    from assistant.chat import Assistant

# Rows that a listing cut short still shows.
_CUT = 10
_FIGURE = re.compile(r"(?<![\[\d.,])(\d)(?=\d*(?:\.\d+)?[^\d\]年月日.:：-])")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something broken on purpose.

    Attributes:
        name: what is broken.
        figures: each of them must become worse beyond chance.
        breaks: from the assistant to the broken one.
        fits: the cases on which it can show.
        long: True where it shows only in lists longer than those of the sample archive.
        rereads: True where the question itself is misread, so that it must be asked again.
    """

    name: str
    figures: tuple[str, ...]
    breaks: Callable[[Any], Asks]
    fits: Callable[[Case], bool] = lambda case: True
    long: bool = False
    rereads: bool = False


@dataclass(frozen=True, slots=True)
class Caught:
    """What a fault did to the figures that it must lower."""

    fault: str
    figures: Mapping[str, Difference]

    @property
    def noticed(self) -> bool:
        """Say whether every one of them became worse beyond chance."""
        return all(
            found.significant and (found.change > 0) == lower_is_better(name)
            for name, found in self.figures.items()
        )


class Remembered:
    """Give the answers of an earlier run again: for faults in what is made of them.

    Args:
        results: the earlier run.
    """

    def __init__(self, results: Iterable[Result]) -> None:
        self._answers = {result.case.id: result.answer for result in results}

    def ask(self, question: str, history: Sequence[str] = (), *, id: str = "") -> Answer:
        """Return the answer that the case of this id was given."""
        return self._answers[id]


class _Changed:
    """Answers that are changed on their way out."""

    def __init__(self, asked: Asks, change: Callable[[Answer], Answer]) -> None:
        self._asked, self._change = asked, change

    def ask(self, question: str, history: Sequence[str] = (), *, id: str = "") -> Answer:
        return self._change(self._asked.ask(question, history, id=id))


class _Misread:
    """A reader whose questions are changed after they were understood."""

    def __init__(self, reader: Any, change: Callable[[Question], Question]) -> None:
        self._reader, self._change = reader, change

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reader, name)

    def read(self, *given: Any, **named: Any) -> Question:
        return self._change(self._reader.read(*given, **named))


def _misreading(change: Callable[[Question], Question]) -> Callable[[Assistant], Asks]:
    def breaks(assistant: Assistant) -> Asks:
        broken = copy.copy(assistant)
        vars(broken)["reader"] = _Misread(assistant.reader, change)
        return broken

    return breaks


def _changing(change: Callable[[Answer], Answer]) -> Callable[[Asks], Asks]:
    return lambda asked: _Changed(asked, change)


def _placeless(question: Question) -> Question:
    return replace(question, places=())


def _timeless(question: Question) -> Question:
    return replace(question, times=())


def _shuffled(answer: Answer) -> Answer:
    """Give every number the source of the next one; an answer with one citation stays as it is."""
    cited = answer.citations
    moved = (*cited[1:], *cited[:1])
    swapped = tuple(replace(new, n=old.n) for old, new in zip(cited, moved, strict=True))
    return replace(answer, citations=swapped)


def _cut(answer: Answer) -> Answer:
    lost = {row.name for row in answer.rows[_CUT:]}
    lines = [line for line in answer.text.splitlines() if not any(name in line for name in lost)]
    return replace(answer, rows=answer.rows[:_CUT], text="\n".join(lines))


def _unrefused(answer: Answer) -> Answer:
    return replace(answer, status="answered") if answer.status in ABSTAINING else answer


def _swapped(answer: Answer) -> Answer:
    """Make the first digit of every figure another one."""
    return replace(answer, text=_FIGURE.sub(_other, answer.text), rows=tuple(map(_swapped_row, answer.rows)))


def _other(match: re.Match[str]) -> str:
    return str(int(match.group(1)) % 9 + 1)


def _swapped_row(row: Row) -> Row:
    quantity = row.quantity if row.quantity is None else row.quantity + 10
    return replace(row, quantity=quantity, detail=_FIGURE.sub(_other, row.detail))


FAULTS = (
    Fault(
        "places of the question are not resolved",
        ("right",),
        _misreading(_placeless),
        lambda c: "place_filtered" in c.tags or "under_prefecture" in c.tags or c.sort == "no_coverage_place",
        rereads=True,
    ),
    Fault(
        "dates of the question are ignored",
        ("right",),
        _misreading(_timeless),
        lambda c: c.type == "time_filtered" or c.sort == "no_coverage_time",
        rereads=True,
    ),
    Fault("citations are shuffled", ("citation.precision", "citation.recall"), _changing(_shuffled)),
    Fault("lists end after ten rows", ("list.recall", "list.f1"), _changing(_cut), long=True),
    Fault("everything is answered", ("refusal.right",), _changing(_unrefused)),
    Fault("a digit of every figure is another", ("answer.items", "citation.recall"), _changing(_swapped)),
)


def long_cases(planted: Sequence[Planted]) -> list[Case]:
    """Return questions after long lists over planted reports: one for each thing."""
    told: dict[str, list[str]] = {}
    for report in planted:
        if report.told:
            told.setdefault(report.thing, []).append(report.place)
    return [
        Case(f"long-{n}", f"哪些县（区）有{thing}？", "zh", "list", tuple(places), tags=("exhaustive",))
        for n, (thing, places) in enumerate(told.items())
    ]


def catch(fault: Fault, assistant: Asks, results: Sequence[Result], witness: Witness) -> Caught:
    """Break the assistant, ask the cases of a sound run again, and compare.

    Args:
        fault: what is broken.
        assistant: the sound one, or what remembers its answers.
        results: the sound run; the cases on which the fault cannot show are left out.
        witness: what the answers are held against.
    """
    sound = [result for result in results if fault.fits(result.case)]
    broken = run_cases([result.case for result in sound], fault.breaks(assistant), witness)
    before, after = all_parts(sound), all_parts(broken)
    figures = {}
    for name in fault.figures:
        pairs = [
            (before[id][name], after[id][name]) for id in before if name in before[id] and name in after[id]
        ]
        figures[name] = difference([a for a, _ in pairs], [b for _, b in pairs])
    return Caught(fault.name, figures)
