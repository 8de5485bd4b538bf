"""Assign the headline lines of a page to its bodies, over the whole page at once.

A headline block can hold the headline of the body above it, of the one below it, of both, of a
body that was set elsewhere on the page, or a column label. Every way of dividing every block has a
score (places that agree or conflict, words that the headline shares with the body, nearness, the
page's own habit of setting headlines before or after bodies, bodies left without a headline); a
beam search keeps the best ways and the best one wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.bodies import Body, HeadBlock, PageParts
from index.layout import Layout
from index.lead import places_named
from index.lines import PageLine
from index.places import Gazetteer

_BEAM = 60
_LEAD = 500
_FEW = 9  # shared character pairs count by number in short headlines, by share in long ones


@dataclass(frozen=True, slots=True)
class Group:
    """Consecutive lines of a headline block that belong together."""

    lines: tuple[PageLine, ...]
    block: int


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of assigning the blocks seen so far: what each body got, and how good that is."""

    score: float
    taken: tuple[tuple[int, Group], ...] = ()
    labels: tuple[PageLine, ...] = ()

    def has(self, body: int) -> bool:
        return any(number == body for number, _ in self.taken)


@dataclass(slots=True)
class Assignment:
    """The headline lines of each body, and the lines that turned out to be column labels."""

    heads: dict[int, Group] = field(default_factory=dict)
    labels: list[PageLine] = field(default_factory=list)
    score: float = 0.0


def _divisions(lines: Sequence[PageLine], layout: Layout) -> Iterator[list[tuple[PageLine, ...]]]:
    """Yield every way to divide lines into consecutive groups; a broken headline is not divided."""
    n = len(lines)
    seams = [i + 1 for i in range(n - 1) if not _goes_on(lines[i], lines[i + 1], layout)]
    for cuts in range(1 << len(seams)):
        bounds = [0, *(seam for i, seam in enumerate(seams) if cuts >> i & 1), n]
        yield [tuple(lines[a:b]) for a, b in pairwise(bounds)]


