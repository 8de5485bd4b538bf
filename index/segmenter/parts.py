"""A page taken apart: bodies with their paragraphs, headline blocks, lines of no article."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.segmenter.lead import NO_LEAD, Lead
from index.segmenter.pageline import PageLine
from index.segmenter.writers import Writer


@dataclass(slots=True)
class Paragraph:
    """The lines of a paragraph, or of a section heading in a body; its text is read once all are there."""

    lines: list[PageLine]
    heading: bool = False
    _text: str = ""

    @property
    def text(self) -> str:
        """Return the plain text of the paragraph."""
        if not self._text:
            self._text = "".join([line.text for line in self.lines])
        return self._text


@dataclass(slots=True)
class Body:
    """What one article says, while it is being collected.

    Attributes:
        writer: the signature or credit at the end of the last paragraph.
        headed: True where headlines stand right above it.
        signed: True where a signature or credit closes it, on its line or on one of its own.
        turns: speakers of its paragraphs so far, in order.
        speakers: the same, each once.
        gap: how many blank lines stand at most between two of its paragraphs; at least one is usual.
        sections: how many section headings it has.
        origin: dateline and byline at its opening.
        place: code of the place that it tells itself.
        named: code of the place that it names first, once that was looked for.
    """

    paragraphs: list[Paragraph] = field(default_factory=list)
    captions: list[PageLine] = field(default_factory=list)
    writers: list[PageLine] = field(default_factory=list)
    marks: list[PageLine] = field(default_factory=list)
    writer: Writer | None = None
    headed: bool = False
    signed: bool = False
    turns: list[str] = field(default_factory=list)
    speakers: set[str] = field(default_factory=set)
    gap: int = 1
    sections: int = 0
    origin: Lead = NO_LEAD
    place: str | None = None
    named: str | None = None

    @property
    def first(self) -> int:
        """Return the number of its first line."""
        return self.paragraphs[0].lines[0].line.number

    @property
    def text(self) -> str:
        """Return the plain text of the body."""
        return "".join([p.text for p in self.paragraphs])

    @property
    def dateline(self) -> bool:
        """Say whether it opens with 本报…讯."""
        return bool(self.paragraphs) and self.paragraphs[0].lines[0].dateline

    @property
    def resumed(self) -> bool:
        """Say whether it goes on from another page."""
        return bool(self.marks) or (bool(self.paragraphs) and self.paragraphs[0].lines[0].resumes)

    def lead(self, length: int = 400) -> str:
        """Return the first characters of the body."""
        text = ""
        for paragraph in self.paragraphs:
            if len(text) >= length:
                break
            text += paragraph.text
        return text[:length]


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
