"""What meets one thing and not another."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.chat import Assistant
from assistant.settings import Settings
from tests.asking import archive_of

REPORTS = {
    "both": {
        "headline": "永昌县政协召开常委会会议",
        "date": "2023-06-12",
        "place": "永昌县",
        "text": "6月10日，永昌县政协召开九届八次常委会会议。会议增补委员3名，通过了有关决定。",
    },
    "one": {
        "headline": "古浪县政协召开常委会会议",
        "date": "2023-07-12",
        "place": "古浪县",
        "text": "7月10日，古浪县政协召开十届六次常委会会议。会议协商了老旧小区改造工作。",
    },
    "third": {
        "headline": "渭源县政协常委会开会",
        "date": "2023-08-12",
        "place": "渭源县",
        "text": "8月10日，渭源县政协召开十届七次常委会会议。会议听取了苹果产业发展情况的汇报。",
    },
    "none": {
        "headline": "秦安县政协调研",
        "date": "2023-09-12",
        "place": "秦安县",
        "text": "9月10日，秦安县政协组织委员调研花椒产业。",
    },
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("excepting")
    return Assistant(archive_of(folder, REPORTS), Settings(index=folder))


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("哪些县开了常委会但没有增补委员？", ["古浪县", "渭源县"]),
        ("哪些政协召开了常委会会议，但没有增补委员？", ["古浪县", "渭源县"]),
        ("开了常委会、但没报增补委员的，是哪几家？", ["古浪县", "渭源县"]),
        ("哪些县开了常委会，但没有协商老旧小区改造？", ["永昌县", "渭源县"]),
        ("哪些县开了常委会但没有视察过学校？", ["古浪县", "永昌县", "渭源县"]),
        ("Which counties held a standing committee meeting but did not add members?", ["古浪县", "渭源县"]),
    ],
)
def test_rows_of_one_list_are_not_in_the_other(assistant: Assistant, question: str, names: list[str]) -> None:
    answer = assistant.ask(question)
    assert sorted(row.name for row in answer.rows) == sorted(names)
    assert "不等于没有" in answer.text or "does not mean" in answer.text
    cited = {citation.n for citation in answer.citations}
    assert all(set(row.citations) <= cited for row in answer.rows) and answer.checks.quotes_verbatim
