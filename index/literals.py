"""Find any of many literal words in a text, in one pass over it however many words there are.

The method is that of A. Aho and M. Corasick (Efficient string matching, 1975), by the Rust crate
`aho-corasick`; an alternation of thousands of words takes the regular expressions of Python several times
as long.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from operator import itemgetter

from ahocorasick_rs import AhoCorasick

Found = tuple[int, int, int]
"""The number of a word, and where it stands: text[start:end]."""

_LONGEST_FIRST = itemgetter(2)
_LEFTMOST_FIRST = itemgetter(1)


class Literals:
    """Words that are looked for together; what is needed to find them is built with the first text.

    Args:
        words: the words, none of them empty; each has the number of its place among them.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(words)

    def __reduce__(self) -> tuple[type[Literals], tuple[tuple[str, ...]]]:
        # A worker process builds its own.
        return Literals, (self.words,)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(self.words)

    def find(self, text: str) -> list[Found]:
        """Return every place where one of the words stands, overlapping ones too.

        Args:
            text: any text; a lone surrogate, which no UTF-8 can hold, is read as a question mark.

        Returns:
            What was found by its start; of words with one start the longest first.
        """
        try:
            found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:
            held = text.encode("utf-8", "replace").decode("utf-8")
            found = self._automaton.find_matches_as_indexes(held, overlapping=True)
        if len(found) > 1:
            found.sort(key=_LONGEST_FIRST, reverse=True)
            found.sort(key=_LEFTMOST_FIRST)
        return found
