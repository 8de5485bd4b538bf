"""What a sentence's numbers say together: averages and extremes."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.lists.averages import Averager
from index.search import Archive
from tests.asking import archive_of, read, scorer

REPORTS = {
    "one": {
        "date": "2023-05-12",
        "place": "民勤县",
        "text": "5月10日，民勤县政协召开会议。今年组织夜校12次，听课群众360人次。"
        "全县建成农家书屋45个、流动书屋12个、校园书屋3个。",
    },
    "two": {
        "date": "2023-06-20",
        "place": "古浪县",
        "text": "6月18日，古浪县政协谋划凉亭建设。计划在全县15个村各建一座凉亭，由财政列支45万元。",
    },
    "three": {
        "date": "2023-07-20",
        "place": "天祝县",
        "text": "7月18日，天祝县政协举办讲堂8次，平均每次到场35人次。",
    },
}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return archive_of(tmp_path, REPORTS)


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("民勤县的夜校，平均每次有多少人次听课？", "**30人次**（360人次÷12次）"),
        ("古浪县的凉亭，平均一个凉亭花多少钱？", "**3万元**（45万元÷15个）"),
    ],
)
def test_what_falls_to_each(archive: Archive, question: str, figure: str) -> None:
    draft = Averager(scorer(archive)).average(read(question))
    assert draft is not None and figure in draft.text and draft.citations


def test_a_printed_average_is_not_worked_out(archive: Archive) -> None:
    assert Averager(scorer(archive)).average(read("天祝县的讲堂，平均每次有多少人次到场？")) is None


def test_the_most_and_the_least_numerous_sort(archive: Archive) -> None:
    draft = Averager(scorer(archive)).extreme(read("民勤县建成的书屋，哪一类书屋最多，哪一类最少？"))
    assert draft is not None
    assert "最多的是**农家书屋**：45个" in draft.text
    assert "最少的是**校园书屋**：3个" in draft.text


def test_no_sort_is_asked_for(archive: Archive) -> None:
    assert Averager(scorer(archive)).extreme(read("民勤县有多少个书屋？")) is None
