"""What a question seeks, and the features by which sentences are ranked."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from assistant.chat import Assistant
from assistant.sentences.clues import load_clues
from assistant.sentences.features import NAMES
from assistant.sentences.ranking import load_ranking
from assistant.sentences.sought import seek
from assistant.settings import Settings
from eval.train.logit import fit, write_weights
from index.search import Archive
from tests.archives import PairEncoder, ready_archive, tokeniser

TEXT = "白杨河水库位于青石镇。水库于1958年动工，1961年建成。它的库容为320万立方米。管理所有职工14名。"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    items = [{"id": "a", "text": TEXT}, {"id": "b", "text": "青石镇办起夜校。"}]
    folder = ready_archive(tmp_path_factory.mktemp("features"), items)
    archive = Archive.open(folder, encoder=PairEncoder(), tokeniser=tokeniser())
    return Assistant(archive, Settings(today=date(2026, 1, 1)))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("白杨河水库的库容是多少？", "number"),
        ("白杨河水库哪年动工？", "when"),
        ("水库位于哪个镇？", "where"),
        ("为什么修这座水库？", "why"),
        ("这座水库叫什么名字？", "name"),
    ],
)
def test_the_kind_of_evidence_is_read_from_the_question(question: str, kind: str) -> None:
    assert load_clues().kind("what", question) == kind


def test_the_unit_asked_for_is_found_as_written() -> None:
    unit = load_clues().unit("管理所有多少名职工？")
    assert unit is not None
    assert unit.search("有职工14名") and unit.search("十余名") and not unit.search("名职工")
    assert load_clues().unit("水库在哪里？") is None


def test_weights_of_a_question_are_shares(assistant: Assistant) -> None:
    scorer = assistant.extractor.scorer
    sought = seek(assistant.reader.read("白杨河水库哪年动工？"), assistant.archive, tokeniser(), scorer.clues)
    for weights in (sought.word_weights, sought.pair_weights, sought.near_weights):
        assert sum(weights) == pytest.approx(1.0)
    at = dict(zip(sought.pairs, sought.near_weights, strict=True))
    assert at["动工"] > at["白杨"]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("白杨河水库哪年动工？", "1958"),
        ("白杨河水库的库容是多少？", "320"),
        ("白杨河水库位于哪里？", "青石镇"),
    ],
)
def test_the_sentence_that_answers_ranks_first(assistant: Assistant, question: str, answer: str) -> None:
    scorer = assistant.extractor.scorer
    candidates = scorer.candidates(assistant.reader.read(question))
    best = max(candidates, key=lambda c: c.rank)
    assert answer in best.text
    beliefs = scorer.beliefs(candidates)
    assert sum(beliefs.values()) == pytest.approx(1.0)
    assert beliefs[best] == max(beliefs.values())
    assert all(0 <= c.sure <= 1 for c in candidates)


def test_features_are_finite_and_weighed_one_by_one(assistant: Assistant) -> None:
    ranking = load_ranking()
    assert ranking.weights.shape == ranking.sure.shape == (len(NAMES),)
    tables = [table for _, _, table in assistant.extractor.scorer.tables(assistant.reader.read("水库多大？"))]
    assert tables and all(np.isfinite(table).all() and table.shape[1] == len(NAMES) for table in tables)


def test_a_conditional_logit_learns_the_feature_that_tells() -> None:
    generator = np.random.default_rng(0)
    examples = []
    for _ in range(60):
        table = generator.normal(size=(5, 3))
        right = np.zeros(5, dtype=np.bool_)
        right[int(table[:, 1].argmax())] = True
        examples.append((table, right))
    weights = fit(examples)
    assert weights[1] > 5 * max(abs(weights[0]), abs(weights[2]))


def test_weights_replace_the_last_table() -> None:
    assert write_weights("a = 1\n\n[w]\nx = 2\n", "w", {"x": 3.0}) == "a = 1\n\n[w]\nx = 3.0000\n"
