"""The ways in which one headline block can be divided among the bodies around it, each with its score."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from index.quick import quick
from index.segmenter.heads import goes_on
from index.segmenter.headscores import HeadScorer
from index.segmenter.layout import Layout
from index.segmenter.pageline import PageLine
from index.segmenter.parts import HeadBlock, PageParts

_AROUND = 3  # bodies before and after a block that may share its words
_SHARED = 4  # pairs of characters
_NOTHING = -50.0
_NONE: frozenset[int] = frozenset()
_ON_A_PAGE = 15  # bodies between which a headline can be astray
_FAR = 4  # bodies of a place it names that a block looks at
_WIDER = 0.8
_OPTIONS = 40  # ways of dividing one block that are kept


@quick
@dataclass(frozen=True, slots=True)
class Group:
    """Consecutive lines of a headline block that belong together."""

    lines: tuple[PageLine, ...]
    block: int


@quick
@dataclass(frozen=True, slots=True, eq=False)
class Option:
    """One way of dividing one block: the bodies it gives a headline to, and what it gives.

    Attributes:
        above, below: what nearness adds to the score on a page that sets headlines before, or after, bodies.
    """

    score: float
    taken: frozenset[int]
    above: float
    below: float
    groups: tuple[tuple[int, Group], ...]
    labels: tuple[PageLine, ...]

    def habitual(self, after: bool) -> float:
        """Return the score on a page that sets headlines after (or before) bodies."""
        return self.score + (self.below if after else self.above)


def _near(distance: int, after: bool) -> float:
    """Score how far a headline stands from its body: 0 for right before it, -1 for right after."""
    before_body, after_body = (0.6, 1.4) if after else (1.8, -2.0)
    if distance == 0:
        return before_body
    return after_body if distance == -1 else -1.0 - 0.3 * abs(distance)


def _divisions(lines: Sequence[PageLine], layout: Layout) -> Iterator[list[tuple[PageLine, ...]]]:
    """Yield every way to divide lines into consecutive groups; a broken headline is not divided."""
    n = len(lines)
    seams = [i + 1 for i in range(n - 1) if _may_part(lines[i], lines[i + 1], layout)]
    for cuts in range(1 << len(seams)):
        bounds = [0, *(seam for i, seam in enumerate(seams) if cuts >> i & 1), n]
        yield [tuple(lines[a:b]) for a, b in pairwise(bounds)]


def _seam_scores(lines: Sequence[PageLine]) -> dict[PageLine, float]:
    """Score the cutting of a block before each of its lines: where more white stands than elsewhere in it."""
    blanks = [line.blanks for line in lines[1:]]
    if not blanks or min(blanks) == max(blanks):
        return dict.fromkeys(lines, 0.0)
    return {line: _WIDER if line.blanks == max(blanks) else -_WIDER for line in lines}


def _may_part(above: PageLine, below: PageLine, layout: Layout) -> bool:
    """Say whether two lines of a block can be of different headlines."""
    if above.text[-1] in "：:" or layout.organisation.fullmatch(above.text.lstrip("#")):
        return False  # the name of a body alone is the first line of a headline
    return not goes_on(above, below, layout) and not layout.subhead.match(below.text)


class BlockOptions:
    """The ways of dividing one block among the bodies around it and those of the places it names."""

    def __init__(
        self,
        number: int,
        block: HeadBlock,
        parts: PageParts,
        by_place: Mapping[str, Sequence[int]],
        scorer: HeadScorer,
    ) -> None:
        self.number = number
        self.parts = parts
        self.block = block
        self.scorer = scorer
        self.near = [n for n in (block.before - 1, block.before) if 0 <= n < len(parts.bodies)]
        self.by_place = by_place
        self._scored: dict[tuple[PageLine, ...], list[Option]] = {}

    def all(self) -> list[Option]:
        """Return the best ways of dividing the block, those of either habit among them."""
        options: list[Option] = []
        nothing = Option(_NOTHING, _NONE, 0.0, 0.0, (), self.block.lines)  # where nothing else is possible
        if len(self.block.lines) == 1:
            return _undominated([*self._single(self.block.lines), nothing])
        seams = _seam_scores(self.block.lines)
        for division in _divisions(self.block.lines, self.scorer.layout):
            cut = sum([seams[lines[0]] for lines in division[1:]])
            partial = [Option(cut, _NONE, 0.0, 0.0, (), ())]
            for lines in division:
                partial = [
                    _joined(one, more)
                    for one in partial
                    for more in self._single(lines)
                    if not one.taken & more.taken
                ]
            options += partial
        return _undominated([*options, nothing])

    def _of_place(self, code: str) -> list[int]:
        """Return the nearest bodies of a place."""
        bodies = self.by_place.get(code, ())
        middle = bisect_left(bodies, self.block.before)
        around = bodies[max(0, middle - _FAR) : middle + _FAR]
        others = [n for n in around if n not in self.near and abs(n - self.block.before) <= _ON_A_PAGE]
        return sorted(others, key=lambda n: abs(n - self.block.before))[:_FAR]

    def _alike(self, lines: tuple[PageLine, ...]) -> set[int]:
        """Return the bodies not far from the block that share words with some of its lines."""
        first = max(0, self.block.before - _AROUND)
        around = range(first, min(self.block.before + _AROUND - 1, len(self.parts.bodies)))
        return {n for n in around if n not in self.near and self.scorer.shared(lines, n) >= _SHARED}

    def _single(self, lines: tuple[PageLine, ...]) -> list[Option]:
        """Return what one group can be: the headline of one body, or a column label."""
        known = self._scored.get(lines)
        if known is not None:
            return known
        named = self.scorer.named(lines)
        far = {n for code in named for n in self._of_place(code)} | self._alike(lines)
        options = []
        for body in (*self.near, *sorted(far)):
            distance = body - self.block.before
            score = self.scorer.group(lines, named, body, distance)
            group = ((body, Group(lines, self.number)),)
            above, below = _near(distance, False), _near(distance, True)
            options.append(Option(score, frozenset([body]), above, below, group, ()))
        if len(lines) == 1:
            options.append(Option(self.scorer.label(lines[0]), _NONE, 0.0, 0.0, (), lines))
        self._scored[lines] = options
        return options


def _undominated(options: Sequence[Option]) -> list[Option]:
    """Keep of the ways that take the same bodies the best under either habit."""
    best: dict[tuple[frozenset[int], bool], tuple[float, Option]] = {}
    for option in options:
        for after in (False, True):
            score = option.habitual(after)
            key = (option.taken, after)
            known = best.get(key)
            if known is None or score > known[0]:
                best[key] = (score, option)
    ranked = sorted(best.values(), key=itemgetter(0), reverse=True)
    return list(dict.fromkeys([option for _, option in ranked]))[:_OPTIONS]


def _joined(one: Option, more: Option) -> Option:
    return Option(
        one.score + more.score,
        one.taken | more.taken,
        one.above + more.above,
        one.below + more.below,
        one.groups + more.groups,
        one.labels + more.labels,
    )
