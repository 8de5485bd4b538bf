"""Characters → rows → pieces of rows: stretches of print without a wide gap.

A row is what stands on one baseline right across the page; a piece is a part of it that no gap of half
a character divides. Which gaps are gutters between columns is told in `index.readers.gutters`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from index.readers.glyphs import Glyph

GAP = 0.5
"""Gap, in characters, at which a row is broken into pieces."""
_SOFT_GAP = 0.05
_FAR_ORDER = 8
"""Characters between two neighbours, in the order of drawing, that were not set together."""
_SAME_BASE = 0.3
_SAME_ROW = 0.4
_OTHER_SIZE = 1.25
_WORD_GAP = 0.15
_NAME_GAP = 0.2
CLOSING = "，。、；：！？”’）》〉」』】〕"
_OPENING = "“‘（《〈「『【〔"
_LATIN = re.compile(r"[0-9A-Za-z.,%)]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of print on one row; lengths in points or pixels, y downward.

    Attributes:
        text: what it says.
        size: font size, or the height of the letters on a scan.
        lead: the white space that was printed before it on its row.
        bridged: True where that white space fills the gap and was drawn with the pieces around it.
        spaced: True where it was drawn right after the piece before, one or two characters away: white space
            is lost where a file changes from one part of a font to another.
        soft: True where only the white half of a mark parts it from the piece before: nothing, unless the
            mark hangs over the edge of its column.
        confidence: how sure the recognition is of it, 1 for a text layer.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    lead: str = ""
    bridged: bool = False
    spaced: bool = False
    soft: bool = False
    confidence: float = 1.0

    @property
    def width(self) -> float:
        """Return how wide it is."""
        return self.x1 - self.x0

    def laid_down(self, width: float) -> Piece:
        """Return it on a page of upright lines that was turned; see `index.readers.glyphs.lay_down`."""
        return replace(self, x0=self.top, top=width - self.x1, x1=self.bottom, bottom=width - self.x0)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The characters of a piece, white space inside kept, and the white space before it."""

    glyphs: list[Glyph]
    before: list[Glyph]


def rows_of_glyphs(glyphs: Sequence[Glyph]) -> list[list[Piece]]:
    """Return the rows of a page from top to bottom, each as its pieces from left to right.

    Args:
        glyphs: the characters of the page, in any order.
    """
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.base, g.x0)):
        row = rows[-1] if rows else None
        if row and glyph.base - row[0].base <= _SAME_BASE * min(glyph.size, row[0].size):
            row.append(glyph)
        else:
            rows.append([glyph])
    return [pieces for row in rows if (pieces := _pieces(_in_order(row)))]


