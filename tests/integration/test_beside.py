"""What stands beside the question is no answer to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.chat import Assistant
from assistant.settings import Settings
from tests.asking import archive_of

REPORTS = {
    "school": {
        "headline": "山丹县政协委员进校园",
        "date": "2023-10-14",
        "place": "山丹县",
        "text": "10月12日，山丹县政协组织消防、教育界5名委员走进小学，对清泉、位奇等地9所学校食堂进行了"
        "民主监督。"
        "县政协副主席王海平建议加装护栏，县上已筹资30万元。",
    },
    "apples": {
        "headline": "静宁县苹果示范园",
        "date": "2024-04-18",
        "place": "静宁县",
        "text": "静宁县苹果示范园里，疏花机器人正在作业。全县苹果面积已达百万亩。",
    },
    "abroad": {
        "headline": "秦安县花椒卖到外国",
        "date": "2024-05-18",
        "place": "秦安县",
        "text": "秦安县的花椒出口到韩国等国家，委员说销路不愁。",
    },
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("beside")
    return Assistant(archive_of(folder, REPORTS), Settings(index=folder))


@pytest.mark.parametrize(
    "question",
    [
        "山丹县有多少名政协委员？",
        "山丹县有多少所学校食堂？",
        "山丹县护栏的使用年限是多少？",
        "山丹县政协主席对护栏提了什么建议？",
        "静宁县苹果出口到哪些国家？",
        "张掖市政协什么时候走进小学？",
    ],
)
def test_it_is_not_told(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("山丹县政协组织了多少名委员？", "5名"),
        ("山丹县政协监督了多少所学校食堂？", "9所"),
        ("山丹县为护栏筹了多少钱？", "30万元"),
        ("秦安县花椒出口到哪些国家？", "韩国"),
    ],
)
def test_it_is_told(assistant: Assistant, question: str, told: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered" and told in answer.text
