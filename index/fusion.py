"""Joins what the words and what the vectors found into one order."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from index.errors import DataError


@dataclass(frozen=True, slots=True)
class Fusion:
    """The weights of `data/fusion.toml`.

    Attributes:
        lexical, vector: weight of each channel.
        vector_floor: similarity that counts as none.
        depth, depth_per_hit: passages asked of each channel, at least and for each hit wanted.
        per_article: passages of one article among the hits, at most.
    """

    lexical: float
    vector: float
    vector_floor: float
    depth: int
    depth_per_hit: int
    per_article: int

    def depth_for(self, k: int) -> int:
        """Return how many passages to ask of each channel for k hits."""
        return max(self.depth, self.depth_per_hit * k)

    def ranked(self, lexical: Mapping[int, float], vector: Mapping[int, float]) -> list[tuple[int, float]]:
        """Order passages by the weighted sum of their scores.

        Args:
            lexical: passage id → share of the highest possible BM25 score, between 0 and about 1.
            vector: passage id → cosine similarity.

        Returns:
            (passage id, score) pairs, best first; passages without any score are left out.
        """
        scores = {
            passage: self.lexical * min(1.0, lexical.get(passage, 0.0))
            + self.vector * self._above(vector.get(passage))
            for passage in lexical.keys() | vector.keys()
        }
        found = [(passage, score) for passage, score in scores.items() if score > 0]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def _above(self, similarity: float | None) -> float:
        if similarity is None:
            return 0.0
        return max(0.0, (similarity - self.vector_floor) / (1 - self.vector_floor))


@cache
def load_fusion() -> Fusion:
    """Read the packaged weights.

    Raises:
        DataError: the file is malformed.
    """
    path = Path(__file__).parent / "data" / "fusion.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return Fusion(**{field.name: data[field.name] for field in fields(Fusion)})
    except (KeyError, ValueError) as error:
        raise DataError(f"the weights are malformed: {error}", subject=str(path)) from error
