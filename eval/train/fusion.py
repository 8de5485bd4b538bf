"""Learn how the features of a passage found are weighed: `python -m eval.train.fusion INDEX CMRC`.

The index holds the CMRC paragraphs hidden among news (`eval.hidden.write_archive`). Only the questions of the
learning half are used. The weights are printed as the table of `index/data/fusion.toml`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from eval.hidden import Asked, load_questions
from eval.train.logit import Example, fit, write_weights
from index.fusion import Fusion, load_fusion
from index.records import Filters
from index.relevance import NAMES
from index.search import Archive

_PENALTY = 3e-4
_WANTED = 20


def example(archive: Archive, asked: Asked, fusion: Fusion) -> Example:
    """Return the features of what a question finds, and which of it is the right paragraph."""
    state = archive._state
    query = archive.prepared(asked.question)
    lexical, near = state.hybrid.candidates(query, _WANTED, Filters(), fusion)
    found, table = state.hybrid.compared(query, lexical, near, fusion)
    right = np.array([passage.row.source == asked.paragraph for passage in found], dtype=np.bool_)
    return table, right


def main(index: Path, cmrc: Path) -> None:
    """Print the learned weights."""
    with Archive.open(index) as archive:
        asked = [a for a in load_questions(cmrc) if a.learning]
        weights = fit([example(archive, a, load_fusion()) for a in asked], _PENALTY)
    sys.stdout.write(write_weights("", "weights", dict(zip(NAMES, weights.tolist(), strict=True))).lstrip())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
