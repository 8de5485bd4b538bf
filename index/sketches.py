"""Sketches of texts: which pairs of neighbouring characters each holds, as bits, for a quick no.

Two texts of which most of one stands in the other share pairs of characters. Each pair is one of some
thousand bits (B. Bloom, Space/time trade-offs in hash coding with allowable errors, 1970), so that a bit that
one text has and the other lacks is a pair, at least one, that the other lacks. Comparing a text with many
others that way takes microseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

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
    numbers, within = _numbered(parts, size)
    bits[numbers[within]] = True
    return np.packbits(bits).view(np.uint64)


def _numbered(parts: Sequence[str], size: int) -> tuple[NDArray[np.uint32], NDArray[np.bool_]]:
    """Return the bit of each pair of neighbours in the joined parts, and whether it lies within one part."""
    units = np.frombuffer("\n".join(parts).encode("utf-32-le", "surrogatepass"), np.uint32)
    inner = units != _APART
    mixed = units[:-1] * np.uint32(_SPREAD[0])
    mixed += units[1:] * np.uint32(_SPREAD[1])
    mixed ^= mixed >> np.uint32(15)
    mixed >>= np.uint32(32 - size)
    return mixed, inner[:-1] & inner[1:]


@dataclass(frozen=True, slots=True)
class Parts:
    """The bits of each of some texts of two characters or more.

    Attributes:
        bits: (n,) those of the first text, each once, then of the second, and so on.
        starts: (parts,) where in `bits` those of each text begin.
        lengths: (parts,) the characters of each text.
    """

    bits: NDArray[np.int64]
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]

    def lacked(self, other: Sketch) -> NDArray[np.int64]:
        """Return how many pairs of each text another one lacks, at least, (parts,)."""
        absent = np.unpackbits(other.view(np.uint8))[self.bits] == 0
        counts: NDArray[np.int64] = np.add.reduceat(absent, self.starts, dtype=np.int64)
        return counts


@lru_cache(maxsize=1024)
def parts_of(parts: tuple[str, ...], size: int) -> Parts:
    """Return the bits of each of some texts, as `sketch` sets them for all together.

    Args:
        parts: at least one text, each of two characters or more.
        size: of the sketches with which they are compared, as a power of two.
    """
    lengths = np.fromiter(map(len, parts), np.int64, len(parts))
    numbers, within = _numbered(parts, size)
    # Between two texts stands one character, and so a pair at its either side that is in neither.
    of = np.repeat(np.arange(len(parts)), lengths + 1)[: len(numbers)]
    # Sorted and then each once: faster for so few than `np.unique`, which makes a table of them first.
    told = np.sort((of << size | numbers.astype(np.int64))[within])
    each = told[np.concatenate(([True], told[1:] != told[:-1]))]
    starts = np.searchsorted(each >> size, np.arange(len(parts)))
    return Parts(each & ((1 << size) - 1), starts, lengths)


def lacking(one: Sketch, others: Sketch, shorter: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return how many pairs of the shorter of two texts the longer lacks, at least, for each of others.

    Args:
        one: (words,) the sketch of the one text.
        others: (others, words) those it is compared with.
        shorter: (others,) whether it is the shorter.
    """
    return np.where(shorter, _counted(one), _counted(others)) - _counted(one & others)


def _counted(sketches: Sketch) -> NDArray[np.int64]:
    counts: NDArray[np.int64] = np.bitwise_count(sketches).sum(axis=-1, dtype=np.int64)
    return counts
