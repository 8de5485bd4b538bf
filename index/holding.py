"""Which of many short texts hold which words and character pairs of a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Held = NDArray[np.float64]
"""(texts, tokens) of 0 and 1."""
_BREAK = ord("\n")
_UNITS = 0x10000


def holding(words: Sequence[str], shingles: Sequence[str], texts: Sequence[str]) -> Held:
    """Say of each text which tokens it holds.

    Args:
        words: tokens of any length.
        shingles: tokens as `index.words.pairs` gives them, distinct; nearly all are two characters.
        texts: without line breaks.

    Returns:
        Columns for the words, then for the shingles.
    """
    held = np.zeros((len(texts), len(words) + len(shingles)))
    codes = {token: code for token in shingles if (code := _code(token)) is not None}
    at = {token: len(words) + column for column, token in enumerate(shingles)}
    for token in shingles:
        if token not in codes:
            held[:, at[token]] = [token in text for text in texts]
    _mark(held, {code: at[token] for token, code in codes.items()}, texts)
    for column, word in enumerate(words):
        begins = at.get(word[:2])
        if begins is None:
            held[:, column] = [word in text for text in texts]
            continue
        # Only where its first pair stands can it stand.
        for row in np.flatnonzero(held[:, begins]).tolist():
            held[row, column] = word in texts[row]
    return held


def _code(token: str) -> int | None:
    """Return a pair of characters as one number; None for whatever is none, or takes more than four bytes."""
    encoded = token.encode("utf-16-le", "surrogatepass")
    if len(token) != 2 or len(encoded) != 4:
        return None
    return int.from_bytes(encoded[:2], "little") << 16 | int.from_bytes(encoded[2:], "little")


def _mark(held: Held, columns: Mapping[int, int], texts: Sequence[str]) -> None:
    """Mark the pairs, by their codes, wherever they stand: all are looked up in all texts in one go."""
    encoded = "\n".join(texts).encode("utf-16-le", "surrogatepass")
    units = np.frombuffer(encoded, np.uint16).astype(np.uint32)
    begins = np.zeros(_UNITS, dtype=bool)
    begins[[code >> 16 for code in columns]] = True
    at = np.flatnonzero(begins[units[:-1]])
    if not len(at):
        return
    codes = np.array(sorted(columns), dtype=np.uint32)
    there = units[at] << 16 | units[at + 1]
    place = np.minimum(np.searchsorted(codes, there), len(codes) - 1)
    hit = codes[place] == there
    rows = np.searchsorted(np.flatnonzero(units == _BREAK), at[hit])
    held[rows, np.array([columns[code] for code in codes.tolist()])[place[hit]]] = 1.0
