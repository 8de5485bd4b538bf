"""The character pairs of many texts at once; they are those of `index.words.pairs`, each once.

Nearly all are two Chinese characters side by side, which numpy finds in all texts together. Only stretches
in which letters or digits stand are taken apart one by one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from index.words import CJK, normalise, pairs, spelled_pairs

Ints = NDArray[np.int64]

_PLANE = 0x10000
_BREAK, _SPACE, _CHINESE, _SPELLED = range(4)
_BITS = 16
_MASK = _PLANE - 1
_PAIR = 3
"""Characters of a pair with the space behind it."""


def joined_pairs(texts: Sequence[str]) -> list[str]:
    """Return the pairs of each text, each pair once, joined by spaces."""
    normal = [normalise(text) for text in texts]
    flat, owners = _flat(normal)
    kinds = _kinds()[np.minimum(flat, _PLANE)]
    spelled, rare = (_owning(owners[kind], len(texts)) for kind in (kinds == _SPELLED, flat >= _PLANE))
    solid = kinds != _SPACE
    found = _chinese(flat[solid], owners[solid], kinds[solid], len(texts))
    for n in np.flatnonzero(spelled).tolist():
        found[n] = " ".join(filter(None, [found[n], *spelled_pairs(normal[n])]))
    for n in np.flatnonzero(rare).tolist():
        found[n] = " ".join(set(pairs(texts[n])))
    return found


def _flat(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """Return the characters of texts, a comma behind each text, and the number of the text of each."""
    flat = np.frombuffer("".join([text + "," for text in texts]).encode("utf-32-le"), np.uint32)
    sizes = np.fromiter((len(text) + 1 for text in texts), np.int64, len(texts))
    return flat.astype(np.int64), np.repeat(np.arange(len(texts)), sizes)


@cache
def _kinds() -> NDArray[np.uint8]:
    """Return what each character of the first plane is."""
    kinds = np.full(_PLANE + 1, _BREAK, dtype=np.uint8)
    every = "".join(map(chr, range(_PLANE)))
    for kind, expression in ((_SPELLED, r"[^\W_]"), (_CHINESE, f"[{CJK}]"), (_SPACE, r"\s")):
        kinds[[match.start() for match in re.finditer(expression, every)]] = kind
    return kinds


def _owning(owners: Ints, count: int) -> NDArray[np.bool_]:
    held = np.zeros(count, dtype=np.bool_)
    held[owners] = True
    return held


def _chinese(flat: Ints, owners: Ints, kinds: NDArray[np.uint8], count: int) -> list[str]:
    """Return the pairs of Chinese characters of each text, and those that stand alone, joined by spaces."""
    chinese, broken = kinds == _CHINESE, kinds == _BREAK
    first = np.flatnonzero(chinese[:-1] & chinese[1:])
    keys = _distinct(((owners[first] << _BITS | flat[first]) << _BITS) | flat[first + 1])
    letters = np.full((len(keys), _PAIR), ord(" "), dtype="<u4")
    letters[:, 0], letters[:, 1] = keys >> _BITS & _MASK, keys & _MASK
    whole = letters.tobytes().decode("utf-32-le")
    ends = (_PAIR * np.searchsorted(keys >> 2 * _BITS, np.arange(count), side="right")).tolist()
    found = [whole[start : max(start, end - 1)] for start, end in zip([0, *ends], ends, strict=False)]
    # A comma stands behind the last character, but nothing before the first.
    lone = np.flatnonzero(chinese & np.roll(broken, 1) & np.roll(broken, -1))
    for key in _distinct(owners[lone] << _BITS | flat[lone]).tolist():
        text = key >> _BITS
        found[text] = " ".join(filter(None, [found[text], chr(key & _MASK)]))
    return found


def _distinct(keys: Ints) -> Ints:
    """Return each number once, in order; `np.unique` takes several times as long."""
    keys = np.sort(keys)
    return keys[np.concatenate(([True], keys[1:] != keys[:-1]))] if len(keys) else keys
