"""Lists of what is only planned, of what ranks first, and of amounts that reports tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.chat import Assistant
from assistant.settings import Settings
from tests.asking import archive_of

REPORTS = {
    "planned": {
        "headline": "康乐县政协谋划平台建设",
        "date": "2023-05-12",
        "place": "康乐县",
        "text": "本报康乐讯 5月9日，康乐县政协召开主席会议，计划今年在全县15个乡镇"
        "各建一个委员工作站，预算资金1.3亿元。",
    },
    "built": {
        "headline": "和政县建成委员工作站",
        "date": "2023-06-12",
        "place": "和政县",
        "text": "本报和政讯 6月8日，和政县政协建成委员工作站13个，编入委员160名，县财政拿出26万元。",
    },
    "also": {
        "headline": "积石山县委员工作站运行有序",
        "date": "2023-07-12",
        "place": "积石山县",
        "text": "本报积石山讯 7月8日，积石山县政协建成委员工作站13个，97.2%的群众对工作站的服务满意。",
    },
    "more": {
        "headline": "东乡县委员工作站扩面",
        "date": "2024-07-12",
        "place": "东乡县",
        "text": "本报东乡讯 7月8日，东乡县委员工作站由8个增加到12个，开展活动40次。",
    },
    "grown": {
        "headline": "永靖县委员工作站增加",
        "date": "2024-08-12",
        "place": "永靖县",
        "text": "本报永靖讯 8月8日，永靖县委员工作站由7个增加到10个，委员到外省三个市取经。",
    },
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("plans")
    return Assistant(archive_of(folder, REPORTS), Settings(index=folder))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("哪些县计划建委员工作站？", {"康乐县"}),
        ("哪些县准备再建委员工作站？", {"康乐县"}),
        ("哪些县打算建委员联络站？", set()),
        ("哪些政协到外省考察学习过？", {"永靖县"}),
        ("各地的满意率是多少？", {"积石山县"}),
    ],
)
def test_rows_are_of_what_is_asked(assistant: Assistant, question: str, rows: set[str]) -> None:
    assert {row.name for row in assistant.ask(question).rows} == rows


def test_those_who_share_the_first_rank_are_both_named(assistant: Assistant) -> None:
    answer = assistant.ask("哪个县的委员工作站最多？")
    first = answer.text.splitlines()[0]
    assert "和政县" in first and "积石山县" in first and "13个" in first and "康乐县" not in first


def test_what_several_places_have_gained_is_added_up(assistant: Assistant) -> None:
    answer = assistant.ask("东乡县和永靖县一共新增了几个委员工作站？")
    assert "7个" in answer.text and "(12个-8个)+(10个-7个)" in answer.text
    assert len(answer.citations) == 2


@pytest.mark.parametrize("question", ["哪些报道提到了亿元以上的资金？", "哪些报道出现了上亿元的钱？"])
def test_reports_are_listed_by_the_amounts_they_tell(assistant: Assistant, question: str) -> None:
    assert [row.name for row in assistant.ask(question).rows] == ["康乐县政协谋划平台建设"]


def test_nobody_ranks_first_where_no_number_is_told(assistant: Assistant) -> None:
    assert assistant.ask("哪个县参加培训的人数最多？").status == "not_found"
