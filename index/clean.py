"""Join printed lines into an article's text, with a record of where every character stands.

White space that the setting of the page brought in is dropped, two Latin words stay apart, and the
few replacements that are made are recorded as edits, so that text and source can be rebuilt from
each other: see `printed` and `source_lines`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from index.provenance import Edit, Run
from index.quick import quick
from index.records import Line
from index.simplified import simplify, traditional

_SPACE = r"[\s\u200b\ufeff]"
_WHITE = " \t\r\f\v\u3000\u00a0\u200b\ufeff"
# What is not copied as it stands.
_UNPLAIN = re.compile("[\\s\u200b\ufeff*]")
_GAP = re.compile(f"{_SPACE}{_SPACE}*+")
_STRAY_AND = re.compile(r"(?<=[\u4e00-\u9fff”》）)])\s+and\s+(?=[\u4e00-\u9fff“《（(])")
# A stretch that Markdown sets bold; asterisks that stand for a name left out (王**) are none.
_BOLD = re.compile(r"(?<![\w*])(\*\*)(?=[\w“《（【])[^*]{1,60}(?<=[\w”》）】：:])(\*\*)(?!\*)")
_MARKUP = "markup"
_WORD = re.compile(r"[A-Za-z0-9.]")
_LATIN = re.compile(r"[A-Za-z]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FIGURE_BEHIND, _FIGURE_AHEAD = re.compile(r"\d[\d.,]*%?$"), re.compile(r"\d[\d.]*")
_YEAR = re.compile(rf"{_SPACE}*年")
_WORD_BEHIND, _WORD_AHEAD = re.compile("[A-Za-z]{3}$"), re.compile("[A-Za-z]{3}")
_NAME_END = re.compile("[\u4e00-\u9fff][）)、，,]")
_TRADITIONAL = 0.03  # of its characters that a text in traditional ones changes, at least
_OPENING = 800
_RUN_START = attrgetter("start")
_LETTER_GAPS = 4
_LETTER_SPACED = re.compile(rf"(?:\S{_SPACE}+){{{_LETTER_GAPS},}}\S")


@quick
@dataclass(frozen=True, slots=True)
class Cleaned:
    """Text with the place of each of its stretches in the source lines."""

    text: str
    runs: tuple[Run, ...]
    edits: tuple[Edit, ...]


class _Writer:
    """Collect the pieces of a text and where they came from."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.runs: list[Run] = []
        self.edits: list[Edit] = []

    def copy(self, text: str, line: int, column: int) -> None:
        """Copy text that stands unbroken in a source line and does not go on with what was copied before."""
        if text:
            size = len(text)
            self.runs.append(Run(self.length, size, line, column))
            self.parts.append(text)
            self.length += size

    def insert(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def replace(self, new: str, printed: str, rule: str) -> None:
        self.edits.append(Edit(self.length, new, printed, rule))
        if new:
            self.insert(new)

    def cleaned(self) -> Cleaned:
        return Cleaned("".join(self.parts), tuple(self.runs), tuple(self.edits))


def squeeze(text: str) -> str:
    """Return the text with all white space removed."""
    return _GAP.sub("", text)


def _kept_gap(text: str, start: int, end: int, letter_spaced: bool) -> str:
    """Return what is left of the white space text[start:end]; "" where nothing has to be kept apart."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if letter_spaced or not before or not after:
        return ""
    if _LATIN.match(before) and _LATIN.match(after):
        return " "
    if _HAN.match(before) and _HAN.match(after):
        return " "
    return _between_figures(text, start, end) if before.isascii() and after.isascii() else ""


def _between_figures(text: str, start: int, end: int) -> str:
    """Return what is left of white space between two figures, or between a figure and an English word.

    One space within a single number comes from the setting of the page (1 2个, 20 24年); where more stand
    between single digits, two are left, which keep them apart whenever the text is cleaned again.
    """
    if _WORD_AHEAD.match(text, end):
        return " " if text[start - 1].isdigit() else ""
    if _WORD_BEHIND.search(text, max(0, start - 3), start):
        return " " if text[end].isdigit() else ""
    one, other = _FIGURE_BEHIND.search(text, 0, start), _FIGURE_AHEAD.match(text, end)
    if one is None or other is None:
        return ""
    year = len(one[0]) == len(other[0]) == 2 and _YEAR.match(text, other.end())
    if "%" in one[0] or (len(one[0]) > 1 and len(other[0]) > 1 and not year):
        return " "
    return "  " if end - start > 1 or text[start] == "\t" else ""


def _copy_line(out: _Writer, text: str, number: int, offset: int) -> None:
    """Copy one stretch of a line, white space closed up."""
    gaps = list(_GAP.finditer(text))
    letter_spaced = len(gaps) >= _LETTER_GAPS and _LETTER_SPACED.search(text) is not None
    position = 0
    for gap in gaps:
        start, end = gap.span()
        out.copy(text[position:start], number, offset + position)
        kept = _kept_gap(text, start, end, letter_spaced)
        if kept and not _NAME_END.match(text, end):
            out.insert(kept)
        position = end
    out.copy(text[position:], number, offset + position)


def _put_line(out: _Writer, text: str, number: int, column: int) -> None:
    """Write a stretch of a line that holds white space or markup, and begins at a column, with its edits."""
    position = 0
    for first, last, new, rule in _changes(text):
        _copy_line(out, text[position:first], number, column + position)
        out.replace(new, text[first:last], rule)
        position = last
    _copy_line(out, text[position:], number, column + position)


def _changes(text: str) -> list[tuple[int, int, str, str]]:
    """Return what of a line is replaced, in order: where it begins and ends, what stands for it, and why."""
    stray = _STRAY_AND.finditer(text) if "and" in text else ()
    found = [(*match.span(), "和", "stray and") for match in stray]
    for bold in _BOLD.finditer(text) if "**" in text else ():
        found += [(*bold.span(1), "", _MARKUP), (*bold.span(2), "", _MARKUP)]
    return sorted(found)


class Stretch(NamedTuple):
    """A part of a source line: line.text[start:end]."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        """Return the text of the stretch."""
        return self.line.text[self.start : self.end]

    @classmethod
    def whole(cls, line: Line, skip: int = 0) -> Stretch:
        """Return the whole line from `skip` on without the white space at its ends."""
        text = line.text
        rest = text[skip:].lstrip(_WHITE)
        start = len(text) - len(rest)
        return cls(line, start, start + len(rest.rstrip(_WHITE)))


def join(paragraphs: Iterable[Sequence[Stretch]]) -> Cleaned:
    """Join paragraphs, each a sequence of stretches of source lines, into one text.

    Args:
        paragraphs: the stretches of each paragraph in reading order.

    Returns:
        The text, with paragraphs separated by a line feed, and the place of every stretch of it.
    """
    return join_both(paragraphs, ())[0]


def join_both(
    paragraphs: Iterable[Sequence[Stretch]], further: Iterable[Sequence[Stretch]]
) -> tuple[Cleaned, int]:
    """Join paragraphs and further ones as `join` does; return how long the text of the first is, too."""
    out = _Writer()
    for paragraph in paragraphs:
        _put_paragraph(out, paragraph)
    length = out.length
    for paragraph in further:
        _put_paragraph(out, paragraph)
    return out.cleaned(), length


def _put_paragraph(out: _Writer, paragraph: Sequence[Stretch]) -> None:
    parts = out.parts
    texts = [line.text[start:end] for line, start, end in paragraph]
    if out.length and any(map(str.strip, texts)):
        out.insert("\n")
    for (line, start, _), text in zip(paragraph, texts, strict=True):
        if not text:
            continue
        if parts and _LATIN.match(parts[-1][-1]) and _LATIN.match(text):
            out.insert(" ")
        if _UNPLAIN.search(text):
            _put_line(out, text, line.number, start)
        else:
            out.copy(text, line.number, start)


def readable(text: str) -> str:
    """Return a text in traditional characters in simplified ones, every character in its place.

    What a page says is told in simplified characters; what is shown stays as printed.

    Args:
        text: any text; one that holds few traditional characters is returned as it is.
    """
    opening = text[:_OPENING]  # what tells, as every sentence of such a text has many of them
    return simplify(text) if traditional(opening) > _TRADITIONAL * len(opening) else text


def printed(text: str, edits: Sequence[Edit]) -> str:
    """Undo the recorded edits of a text: what is left differs from the source in white space only.

    Args:
        text: a text as cleaned.
        edits: its edits, in order.
    """
    parts: list[str] = []
    position = 0
    for edit in edits:
        parts += [text[position : edit.start], edit.printed]
        position = edit.start + len(edit.new)
    return "".join((*parts, text[position:]))


def source_lines(runs: Sequence[Run], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the 1-based inclusive ranges of source lines on which text[start:end] stands.

    Args:
        runs: where stretches of the text come from, in the order of the text.
        start, end: offsets in the text.
    """
    first = max(0, bisect_right(runs, start, key=_RUN_START) - 1)
    after = bisect_left(runs, end, first, key=_RUN_START)
    return ranges([run.line for run in runs[first:after] if run.start + run.length > start])


def ranges(numbers: Iterable[int], blank: Container[int] | None = None) -> tuple[tuple[int, int], ...]:
    """Merge line numbers into inclusive ranges.

    Args:
        numbers: 1-based line numbers, in any order.
        blank: the blank lines, one of which does not split a range; None where any single line may be one.
    """
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        apart = number - found[-1][1] if found else 0
        if found and (apart == 1 or (apart == 2 and (blank is None or number - 1 in blank))):
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)
