"""Learned trees: read from the packaged file, walked from the root to a leaf."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.lists.forest import DEPTH, Forest, load_forest
from assistant.lists.likely import NAMES


def stump(column: int, border: float, low: float, high: float) -> Forest:
    """Return one tree that only asks whether a column is above a border."""
    inner, leaves = 2**DEPTH - 1, 2**DEPTH
    return Forest(
        features=np.array([[column] + [0] * (inner - 1)]),
        borders=np.array([[border] + [0.0] * (inner - 1)]),
        leaves=np.array([[low] * (leaves // 2) + [high] * (leaves // 2)]),
        constant=0.0,
        threshold=0.3,
        alone=0.5,
    )


def test_a_value_above_the_border_goes_to_the_second_half() -> None:
    sure = stump(1, 0.5, -2.0, 2.0).sure(np.array([[9.0, 0.5], [9.0, 0.6]]))
    assert sure == pytest.approx([1 / (1 + np.exp(2)), 1 / (1 + np.exp(-2))])


def test_nothing_is_told_of_no_candidates() -> None:
    assert stump(0, 0.0, 0.0, 0.0).sure(np.zeros((0, 2))).shape == (0,)


def test_the_packaged_trees_take_the_features_that_there_are() -> None:
    forest = load_forest()
    assert forest.features.max() < len(NAMES)
    assert forest.features.shape == forest.borders.shape and forest.leaves.shape[1] == 2**DEPTH
    sure = forest.sure(np.random.default_rng(0).random((50, len(NAMES))))
    assert ((sure > 0) & (sure < 1)).all()
    assert 0 < forest.threshold <= forest.alone < 1
