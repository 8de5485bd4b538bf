"""Group the lines of a page into bodies, and the headline blocks between them.

A body is what one article says: its paragraphs with the section headings inside them. Where one
body ends and the next begins is weighed in `index.segmenter.beginnings`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, zip_longest
from statistics import mode

from index.segmenter.beginnings import Opening, begins, within_itself
from index.segmenter.labels import names_briefs
from index.segmenter.layout import Layout
from index.segmenter.namedplaces import NamedPlaces
from index.segmenter.pageline import PageLine
from index.segmenter.parts import Body, HeadBlock, PageParts, Paragraph
from index.segmenter.writers import split_writer

_TELLING = 4  # gaps between paragraphs that tell what is usual on a page


def paragraphs(items: Sequence[PageLine]) -> list[Paragraph | PageLine]:
    """Join the lines of each paragraph; lines of other kinds are passed through."""
    units: list[Paragraph | PageLine] = []
    opened: Paragraph | None = None
    for item in items:
        if item.kind == "more" and opened is not None:
            opened.lines.append(item)
        elif item.kind in ("start", "more"):
            opened = Paragraph([item])
            units.append(opened)
        else:
            units.append(item)
            opened = opened if item.pauses else None
    return units


class _Collector:
    """Collect bodies in reading order, deciding at each paragraph whether a new one begins."""

    def __init__(self, layout: Layout, places: NamedPlaces, usual: int) -> None:
        self.layout = layout
        self.usual = usual
        self.places = places
        self.parts = PageParts()
        self.pending: list[PageLine] = []
        self.listed = False

    def add(self, unit: Paragraph | PageLine, following: Paragraph | PageLine | None) -> None:
        if isinstance(unit, Paragraph):
            credited = isinstance(following, PageLine) and following.kind == "credit"
            self._add_paragraph(unit, credited)
        elif unit.kind in ("masthead", "boilerplate", "label"):
            self.parts.other.append(unit)
            if unit.kind == "label":
                self._caption_above()
                self.pending.append(unit)
                # A label right below that of a list is one of its parts.
                first = not self._pending("label")[:-1]
                self.listed = names_briefs(unit.text, self.layout) or (self.listed and not first)
        elif unit.kind in ("signature", "credit", "turn") and self.parts.bodies and not self._pending("head"):
            self._sign(unit)
        else:
            self.pending.append(unit)

    def _caption_above(self) -> None:
        """Give the captions between a body and a label, no headline among them, to that body."""
        if not self.parts.bodies or any(item.kind in ("head", "label", "mark") for item in self.pending):
            return
        body = self.parts.bodies[-1]
        for item in self.pending:
            (body.captions if item.kind == "caption" else body.writers).append(item)
        self.pending = []

    def _sign(self, unit: PageLine) -> None:
        body = self.parts.bodies[-1]
        if self.pending and self.pending[-1].kind == "caption":
            self.pending.append(unit)
        else:
            body.writers.append(unit)
            body.signed = True

    def _pending(self, kind: str) -> list[PageLine]:
        return [item for item in self.pending if item.kind == kind]

    def _add_paragraph(self, paragraph: Paragraph, credited: bool) -> None:
        writer = split_writer(paragraph.text, self.layout)
        bodies = self.parts.bodies
        photo = credited or (writer is not None and writer.photo)
        opening = self._opening(paragraph, photo)
        if not bodies or begins(opening, bodies[-1], self.layout, self.places):
            self._open()
        else:
            self._continue(own=within_itself(opening, bodies[-1], self.layout, self.places))
        body = self.parts.bodies[-1]
        if len(body.paragraphs) == 1:
            body.gap = paragraph.lines[0].blanks
        body.gap = max(body.gap, paragraph.lines[0].blanks) if body.paragraphs else body.gap
        body.paragraphs.append(paragraph)
        body.writer, body.signed = writer, writer is not None
        text = paragraph.text
        if (speaker := self.layout.speaks(text)) and (len(text) > 8 or text[-1] in "？?"):
            body.turns.append(speaker["speaker"])
            body.speakers.add(speaker["speaker"])
        self.pending = []

    def _opening(self, paragraph: Paragraph, photo: bool) -> Opening:
        first = paragraph.lines[0]
        apart = first.blanks > self.usual
        return Opening(first, paragraph.text, self.pending, photo, self.listed, apart)

    def _open(self) -> None:
        """Begin a body; what stands before it is its own, headlines are left to be assigned."""
        number = len(self.parts.bodies)
        body = Body(gap=self.usual, headed=bool(self._pending("head")))
        block: list[PageLine] = []
        self._sign_before_heads()
        self._take_first_section(body)
        for item in self.pending:
            if item.kind == "head":
                block.append(item)
                continue
            if block and item.kind in ("label", "mark"):
                self.parts.blocks.append(HeadBlock(tuple(block), number))
                block = []
            if item.kind == "caption":
                body.captions.append(item)
            elif item.kind == "mark":
                body.marks.append(item)
            elif item.kind != "label":
                body.writers.append(item)
        if block:
            self.parts.blocks.append(HeadBlock(tuple(block), number))
        self.parts.bodies.append(body)

    def _take_first_section(self, body: Body) -> None:
        """Give a numbered heading between the headline and the first paragraph to the body."""
        last = self.pending[-1] if self.pending else None
        if last is None or last.kind != "head" or len(self._pending("head")) < 2:
            return
        if last.line.role == "heading" and self.layout.section.match(last.text.lstrip("#")):
            body.paragraphs.append(Paragraph([last], heading=True))
            body.sections += 1
            self.pending.pop()

    def _sign_before_heads(self) -> None:
        """Give bylines and notes that stand between a body and the next headline to the body above."""
        kinds = [item.kind for item in self.pending]
        if not self.parts.bodies or "head" not in kinds:
            return
        first = kinds.index("head")
        above = [item for item in self.pending[:first] if item.kind in ("byline", "note")]
        self.parts.bodies[-1].writers.extend(above)
        self.pending = [item for item in self.pending if item not in above]

    def _continue(self, own: bool) -> None:
        """Go on with the body; headlines before the paragraph are section headings of it, or its `own`."""
        body = self.parts.bodies[-1]
        heads = self._pending("head")
        if own:
            self.parts.blocks.append(HeadBlock(tuple(heads), len(self.parts.bodies) - 1))
        elif heads:
            body.paragraphs.append(Paragraph(heads, heading=True))
            body.sections += 1
            body.gap = max(body.gap, heads[0].blanks)
        for item in self.pending:
            if item.kind == "caption":
                body.captions.append(item)
            elif item.kind not in ("head", "label"):
                body.writers.append(item)

    def finish(self) -> PageParts:
        """Give what is left after the last paragraph its place."""
        heads = self._pending("head")
        if heads:
            self.parts.blocks.append(HeadBlock(tuple(heads), len(self.parts.bodies)))
        for item in self.pending:
            if item.kind in ("head", "label"):
                continue
            if not self.parts.bodies:
                self.parts.other.append(item)
            elif item.kind == "caption":
                self.parts.bodies[-1].captions.append(item)
            else:
                self.parts.bodies[-1].writers.append(item)
        return self.parts


def _usual_gap(units: Sequence[Paragraph | PageLine]) -> int:
    """Return how many blank lines mostly stand between two paragraphs of the page."""
    gaps = [
        below.lines[0].blanks
        for above, below in pairwise(units)
        if isinstance(above, Paragraph) and isinstance(below, Paragraph)
    ]
    return mode(gaps) if len(gaps) >= _TELLING else 1


def collect(items: Sequence[PageLine], layout: Layout, places: NamedPlaces) -> PageParts:
    """Take a labelled page apart.

    Args:
        items: the non-blank lines of the page with what each is.
        layout: the layout rules.
        places: the place names of the page.

    Returns:
        Bodies in reading order, headline blocks between them, and the lines that belong to no article.
    """
    units = paragraphs(items)
    collector = _Collector(layout, places, _usual_gap(units))
    for unit, following in zip_longest(units, units[1:]):
        collector.add(unit, following)
    return collector.finish()
