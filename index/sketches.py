"""Sketches of texts: which pairs of neighbouring characters each holds, as bits, for a quick no.

Two texts of which most of one stands in the other share pairs of characters. Each pair is one of some
thousand bits (B. Bloom, Space/time trade-offs in hash coding with allowable errors, 1970), so that a bit that
one text has and the other lacks is a pair, at least one, that the other lacks. Comparing a text with many
others that way takes microseconds.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

FINE, COARSE = 14, 12
"""The number of bits as a power of two: a text of 1,000 characters then has one in twenty, or in five."""
_SPREAD = (0x9E3779B1, 0x85EBCA77)  # odd, so that every bit of a character tells
_APART = ord("\n")

Sketch = NDArray[np.uint64]


def sketch(parts: Sequence[str], size: int = FINE) -> Sketch:
    """Return the bits of the pairs of characters within some texts, (2 ** size / 64,)."""
    bits = np.zeros(1 << size, dtype=bool)
    units = np.frombuffer("\n".join(parts).encode("utf-32-le", "surrogatepass"), np.uint32)
    if len(units) > 1:
        within = (units[:-1] != _APART) & (units[1:] != _APART)
        mixed = units[:-1] * np.uint32(_SPREAD[0]) + units[1:] * np.uint32(_SPREAD[1])
        bits[(mixed ^ (mixed >> np.uint32(15)))[within] >> np.uint32(32 - size)] = True
    return np.packbits(bits).view(np.uint64)


def lacking(one: Sketch, others: Sketch) -> NDArray[np.int64]:
    """Return how many pairs of one text each of others lacks, at least, (others,).

    Args:
        one: (words,) its sketch.
        others: (others, words) theirs.
    """
    counts: NDArray[np.int64] = np.bitwise_count(one & ~others).sum(axis=-1, dtype=np.int64)
    return counts


def lacked(one: Sketch, others: Sketch) -> NDArray[np.int64]:
    """Return how many pairs of each of others one text lacks, at least, (others,); see `lacking`."""
    counts: NDArray[np.int64] = np.bitwise_count(others & ~one).sum(axis=-1, dtype=np.int64)
    return counts
