"""The learned order of sentences: a linear model over plain features, its weights in `data/reading.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.sentences.features import NAMES
from index.packaged import load_packaged


@dataclass(frozen=True, slots=True)
class Ranking:
    """The learned weights.

    Attributes:
        weights: (len(NAMES),) one weight per feature.
        misfit: how much a sentence loses per halving of its fit to the places and times asked about.
        certain: share of belief in the best sentence above which it is shown alone.
        worth: share of belief in a further sentence below which it is not shown.
        unstated: how much a heading or a question loses.
        sure: (len(NAMES),) weights of the confidence.
        constant: its constant.
    """

    weights: NDArray[np.float64]
    misfit: float
    certain: float
    worth: float
    unstated: float
    sure: NDArray[np.float64]
    constant: float

    def scores(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how well each sentence answers, as log odds up to a constant of the question.

        Args:
            features: (sentences, len(NAMES)).
        """
        return features @ self.weights

    def confidence(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how sure it is that each sentence, were it the best, would answer: (sentences,), 0 to 1."""
        return 1.0 / (1.0 + np.exp(-(features @ self.sure + self.constant)))


@cache
def load_ranking() -> Ranking:
    """Read the packaged weights.

    Raises:
        DataError: the file is malformed or lacks a feature.
    """
    return load_packaged("assistant", "reading.toml", _ranking, "the weights are malformed")


def _ranking(raw: dict[str, Any]) -> Ranking:
    settings = {n: float(raw[n]) for n in ("misfit", "certain", "worth", "unstated")}
    return Ranking(
        weights=np.array([float(raw["weights"][name]) for name in NAMES]),
        sure=np.array([float(raw["sure"].get(name, 0.0)) for name in NAMES]),
        constant=float(raw["sure"]["constant"]),
        **settings,
    )
