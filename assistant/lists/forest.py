"""The learned trees that say how likely a place is a row of a list; they are in `data/likely.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.packaged import load_packaged

DEPTH = 3
_INNER, _LEAVES = 2**DEPTH - 1, 2**DEPTH


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees of one depth, whose values are added: gradient boosting (Friedman, 2001).

    Attributes:
        features: (trees, 7) the column that each inner node looks at; the children of n are 2n+1 and 2n+2.
        borders: (trees, 7) a value above it goes to the second child.
        leaves: (trees, 8) what each leaf adds to the log odds.
        constant: the log odds before any tree.
        threshold: likelihood from which a place is a row beside those that the rules found.
        alone: the same where the rules found none.
    """

    features: NDArray[np.int64]
    borders: NDArray[np.float64]
    leaves: NDArray[np.float64]
    constant: float
    threshold: float
    alone: float

    def sure(self, table: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how likely each candidate is a row: (candidates,), 0 to 1.

        Args:
            table: (candidates, features).
        """
        rows, trees = np.arange(len(table))[:, None], np.arange(len(self.features))[None, :]
        node = np.zeros((len(table), len(self.features)), dtype=np.int64)
        for _ in range(DEPTH):
            above = table[rows, self.features[trees, node]] > self.borders[trees, node]
            node = 2 * node + 1 + above
        odds = self.constant + self.leaves[trees, node - _INNER].sum(axis=1)
        return np.asarray(1.0 / (1.0 + np.exp(-odds)), dtype=np.float64)


@cache
def load_forest() -> Forest:
    """Read the packaged trees.

    Raises:
        DataError: the file is malformed, or names a feature that is not there.
    """
    return load_packaged("assistant", "likely.toml", _forest, "the trees are malformed")


def _forest(raw: dict[str, Any]) -> Forest:
    columns = {str(name): i for i, name in enumerate(raw["features"])}
    trees = [_tree(line.split(), columns) for line in raw["trees"]]
    return Forest(
        features=np.array([tree[0] for tree in trees]),
        borders=np.array([tree[1] for tree in trees]),
        leaves=np.array([tree[2] for tree in trees]),
        constant=float(raw["constant"]),
        threshold=float(raw["threshold"]),
        alone=float(raw["alone"]),
    )


def _tree(parts: list[str], columns: dict[str, int]) -> tuple[list[int], list[float], list[float]]:
    """Read a tree: seven times NAME>BORDER from its root down, then what its eight leaves add."""
    if len(parts) != _INNER + _LEAVES:
        raise ValueError(f"a tree of {len(parts)} parts, not {_INNER + _LEAVES}")
    nodes = [part.split(">") for part in parts[:_INNER]]
    return (
        [columns[name] for name, _ in nodes],
        [float(border) for _, border in nodes],
        [float(leaf) for leaf in parts[_INNER:]],
    )
