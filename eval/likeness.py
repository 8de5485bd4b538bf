"""How like two strings of characters are, for texts that were recognised on scans."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher


def distance(one: str, other: str) -> int:
    """Return how many characters must be put in, taken out or replaced to make one string the other.

    V. Levenshtein, 1966.
    """
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


def begins_like(text: str, wanted: str, errors: int) -> bool:
    """Say whether a text begins with a string in which at most so many characters are misread."""
    lengths = range(len(wanted) - errors, len(wanted) + errors + 1)
    return any(distance(text[:n], wanted) <= errors for n in lengths if n >= 0)


def ends_like(text: str, wanted: str, errors: int) -> bool:
    """Say whether a text ends with a string in which at most so many characters are misread."""
    return begins_like(text[::-1], wanted[::-1], errors)


def read_share(recognised: str, printed: Sequence[str]) -> float:
    """Return the share of printed characters that stand, in order, in a recognised text.

    Args:
        recognised: all that was recognised on a page, white space removed.
        printed: the texts that were printed on it, white space removed.
    """
    total = sum(len(text) for text in printed)
    return sum(_found(text, recognised) for text in printed) / total if total else 1.0


def _found(text: str, recognised: str, piece: int = 60) -> int:
    """Count the characters of a text that are found, piece by piece: columns may stand in another order."""
    found = 0
    for start in range(0, len(text), piece):
        part = text[start : start + piece]
        matcher = SequenceMatcher(None, recognised, part, autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size > 1]
        found += sum(block.size for block in blocks)
    return found
