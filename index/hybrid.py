"""Search by words and by vectors together: one question against one state of the indexes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    order = fusion.ranked(lexical, similar)
    rows = store.passages.rows([passage for passage, _ in order])
    return _hits(order, rows, {"lexical": lexical, "vector": similar}, k, fusion.per_article)


def _hits(
    order: Sequence[tuple[int, float]],
    rows: Mapping[int, PassageRow],
    channels: Mapping[str, Mapping[int, float]],
    k: int,
    per_article: int,
) -> list[Hit]:
    hits: list[Hit] = []
    taken: dict[int, int] = {}
    for passage, score in order:
        row = rows.get(passage)
        # A passage without a row went out of the database after the search began.
        if row is None or taken.get(row.article, 0) >= per_article:
            continue
        taken[row.article] = taken.get(row.article, 0) + 1
        hits.append(_hit(row, score, {name: s[passage] for name, s in channels.items() if passage in s}))
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
