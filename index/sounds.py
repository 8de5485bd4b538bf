"""Chinese names by their sound: what the archive writes for names that an English question gives in pinyin.

Villages, towns and people stand in no gazetteer. A name in pinyin is cut into syllables; each stands for
the characters that are read so, and the lexical index knows which of them stand together.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from index.lexical import LexicalIndex

Texts = Callable[[Sequence[int]], Sequence[str]]
"""Gives the texts of passages, by id."""

_LETTERS = re.compile("[^a-z]")
_WORDS = 3
"""Words of English that one name takes, at most."""
_SYLLABLES = range(2, 6)
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

    def find(
        self, tokens: Sequence[re.Match[str]], at: int, kinds: Mapping[str, Sequence[str]]
    ) -> tuple[int, tuple[str, ...]] | None:
        """Return how many words the name at one of them takes, and its Chinese; None where there is none.

        Args:
            tokens: the words of the question.
            at: the first word of the name.
            kinds: by an English kind of place (town), the ends of Chinese names (镇).
        """
        for used in range(min(_WORDS, len(tokens) - at), 0, -1):
            name = tokens[at : at + used]
            if not all(token.group()[0].isupper() for token in name):
                continue
            cut = syllables(_LETTERS.sub("", "".join(_bare(token.group()) for token in name)))
            after = tokens[at + used].group().lower() if at + used < len(tokens) else ""
            for taken, ends in ((1, kinds.get(after, ())), (0, ("",))):
                found = self._written(cut, ends) if len(cut) + taken in _SYLLABLES else ()
                if found:
                    return used + taken, found
        return None

    def _written(self, cut: Sequence[str], ends: Sequence[str]) -> tuple[str, ...]:
        """Return what the archive writes for syllables with one of several ends, the commonest first."""
        written: Counter[str] = Counter()
        for end in ends:
            classes = [f"[{read_so(syllable)}]" for syllable in cut] + list(end)
            pairs = [one + two for one, two in pairwise(classes)]
            passages = self._lexical.matching(pairs, _PASSAGES)
            pattern = re.compile("".join(classes))
            written.update(m for text in self._texts(passages) for m in pattern.findall(text))
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


def _bare(word: str) -> str:
    return word.lower().removesuffix("'s").removesuffix("’s")
