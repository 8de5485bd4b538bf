"""People of whom reports are portraits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.chat import Assistant
from assistant.settings import Settings
from index.search import Archive
from tests.archives import PairEncoder, build_archive, tokeniser

PAGE = """陇原协商报 2022年6月10日 星期五 第四版 履职

皋兰县政协召开主席会议

本报皋兰讯（通讯员石头）6月7日，皋兰县政协召开主席会议，县政协委员韩青山应邀参加，韩青山作了发言。

果园里来了“及时雨”

初夏的果园里，两当县政协委员、种植大户周麦穗正在教村民修枝。

周麦穗种了二十年苹果，每年义务上门指导三十多次。

一双巧手绣出的路

——记永靖县政协委员、绣娘祁金线

祁金线从小跟着奶奶学刺绣。

这几年，祁金线办起了培训班，带出徒弟四十多人。
"""


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    build_archive(tmp_path / "index", tmp_path / "page.txt")
    with Archive.open(tmp_path / "index", encoder=PairEncoder(), tokeniser=tokeniser()) as archive:
        yield Assistant(archive, Settings())


@pytest.mark.parametrize(
    "question",
    [
        "哪几位委员有人物特写，写的是什么人？",
        "哪些委员上了人物通讯？",
        "Which members are profiled?",
    ],
)
def test_rows_are_those_whom_portraits_show(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert {row.name for row in answer.rows} == {"周麦穗", "祁金线"}
    assert all("委员" in row.detail for row in answer.rows)
    assert all(row.name in answer.text for row in answer.rows)


def test_other_questions_for_members_have_other_rows(assistant: Assistant) -> None:
    names = {row.name for row in assistant.ask("哪些委员应邀参加了会议？").rows}
    assert names == {"韩青山"}
