"""Assign the headline lines of a page to its bodies, over the whole page at once.

A headline block can hold the headline of the body above it, of the one below it, of both, of a
body that was set elsewhere on the page, or a column label. Every way of dividing every block has a
score (places that agree or conflict, words that the headline shares with the body, nearness, the
page's own habit of setting headlines before or after bodies, bodies left without a headline), and
the best whole is found by dynamic programming over the blocks: what decides about the blocks to
come is only which of the bodies that they may still choose are taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.quick import quick
from index.segmenter.divisions import BlockOptions, Group, Option
from index.segmenter.headscores import HeadScorer
from index.segmenter.layout import Layout
from index.segmenter.namedplaces import NamedPlaces
from index.segmenter.pageline import PageLine
from index.segmenter.parts import HeadBlock, PageParts

_LONGEST_BLOCK = 5
_PLAIN_BLOCK = 3
_SURELY = 1.5  # score of a line that is a column label even where a headline is missing
_STATES = 24  # sets of taken bodies that are kept between two blocks


@dataclass(slots=True)
class Assignment:
    """The headline lines of each body, and the lines that turned out to be column labels."""

    heads: dict[int, Group] = field(default_factory=dict)
    labels: list[PageLine] = field(default_factory=list)
    score: float = 0.0


@quick
@dataclass(frozen=True, slots=True)
class _Way:
    """The best way of assigning the blocks seen so far that takes certain bodies."""

    score: float
    before: _Way | None = None
    option: Option | None = None


def _search(
    options: Sequence[Sequence[Option]], bare: Sequence[float], after: bool
) -> tuple[float, list[Option]]:
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
                key = taken | option.taken
                total = way.score + score
                if gone:
                    total += sum([bare[body] for body in gone if body not in key])
                    key -= gone
                if key not in grown or total > grown[key].score:
                    grown[key] = _Way(total, way, option)
        ways = dict(sorted(grown.items(), key=lambda entry: -entry[1].score)[:_STATES])
    best = max(ways.values(), key=lambda way: way.score)
    return best.score, _chosen(best)


def _chosen(way: _Way | None) -> list[Option]:
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
    options = [BlockOptions(n, block, parts, by_place, scorer).all() for n, block in enumerate(parts.blocks)]
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
