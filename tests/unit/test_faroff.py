"""Whether the report of another place answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.chat import Assistant
from assistant.settings import Settings
from tests.asking import archive_of

REPORTS = {
    "city": {
        "headline": "张掖市政协工作综述",
        "date": "2023-05-12",
        "place": "张掖市",
        "text": "本报张掖讯 全市共建成委员工作室46个，市政协主席郑怀远说，要把工作室办到群众身边。\n"
        "市政协还组织委员到高台县骆驼城镇开展义诊，诊治群众210人次。",
    },
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("faroff")
    return Assistant(archive_of(folder, REPORTS), Settings(index=folder))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("张掖市建成多少个委员工作室？", "46个"),
        ("高台县骆驼城镇的义诊诊治了多少人次？", "210人次"),
        ("高台县一共建成多少个委员工作室？", ""),
        ("高台县的委员工作室合计多少个？", ""),
    ],
)
def test_the_numbers_of_a_city_are_not_those_of_its_counties(
    assistant: Assistant, question: str, told: str
) -> None:
    answer = assistant.ask(question)
    assert (told in answer.text) if told else ("46" not in answer.text)
