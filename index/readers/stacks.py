"""Order parts of a page by position alone, where white space does not part them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.readers.printedline import PrintedLine

_MOST = 200


@dataclass(slots=True)
class _Stack:
    """Lines one below the other."""

    lines: list[PrintedLine] = field(default_factory=list)
    x0: float = float("inf")
    x1: float = float("-inf")

    @property
    def top(self) -> float:
        return self.lines[0].top

    @property
    def bottom(self) -> float:
        return self.lines[-1].bottom

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def add(self, line: PrintedLine) -> None:
        self.lines.append(line)
        self.x0, self.x1 = min(self.x0, line.x0), max(self.x1, line.x1)

    def meets(self, x0: float, x1: float) -> bool:
        """Say whether it reaches over some of an interval on x."""
        return self.x0 < x1 and x0 < self.x1


def by_position(lines: Sequence[PrintedLine], em: float) -> list[list[PrintedLine]]:
    """Order lines: what stands above comes first, then what stands to the left.

    A stack of lines comes before another that it stands above, and before one to its right unless
    something between the two in height reaches over both (T. Breuel, High performance document layout
    analysis, 2003).

    Args:
        lines: the lines.
        em: body size.

    Returns:
        Stacks of lines, in reading order.
    """
    stacks = _stacks(lines, em)
    if len(stacks) > _MOST:
        return [sorted(lines, key=lambda line: (line.top, line.x0))]
    return [stack.lines for stack in _sorted(stacks)]


def _stacks(lines: Sequence[PrintedLine], em: float) -> list[_Stack]:
    """Gather lines that stand right below each other, in the same size and about as wide."""
    stacks: list[_Stack] = []
    for line in sorted(lines, key=lambda line: (line.top, line.x0)):
        open_ = [s for s in stacks[-40:] if s.meets(line.x0, line.x1) and _follows(s.lines[-1], line, em)]
        over = [s for s in stacks[-40:] if s.meets(line.x0, line.x1) and s.bottom > line.top - 2 * em]
        if len(open_) == 1 and len(over) == 1:
            open_[0].add(line)
        else:
            stacks.append(_Stack())
            stacks[-1].add(line)
    return stacks


def _follows(upper: PrintedLine, lower: PrintedLine, em: float) -> bool:
    alike = abs(upper.size - lower.size) < 0.2 * max(upper.size, lower.size)
    return alike and abs(upper.x0 - lower.x0) < 3 * em and lower.top - upper.bottom < 1.5 * em


def _sorted(stacks: list[_Stack]) -> list[_Stack]:
    """Sort stacks so that each comes after all that must come before it; circles are broken by position."""
    before = {
        i: {j for j, other in enumerate(stacks) if i != j and _precedes(other, stack, stacks)}
        for i, stack in enumerate(stacks)
    }
    done: list[int] = []
    left = set(before)
    while left:
        free = [i for i in left if not before[i] & left] or list(left)
        chosen = min(free, key=lambda i: (stacks[i].top, stacks[i].x0))
        done.append(chosen)
        left.discard(chosen)
    return [stacks[i] for i in done]


def _precedes(one: _Stack, other: _Stack, stacks: Sequence[_Stack]) -> bool:
    if one.meets(other.x0, other.x1):
        return one.middle < other.middle
    if one.x0 > other.x0:
        return False
    low, high = sorted((one.middle, other.middle))
    return not any(
        low < third.middle < high and third.meets(one.x0, one.x1) and third.meets(other.x0, other.x1)
        for third in stacks
    )
