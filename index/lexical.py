"""The lexical index: BM25 over words, containment over pairs of characters; the one place of tantivy.

Each passage is one document. Its sequence number stands in the index itself, as a document of its own that
is replaced with every commit, so that a process killed at any moment leaves the two in step.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from math import log
from pathlib import Path
from typing import Any, Literal

import numpy as np
import tantivy
from numpy.typing import NDArray

from index.cutting import Cut, cut_all
from index.lexical_documents import schema
from index.lexical_files import Care, check_files, seal, segments
from index.lexical_query import Fields, all_of, containment, filtered, ranked
from index.lexical_writer import LexicalWriter, dropped_on_failure, guarded
from index.records import Filters
from index.tables.passagetable import Entry
from index.words import Tokeniser, compact, needed_pairs

_THIN = 1_000
"""Passages of a segment from which on it is worth the while to free the room of those that are gone."""
_BLOCK = 64
_WEIGHTS = 50_000
"""Rarities of words remembered, which take about 10 MB."""
# BM25's upper bound per word is its weight times (k1 + 1); tantivy's k1 is 1.2.
_SATURATION = 2.2


class LexicalIndex:
    """The words and character pairs of every passage, as they were at one moment.

    Never changes: `apply` and `reloaded` return another one, so that a question ends on the state in which it
    began. Safe for several threads.

    Attributes:
        sequence: the store's sequence number that the index stands for.
        path: its folder, None where it lies in memory.
    """

    def __init__(self, index: Any, tokeniser: Tokeniser, path: Path | None) -> None:
        self._index, self._tokeniser, self.path = index, tokeniser, path
        self._fields = Fields(index.schema)
        index.reload()
        self._searcher = index.searcher()
        self._weights: dict[tuple[str, str], float] = {}
        self.sequence = self._applied()

    @classmethod
    def create(cls, path: Path | None, tokeniser: Tokeniser) -> LexicalIndex:
        """Make an empty index in a new folder, or in memory where the path is None.

        Raises:
            ArchiveNotWritable: the disk is full or the folder read-only.
        """
        with guarded(path):
            if path is not None:
                path.mkdir(parents=True)
            index = tantivy.Index(schema(), path=str(path) if path else None)
            index.config_reader("manual", 0)
            return cls(index, tokeniser, path)

    @classmethod
    def open(cls, path: Path, tokeniser: Tokeniser, care: Care = Care.USUAL) -> LexicalIndex:
        """Open the index of a folder after checking its files.

        Args:
            path: the folder.
            tokeniser: the one that made it.
            care: of which files to compute the checksums.

        Raises:
            IndexDamaged: a file is missing, truncated or altered.
        """
        check_files(path, care)
        with guarded(path):
            index = tantivy.Index.open(str(path))
            index.config_reader("manual", 0)
            return cls(index, tokeniser, path)

    def reloaded(self) -> LexicalIndex:
        """Return the index with what was committed since, by this or another process.

        Raises:
            IndexDamaged: its files cannot be read any more.
        """
        with guarded(self.path):
            return LexicalIndex(self._index, self._tokeniser, self.path)

    def emptied(self) -> LexicalIndex:
        """Return an empty index in memory, with the same tokeniser."""
        return LexicalIndex.create(None, self._tokeniser)

    def sparse(self) -> list[int]:
        """Return the passages of segments on disk of which more than half is gone.

        Put in again, they leave nothing there, and the room is free; the others are not touched.
        """
        held = segments(self.path) if self.path is not None else []
        thin = {n for n, one in enumerate(held) if one.size >= _THIN and 2 * one.gone > one.size}
        if not thin:
            return []
        hits = self._searcher.search(tantivy.Query.all_query(), len(self) + 1, count=False).hits
        live = Counter(address.segment_ord for _, address in hits)
        if any(live[n] != held[n].size - held[n].gone for n in range(len(held))):
            return []
        there = [address for _, address in hits if address.segment_ord in thin]
        return sorted(int(i) for i in self._searcher.fast_field_values("passage", there) if i)

    def apply(
        self,
        entries: Iterable[Entry],
        removed: Iterable[int],
        sequence: int,
        cut: Callable[[Iterable[Entry]], Iterable[tuple[Entry, Cut]]] | None = None,
        *,
        expected: int = 0,
        writer: LexicalWriter | None = None,
    ) -> LexicalIndex:
        """Add and remove passages in one commit, and return the index after it.

        Args:
            entries: passages that came; one that is there already is replaced.
            removed: ids of passages that went out; unknown ones are ignored.
            sequence: the sequence number that the index then stands for.
            cut: cuts the passages' words; None does it here.
            expected: passages that come, about: many of them are given more memory.
            writer: one that has begun already, None for a new one.

        Raises:
            ArchiveNotWritable: the disk is full or the folder read-only.
        """
        with dropped_on_failure(writer or self.writer(expected)) as writing:
            waiting = iter(entries)
            first = next(waiting, None)
            known = self._from(first.passage) if first else set()
            for passage in removed:
                writing.remove(passage)
            for entry, words in (cut or self.cut)(chain([first], waiting) if first else ()):
                # Ids only grow: mostly none of them is there already.
                if entry.passage in known or (first and entry.passage < first.passage):
                    writing.remove(entry.passage)
                writing.add(entry, words)
            writing.finish(sequence)
        if self.path is not None:
            seal(self.path)
        return self.reloaded()

    def writer(self, expected: int) -> LexicalWriter:
        """Return a writer to the index; there is only one at a time.

        Args:
            expected: passages that come, about.
        """
        return LexicalWriter(self._index, self.path, expected)

    def _applied(self) -> int:
        state = self._searcher.search(self._fields.state(), 1, count=False).hits
        values = self._searcher.fast_field_values("sequence", [address for _, address in state])
        return int(values[0]) if values and values[0] is not None else 0

    def _from(self, passage: int) -> set[int]:
        """Return the ids of the passages in the index from one on."""
        hits = self._searcher.search(self._fields.since(passage), max(1, len(self)), count=False).hits
        values = self._searcher.fast_field_values("passage", [address for _, address in hits])
        return {int(value) for value in values}

    def search(
        self,
        words: Sequence[str],
        k: int,
        filters: Filters = Filters(),
        among: Sequence[int] | NDArray[np.int64] | None = None,
    ) -> list[tuple[int, float]]:
        """Return the passages that fit the words best by BM25, the title's words counted too.

        Args:
            words: words of the question as the tokeniser gives them, without stop words.
            k: how many.
            filters: limits on the articles.
            among: only these passages, None for all.

        Returns:
            (passage id, share) pairs, best first; the share is the score divided by the highest that any
            passage could have for these words (Robertson and Zaragoza 2009), so between 0 and about 1.
        """
        searcher, weights = self._searcher, self.rarity(words)
        highest = _SATURATION * sum(weights.values())
        if not weights or k < 1 or highest <= 0:
            return []
        query = filtered(ranked(self._fields, weights), self._fields, filters, among)
        hits = searcher.search(query, k, count=False).hits
        ids = searcher.fast_field_values("passage", [address for _, address in hits])
        return [(int(i), score / highest) for i, (score, _) in zip(ids, hits, strict=True)]

    def containing(self, groups: Sequence[Sequence[str]], filters: Filters = Filters()) -> list[int]:
        """Return every passage that may hold, for each group, one of its strings literally.

        No passage that does is left out; some that do not may be among them, and have to be checked.

        Returns:
            Passage ids, growing.
        """
        searcher = self._searcher
        query = filtered(containment(self._fields, groups), self._fields, filters)
        limit = max(1, searcher.num_docs)
        hits = searcher.search(query, limit, count=False, order_by_field="passage").hits
        ids = searcher.fast_field_values("passage", [address for _, address in hits])
        return sorted(int(i) for i in ids)

    def matching(self, patterns: Sequence[str], k: int) -> list[int]:
        """Return k passages that have, for each regular expression, a character pair that fits it."""
        query = all_of([self._fields.pattern(pattern) for pattern in patterns])
        hits = self._searcher.search(query, k, count=False).hits
        ids = self._searcher.fast_field_values("passage", [address for _, address in hits])
        return [int(i) for i in ids]

    def holders(self, text: str) -> int:
        """Return in how many passages a text may stand, at most: as many as hold its rarest pair."""
        needed = needed_pairs(text) or [compact(text)]
        return min(int(self._searcher.doc_freq("pairs", pair)) for pair in needed)

    def passages(self) -> set[int]:
        """Return the ids of all passages in the index."""
        return set(self.containing([]))

    def __len__(self) -> int:
        return int(self._searcher.num_docs) - (1 if self.sequence else 0)

    def rarity(self, tokens: Iterable[str], field: Literal["body", "pairs"] = "body") -> dict[str, float]:
        """Return how much each token tells: its inverse document frequency over passages, as BM25 has it.

        Args:
            tokens: words as the tokeniser gives them, or shingles as `index.words.pairs` does.
            field: "body" for words, "pairs" for shingles.
        """
        return {token: self._weight(token, field) for token in dict.fromkeys(tokens)}

    def _weight(self, token: str, field: str) -> float:
        weight = self._weights.get((field, token))
        if weight is None:
            # Passages that went out are counted among the holders until their segment is merged.
            held = self._searcher.doc_freq(field, token)
            total = max(held, self._searcher.num_docs)
            weight = log(1 + (total - held + 0.5) / (held + 0.5))
            if len(self._weights) >= _WEIGHTS:
                self._weights.clear()
            self._weights[field, token] = weight
        return weight

    def cut(self, entries: Iterable[Entry]) -> Iterator[tuple[Entry, Cut]]:
        """Yield passages with their words and pairs."""
        # Several at a time, as the passages of one article share its title.
        waiting = iter(entries)
        while block := list(islice(waiting, _BLOCK)):
            texts = ((entry.head, entry.text) for entry in block)
            yield from zip(block, cut_all(texts, self._tokeniser), strict=True)
