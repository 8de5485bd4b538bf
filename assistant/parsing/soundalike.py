"""Mend terms that a question writes with other characters of the same sound (工做站 for 工作站)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache

_HAN = re.compile("[\u4e00-\u9fff]+")
_LEAST = 3  # characters of a term that is mended; of shorter ones too many sound alike
_RIGHT = 0.5  # part of the characters that has to be right
_KEPT = 512  # stretches that are remembered
_JOINING = frozenset("为在是的了和与对就把被向从给由到于以及或也都有不无会要能将这那之其")
"""Characters that stand between words: they are written as they are meant."""
_ENDINGS = frozenset("员院园")  # a 护理员 is meant as it is written, and no 护理院


class Soundalikes:
    """Find the terms that are meant by stretches which sound like them.

    Args:
        words: the terms and names.
        known: says whether a stretch is right as it is written, though it is none of them.
    """

    def __init__(self, words: Iterable[str], known: Callable[[str], bool] = lambda said: False) -> None:
        self._known = known
        self._words = frozenset(word for word in words if len(word) >= _LEAST and _HAN.fullmatch(word))
        self._lengths = sorted({len(word) for word in self._words}, reverse=True)
        self._with: dict[tuple[int, int, str], list[str]] = {}
        for word in sorted(self._words):
            for i, character in enumerate(word):
                self._with.setdefault((len(word), i, character), []).append(word)

        # A question is read several times, and so are the turns before it.
        self._mend = lru_cache(maxsize=_KEPT)(self._mended)

    def mended(self, text: str) -> str:
        """Return a text in which misspelt terms are as they should be; every length stays what it was."""
        return _HAN.sub(lambda run: self._mend(run.group()), text)

    def _mended(self, text: str) -> str:
        at = 0
        while at < len(text):
            windows = (text[at : at + size] for size in self._lengths if at + size <= len(text))
            found = next((word for said in windows if (word := self._meant(said))), "")
            text = text[:at] + found + text[at + len(found) :]
            at += len(found) or 1
        return text

    def _meant(self, said: str) -> str:
        """Return the term that a stretch is, or sounds like; empty where it is none."""
        if said in self._words or self._known(said):
            return said
        alike = Counter(
            word for i, character in enumerate(said) for word in self._with.get((len(said), i, character), ())
        )
        # The first character has to be right: one before a term is of a word beside it (单位协商, no 微协商).
        alike = Counter({word: right for word, right in alike.items() if word[0] == said[0]})
        near = (word for word, right in alike.most_common() if right >= _RIGHT * len(said))
        return next((word for word in near if _sounds_like(said, word)), "")


def _sounds_like(said: str, word: str) -> bool:
    """Say whether the characters that differ sound alike and may have been mistaken for each other."""
    others = [pair for pair in zip(said, word, strict=True) if pair[0] != pair[1]]
    if any(one in _JOINING or not _HAN.match(one) for one, _ in others):
        return False
    if said[-1] != word[-1] and {said[-1], word[-1]} <= _ENDINGS:
        return False
    # Imported at first need: few questions come near a term without holding it.
    from index.sounds import sound_of

    return all(sound_of(one) == sound_of(other) for one, other in others)
