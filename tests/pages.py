"""Pages for the tests of the segmenter, made of text, and the parts of the segmenter that they share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from textwrap import dedent

from index.articles import Segmented, segment_page
from index.places import Gazetteer
from index.records import Line, Page
from index.segmenter.layout import Layout
from index.segmenter.layoutfile import load_layout
from index.segmenter.lines import label
from index.segmenter.namedplaces import NamedPlaces
from index.segmenter.pageline import LineKind, PageLine


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer, loaded once."""
    return Gazetteer.load()


def layout() -> Layout:
    """Return the layout rules."""
    return load_layout()


def places() -> NamedPlaces:
    """Return the place names of a page of which nothing was searched yet."""
    return NamedPlaces(gazetteer())


def page(text: str, source: str = "页.txt", format: str = "text", issue_date: str | None = None) -> Page:
    """Return a page of text; common indentation is dropped, so that tests can be indented."""
    lines = dedent(text).strip("\n").split("\n")
    roles = ["heading" if line.startswith("#") else "" for line in lines]
    return Page(
        source=source,
        path="/" + source,
        digest="0" * 64,
        format=format,
        lines=tuple(
            Line(n, line, "heading" if role else "")
            for n, (line, role) in enumerate(zip(lines, roles, strict=True), 1)
        ),
        issue_date=issue_date,
    )


def segmented(text: str, **more: str | None) -> Segmented:
    """Segment a page of text."""
    return segment_page(page(text, **more), gazetteer())  # type: ignore[arg-type]


def kinds(text: str) -> list[tuple[LineKind, str]]:
    """Return what each non-blank line of a page is, with its first characters."""
    return [(item.kind, item.line.text.strip()[:8]) for item in label(page(text), layout())]


def lined(*texts: str, kind: LineKind = "head", blanks: int = 0) -> tuple[PageLine, ...]:
    """Return page lines of one kind as they come out of the first stage."""
    return tuple(
        PageLine(Line(n, text), "".join(text.split()), kind, blanks=blanks) for n, text in enumerate(texts, 1)
    )


def numbers(ranges: Sequence[tuple[int, int]]) -> list[int]:
    """Return every line number of inclusive ranges."""
    return [n for first, last in ranges for n in range(first, last + 1)]
