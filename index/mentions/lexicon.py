"""The words around names of people, and the family names: posts.toml and surnames.txt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.mentions.units import alternatives
from index.packaged import load_packaged

DOTS = "·•‧・"
_DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words around names: posts.toml and surnames.txt; see there what each list is for."""

    surnames: frozenset[str]
    common: dict[str, int]
    compound: frozenset[str]
    seldom: frozenset[str]
    posts: frozenset[str]
    callings: frozenset[str]
    heads: frozenset[str]
    head_sizes: dict[str, tuple[int, ...]]
    bylines: tuple[str, ...]
    followers: re.Pattern[str]
    followers_first: frozenset[str]
    followers_single: frozenset[str]
    titles_after: tuple[str, ...]
    function_surnames: frozenset[str]
    not_names: frozenset[str]
    not_name_endings: tuple[str, ...]
    transliteration: frozenset[str]
    foreign: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the lexicon, loaded once.

    Raises:
        DataError: a list is missing.
    """
    return load_packaged("index", "posts.toml", _lexicon, "a list is missing or malformed")


def _lexicon(data: dict[str, list[str]]) -> Lexicon:
    usual, _, seldom = (_DATA / "surnames.txt").read_text(encoding="utf-8").partition("# --- seldom")
    common, _, rare = usual.partition("# --- rare")
    surnames = _words(common) | _words(rare)
    return Lexicon(
        surnames=frozenset(name for name in surnames if len(name) == 1),
        common={name: rank for rank, name in enumerate(_ordered(common))},
        compound=frozenset(name for name in surnames if len(name) == 2),
        seldom=_words(seldom),
        posts=frozenset(data["posts"]),
        callings=frozenset(data["callings"]),
        heads=frozenset(data["posts"] + data["callings"]),
        head_sizes=_sizes(data["posts"] + data["callings"]),
        bylines=tuple(data["bylines"]),
        followers=re.compile(
            alternatives([word for word in data["followers"] if len(word) > 1] + data["bylines"])
        ),
        # Most words begin with none of these, and the pattern is long.
        followers_first=frozenset(word[0] for word in data["followers"] + data["bylines"]),
        followers_single=frozenset(word for word in data["followers"] if len(word) == 1),
        titles_after=tuple(data["titles_after"]),
        function_surnames=frozenset(data["function_surnames"]),
        not_names=frozenset(data["not_names"]),
        not_name_endings=tuple(data["not_name_endings"]),
        transliteration=frozenset(data["transliteration"]),
        foreign=frozenset(data["foreign"] + data["transliteration"]),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(_ordered(text))


def _ordered(text: str) -> list[str]:
    return [word for line in text.splitlines() for word in line.partition("#")[0].split()]


def _sizes(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return how long the words are that end in two characters, the longest first."""
    sizes: dict[str, set[int]] = {}
    for word in words:
        sizes.setdefault(word[-2:], set()).add(len(word))
    return {end: tuple(sorted(found, reverse=True)) for end, found in sizes.items()}
