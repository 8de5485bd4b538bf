"""Places with the names of what they have, and reports by those who wrote them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.chat import Assistant
from assistant.settings import Settings
from index.search import Archive
from tests.archives import PairEncoder, build_archive, tokeniser

PAGE = """陇原协商报 2022年6月10日 星期五 第四版 综合

皋兰县政协协商有了“院坝谈”

本报皋兰讯（通讯员石头）6月7日，皋兰县政协召开主席会议。永登县打造“渠边商量”、榆中县推出“麦场议事”，形成了叫得响的协商品牌。

古浪县政协编书

本报古浪讯（通讯员雷鸣）6月6日，古浪县政协编纂的《古浪水利记事》付印。

民勤县政协调研种植业

本报民勤讯（记者何沙）6月5日，民勤县政协调研“民勤蜜瓜”公用品牌，提出建议四条。

渭源县政协送医下乡

本报渭源讯（通讯员方圆）6月3日，渭源县政协送医下乡。活动结束后，代表们提交《关于增设候车亭的提案》。
"""


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    build_archive(tmp_path / "index", tmp_path / "page.txt")
    with Archive.open(tmp_path / "index", encoder=PairEncoder(), tokeniser=tokeniser()) as archive:
        yield Assistant(archive, Settings())


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("哪些地方打造了协商品牌，叫什么？", {"永登县": "渠边商量", "榆中县": "麦场议事"}),
        ("哪些地方编了书？书名是什么？", {"古浪县": "《古浪水利记事》"}),
    ],
)
def test_rows_are_places_with_names(assistant: Assistant, question: str, rows: dict[str, str]) -> None:
    assert {row.name: row.detail for row in assistant.ask(question).rows} == rows


def test_a_name_is_of_the_place_before_it(assistant: Assistant) -> None:
    answer = assistant.ask("报道里提到的协商品牌有哪些？")
    assert {row.name: row.code for row in answer.rows} == {"渠边商量": "620121", "麦场议事": "620123"}


def test_proposals_are_members_whoever_is_said_to_have_made_them(assistant: Assistant) -> None:
    rows = assistant.ask("报道里写到哪些委员提出的提案？提案叫什么？").rows
    assert [row.name for row in rows] == ["《关于增设候车亭的提案》"]


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        ("哪些稿子是通讯员雷鸣写的？", "古浪县政协编书"),
        ("记者何沙写了哪些报道？", "民勤县政协调研种植业"),
    ],
)
def test_reports_of_one_writer(assistant: Assistant, question: str, headline: str) -> None:
    assert [row.name for row in assistant.ask(question).rows] == [headline]
