"""Features of the passages found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from index.fusion import load_fusion
from index.lexical import LexicalIndex
from index.prepared import Prepared, prepare_passage
from index.relevance import NAMES, features, prepare
from index.tables.passagetable import Entry, PassageRow
from tests.archives import tokeniser

TEXTS = {
    1: "石桥村建起第一座气象站。站里有三名观测员。",
    2: "石桥村举行运动会。观测员也来参加。",
    3: "县里讨论气象站的经费。",
}
QUESTION = "石桥村的气象站有多少名观测员？"


@pytest.fixture(scope="module")
def lexical() -> LexicalIndex:
    index = LexicalIndex.create(None, tokeniser())
    entries = [Entry(n, text, "", (), "news", "f", {}) for n, text in TEXTS.items()]
    return index.apply(entries, [], 1)


def row(passage: int) -> Prepared:
    text = TEXTS[passage]
    return prepare_passage(
        PassageRow(passage, passage, f"a{passage}", "f", None, None, None, 0, len(text), text)
    )


def table(lexical: LexicalIndex, *passages: int) -> np.ndarray:
    words = tokeniser().words(QUESTION)
    asked = prepare(QUESTION, words, lexical, load_fusion().asking)
    return features(asked, [row(p) for p in passages], {1: 0.8, 2: 0.4}, {1: 0.5})


def test_weights_are_shares_and_asking_words_are_left_out(lexical: LexicalIndex) -> None:
    asked = prepare(QUESTION, tokeniser().words(QUESTION), lexical, load_fusion().asking)
    assert asked.word_weights.sum() == pytest.approx(1.0)
    assert asked.pair_weights.sum() == pytest.approx(1.0)
    assert asked.near_weights.sum() == pytest.approx(1.0)
    assert not any("多" in pair for pair in asked.pairs)


def test_the_passage_that_holds_more_has_more(lexical: LexicalIndex) -> None:
    found = table(lexical, 1, 2, 3)
    assert found.shape == (3, len(NAMES))
    for name in ("lexical", "lexical_best", "vector", "words", "pairs", "pairs_two", "pairs_best"):
        column = found[:, NAMES.index(name)]
        assert column[0] == column.max() and column[0] > column[2], name
    assert found[0, NAMES.index("lexical_best")] == 1.0
    assert (found >= 0).all() and (found <= 1.0 + 1e-9).all()


def test_two_sentences_hold_at_least_what_one_does(lexical: LexicalIndex) -> None:
    found = table(lexical, 1, 2, 3)
    assert (found[:, NAMES.index("pairs_two")] >= found[:, NAMES.index("pairs_sentence")] - 1e-9).all()
    assert (found[:, NAMES.index("pairs")] >= found[:, NAMES.index("pairs_two")] - 1e-9).all()


def test_the_place_and_the_year_that_are_asked_about(lexical: LexicalIndex) -> None:
    words = tokeniser().words("2023年榆中县的气象站")
    asked = prepare("2023年榆中縣的气象站", words, lexical, load_fusion().asking)
    rows = [
        replace(row(1).row, place=place, issue_date=date)
        for place, date in (("榆中县", "2023-05"), ("永昌县", "2022"), (None, None), ("榆中", "2023"))
    ]
    found = features(asked, [prepare_passage(r) for r in rows], {}, {})
    assert found[:, NAMES.index("place")].tolist() == [1, 0, 0, 1]
    assert found[:, NAMES.index("year")].tolist() == [1, 0, 0, 1]


def test_nothing_asked_and_nothing_found(lexical: LexicalIndex) -> None:
    asked = prepare("？！", [], lexical, load_fusion().asking)
    assert features(asked, [row(1)], {}, {}).shape == (1, len(NAMES))
    assert np.isfinite(features(asked, [row(1)], {}, {})).all()
    assert features(asked, [], {}, {}).shape == (0, len(NAMES))
