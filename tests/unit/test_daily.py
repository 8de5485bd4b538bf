"""Doings of a day that a report tells in its midst."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.chat import Assistant
from assistant.settings import Settings
from tests.asking import archive_of

REPORTS = {
    "reading": {
        "headline": "读书声里话履职",
        "date": "2024-06-05",
        "place": "金塔县",
        "text": "今年以来，金塔县政协把读书活动办到社区。5月31日晚，县政协组织委员在东苑社区举行读书夜。"
        "县政协打算6月20日前再开两场。",
    },
    "tenday": {
        "headline": "大棚里的春天",
        "date": "2024-06-05",
        "place": "敦煌市",
        "text": "5月下旬，敦煌市政协委员走进大棚，帮瓜农联系销路。",
    },
    "meeting": {
        "headline": "玉门市政协召开座谈会",
        "date": "2024-06-05",
        "place": "玉门市",
        "text": "本报玉门讯 5月30日，玉门市政协召开座谈会，听取委员意见。",
    },
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("daily")
    return Assistant(archive_of(folder, REPORTS), Settings(index=folder))


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("2024年5月30日至31日，哪些县市政协有活动？", {"金塔县", "玉门市"}),
        ("2024年5月31日，哪些县市政协开展了活动？", {"金塔县"}),
        ("Which counties or cities had CPPCC events on 30 or 31 May 2024?", {"金塔县", "玉门市"}),
        ("2024年5月下旬，哪些县市政协有活动？", {"金塔县", "玉门市", "敦煌市"}),
        ("2024年6月20日，哪些县市政协有活动？", set()),
    ],
)
def test_a_day_is_told_by_the_sentence_that_names_it(
    assistant: Assistant, question: str, places: set[str]
) -> None:
    assert {row.name for row in assistant.ask(question).rows} == places
