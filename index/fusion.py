"""Joins what the words and what the vectors found into one order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.packaged import load_packaged
from index.relevance import NAMES


@dataclass(frozen=True, slots=True)
class Fusion:
    """The settings and weights of `data/fusion.toml`.

    Attributes:
        depth, depth_per_hit: passages asked of the words, at least and for each hit wanted.
        vector_depth: passages asked of the vectors, at least.
        vector_floor: similarity that counts as none.
        per_article: passages of one article among the hits, at most.
        asking: finds words of asking.
        weights: (len(NAMES),) one weight per feature of `index.relevance`.
    """

    depth: int
    depth_per_hit: int
    vector_depth: int
    vector_floor: float
    per_article: int
    asking: re.Pattern[str]
    weights: NDArray[np.float64]

    def depth_for(self, k: int) -> int:
        """Return how many passages to ask of the words for k hits."""
        return max(self.depth, self.depth_per_hit * k)

    def vector_depth_for(self, k: int) -> int:
        """Return how many passages to ask of the vectors for k hits."""
        return max(self.vector_depth, k)

    def scores(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the belief that each passage is the one sought, summing to 1.

        Args:
            features: (passages, len(NAMES)).
        """
        if not len(features):
            return np.zeros(0)
        odds = features @ self.weights
        shares = np.exp(odds - odds.max())
        return np.asarray(shares / shares.sum())


@cache
def load_fusion() -> Fusion:
    """Read the packaged weights.

    Raises:
        DataError: the file is malformed.
    """
    return load_packaged("index", "fusion.toml", _fusion, "the weights are malformed")


def _fusion(data: dict[str, Any]) -> Fusion:
    return Fusion(
        depth=int(data["depth"]),
        depth_per_hit=int(data["depth_per_hit"]),
        vector_depth=int(data["vector_depth"]),
        vector_floor=float(data["vector_floor"]),
        per_article=int(data["per_article"]),
        asking=re.compile(data["asking"]),
        weights=np.array([float(data["weights"][name]) for name in NAMES]),
    )
