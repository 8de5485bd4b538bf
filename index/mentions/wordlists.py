"""The word lists that bound noun phrases, and jieba's parts of speech that they correct: phrases.toml."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module

from index.packaged import load_packaged

Tagged = Sequence[tuple[str, str]]
_REMEMBERED = 1 << 14
"""Stretches of text of which the tags are remembered: names, posts and units come back on every page."""


@dataclass(frozen=True, slots=True)
class Lists:
    """The word lists of phrases.toml; see there what each is for."""

    ends: frozenset[str]
    may_begin: frozenset[str]
    nominal: frozenset[str]
    passed: frozenset[str]
    passed_people: frozenset[str]
    light: frozenset[str]
    lead_over: frozenset[str]
    events: frozenset[str]
    carriers: frozenset[str]
    abstract_ends: frozenset[str]
    durations: frozenset[str]
    modifiers: frozenset[str]
    distances: frozenset[str]
    determiners: frozenset[str]
    before_post: frozenset[str]


@cache
def lists() -> Lists:
    """Return the word lists, loaded once.

    Raises:
        DataError: the file lacks a list.
    """
    return load_packaged("index", "phrases.toml", _lists, "a list is missing; it may be empty")


def _lists(data: dict[str, list[str]]) -> Lists:
    return Lists(**{name: frozenset(data[name]) for name in Lists.__slots__})


@cache
def tagger() -> Callable[[str], Tagged]:
    """Return jieba's part-of-speech tagger; its dictionary is loaded at the first call (about 0.16 s)."""
    return lru_cache(maxsize=_REMEMBERED)(import_module("rjieba").tag)
