"""What a page is made of before it is laid out: articles with all their parts, and what is true of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from eval.cases import ArticleGold
from eval.matching import squeeze
from index.records import Kind

_ENDS = 18  # characters of the gold's ends, white space removed


@dataclass(frozen=True, slots=True)
class Section:
    """Paragraphs under a section heading; the first ones of an article have none."""

    paragraphs: tuple[str, ...]
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One article before it is laid out.

    Attributes:
        opening: dateline with byline as printed, the first words of the body; "" where there is none.
        place: full name of the place it reports from.
        event_date: ISO date or range told, None where nothing tells.
        event_month: ISO month of the issue where the text says only 近日; used where the page is dated.
        byline_line: a line of its own between headline and body.
        signature: the line or bracket that closes the body.
        credit: a photo report's credit.
        spoken: True where every paragraph is a turn that opens with its speaker.
        mark: what the page says of another part ("" or 接一版, before the body).
        turned: what the page says at the end of the body ("" or 下转三版).
        bullet: a sign that opens an item of a list.
    """

    kind: Kind
    place: str
    sections: tuple[Section, ...]
    opening: str = ""
    kicker: str | None = None
    headline: str | None = None
    subhead: str | None = None
    event_date: str | None = None
    event_month: str | None = None
    byline_line: str | None = None
    signature: str | None = None
    credit: str | None = None
    captions: tuple[str, ...] = ()
    spoken: bool = False
    mark: str = ""
    turned: str = ""
    bullet: str = ""

    def blocks(self) -> Iterator[tuple[str, bool]]:
        """Yield the body's paragraphs and section headings in order, each with whether it is a heading."""
        first = True
        for section in self.sections:
            if section.heading:
                yield section.heading, True
            for paragraph in section.paragraphs:
                yield (self.opening + paragraph if first else paragraph), False
                first = False

    def heads(self) -> list[str]:
        """Return the printed headline lines in order."""
        return [line for line in (self.kicker, self.headline, self.subhead) if line]

    def gold(self, page: str, n: int, dress: Callable[[str], str], dated: bool) -> ArticleGold:
        """Return what is true of the article as it stands on a page.

        Args:
            page: the page's file name.
            n: 1-based order of the bodies on the page.
            dress: how the page prints text (half-width punctuation); without white space of its own.
            dated: whether the page tells the date of its issue.
        """
        body = self.body(dress)
        when = (self.event_date or self.event_month) if dated else None
        return ArticleGold(
            page, n, body[:_ENDS], body[-_ENDS:], self._headlines(dress), self.place, when, self.kind
        )

    def body(self, dress: Callable[[str], str]) -> str:
        """Return the text of the body as a page prints it, without white space."""
        return squeeze(dress("".join(text for text, _ in self.blocks())))

    def _headlines(self, dress: Callable[[str], str]) -> tuple[str, ...]:
        if not self.headline:
            return ()
        right = [self.headline]
        if self.kicker:
            right += [self.kicker, f"{self.kicker} {self.headline}"]
        return tuple(dress(head) for head in right)


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page as a file, with what is true of it.

    Attributes:
        name: the file's name.
        style: the style it was laid out in.
        data: the file's bytes.
        gold: its articles in the order of their bodies.
        bodies: the texts of its articles, white space removed.
    """

    name: str
    style: str
    data: bytes
    gold: tuple[ArticleGold, ...]
    bodies: tuple[str, ...] = ()
