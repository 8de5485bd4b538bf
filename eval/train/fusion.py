"""Learn how the features of a passage found are weighed: `python -m eval.train.fusion INDEX CMRC`.

The index holds the CMRC paragraphs hidden among news (`eval.hidden.write_archive`). Only the questions of the
learning half are used. The weights are printed as the table of `index/data/fusion.toml`.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from math import inf
from pathlib import Path

import numpy as np

from eval.hidden import Asked, load_questions
from eval.train.logit import Example, fit, write_weights
from index.encoder import load_encoder
from index.fusion import load_fusion
from index.hybrid import similar
from index.records import Filters
from index.relevance import NAMES, features, prepare
from index.search import Archive
from index.words import JiebaTokeniser, stop_words

_PENALTY = 3e-4


def example(archive: Archive, asked: Asked, encoder: object, tokeniser: JiebaTokeniser) -> Example:
    """Return the features of what a question finds, and which of it is the right paragraph."""
    state, fusion = archive._state, replace(load_fusion(), vector_below=inf)
    words = [word for word in tokeniser.words(asked.question) if word not in stop_words()]
    vector = encoder.encode([asked.question], "query")[0]  # type: ignore[attr-defined]
    lexical = dict(state.derived.lexical.search(words, fusion.depth))
    near = similar(vector, lexical, Filters(), state.store, state.derived, fusion)
    rows = list(state.store.passages.rows(list(lexical | near)).values())
    question = prepare(asked.question, words, state.derived.lexical, fusion.asking)
    right = np.array([row.source == asked.paragraph for row in rows], dtype=np.bool_)
    return features(question, rows, lexical, near), right


def main(index: Path, cmrc: Path) -> None:
    """Print the learned weights."""
    archive, encoder, tokeniser = Archive.open(index), load_encoder(), JiebaTokeniser()
    asked = [a for a in load_questions(cmrc) if a.learning]
    weights = fit([example(archive, a, encoder, tokeniser) for a in asked], _PENALTY)
    sys.stdout.write(write_weights("", "weights", dict(zip(NAMES, weights.tolist(), strict=True))).lstrip())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
