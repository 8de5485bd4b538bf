"""Whether the best sentence answers: features that move as they should, and the learned decision."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.chat import Assistant
from assistant.sentences.answering import NAMES, Decision, load_decision, names_a_stranger, strange
from index.search import Archive
from tests.asking import assistant, read


@pytest.fixture(scope="module")
def asking(reports: Archive) -> Assistant:
    return assistant(reports, reports.folder)


def features(asking: Assistant, question: str) -> dict[str, float]:
    understood = read(question)
    ranked = asking.extractor.ranked(understood, asking.extractor.scorer.best(understood))
    found = asking.extractor.evidence(understood, ranked)
    assert found.shape == (len(NAMES),) and np.isfinite(found).all()
    return dict(zip(NAMES, found.tolist(), strict=True))


def test_words_that_the_archive_lacks_are_told(asking: Assistant) -> None:
    there = features(asking, "华池县委员建议每院每年补助多少？")
    gone = features(asking, "华池县互助院的厨师工资是多少？")
    assert gone["article"] > there["article"] and gone["noun_article"] > there["noun_article"]
    assert there["focus"] == 1.0


def test_what_a_kind_of_question_needs_is_told(asking: Assistant) -> None:
    assert features(asking, "谁主持了会宁县政协常委会会议？")["focus"] == 1.0
    lacking = features(asking, "天祝县谁带队参观了博物馆？")
    assert lacking["unfocused"] == lacking["lacking"] == 1.0


def test_another_time_is_told(asking: Assistant) -> None:
    assert features(asking, "2019年会宁县政协常委会会议议了什么？")["untimely"] == 1.0
    assert features(asking, "2023年会宁县政协常委会会议议了什么？")["untimely"] == 0.0


def test_confidence_grows_with_what_speaks_for_an_answer() -> None:
    decision = load_decision()
    assert decision.weights.shape == (len(NAMES),) and 0.0 < decision.threshold < 1.0
    one = Decision(np.array([2.0, -1.0]), 0.0, 0.5)
    assert one.confidence([1.0, 0.0]) > 0.5 > one.confidence([0.0, 1.0])
    assert one.confidence([1e9, 0.0]) == pytest.approx(1.0) and one.confidence([-1e9, 0.0]) < 1e-9


def test_a_person_is_named_only_for_what_the_report_tells() -> None:
    vector = np.zeros(len(NAMES))
    vector[NAMES.index("kind_who")] = 1.0
    assert not names_a_stranger(vector, 0.4)
    vector[NAMES.index("asked_article")] = 0.3
    assert not names_a_stranger(vector, 0.4), "a sentence without any name names nobody"
    for name in ("focus", "placed"):
        other = vector.copy()
        other[NAMES.index(name)] = 1.0
        assert names_a_stranger(other, 0.4) and not names_a_stranger(other, 0.7)


def test_a_chinese_question_after_something_unknown_is_strange() -> None:
    vector = np.zeros(len(NAMES))
    vector[NAMES.index("unknown")] = 1.0
    assert strange(vector)
    for name in ("enough", "english"):
        other = vector.copy()
        other[NAMES.index(name)] = 1.0
        assert not strange(other)


@pytest.mark.parametrize(
    "question",
    [
        "大熊猫基地有几只熊猫？",
        "月球上什么时候建的加油站？",
        "会宁县政协副主席是谁？",
        "红烧肉怎么做？",
        "2019年会宁县政协议了什么？",
    ],
)
def test_what_the_archive_does_not_tell_is_refused(asking: Assistant, question: str) -> None:
    assert asking.ask(question).status in ("not_found", "no_coverage")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("华池县委员建议每院每年补助多少钱？", "1.2万元"),
        ("清水县修好了多长的渠道？", "3.6公里"),
        ("武山县2023年的提案里教育类有多少件？", "21件"),
        ("会宁县政协常委会会议是谁主持的？", "邢望川"),
        ("环县工作室几天内上门？", "三天"),
    ],
)
def test_what_it_tells_is_answered(asking: Assistant, question: str, answer: str) -> None:
    assert answer in asking.ask(question).text
