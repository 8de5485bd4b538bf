"""How much falls to each, worked out."""

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
    "four": {
        "date": "2023-08-20",
        "place": "山丹县",
        "text": "山丹县已建起书屋16个。两年来，各书屋办讲座480场，调解纠纷96起。"
        "山丹县的读书角有8个，配书架24个。",
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
        ("山丹县的书屋，平均每个书屋办几场讲座？", "**30场**（480场÷16个）"),
        ("山丹县两年来平均每年调解多少起纠纷？", "**48起**（96起÷2年）"),
        ("山丹县的读书角平均每个有多少个书架？", "**3个**（24个÷8个）"),
        ("古浪县的凉亭，平均一个凉亭花多少钱？", "**3万元**（45万元÷15个）"),
    ],
)
def test_what_falls_to_each(archive: Archive, question: str, figure: str) -> None:
    draft = Averager(scorer(archive)).average(read(question))
    assert draft is not None and figure in draft.text and draft.citations


def test_a_printed_average_is_told_as_it_is_printed(archive: Archive) -> None:
    draft = Averager(scorer(archive)).average(read("天祝县的讲堂，平均每次有多少人次到场？"))
    assert draft is not None and draft.text.startswith("**35人次**") and "÷" not in draft.text
