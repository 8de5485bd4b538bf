"""Where an article's text comes from: which stretch stands in which source line, and what cleaning changed.

Together with the source these give the printed text back, character by character.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of an article's text that stands unbroken in one source line.

    Attributes:
        start, length: offset in the article's text, and characters (as many in the source).
        line, column: 1-based line of the source file, 0-based offset in it.
    """

    start: int
    length: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Edit:
    """One change that cleaning made: the text has `new` at `start` where the source printed `printed`."""

    start: int
    new: str
    printed: str
    rule: str