def _shingles(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


class _Scorer:
    """Score a headline group for a body; what does not change is computed once."""

    def __init__(self, parts: PageParts, layout: Layout, gazetteer: Gazetteer, after: bool) -> None:
        self.parts = parts
        self.layout = layout
        self.gazetteer = gazetteer
        self.after = after
        self.leads = [_shingles(body.lead(_LEAD)) for body in parts.bodies]
        self.places: dict[str, list[str]] = {}

    def named(self, text: str) -> list[str]:
        if text not in self.places:
            self.places[text] = places_named(text, self.gazetteer)
        return self.places[text]

    def group(self, group: Group, body: int) -> float:
        """Score a group of lines as the headline of a body."""
        text = "".join(line.text.lstrip("#") for line in group.lines)
        distance = body - self.parts.blocks[group.block].before
        score = self._place(group, body) + self._near(distance)
        own = _shingles(text)
        score += 5.0 * len(own & self.leads[body]) / max(_FEW, len(own))
        score += 0.4 * (min(len(group.lines), 3) - 1)
        if len(group.lines) == 1 and self.layout.organisation.fullmatch(text):
            score -= 2.5  # the name of a body alone is the first line of a headline, not all of it
        if len(text) <= 5 and not self.named(text):
            score -= 2.0
        if any(line.line.role == "title" for line in group.lines):
            score += 1.0 if distance == 0 else -2.0
        return score

    def _near(self, distance: int) -> float:
        before, after = (0.6, 1.4) if self.after else (1.8, -0.3)
        if distance == 0:
            return before
        if distance == -1:
            return after
        return -1.0 - 0.3 * abs(distance)

    def _place(self, group: Group, body: int) -> float:
        place = self.parts.bodies[body].place
        named = [code for line in group.lines for code in self.named(line.text)]
        if not named or place is None:
            return 0.0
        agree = [self.gazetteer.contains(place, c) or self.gazetteer.contains(c, place) for c in named]
        if named[0] == place:
            return 4.0 if all(agree) else 1.0
        return 1.5 if all(agree) else -5.0

    def label(self, line: PageLine) -> float:
        """Score a line as a column label."""
        text = line.text.lstrip("#")
        if len(text) > self.layout.label_longest or self.named(text):
            return -4.0
        return 0.8 if self.layout.label_endings.search(text) else -1.2

    def bare(self, body: Body) -> float:
        """Score a body that has no headline."""
        photo = bool(body.captions) or len(body.paragraphs) == 1
        return -0.8 if body.marks or photo else -2.0


def _candidates(block: HeadBlock, parts: PageParts, scorer: _Scorer, group: Group) -> list[int]:
    """Return the bodies a group may belong to: its neighbours, and any body of a place that it names."""
    near = [n for n in (block.before - 1, block.before) if 0 <= n < len(parts.bodies)]
    named = {code for line in group.lines for code in scorer.named(line.text)}
    far = [n for n, body in enumerate(parts.bodies) if n not in near and body.place in named]
    return near + far


def _extend(way: _Way, number: int, block: HeadBlock, parts: PageParts, scorer: _Scorer) -> Iterator[_Way]:
    """Yield every way of going on with one block."""
    for division in _divisions(block.lines, scorer.layout):
        ways = [way]
        for lines in division:
            group = Group(lines, number)
            ways = [after for before in ways for after in _place_group(before, group, block, parts, scorer)]
        yield from ways


def _place_group(way: _Way, group: Group, block: HeadBlock, parts: PageParts, scorer: _Scorer) -> Iterator[_Way]:
    for body in _candidates(block, parts, scorer, group):
        if not way.has(body):
            yield _Way(way.score + scorer.group(group, body), (*way.taken, (body, group)), way.labels)
    if len(group.lines) == 1:
        yield _Way(way.score + scorer.label(group.lines[0]), way.taken, (*way.labels, group.lines[0]))


def _search(parts: PageParts, scorer: _Scorer) -> Assignment:
    ways = [_Way(0.0)]
    for number, block in enumerate(parts.blocks):
        grown = [after for way in ways for after in _extend(way, number, block, parts, scorer)]
        ways = sorted(grown, key=lambda w: -w.score)[:_BEAM]
    best, score = max(
        ((w, w.score + sum(scorer.bare(b) for n, b in enumerate(parts.bodies) if not w.has(n))) for w in ways),
        key=lambda pair: pair[1],
    )
    return Assignment(dict(best.taken), list(best.labels), score)


def assign(parts: PageParts, layout: Layout, gazetteer: Gazetteer) -> Assignment:
    """Find the best assignment of headline blocks to bodies.

    Args:
        parts: the page taken apart, with the place of each body filled in where the body itself tells it.
        layout: the layout rules.
        gazetteer: the place names.

    Returns:
        The headline group of each body that has one, and the lines that are column labels.
    """
    parts.blocks = [part for block in parts.blocks for part in _short(block)]
    habits = [_search(parts, _Scorer(parts, layout, gazetteer, after)) for after in (False, True)]
    return max(habits, key=lambda a: a.score)


def _short(block: HeadBlock, longest: int = 5) -> Iterator[HeadBlock]:
    """Cut a very long block, so that the number of divisions stays small."""
    for i in range(0, len(block.lines), longest):
        yield HeadBlock(block.lines[i : i + longest], block.before)


@dataclass(frozen=True, slots=True)
class Heads:
    """The parts of a headline."""

    kicker: str | None = None
    headline: str | None = None
    subhead: str | None = None


def read_heads(group: Group | None, layout: Layout) -> Heads:
    """Tell kicker, headline and subhead apart.

    A line that opens with a dash is a subhead; a line that goes on with the one before it joins it; a line that repeats the subhead is a web copy's own title and is dropped; of what is left the
    last line is the headline and what stands before it the kicker.
    """
    if group is None:
        return Heads()
    lines: list[str] = []
    subheads: list[str] = []
    previous: PageLine | None = None
    for item in group.lines:
        text = item.line.text.lstrip("# \t\u3000").strip()
        if lines and layout.subhead.match(item.text.lstrip("#")):
            subheads.append(text)
        elif subheads and len(lines) > 0:
            subheads[-1] += text
        elif lines and previous is not None and _goes_on(previous, item, layout):
            lines[-1] += text
        else:
            lines.append(text)
        previous = item
    told = "".join(subheads).lstrip("—―- ")
    lines = [line for line in lines if not told or told not in line] or lines
    kicker = " ".join(lines[:-1]) or None
    return Heads(kicker, lines[-1] if lines else None, " ".join(subheads) or None)


def _goes_on(before: PageLine, item: PageLine, layout: Layout) -> bool:
    """Say whether a headline line was broken and goes on in the next one."""
    if before.text.endswith(("、", "：", "，", ",")) or item.line.role in ("title", "heading"):
        return False
    unbalanced = any(before.text.count(a) > before.text.count(b) for a, b in ("“”", "《》", "（）"))
    return unbalanced or (item.blanks == 0 and bool(layout.goes_on.match(item.text)) and len(before.text) >= 10)
