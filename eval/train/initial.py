"""Vectors to start from: latent semantic analysis, or random ones, with weights that favour rare pieces."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.utils.extmath import randomized_svd


def sif_weights(cut: Sequence[NDArray[np.int64]], size: int, a: float = 1e-3) -> NDArray[np.float32]:
    """Weigh rows by a / (a + p), p being the share of texts that hold the row.

    Formula: Arora, Liang and Ma, "A simple but tough-to-beat baseline for sentence embeddings" (2017),
    with the share of texts in place of the share of words.

    Args:
        cut: the row numbers of each text.
        size: number of rows.

    Returns:
        Weights in (0, 1], shape (size,).
    """
    holding = np.bincount(np.concatenate([np.unique(ids) for ids in cut]), minlength=size)
    return np.asarray(a / (a + holding / len(cut)), dtype=np.float32)


def random_vectors(size: int, dimensions: int, seed: int) -> NDArray[np.float32]:
    """Draw vectors of expected length one, shape (size, dimensions)."""
    rng = np.random.default_rng(seed)
    return np.asarray(rng.standard_normal((size, dimensions)) / np.sqrt(dimensions), dtype=np.float32)


def latent_vectors(
    cut: Sequence[NDArray[np.int64]], size: int, dimensions: int, seed: int, spread: float = 0.5
) -> NDArray[np.float32]:
    """Factor the row × text matrix of TF-IDF by a truncated singular value decomposition.

    Args:
        cut: the row numbers of each text.
        size: number of rows.
        spread: exponent of the singular values; below 1 it keeps the large ones from ruling.

    Returns:
        Vectors of length one (zero for rows that no text holds), shape (size, dimensions).
    """
    columns = np.repeat(np.arange(len(cut)), [len(ids) for ids in cut])
    rows = np.concatenate(cut)
    matrix = csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), (size, len(cut)))
    matrix.sum_duplicates()
    holding = np.diff(matrix.indptr)
    rarity = np.log((1 + len(cut)) / (1 + holding)).astype(np.float32)
    matrix.data = (1 + np.log(matrix.data)) * np.repeat(rarity, holding)
    left, singular, _ = randomized_svd(matrix, dimensions, n_iter=3, random_state=seed)
    vectors = left * singular**spread
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9), np.float32)
