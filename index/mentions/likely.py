"""Where a name ends that no list of words bounds: names and ordinary words are weighed against each other.

What stands after a post is read in every way: as words alone, or as a name of two to six characters and
words after it. How likely words are is told by jieba's dictionary, how likely names are by given.toml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from importlib import import_module
from math import log
from typing import Literal

from index.mentions.given import NEVER, family, is_given, likelihood, longest, weights
from index.mentions.lexicon import DOTS, lexicon
from index.mentions.wordlists import Tagged

Before = Literal["post", "calling", "list", "none"]
"""What stands before a name: a post, what somebody is (村民), another name, nothing that would tell."""

_MARKS = frozenset("、，。；：！？,;:!?)）")
_DOTS = frozenset(DOTS)
_HAN = re.compile("[\u4e00-\u9fff]*")
_WINDOW = 8
"""Characters that are read; what stands further on hardly changes where the name ends."""
_REMEMBERED = 1 << 9
"""Windows: who is named once in an article is named again."""
_HOPELESS = -8.0
"""Below this nothing that may follow makes a name likelier than words."""
_ALL_WORDS = log(6e7)
"""Of the frequencies in jieba's dictionary, the sum."""


Reading = tuple[int, float]
"""Text read as a name and words: characters of the name, and how much likelier that is than words alone.

No class: plain tuples of numbers are nothing that the garbage collector would have to go through.
"""


def likely_end(text: str, start: int, fits: Callable[[str], bool], before: Before) -> int | None:
    """Return where a name that begins at an offset ends, by what is likelier than any run of words.

    Args:
        text: the whole text.
        start: the offset at which a name would begin.
        fits: says whether a stretch may be a name at all.
        before: what stands there; the less it tells of a name, the likelier that must be.

    Returns:
        The end, None where words are likelier.
    """
    least = weights().weights[before]
    found = [reading for reading in _at(text, start) if reading[1] > least]
    found = [reading for reading in found if fits(text[start : start + reading[0]])]
    if len(found) > 1:
        found = [max(found, key=lambda reading: reading[1] + _again(text, start, reading[0]))]
    return start + found[0][0] if found else None


def likely_joined(text: str, start: int, spaces: int, before: Before) -> int | None:
    """Return where a name with spaces behind its first character ends (张 军三次); see `likely_end`.

    Args:
        text, start, before: as there.
        spaces: how many they are.
    """
    joined = text[start] + text[start + 1 + spaces : start + _WINDOW + spaces]
    end = likely_end(joined, 0, lambda name: len(name) < 4, before)
    return end and start + end + spaces


def likely_dotted(text: str, start: int, sizes: Sequence[int]) -> int:
    """Return where the part of a name behind its dot ends.

    Args:
        text, start: as for `likely_end`.
        sizes: lengths that the part may have, at least one.
    """
    found = _HAN.match(text, start, start + _WINDOW)
    window, letter = found.group() if found else "", weights().weights["letter"]
    weighed = [
        (letter * size + _words(window[size:]) + _follows(window, size, False), size) for size in sizes
    ]
    return start + max(weighed)[1]


def hopeless(text: str, start: int, before: Before) -> bool:
    """Say at once of most stretches that words do not bound that no name begins there (群众提供).

    Args:
        text, start, before: as for `likely_end`.
    """
    word, known = text[start : start + 2], lexicon()
    if len(word) < 2:
        return True
    if word in known.compound or word in weights().parts:
        return False
    # After another name, or a calling and a space, stands who it is (记者 苍雁).
    shown = before == "list" or text[start - 1] in " \u3000"
    named = word[0] in known.surnames or (shown and word[0] in known.seldom)
    if (before in ("calling", "list") and not named) or is_word(word):
        return True
    # 和 before a word joins (副主席和群众), if the word is no given name (和建国).
    after = text[start + 1 : start + 3]
    return word[0] in known.function_surnames and _is_one(after) and not is_given(after)


def is_word(word: str) -> bool:
    """Say whether two characters are a word far too usual for the beginning of a name."""
    return _is_one(word) and _word(word) > family(word[0]) + weights().weights["word"]


def _is_one(text: str) -> bool:
    """Say whether jieba's dictionary holds a text as one word."""
    cut, _, _ = _jieba()
    return len(text) > 1 and len(cut(text, False)) == 1


def doubtful(text: str, start: int, end: int) -> bool:
    """Say whether what would be a name by the word after it is rather words (局长任职表态, 高兴地看到)."""
    if not weights().never.isdisjoint(text[start + 1 : end]) and not weights().spelled.issuperset(
        text[start:end]
    ):
        return True
    least = weights().weights["doubt"]
    return any(size == end - start and weight < least for size, weight in _at(text, start))


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


@lru_cache(maxsize=_REMEMBERED)
def _readings(window: str, closed: bool) -> tuple[Reading, ...]:
    """Return all ways to read a window, before a mark or not, as a name and words."""
    sizes = range(2, longest(window) + 1)
    named = [(size, likely) for size in sizes if (likely := likelihood(window[:size])) > NEVER]
    words = _unnamed(window) if named else 0.0
    return tuple(_read(window, closed, size, likely - words) for size, likely in named)


def _read(window: str, closed: bool, size: int, likely: float) -> Reading:
    weight = likely + _words(window[size:])
    return size, weight + (_follows(window, size, closed) if weight > _HOPELESS else 0.0)


def _follows(window: str, size: int, closed: bool) -> float:
    """Return how much what stands behind a name of this length speaks for it."""
    known, lists = weights(), lexicon()
    if size == len(window):
        return known.weights["end"]
    if _torn(window, size):
        return NEVER
    word, tag = _jieba()[2](window[size:])[0]
    bound = window[size] in lists.followers_first
    if bound and (word in lists.followers_single or lists.followers.match(window, size)):
        return known.weights["follower"]
    return known.weights["left"] if closed and size + 1 == len(window) else known.after.get(tag, 0.0)


def _torn(window: str, size: int) -> bool:
    """Say whether a name in transliteration would go on with what stands behind it (斯米尔诺|娃)."""
    if not _abroad(window[: size + 1]) or (window[0] in lexicon().surnames and size < 4):
        return False
    return _abroad(_jieba()[2](window[size:])[0][0])


def _unnamed(window: str) -> float:
    """Return how likely a window is as words alone; a name that jieba's dictionary knows is no word there."""
    cut, _, _ = _jieba()
    first = cut(window, False)[0]
    if len(first) < 3 or not _jieba()[2](first)[0][1].startswith("nr"):
        return _words(window)
    return max(_words(window[:size]) + _words(window[size:]) for size in (1, 2))


def _words(text: str) -> float:
    """Return how likely the likeliest run of words is that makes a text."""
    cut, _, _ = _jieba()
    return sum(map(_word, cut(text, False)))


def _word(word: str) -> float:
    """Return how likely a word or a character is."""
    _, frequency, _ = _jieba()
    return log(frequency(word)) - _ALL_WORDS


@cache
def _jieba() -> tuple[Callable[[str, bool], list[str]], Callable[[str], int], Callable[[str], Tagged]]:
    """Return what cuts a text into the words of jieba's dictionary, says how frequent one is, and tags.

    The tags are not those of `tagger`, which remembers what comes back on every page; this hardly does.
    """
    jieba = import_module("rjieba")
    return jieba.cut, jieba.suggest_freq, jieba.tag
