"""Assign the headline lines of a page to its bodies, over the whole page at once.

A headline block can hold the headline of the body above it, of the one below it, of both, of a
body that was set elsewhere on the page, or a column label. Every way of dividing every block has a
score (places that agree or conflict, words that the headline shares with the body, nearness, the
page's own habit of setting headlines before or after bodies, bodies left without a headline), and
the best whole is found by dynamic programming over the blocks: what decides about the blocks to
come is only which of the bodies that they may still choose are taken.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.segmenter.heads import goes_on
from index.segmenter.headscores import HeadScorer
from index.segmenter.layout import Layout
from index.segmenter.namedplaces import NamedPlaces
from index.segmenter.pageline import PageLine
from index.segmenter.parts import HeadBlock, PageParts

_LONGEST_BLOCK = 5
_PLAIN_BLOCK = 3
_AROUND = 3  # bodies before and after a block that may share its words
_SHARED = 4  # pairs of characters
_NOTHING = -50.0
_NONE: frozenset[int] = frozenset()
_ON_A_PAGE = 15  # bodies between which a headline can be astray
_FAR = 4  # bodies of a place it names that a block looks at
_WIDER = 0.8
_SURELY = 1.5  # score of a line that is a column label even where a headline is missing
_OPTIONS = 40  # ways of dividing one block that are kept
_STATES = 24  # sets of taken bodies that are kept between two blocks


@dataclass(frozen=True, slots=True)
class Group:
    """Consecutive lines of a headline block that belong together."""

    lines: tuple[PageLine, ...]
    block: int


@dataclass(slots=True)
class Assignment:
    """The headline lines of each body, and the lines that turned out to be column labels."""

    heads: dict[int, Group] = field(default_factory=dict)
    labels: list[PageLine] = field(default_factory=list)
    score: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class _Option:
    """One way of dividing one block: the bodies it gives a headline to, and what it gives."""

    score: float
    taken: frozenset[int]
    near: tuple[int, ...]
    groups: tuple[tuple[int, Group], ...]
    labels: tuple[PageLine, ...]

    def habitual(self, after: bool) -> float:
        """Return the score on a page that sets headlines after (or before) bodies."""
        return self.score + sum(_near(distance, after) for distance in self.near)


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


class _BlockOptions:
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
        self._scored: dict[tuple[PageLine, ...], list[_Option]] = {}

    def all(self) -> list[_Option]:
        """Return the best ways of dividing the block, those of either habit among them."""
        options: list[_Option] = []
        seams = _seam_scores(self.block.lines)
        for division in _divisions(self.block.lines, self.scorer.layout):
            partial = [
                _Option(sum(seams[line] for lines in division[1:] for line in lines[:1]), _NONE, (), (), ())
            ]
            for lines in division:
                partial = [
                    _joined(one, more)
                    for one in partial
                    for more in self._single(lines)
                    if not one.taken & more.taken
                ]
            options += partial
        options.append(_Option(_NOTHING, _NONE, (), (), self.block.lines))  # where nothing else is possible
        return _undominated(options)

    def _of_place(self, code: str) -> list[int]:
        """Return the nearest bodies of a place."""
        bodies = self.by_place.get(code, ())
        middle = bisect_left(bodies, self.block.before)
        around = bodies[max(0, middle - _FAR) : middle + _FAR]
        others = [n for n in around if n not in self.near and abs(n - self.block.before) <= _ON_A_PAGE]
        return sorted(others, key=lambda n: abs(n - self.block.before))[:_FAR]

    def _alike(self, lines: Sequence[PageLine]) -> set[int]:
        """Return the bodies not far from the block that share words with some of its lines."""
        first = max(0, self.block.before - _AROUND)
        around = range(first, min(self.block.before + _AROUND - 1, len(self.parts.bodies)))
        return {n for n in around if n not in self.near and self.scorer.shared(lines, n) >= _SHARED}

    def _single(self, lines: tuple[PageLine, ...]) -> list[_Option]:
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
            options.append(
                _Option(score, frozenset([body]), (distance,), ((body, Group(lines, self.number)),), ())
            )
        if len(lines) == 1:
            options.append(_Option(self.scorer.label(lines[0]), _NONE, (), (), lines))
        self._scored[lines] = options
        return options


def _undominated(options: Sequence[_Option]) -> list[_Option]:
    """Keep of the ways that take the same bodies the best under either habit."""
    best: dict[tuple[frozenset[int], bool], tuple[float, _Option]] = {}
    for option in options:
        for after in (False, True):
            score = option.habitual(after)
            key = (option.taken, after)
            if key not in best or score > best[key][0]:
                best[key] = (score, option)
    ranked = sorted(best.values(), key=lambda entry: -entry[0])
    return list(dict.fromkeys(option for _, option in ranked))[:_OPTIONS]


def _joined(one: _Option, more: _Option) -> _Option:
    return _Option(
        one.score + more.score,
        one.taken | more.taken,
        one.near + more.near,
        one.groups + more.groups,
        one.labels + more.labels,
    )


@dataclass(frozen=True, slots=True)
class _Way:
    """The best way of assigning the blocks seen so far that takes certain bodies."""

    score: float
    before: _Way | None = None
    option: _Option | None = None


def _search(
    options: Sequence[Sequence[_Option]], bare: Sequence[float], after: bool
) -> tuple[float, list[_Option]]:
    """Return the best whole: its score and the option of each block."""
    last = {body: i for i, block in enumerate(options) for option in block for body in option.taken}
    leaving: dict[int, list[int]] = {}  # the bodies that no block after this one may take
    for body, i in last.items():
        leaving.setdefault(i, []).append(body)
    ways: dict[frozenset[int], _Way] = {
        frozenset(): _Way(sum(cost for body, cost in enumerate(bare) if body not in last))
    }
    for i, block in enumerate(options):
        scored = [(option, option.habitual(after)) for option in block]
        gone = frozenset(leaving.get(i, ()))
        grown: dict[frozenset[int], _Way] = {}
        for taken, way in ways.items():
            for option, score in scored:
                if option.taken & taken:
                    continue
                now = taken | option.taken
                total = way.score + score + sum([bare[body] for body in gone if body not in now])
                key = now - gone
                if key not in grown or total > grown[key].score:
                    grown[key] = _Way(total, way, option)
        ways = dict(sorted(grown.items(), key=lambda entry: -entry[1].score)[:_STATES])
    best = max(ways.values(), key=lambda way: way.score)
    return best.score, _chosen(best)


def _chosen(way: _Way | None) -> list[_Option]:
    found = []
    while way is not None and way.option is not None:
        found.append(way.option)
        way = way.before
    return found[::-1]


def assign(parts: PageParts, layout: Layout, places: NamedPlaces) -> Assignment:
    """Find the best assignment of headline blocks to bodies.

    Args:
        parts: the page taken apart, with the place of each body filled in where the body itself tells it.
        layout: the layout rules.
        places: the place names of the page.

    Returns:
        The headline group of each body that has one, and the lines that are column labels.
    """
    scorer = HeadScorer(parts, layout, places)
    if plain_page := _before_each(parts, scorer):
        return plain_page
    parts.blocks = [part for block in parts.blocks for part in _short(block)]
    by_place: dict[str, list[int]] = {}
    for n, body in enumerate(parts.bodies):
        if body.place:
            by_place.setdefault(body.place, []).append(n)
    options = [_BlockOptions(n, block, parts, by_place, scorer).all() for n, block in enumerate(parts.blocks)]
    bare = [scorer.bare(body) for body in parts.bodies]
    score, chosen = max(
        (_search(options, bare, after) for after in (False, True)), key=lambda found: found[0]
    )
    heads = {body: group for option in chosen for body, group in option.groups}
    return Assignment(heads, [line for option in chosen for line in option.labels], score)


def _before_each(parts: PageParts, scorer: HeadScorer) -> Assignment | None:
    """Return the assignment of a page that plainly sets one headline before each body, None for others.

    That is so where as many blocks as bodies stand each before its own body, none of more than three
    lines, none that names another place than its body, and no line of which could be a column label (or
    plainly is one, where the block has one line only).
    """
    if [block.before for block in parts.blocks] != list(range(len(parts.bodies))):
        return None
    assignment = Assignment()
    for number, block in enumerate(parts.blocks):
        named = scorer.named(block.lines)
        if len(block.lines) > _PLAIN_BLOCK or scorer.conflict(named, number):
            return None
        if any(scorer.label(line) > (_SURELY if len(block.lines) == 1 else 0.0) for line in block.lines):
            return None
        assignment.heads[number] = Group(block.lines, number)
    return assignment


def _short(block: HeadBlock) -> Iterator[HeadBlock]:
    """Cut a very long block, so that the number of divisions stays small."""
    for i in range(0, len(block.lines), _LONGEST_BLOCK):
        yield HeadBlock(block.lines[i : i + _LONGEST_BLOCK], block.before)
