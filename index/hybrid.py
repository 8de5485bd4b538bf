"""Search by words and by vectors together: one question against one state of the indexes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from index.fusion import Fusion
from index.records import Filters, Hit
from index.relevance import features, prepare
from index.store import Store
from index.tables.passagetable import PassageRow
from index.writing.derive import Derived


def find(
    question: str,
    words: Sequence[str],
    vector: NDArray[np.float32],
    k: int,
    filters: Filters,
    *,
    store: Store,
    derived: Derived,
    fusion: Fusion,
) -> list[Hit]:
    """Return the passages that fit a question best.

    Args:
        question: as asked.
        words: its words, without stop words.
        vector: (dimensions,) the question's vector; all zeros where the encoder knows nothing of it.
        k: how many hits, at most.
        filters: limits on the articles.
        store: the database.
        derived: the indexes.
        fusion: how the two channels are weighed.

    Returns:
        Hits, best first; none where nothing fits or nothing passes the filters.
    """
    lexical = dict(derived.lexical.search(words, fusion.depth_for(k), filters))
    near = similar(vector, lexical, filters, store, derived, fusion)
    rows = list(store.passages.rows([*lexical, *(p for p in near if p not in lexical)]).values())
    asked = prepare(question, words, derived.lexical, fusion.asking)
    scores = fusion.scores(features(asked, rows, lexical, near)).tolist()
    channels = {"lexical": lexical, "vector": near}
    hits: list[Hit] = []
    taken: dict[int, int] = {}
    for row, score in sorted(zip(rows, scores, strict=True), key=lambda pair: (-pair[1], pair[0].passage)):
        taken[row.article] = taken.get(row.article, 0) + 1
        if taken[row.article] > fusion.per_article:
            continue
        found = {name: found[row.passage] for name, found in channels.items() if row.passage in found}
        hits.append(_hit(row, score, found))
        if len(hits) == k:
            break
    return hits


def similar(
    vector: NDArray[np.float32],
    lexical: Mapping[int, float],
    filters: Filters,
    store: Store,
    derived: Derived,
    fusion: Fusion,
) -> dict[int, float]:
    """Return the similarity of what the words found, and of what the vectors find where they are asked."""
    if not vector.any():
        return {}
    near: dict[int, float] = {}
    if max(lexical.values(), default=0.0) < fusion.vector_below:
        allowed = None if filters.empty else store.passages.ids(filters)
        found = derived.vectors.search(vector, fusion.vector_depth, allowed)
        near = {passage: score for passage, score in found if score > fusion.vector_floor}
    return near | derived.vectors.scores(vector, lexical)


def hits_of(found: Sequence[tuple[int, float]], channel: str, store: Store) -> list[Hit]:
    """Return what one channel found as hits, in its order."""
    rows = store.passages.rows([passage for passage, _ in found])
    return [_hit(rows[p], score, {channel: score}) for p, score in found if p in rows]


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