def rows_of_pieces(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Return the rows of a scanned page from top to bottom, each from left to right.

    Args:
        pieces: what was recognised, in any order.
    """
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: p.top + p.bottom):
        first = rows[-1][0] if rows else None
        apart = (piece.top + piece.bottom - first.top - first.bottom) / 2 if first else 0.0
        if first and apart <= _SAME_ROW * min(piece.size, first.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: p.x0) for row in rows]


def _in_order(row: list[Glyph]) -> list[Glyph]:
    """Sort a row from left to right; characters printed over each other stay as they were drawn."""
    row.sort(key=lambda glyph: glyph.x0 + glyph.x1)
    for i, (left, right) in enumerate(pairwise(row)):
        apart = (right.x0 + right.x1 - left.x0 - left.x1) / 2
        if left.order == right.order + 1 and apart < 0.4 * min(left.size, right.size):
            row[i], row[i + 1] = right, left
    return row


def _pieces(row: Iterable[Glyph]) -> list[Piece]:
    stretches: list[_Stretch] = []
    blanks: list[Glyph] = []
    for glyph in row:
        if glyph.blank:
            blanks.append(glyph)
            continue
        last = stretches[-1].glyphs if stretches else None
        if last is None or _breaks(last[-1], glyph) or _hangs(last[-1], glyph):
            stretches.append(_Stretch([glyph], blanks))
        else:
            # Spaces that trail from another column may reach in here; they are not of this text.
            last.extend(_drawn_between(last[-1], blanks, glyph))
            last.append(glyph)
        blanks = []
    return [_piece(s, stretches[i - 1] if i else None) for i, s in enumerate(stretches)]


def _breaks(left: Glyph, right: Glyph) -> bool:
    """Say whether a row is broken between two neighbours."""
    gap, size = right.x0 - left.x1, min(left.size, right.size)
    if max(left.size, right.size) > _OTHER_SIZE * size and gap > 0.3 * size:
        return True
    return gap > GAP * size


def _hangs(left: Glyph, right: Glyph) -> bool:
    """Say whether a mark at the end of a piece may hang into a gutter."""
    if left.text not in CLOSING:
        return False
    apart = right.x0 - left.x1 + _white(left, CLOSING) > _SOFT_GAP * min(left.size, right.size)
    return apart or abs(right.order - left.order) > _FAR_ORDER


def _piece(stretch: _Stretch, before: _Stretch | None) -> Piece:
    printed = [glyph for glyph in stretch.glyphs if not glyph.blank]
    own = _drawn_between(before.glyphs[-1] if before else None, stretch.before, printed[0])
    return Piece(
        text=_text(stretch.glyphs),
        x0=printed[0].x0 + _white(printed[0], _OPENING),
        top=min(glyph.top for glyph in printed),
        x1=max(printed[-1].x1 - _white(printed[-1], CLOSING), *(glyph.x1 for glyph in printed[:-1]), 0.0),
        bottom=max(glyph.bottom for glyph in printed),
        size=median(glyph.size for glyph in printed),
        lead="".join(blank.text for blank in own),
        bridged=before is not None and _fill(before.glyphs[-1], own, printed[0]),
        spaced=before is not None and _is_spaced(before.glyphs[-1], printed[0]),
        soft=before is not None and not _breaks(before.glyphs[-1], printed[0]),
    )


def _drawn_between(left: Glyph | None, blanks: Sequence[Glyph], right: Glyph) -> list[Glyph]:
    """Return the white space that was drawn right before a character, or right after the one on its left."""
    after = {right.order - 1 - i for i in range(len(blanks))}
    before = {left.order + 1 + i for i in range(len(blanks))} if left else set()
    return [blank for blank in blanks if blank.order in after or blank.order in before]


def _fill(left: Glyph, blanks: Sequence[Glyph], right: Glyph) -> bool:
    """Say whether white space fills a gap, and the three were drawn one after the other."""
    if right.order - left.order != len(blanks) + 1 or not blanks:
        return False
    return abs(right.x0 - left.x1 - sum(blank.x1 - blank.x0 for blank in blanks)) < 0.3 * right.size


def _is_spaced(left: Glyph, right: Glyph) -> bool:
    """Say whether two characters were drawn one after the other, whole characters apart."""
    apart = (right.x0 - left.x1) / left.size
    return right.order == left.order + 1 and min(abs(apart - 1), abs(apart - 2)) < 0.02


def _white(glyph: Glyph, marks: str) -> float:
    """Return the white half of a full-width mark at the edge of a piece: it may hang into the gutter."""
    wide = glyph.x1 - glyph.x0
    return wide / 2 if glyph.text in marks and wide > 0.8 * glyph.size else 0.0


def _text(glyphs: Sequence[Glyph]) -> str:
    """Return what the characters of a piece say; a space may have been left free without a character."""
    gaps = [(right.x0 - left.x1) / min(left.size, right.size) for left, right in pairwise(glyphs)]
    usual = max(0.0, median(gaps)) if gaps else 0.0
    parts = [glyphs[0].text]
    for gap, (left, right) in zip(gaps, pairwise(glyphs), strict=True):
        latin = _LATIN.match(left.text) and _LATIN.match(right.text)
        free = gap > usual + (_WORD_GAP if latin else _NAME_GAP)
        parts.append(" " if free and not left.blank and not right.blank else "")
        parts.append(right.text)
    return "".join(parts)
