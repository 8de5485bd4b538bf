"""Passages as the lexical index takes them: words and character pairs, joined by spaces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from index.shingles import joined_pairs
from index.words import Tokeniser


class Cut(NamedTuple):
    """The words of a passage and of its title, and its character pairs."""

    body: str
    head: str
    pairs: str


_BLOCK = 48
"""Passages at a time: `normalise` remembers their texts from the words to the pairs."""


def cut_all(texts: Iterable[tuple[str, str]], tokeniser: Tokeniser) -> list[Cut]:
    """Return the words and pairs of passages.

    Args:
        texts: title and text of each; those of one article come one after the other.
        tokeniser: cuts the words.
    """
    found: list[Cut] = []
    waiting = iter(texts)
    while block := list(islice(waiting, _BLOCK)):
        shingles = joined_pairs([text for _, text in block])
        words = _words(block, tokeniser)
        found += [Cut(*said, told) for said, told in zip(words, shingles, strict=True)]
    return found


def _words(texts: Iterable[tuple[str, str]], tokeniser: Tokeniser) -> Iterator[tuple[str, str]]:
    """Yield the words of each passage and of its title."""
    title, head = "", ""
    for given, text in texts:
        if given != title:
            title, head = given, " ".join(tokeniser.words(given))
        yield " ".join(tokeniser.words(text)), head
