"""The benchmark of the nearest vectors: its truth, and what it tells."""

from __future__ import annotations

import numpy as np

from eval.bench.vectors import exact, grown, judged, ours
from index.tables.quantise import unpack


def real(count: int = 300, dimensions: int = 16) -> np.ndarray:
    vectors = np.random.default_rng(3).normal(size=(count, dimensions))
    unit: np.ndarray = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return unit


def test_an_archive_grows_by_mixtures_of_length_one() -> None:
    rows = unpack(grown(real(), 1000))
    assert rows.shape == (1000, 16)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=0.02)
    assert np.allclose(rows[:300], real(), atol=0.01)
    assert unpack(grown(real(), 100)).shape == (100, 16)


def test_the_truth_is_that_of_comparing_all() -> None:
    rows = grown(real(), 1000)
    queries = real(5)
    expected = np.argsort(-(queries @ unpack(rows).T), axis=1)[:, :10]
    assert [set(row) for row in exact(rows, queries)] == [set(row) for row in expected]


def test_recall_is_the_share_found() -> None:
    rows = grown(real(), 500)
    queries = real(4)
    truth = exact(rows, queries)
    found = judged(lambda query, k: [*exact(rows, query[None])[0][:5], *[-1] * 5], queries, truth)
    assert 0.2 <= found["recall@10"] <= 0.5
    told = ours(rows, 16, queries, truth)
    assert told["recall@10"] == told["after_changes"]["recall@10"] == 1.0
