"""Where a name ends that no list of words bounds: names and ordinary words are weighed against each other.

What stands after a post is read in every way: as words alone, or as a name of two to six characters and
words after it. How likely words are is told by jieba's dictionary, how likely names are by given.toml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from math import log
from typing import Literal

from index.mentions.given import LONGEST, NEVER, likelihood, weights
from index.mentions.lexicon import DOTS, lexicon
from index.mentions.wordlists import tagger

Before = Literal["post", "calling", "list", "none"]
"""What stands before a name: a post, what somebody is (村民), another name, nothing that would tell."""

_MARKS = frozenset("、，。；：！？,;:!?)）")
_DOTS = frozenset(DOTS)
_HAN = re.compile("[\u4e00-\u9fff]*")
_WINDOW = 10
"""Characters that are read; what stands further on hardly changes where the name ends."""
_LONGEST_WORD = 4
_ALL_WORDS = log(6e7)
"""Of the frequencies in jieba's dictionary, the sum."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A window of text read as a name and words.

    Attributes:
        size: characters of the name.
        weight: how much likelier this is than words alone, as a logarithm.
    """

    size: int
    weight: float


def likely_end(text: str, start: int, sizes: Collection[int], before: Before) -> int | None:
    """Return where a name that begins at an offset ends, by what is likelier than any run of words.

    Args:
        text: the whole text.
        start: the offset at which a name would begin.
        sizes: lengths that the name may have.
        before: what stands there; the less it tells of a name, the likelier that must be.

    Returns:
        The end, None where words are likelier.
    """
    found = [reading for reading in _at(text, start) if reading.size in sizes]
    if not found:
        return None
    best = max(found, key=lambda reading: reading.weight + _again(text, start, reading.size))
    return start + best.size if best.weight > weights().weights[before] else None


def likely_joined(text: str, start: int, spaces: int, before: Before) -> int | None:
    """Return where a name with spaces behind its first character ends (张 军三次); see `likely_end`.

    Args:
        text, start, before: as there.
        spaces: how many they are.
    """
    joined = text[start] + text[start + 1 + spaces : start + _WINDOW + spaces]
    end = likely_end(joined, 0, (2, 3), before)
    return end and start + end + spaces


def doubtful(text: str, start: int, end: int) -> bool:
    """Say whether what would be a name by the word after it is rather words (局长任职表态)."""
    least = weights().weights["doubt"]
    return any(reading.size == end - start and reading.weight < least for reading in _at(text, start))


def _at(text: str, start: int) -> tuple[Reading, ...]:
    found = _HAN.match(text, start, start + _WINDOW)
    if found is None or (text[found.end() : found.end() + 1] in _DOTS and _abroad(found.group())):
        return ()
    return _readings(found.group(), text[found.end() : found.end() + 1] in _MARKS)


def _abroad(letters: str) -> bool:
    """Say whether foreign names are written with these characters."""
    return lexicon().foreign.issuperset(letters)


def _again(text: str, start: int, size: int) -> float:
    """Return what it adds that the name stands in the text once more, before something else."""
    name, after = text[start : start + size], text[start + size : start + size + 1]
    more = text.count(name) - text.count(name + after) if after else 0
    return weights().weights["again"] * min(more, 2)


@lru_cache(maxsize=1 << 13)
def _readings(window: str, closed: bool) -> tuple[Reading, ...]:
    """Return all ways to read a window, before a mark or not, as a name and words."""
    named = [(size, likelihood(window[:size])) for size in range(2, min(LONGEST, len(window)) + 1)]
    if all(likely <= NEVER for _, likely in named):
        return ()
    words = _words(window)
    return tuple(
        Reading(size, likely + words[size] + _follows(window, size, closed) - words[0])
        for size, likely in named
        if likely > NEVER
    )


def _follows(window: str, size: int, closed: bool) -> float:
    """Return how much what stands behind a name of this length speaks for it."""
    known, lists = weights(), lexicon()
    if size == len(window):
        return known.weights["end"]
    if _torn(window, size):
        return NEVER
    word, tag = tagger()(window[size:])[0]
    if word in lists.followers_single or lists.followers.match(window, size):
        return known.weights["follower"]
    return known.weights["left"] if closed and size + 1 == len(window) else known.after.get(tag, 0.0)


def _torn(window: str, size: int) -> bool:
    """Say whether a name in transliteration would go on with what stands behind it (斯米尔诺|娃)."""
    if not _abroad(window[: size + 1]) or (window[0] in lexicon().surnames and size < 4):
        return False
    return _abroad(tagger()(window[size:])[0][0])


def _words(window: str) -> list[float]:
    """Return how likely the best run of words is from each offset of a window to its end."""
    best = [0.0] * (len(window) + 1)
    for start in range(len(window) - 1, -1, -1):
        ends = range(start + 1, min(start + _LONGEST_WORD, len(window)) + 1)
        best[start] = max(_word(window[start:end], not start) + best[end] for end in ends)
    return best


@lru_cache(maxsize=1 << 15)
def _word(word: str, first: bool) -> float:
    """Return how likely a word is; where a name may stand, a name of the dictionary is no word."""
    has_word, frequency = _dictionary()
    if len(word) > 1 and not has_word(word):
        return NEVER
    if first and len(word) > 2 and tagger()(word)[0][1].startswith("nr"):
        return NEVER
    return log(frequency(word)) - _ALL_WORDS


@cache
def _dictionary() -> tuple[Callable[[str], bool], Callable[[str], int]]:
    """Return what says whether jieba knows a word, and how frequent it is."""
    jieba = import_module("rjieba")
    return jieba.has_word, jieba.suggest_freq
