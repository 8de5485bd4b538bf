"""What changed from one run to another: figure by figure with significance, and case by case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eval.measures import lower_is_better
from eval.reporting.record import CaseRecord, Report
from eval.significance import Difference, difference


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs over the cases that both have.

    Attributes:
        figures: by name, the difference of the second run to the first.
        won, lost: cases that only the second, or only the first, has right: (before, after).
        changed: cases as right or wrong as before, whose answer is another.
        unpaired: ids that only one of the runs has.
    """

    figures: Mapping[str, Difference]
    won: tuple[tuple[CaseRecord, CaseRecord], ...]
    lost: tuple[tuple[CaseRecord, CaseRecord], ...]
    changed: tuple[tuple[CaseRecord, CaseRecord], ...]
    unpaired: tuple[str, ...]

    def worse(self) -> list[str]:
        """Return the figures that became worse beyond chance."""
        return [name for name, d in self.figures.items() if d.significant and _loss(name, d) > 0]

    def better(self) -> list[str]:
        """Return the figures that became better beyond chance."""
        return [name for name, d in self.figures.items() if d.significant and _loss(name, d) < 0]


def _loss(name: str, found: Difference) -> float:
    return found.change if lower_is_better(name) else -found.change


def compare(before: Report, after: Report) -> Comparison:
    """Compare two runs case by case.

    Args:
        before: the run that is compared with.
        after: the run that is judged.
    """
    first, second = ({case.id: case for case in kept.cases} for kept in (before, after))
    pairs = [(case, second[id]) for id, case in first.items() if id in second]
    names = [name for name in before.figures if name in after.figures]
    return Comparison(
        figures={name: _difference(name, pairs) for name in names},
        won=tuple(pair for pair in pairs if pair[1].right and not pair[0].right),
        lost=tuple(pair for pair in pairs if pair[0].right and not pair[1].right),
        changed=tuple(p for p in pairs if p[0].right == p[1].right and _told(p[0]) != _told(p[1])),
        unpaired=tuple(sorted(first.keys() ^ second.keys())),
    )


def _difference(name: str, pairs: list[tuple[CaseRecord, CaseRecord]]) -> Difference:
    """Compare one figure over the cases for which both runs have it."""
    both = [(a.parts[name], b.parts[name]) for a, b in pairs if name in a.parts and name in b.parts]
    return difference([a for a, _ in both], [b for _, b in both])


def _told(case: CaseRecord) -> tuple[object, object]:
    return case.answer["status"], case.answer["text"]
