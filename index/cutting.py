"""Passages as the lexical index takes them: words and character pairs, joined by spaces."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from index.words import Tokeniser, pairs


class Cut(NamedTuple):
    """The words of a passage and of its title, and its character pairs."""

    body: str
    head: str
    pairs: str


def cut_all(texts: Iterable[tuple[str, str]], tokeniser: Tokeniser) -> list[Cut]:
    """Return the words and pairs of passages.

    Args:
        texts: title and text of each; those of one article come one after the other.
        tokeniser: cuts the words.
    """
    found: list[Cut] = []
    title, head = "", ""
    for given, text in texts:
        if given != title:
            title, head = given, " ".join(tokeniser.words(given))
        found.append(Cut(" ".join(tokeniser.words(text)), head, " ".join(set(pairs(text)))))
    return found
