"""Counting what a sentence names one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.lists.enumerated import Enumerator, named
from index.search import Archive
from tests.asking import archive_of, read, scorer

REPORTS = {
    "one": {
        "date": "2023-05-12",
        "place": "民勤县",
        "text": "5月10日，民勤县政协视察防沙工作。"
        "县政协帮扶的是收成镇，其中兴隆村、流裕村、附智村为结对帮扶村。"
        "县政协还为3个社区送去树苗。",
    },
    "two": {
        "date": "2023-06-12",
        "place": "古浪县",
        "text": "6月10日，古浪县政协督导组分别深入黄羊川镇、土门镇、新堡乡督导春耕。"
        "会议审议了《关于保护古树的调研报告》《关于修整驿道的调研报告》和《委员守则》。",
    },
}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return archive_of(tmp_path, REPORTS)


def test_names_side_by_side_are_counted(archive: Archive) -> None:
    draft = Enumerator(scorer(archive)).answer(read("民勤县政协结对帮扶了几个村？"))
    assert draft is not None and "3 个：兴隆村、流裕村、附智村" in draft.text
    assert [c.source for c in draft.citations] == ["one"]


def test_towns_are_counted_by_whatever_they_are_called(archive: Archive) -> None:
    draft = Enumerator(scorer(archive)).answer(read("古浪县政协督导组去了几个乡镇督导春耕？"))
    assert draft is not None and "3 个：黄羊川镇、土门镇、新堡乡" in draft.text


def test_documents_of_a_sort_are_counted_by_their_titles(archive: Archive) -> None:
    draft = Enumerator(scorer(archive)).answer(read("古浪县政协的会议审议了几份调研报告？"))
    assert draft is not None and "2 个：《关于保护古树的调研报告》、《关于修整驿道的调研报告》" in draft.text


def test_a_printed_number_is_no_case_for_counting(archive: Archive) -> None:
    assert Enumerator(scorer(archive)).answer(read("民勤县政协为几个社区送去树苗？")) is None


@pytest.mark.parametrize(
    ("text", "noun", "names"),
    [
        ("走访了东坝镇、西渠镇和红沙岗镇", "镇", ["东坝镇", "西渠镇", "红沙岗镇"]),
        ("走访了东坝镇", "镇", []),
        ("各村、社区", "村", []),
    ],
)
def test_names(text: str, noun: str, names: list[str]) -> None:
    assert named(text, noun) == names


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("古浪县的书架分几类？", "共 3 类：城区书架4个、乡镇书架20个、个人书架7个"),
        ("古浪县立案的提案有几大类？", "共 2 类：农业类46件、教育类82件"),
        ("How many kinds of proposals were filed in Gulang?", "2 in all: 农业类46件、教育类82件"),
    ],
)
def test_sorts_that_are_counted_one_by_one(tmp_path: Path, question: str, told: str) -> None:
    text = (
        "全县建成城区书架4个，乡镇书架20个，个人书架7个，58名委员值班。"
        "审查立案提案128件，其中农业类46件、教育类82件。"
    )
    archive = archive_of(tmp_path, {"one": {"date": "2023-06-12", "place": "古浪县", "text": text}})
    draft = Enumerator(scorer(archive)).answer(read(question))
    assert draft is not None and told in draft.text and draft.citations
