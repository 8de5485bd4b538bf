"""What speaks for a group of headline lines being the headline of a body, or a column label."""

from __future__ import annotations

from collections.abc import Sequence
from operator import add

from index.segmenter.layout import Layout
from index.segmenter.namedplaces import NamedPlaces
from index.segmenter.pageline import PageLine
from index.segmenter.parts import Body, PageParts

_LEAD = 500
_SHORT_LABEL = 5  # characters: 基层动态, 县区传真
_BELOW = 4.0
_FEW = 9  # shared character pairs count by number in short headlines, by share in long ones


def _shingles(text: str) -> set[str]:
    return set(map(add, text, text[1:]))


class HeadScorer:
    """Score headline groups for bodies; what does not change is computed once.

    Args:
        parts: the page taken apart, with the place of each body filled in.
        layout: the layout rules.
        places: the place names of the page.
    """

    def __init__(self, parts: PageParts, layout: Layout, places: NamedPlaces) -> None:
        self.parts = parts
        self.layout = layout
        self.places = places
        self._leads: dict[int, str] = {}
        self._own: dict[tuple[PageLine, ...], set[str]] = {}
        self._shared: dict[tuple[tuple[PageLine, ...], int], int] = {}

    def _lead(self, body: int) -> str:
        if body not in self._leads:
            self._leads[body] = self.parts.bodies[body].lead(_LEAD)
        return self._leads[body]

    def shared(self, lines: tuple[PageLine, ...], body: int) -> int:
        """Count the pairs of characters that lines share with the lead of a body."""
        known = self._shared.get((lines, body))
        if known is not None:
            return known
        own = self._own.get(lines)
        if own is None:
            own = self._own[lines] = _shingles("".join([line.text.lstrip("#") for line in lines]))
        lead = self._lead(body)
        count = self._shared[lines, body] = len([pair for pair in own if pair in lead])
        return count

    def named(self, lines: Sequence[PageLine]) -> list[str]:
        """Return the codes of the places that lines name, in order."""
        return [code for line in lines for code in self.places.told(line.text)]

    def group(self, lines: tuple[PageLine, ...], named: Sequence[str], body: int, distance: int) -> float:
        """Score a group of lines as the headline of a body, nearness left out."""
        text = "".join([line.text.lstrip("#") for line in lines])
        score = self._place(named, body)
        score += 5.0 * self.shared(lines, body) / max(_FEW, len(text) - 1)
        score += 0.4 * (min(len(lines), 3) - 1)
        if len(lines) == 1 and self.layout.organisation.fullmatch(text):
            score -= 2.5  # the name of a body alone is the first line of a headline, not all of it
        if lines[0].set_apart and self.parts.bodies[body].paragraphs[0].lines[0].bullet:
            score -= 3.0  # the name of a column of briefs
        if len(text) <= 5 and not named:
            score -= 2.0
        if any(line.line.role == "title" for line in lines):
            score += 1.0 if distance == 0 else -2.0
        if distance == -1 and lines[0].text[0] == "#":
            score -= _BELOW  # in Markdown a heading opens what follows it
        return score

    def conflict(self, named: Sequence[str], body: int) -> bool:
        """Say whether lines name a place that the body's own neither contains nor lies in."""
        return self._place(named, body) < 0

    def _place(self, named: Sequence[str], body: int) -> float:
        place = self.parts.bodies[body].place
        if not named or place is None:
            return 0.0
        contains = self.places.contains
        agree = all(contains(place, code) or contains(code, place) for code in named)
        if named[0] == place:
            return 4.0 if agree else 1.0
        return 1.5 if agree else -5.0

    def label(self, line: PageLine) -> float:
        """Score a line as a column label."""
        text = line.text.lstrip("#")
        if len(text) > self.layout.label_longest or self.places.told(line.text):
            return -4.0
        if line.set_apart and not self.layout.announces(text):
            return 1.6
        if not self.layout.label_endings.search(text):
            return -1.2
        return 2.2 if len(text) <= _SHORT_LABEL else 0.8

    def bare(self, body: Body) -> float:
        """Score a body that has no headline."""
        photo = bool(body.captions) or len(body.paragraphs) == 1
        continued = bool(body.marks) or body.paragraphs[0].lines[0].resumes
        return -0.8 if continued or photo else -2.0
