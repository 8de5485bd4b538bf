"""Chinese names by their sound: what the archive writes for names that an English question gives in pinyin.

Villages, towns and people stand in no gazetteer. A name in pinyin is cut into syllables; each stands for
the characters that are read so, and the lexical index knows which of them stand together.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from index.lexical import LexicalIndex

Texts = Callable[[Sequence[int]], Sequence[str]]
"""Gives the texts of passages, by id."""

_LETTERS = re.compile("[^a-z]")
_LENGTHS = range(2, 6)
"""Characters of a name with its end."""
_PASSAGES = 40
"""Passages looked through for one name."""
_MOST = 2


class Sounds:
    """Find names by their sound.

    Args:
        lexical: the index of the archive.
        texts: gives the texts of passages.
    """

    def __init__(self, lexical: LexicalIndex, texts: Texts) -> None:
        self._lexical, self._texts = lexical, texts

    def written(self, name: str, ends: Sequence[str] = ("",)) -> tuple[str, ...]:
        """Return what the archive writes for a name in pinyin with one of several ends, the commonest first.

        Args:
            name: Latin letters; capitals, spaces, hyphens and apostrophes make no difference.
            ends: Chinese characters that stand behind it (镇), "" for none.
        """
        cut = syllables(_LETTERS.sub("", name.lower()))
        written: Counter[str] = Counter()
        for end in ends:
            classes = [f"[{read_so(syllable)}]" for syllable in cut] + list(end)
            if cut and len(classes) in _LENGTHS:
                pairs = [one + two for one, two in pairwise(classes)]
                texts = self._texts(self._lexical.matching(pairs, _PASSAGES))
                pattern = re.compile("".join(classes))
                written.update(found for text in texts for found in pattern.findall(text))
        return tuple(name for name, _ in written.most_common(_MOST))


def syllables(letters: str) -> tuple[str, ...]:
    """Return a word of Latin letters cut into syllables of pinyin; empty where it is not made of them."""
    return _cut(letters) or ()


@lru_cache(maxsize=1024)
def _cut(letters: str) -> tuple[str, ...] | None:
    if not letters:
        return ()
    for size in range(min(6, len(letters)), 0, -1):
        rest = _cut(letters[size:]) if letters[:size] in _readings() else None
        if rest is not None:
            return (letters[:size], *rest)
    return None


def read_so(syllable: str) -> str:
    """Return the common characters that are read as a syllable of pinyin without its tone."""
    return _readings().get(syllable, "")


@lru_cache(maxsize=8192)
def sound_of(character: str) -> str:
    """Return how a character is commonly read, in pinyin without its tone; itself where it has no reading."""
    from pypinyin.pinyin_dict import pinyin_dict

    return _plain(pinyin_dict.get(ord(character), "").split(",")[0]) or character


@cache
def _readings() -> dict[str, str]:
    from pypinyin.pinyin_dict import pinyin_dict

    found: dict[str, list[str]] = {}
    for character in _common():
        readings = pinyin_dict.get(ord(character), "").split(",")
        for reading in dict.fromkeys(map(_plain, readings)):
            found.setdefault(reading, []).append(character)
    # A single letter that is no word of its own (m, n, o) is a sound, not a syllable.
    return {reading: "".join(them) for reading, them in found.items() if len(reading) > 1 or reading in "ae"}


def _common() -> list[str]:
    """Return the 6,763 characters of GB 2312."""
    codes = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return [character for code in codes if (character := code.decode("gb2312", "ignore"))]


def _plain(reading: str) -> str:
    letters = unicodedata.normalize("NFD", reading.lower().replace("ü", "v"))
    return _LETTERS.sub("", letters)
