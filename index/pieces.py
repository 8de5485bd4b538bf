"""The pieces of a model by their letters, looked for at every letter of many texts at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]

_SPREAD = np.uint32(0x9E3779B9)
"""Of multiplicative hashing (D. Knuth): 2^32 divided by the golden ratio."""
_ROOM = 4
"""Places of the table for each entry, at least."""


class PieceTrie:
    """A trie: a node for every beginning of a piece; that of a single letter is the letter's code.

    Args:
        pieces: each piece by its number; the first is never found.
        codes: code of each character, 0 where no piece has it; the last is that of all others.

    Attributes:
        pieces: number of the piece that ends at each node, 0 for none.
        longest: letters of the longest piece.
    """

    def __init__(self, pieces: Sequence[str], codes: Ints) -> None:
        letters, lengths = _letters(pieces, codes)
        self.longest, self._width = letters.shape[1], int(codes.max()) + 1
        nodes, last = letters[:, 0].astype(np.int64), self._width - 1
        keys: list[NDArray[np.int64]] = []
        for place in range(1, self.longest):
            going = lengths > place
            new, nodes[going] = np.unique(
                nodes[going] * self._width + letters[going, place], return_inverse=True
            )
            nodes[going] += last + 1
            last += len(new)
            keys.append(new)
        self.pieces = np.zeros(last + 1, dtype=np.int32)
        self.pieces[nodes] = np.where(lengths > 0, np.arange(len(pieces)), 0)
        self.pieces[0] = 0
        every = np.concatenate(keys) if keys else np.empty(0, np.int64)
        self._table = _Table(every, np.arange(self._width, last + 1))

    def walk(self, codes: Ints, starts: Ints, ends: Ints) -> list[tuple[Ints, Ints, Ints]]:
        """Look for pieces in runs of letters.

        Args:
            codes: code of each character.
            starts, ends: the runs, in order.

        Returns:
            For each length of a piece: the letters at which one begins, how many letters of the run stand
            before each, and the number of the piece.
        """
        lengths = ends - starts
        before = np.arange(int(lengths.sum()), dtype=np.int32)
        before -= np.repeat((np.cumsum(lengths) - lengths).astype(np.int32), lengths)
        at, left = before + np.repeat(starts, lengths), np.repeat(lengths, lengths) - before
        nodes, found = codes[at], []
        for length in range(1, self.longest + 1):
            pieces = self.pieces[nodes]
            held = np.flatnonzero(pieces)
            found.append((at[held], before[held], pieces[held]))
            on = np.flatnonzero(left > length)
            at, before, left = at[on], before[on], left[on]
            nodes = self._table.get(nodes[on] * np.int32(self._width) + codes[at + length])
            on = np.flatnonzero(nodes)
            at, before, left, nodes = at[on], before[on], left[on], nodes[on]
        return found


class _Table:
    """Whole numbers by whole numbers: a hash table with open addresses.

    Args:
        keys: distinct, none negative.
        values: all positive.
    """

    def __init__(self, keys: NDArray[np.int64], values: NDArray[np.int64]) -> None:
        bits = max(4, (len(keys) * _ROOM).bit_length())
        self._shift, self._mask = np.uint32(32 - bits), np.int32((1 << bits) - 1)
        self._keys, self._values = np.full(1 << bits, -1, np.int32), np.zeros(1 << bits, np.int32)
        left, given = keys.astype(np.int32), values.astype(np.int32)
        at = self._home(left)
        while len(left):
            free = np.flatnonzero(self._keys[at] < 0)
            put = free[np.unique(at[free], return_index=True)[1]]
            self._keys[at[put]], self._values[at[put]] = left[put], given[put]
            rest = np.ones(len(left), dtype=np.bool_)
            rest[put] = False
            left, given, at = left[rest], given[rest], at[rest] + 1 & self._mask

    def get(self, keys: Ints) -> Ints:
        """Return the value of each key, 0 where there is none."""
        at = self._home(keys)
        held = self._keys[at]
        found = np.where(held == keys, self._values[at], np.int32(0))
        rest = np.flatnonzero((held != keys) & (held >= 0))
        at = at[rest]
        while len(rest):
            at = at + 1 & self._mask
            held = self._keys[at]
            found[rest] = np.where(held == keys[rest], self._values[at], 0)
            on = (held != keys[rest]) & (held >= 0)
            rest, at = rest[on], at[on]
        return found

    def _home(self, keys: Ints) -> Ints:
        return (keys.astype(np.uint32) * _SPREAD >> self._shift).astype(np.int32)


def _letters(pieces: Sequence[str], codes: Ints) -> tuple[Ints, Ints]:
    """Return the codes of the letters of each piece, a row each, and how many; none for a piece not found."""
    lengths = np.fromiter(map(len, pieces), np.int32, len(pieces))
    lengths[0] = 0
    flat = np.frombuffer("".join(pieces[1:]).encode("utf-32-le"), np.uint32)
    rows = np.repeat(np.arange(len(pieces)), lengths)
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    letters = np.zeros((len(pieces), int(lengths.max(initial=1))), dtype=np.int32)
    letters[rows, np.arange(len(flat)) - starts[rows]] = codes[np.minimum(flat, len(codes) - 1)]
    held = np.arange(letters.shape[1]) < lengths[:, None]
    lengths[(held & (letters == 0)).any(axis=1)] = 0
    letters[lengths == 0] = 0
    return letters, lengths
