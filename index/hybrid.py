"""Search by words and by vectors together: one question against one state of the indexes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from index.derive import Derived
from index.fusion import Fusion
from index.passagetable import PassageRow
from index.records import Filters, Hit
from index.store import Store


def find(
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
        words: the question's words, without stop words.
        vector: (dimensions,) the question's vector; all zeros where the encoder knows nothing of it.
        k: how many hits, at most.
        filters: limits on the articles.
        store: the database.
        derived: the indexes.
        fusion: how the two channels are weighed.

    Returns:
        Hits, best first; none where nothing fits or nothing passes the filters.
    """
    depth = fusion.depth_for(k)
    lexical = dict(derived.lexical.search(words, depth, filters))
    allowed = None if filters.empty else store.passages.ids(filters)
    similar = dict(derived.vectors.search(vector, depth, allowed))
    if vector.any():
        similar.update(derived.vectors.scores(vector, lexical))
    channels = {"lexical": lexical, "vector": similar}
    hits: list[Hit] = []
    taken: dict[int, int] = {}
    for row, score in _rows(store, fusion.ranked(lexical, similar), 2 * k):
        taken[row.article] = taken.get(row.article, 0) + 1
        if taken[row.article] > fusion.per_article:
            continue
        scores = {name: found[row.passage] for name, found in channels.items() if row.passage in found}
        hits.append(_hit(row, score, scores))
        if len(hits) == k:
            break
    return hits


def _rows(store: Store, order: Sequence[tuple[int, float]], size: int) -> Iterator[tuple[PassageRow, float]]:
    """Yield passages in order, read a few at a time: most of what was ranked is never looked at."""
    for start in range(0, len(order), size):
        part = order[start : start + size]
        rows = store.passages.rows([passage for passage, _ in part])
        # A passage without a row went out of the database after the search began.
        yield from ((rows[passage], score) for passage, score in part if passage in rows)


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
