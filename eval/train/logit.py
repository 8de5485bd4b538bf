"""Conditional logit: learn which of a question's candidates is right from plain features.

McFadden, Conditional logit analysis of qualitative choice behavior, 1974; here with several right candidates,
whose probabilities are added, and an L2 penalty on the weights of standardised features.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Vector = NDArray[np.float64]
Example = tuple[Vector, NDArray[np.bool_]]
"""Features (candidates, n) of one question, and which candidates are right (candidates,)."""


def fit(examples: Sequence[Example], penalty: float = 1e-3) -> Vector:
    """Return the weights (n,) under which the right candidates are likeliest.

    Args:
        examples: questions; those without a right candidate teach nothing and are left out.
        penalty: of the squared weights of standardised features.
    """
    told = [(table, right) for table, right in examples if right.any()]
    table = np.vstack([features for features, _ in told])
    right = np.concatenate([labels for _, labels in told]).astype(np.float64)
    sizes = np.array([len(labels) for _, labels in told])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    question = np.repeat(np.arange(len(sizes)), sizes)
    spread = table.std(axis=0)
    spread[spread < 1e-9] = 1.0
    scaled = table / spread

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = scaled @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[question])
        total, good = np.add.reduceat(odds, starts), np.add.reduceat(odds * right, starts)
        slope = scaled.T @ (odds / total[question] - odds * right / np.maximum(good, 1e-300)[question])
        value = -np.log(np.maximum(good, 1e-300) / total).mean() + penalty * weights @ weights
        return float(value), slope / len(sizes) + 2 * penalty * weights

    found = minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return np.asarray(found.x / spread, dtype=np.float64)


def write_weights(text: str, table: str, weights: dict[str, float]) -> str:
    """Return a TOML text with the entries of a table, which stands last in it, replaced."""
    before = text.split(f"\n[{table}]\n")[0].rstrip("\n")
    return f"{before}\n\n[{table}]\n" + "".join(f"{name} = {value:.4f}\n" for name, value in weights.items())
