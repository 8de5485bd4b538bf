"""Passages as the lexical index takes them: words and character pairs, joined by spaces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from index.tables.passagetable import Entry
from index.words import Tokeniser, pairs


class Cut(NamedTuple):
    """The words of a passage and of its title, and its character pairs."""

    body: str
    head: str
    pairs: str


def cut_all(entries: Sequence[Entry], tokeniser: Tokeniser) -> list[Cut]:
    """Return the words and pairs of passages; those of one article come one after the other."""
    found: list[Cut] = []
    title, head = "", ""
    for entry in entries:
        if entry.head != title:
            title, head = entry.head, " ".join(tokeniser.words(entry.head))
        words = " ".join(tokeniser.words(entry.text))
        found.append(Cut(words, head, " ".join(set(pairs(entry.text)))))
    return found
