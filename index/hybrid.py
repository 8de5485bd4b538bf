"""Search by words and by vectors together: one question against one state of the indexes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.fusion import Fusion
from index.limits import Limits
from index.prepared import Prepared, PreparedPassages
from index.records import Filters, Hit
from index.relevance import features, prepare
from index.sounds import Sounds
from index.tables.passagetable import PassageRow, PassageTable
from index.writing.derive import Derived

Channel = Literal["lexical", "vector"]
Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Query:
    """A question as both indexes take it.

    Attributes:
        text: as asked.
        words: its words, without stop words.
        vector: (dimensions,) all zeros where the encoder knows nothing of it.
    """

    text: str
    words: Sequence[str]
    vector: Vector


class Hybrid:
    """Both indexes of one state of an archive; safe for several threads.

    Args:
        derived: the indexes.
        table: the passages of the database.
    """

    def __init__(self, derived: Derived, table: PassageTable) -> None:
        self._derived = derived
        self._passages = PreparedPassages(table)
        self._limits = Limits(table)
        self._sounds = Sounds(derived.lexical, self._texts)

    def find(self, query: Query, k: int, filters: Filters, fusion: Fusion) -> list[Hit]:
        """Return the passages that fit a question best.

        Args:
            query: the question.
            k: how many hits, at most.
            filters: limits on the articles.
            fusion: how the two channels are weighed.

        Returns:
            Hits, best first; none where nothing fits or nothing passes the filters.
        """
        lexical, near = self.candidates(query, k, filters, fusion)
        found, table = self.compared(query, lexical, near, fusion)
        scores = fusion.scores(table).tolist()
        ranked = sorted(
            zip((f.row for f in found), scores, strict=True), key=lambda pair: (-pair[1], pair[0].passage)
        )
        return _best(ranked, k, fusion.per_article, {"lexical": lexical, "vector": near})

    def candidates(
        self, query: Query, k: int, filters: Filters, fusion: Fusion
    ) -> tuple[dict[int, float], dict[int, float]]:
        """Return what the words find, and how similar that and what the vectors find is, by passage id."""
        lexical = dict(self.alone("lexical", query, fusion.depth_for(k), filters))
        if not query.vector.any():
            return lexical, {}
        found = self.alone("vector", query, fusion.vector_depth_for(k), filters)
        near = {passage: score for passage, score in found if score > fusion.vector_floor}
        known = self._derived.vectors.scores(query.vector, [p for p in lexical if p not in near])
        return lexical, near | known

    def compared(
        self, query: Query, lexical: Mapping[int, float], near: Mapping[int, float], fusion: Fusion
    ) -> tuple[list[Prepared], NDArray[np.float64]]:
        """Return the passages that either channel found, and their features (passages, len(NAMES))."""
        found = self._passages.get([*lexical, *(p for p in near if p not in lexical)])
        asked = prepare(query.text, query.words, self._derived.lexical, fusion.asking)
        return found, features(asked, found, lexical, near)

    def alone(
        self, channel: Channel, query: Query, k: int, filters: Filters = Filters()
    ) -> list[tuple[int, float]]:
        """Return (passage id, score) of what one channel finds, best first."""
        if channel == "lexical":
            # Pages and columns are no fields of the lexical index: their passages are named one by one.
            among = self._limits.passages(filters) if filters.printed else None
            return self._derived.lexical.search(query.words, k, filters, among)
        return self._derived.vectors.search(query.vector, k, self._limits.passages(filters))

    def holders(self, text: str) -> int:
        """Return in how many passages a text may stand, at most."""
        return self._derived.lexical.holders(text)

    def sounding(self, name: str, ends: Sequence[str]) -> tuple[str, ...]:
        """Return what the archive writes for a name in pinyin; see `Sounds.written`."""
        return self._sounds.written(name, ends)

    def _texts(self, ids: Sequence[int]) -> list[str]:
        return ["\n".join(found.parts) for found in self._passages.get(ids)]

    def hits(self, found: Sequence[tuple[int, float]], channel: Channel) -> list[Hit]:
        """Return what one channel found as hits, in its order."""
        scores = dict(found)
        rows = [found.row for found in self._passages.get(list(scores))]
        return [_hit(row, scores[row.passage], {channel: scores[row.passage]}) for row in rows]


def _best(
    ranked: Sequence[tuple[PassageRow, float]],
    k: int,
    per_article: int,
    channels: Mapping[str, Mapping[int, float]],
) -> list[Hit]:
    """Return the first k as hits, of one article only so many."""
    hits: list[Hit] = []
    taken: dict[int, int] = {}
    for row, score in ranked:
        taken[row.article] = taken.get(row.article, 0) + 1
        if taken[row.article] > per_article:
            continue
        found = {name: scores[row.passage] for name, scores in channels.items() if row.passage in scores}
        hits.append(_hit(row, score, found))
        if len(hits) == k:
            break
    return hits


def _hit(row: PassageRow, score: float, channels: dict[str, float]) -> Hit:
    return Hit(
        article_id=row.article_id,
        source=row.source,
        headline=row.headline,
        place=row.place,
        issue_date=row.issue_date,
        text=row.text,
        start=row.start,
        end=row.end,
        score=score,
        channels=channels,
    )
