"""Group the lines of a page into bodies, and the headline blocks between them.

A body is what one article says: its paragraphs with the section headings inside them. Where one
body ends and the next begins is told by datelines, continuation marks and signatures, and, where
only a headline stands between two paragraphs, by weighing what speaks for a new article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.layout import Layout
from index.lead import places_named, split_writer
from index.lines import PageLine
from index.places import Gazetteer


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The lines of one paragraph, or of one section heading inside a body."""

    lines: tuple[PageLine, ...]
    heading: bool = False

    @property
    def text(self) -> str:
        """Return the plain text of the paragraph."""
        return "".join(line.text for line in self.lines)


@dataclass(slots=True)
class Body:
    """What one article says, while it is being collected."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    captions: list[PageLine] = field(default_factory=list)
    writers: list[PageLine] = field(default_factory=list)
    marks: list[PageLine] = field(default_factory=list)
    signed: bool = False
    place: str | None = None

    @property
    def text(self) -> str:
        """Return the plain text of the body."""
        return "".join(p.text for p in self.paragraphs)

    def lead(self, length: int = 400) -> str:
        """Return the first characters of the body."""
        return self.text[:length]


@dataclass(frozen=True, slots=True)
class HeadBlock:
    """Headline lines that stand together, before the body of that number (0-based)."""

    lines: tuple[PageLine, ...]
    before: int


@dataclass(slots=True)
class PageParts:
    """A page taken apart: its bodies, the headline blocks between them, and the lines of no article."""

    bodies: list[Body] = field(default_factory=list)
    blocks: list[HeadBlock] = field(default_factory=list)
    other: list[PageLine] = field(default_factory=list)


def paragraphs(items: Sequence[PageLine]) -> list[Paragraph | PageLine]:
    """Join the lines of each paragraph; lines of other kinds are passed through."""
    units: list[Paragraph | PageLine] = []
    open_at: int | None = None
    for item in items:
        if item.kind == "more" and open_at is not None:
            opened = units[open_at]
            assert isinstance(opened, Paragraph)
            units[open_at] = Paragraph((*opened.lines, item))
        elif item.kind in ("start", "more"):
            units.append(Paragraph((item,)))
            open_at = len(units) - 1
        else:
            units.append(item)
            open_at = open_at if item.kind in ("caption", "label") else None
    return units


class _Collector:
    """Collect bodies in reading order, deciding at each paragraph whether a new one begins."""

    def __init__(self, layout: Layout, gazetteer: Gazetteer) -> None:
        self.layout = layout
        self.gazetteer = gazetteer
        self.parts = PageParts()
        self.pending: list[PageLine] = []

    def add(self, unit: Paragraph | PageLine) -> None:
        if isinstance(unit, Paragraph):
            self._add_paragraph(unit)
        elif unit.kind in ("masthead", "boilerplate", "label"):
            self.parts.other.append(unit)
            if unit.kind == "label":
                self.pending.append(unit)
        elif unit.kind in ("signature", "credit") and not self._pending_heads() and self.parts.bodies:
            self._sign(unit)
        else:
            self.pending.append(unit)

    def _sign(self, unit: PageLine) -> None:
        body = self.parts.bodies[-1]
        if self.pending and self.pending[-1].kind == "caption":
            self.pending.append(unit)
        else:
            body.writers.append(unit)
            body.signed = True

    def _pending_heads(self) -> list[PageLine]:
        return [item for item in self.pending if item.kind == "head"]

    def _add_paragraph(self, paragraph: Paragraph) -> None:
        if not self.parts.bodies or self._begins(paragraph):
            self._open()
        else:
            self._continue()
        self.parts.bodies[-1].paragraphs.append(paragraph)
        self.parts.bodies[-1].signed = split_writer(paragraph.text, self.layout) is not None
        self.pending = []

    def _open(self) -> None:
        """Begin a body; what stands before it is its own, headlines are left to be assigned."""
        number = len(self.parts.bodies)
        body = Body()
        block: list[PageLine] = []
        self._sign_before_heads()
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

    def _sign_before_heads(self) -> None:
        """Give bylines that stand between a body and the next headline to the body above."""
        kinds = [item.kind for item in self.pending]
        if not self.parts.bodies or "head" not in kinds:
            return
        first = kinds.index("head")
        above = [item for item in self.pending[:first] if item.kind == "byline"]
        self.parts.bodies[-1].writers.extend(above)
        self.pending = [item for item in self.pending if item not in above]

    def _continue(self) -> None:
        """Go on with the body; headlines before the paragraph are section headings of it."""
        body = self.parts.bodies[-1]
        heads = self._pending_heads()
        if heads:
            body.paragraphs.append(Paragraph(tuple(heads), heading=True))
        for item in self.pending:
            if item.kind == "caption":
                body.captions.append(item)
            elif item.kind not in ("head", "label"):
                body.writers.append(item)

    def finish(self) -> PageParts:
        """Give what is left after the last paragraph its place."""
        heads = self._pending_heads()
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

    def _begins(self, paragraph: Paragraph) -> bool:
        """Say whether a new article begins with this paragraph."""
        kinds = {item.kind for item in self.pending}
        if self.layout.dateline(paragraph.text) or "mark" in kinds:
            return True
        if self.parts.bodies[-1].signed:
            return True
        if "head" not in kinds:
            return "label" in kinds and self._other_place(paragraph)
        return self._weigh(paragraph, kinds) > 0

    def _weigh(self, paragraph: Paragraph, kinds: set[str]) -> float:
        """Weigh what speaks for a new article against a section heading."""
        body, heads = self.parts.bodies[-1], self._pending_heads()
        report = bool(self.layout.dateline(body.text))
        score = 1.5 if report else -1.0
        score += 3.0 if any(self.layout.subhead.match(h.text) for h in heads[1:]) else 0.0
        score += 3.0 if self._heads_name_other_place(heads) else 0.0
        score += 2.5 if "label" in kinds else 0.0
        score += 2.0 if "byline" in kinds else 0.0
        score += 0.5 if self.layout.date_lead.match(paragraph.text) else 0.0
        score += 1.0 if heads[0].blanks >= 3 else 0.0
        score += 1.0 if self._other_place(paragraph) else 0.0
        score += 3.0 if any(h.line.role == "title" for h in heads) else 0.0
        score -= 4.0 if self.layout.section.match(heads[0].text) else 0.0
        score -= 1.5 if len(heads) == 1 and len(heads[0].text) <= 8 else 0.0
        score -= 1.5 if any(p.heading for p in body.paragraphs) else 0.0
        return score

    def _heads_name_other_place(self, heads: Sequence[PageLine]) -> bool:
        named = places_named("\n".join(h.text for h in heads), self.gazetteer)
        place = self._place()
        return bool(named) and place is not None and not any(self.gazetteer.contains(place, code) for code in named)

    def _other_place(self, paragraph: Paragraph) -> bool:
        named = places_named(paragraph.text[:60], self.gazetteer)
        place = self._place()
        return bool(named) and place is not None and not self.gazetteer.contains(place, named[0])

    def _place(self) -> str | None:
        body = self.parts.bodies[-1]
        named = places_named(body.lead(80), self.gazetteer) or places_named(body.text, self.gazetteer)
        return named[0] if named else None


def collect(items: Sequence[PageLine], layout: Layout, gazetteer: Gazetteer) -> PageParts:
    """Take a labelled page apart.

    Args:
        items: the non-blank lines of the page with what each is.
        layout: the layout rules.
        gazetteer: the place names.

    Returns:
        Bodies in reading order, headline blocks between them, and the lines that belong to no article.
    """
    collector = _Collector(layout, gazetteer)
    for unit in paragraphs(items):
        collector.add(unit)
    return collector.finish()
