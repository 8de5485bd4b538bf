"""What a sentence names one after another, and what it only counts, over invented reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.lists.serial import Serial, load_serial
from index.search import Archive
from tests.asking import archive_of, read, scorer

REPORTS = {
    "one": {
        "date": "2023-05-12",
        "place": "民勤县",
        "text": "5月10日，民勤县政协视察节水灌溉。视察组先后到泵房、苗圃和滴灌展示棚察看。"
        "委员们围绕水价阶梯、管网巡护、节水宣传提出建议9条。视察组还走访了6家合作社。"
        "会议强调，要深入田头、车间、课堂听意见。",
    },
    "two": {
        "date": "2023-06-12",
        "place": "古浪县",
        "text": "6月10日，古浪县政协协商植树。县政协确定全年开展专题协商3次、对口协商5次。"
        "委员们在路旁栽植云杉、山杏、柠条共700株，又走访苗木商户12家、农户40户。"
        "督导组检查了甲字渠、乙字渠等2条渠道。",
    },
}


@pytest.fixture
def serial(tmp_path: Path) -> Serial:
    archive: Archive = archive_of(tmp_path, REPORTS)
    return Serial(scorer(archive))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("民勤县政协视察节水灌溉看了哪些点？", "**泵房、苗圃和滴灌展示棚察看**"),
        ("民勤县委员围绕哪些方面提出建议？", "**水价阶梯、管网巡护、节水宣传提出建议9条**"),
        ("古浪县政协全年开展哪几类协商？", "专题协商3次、对口协商5次**"),
        ("古浪县委员栽的是哪几种树？", "**云杉、山杏、柠条共700株**"),
    ],
)
def test_the_series_is_shown_whole(serial: Serial, question: str, told: str) -> None:
    draft = serial.answer(read(question))
    assert draft is not None and draft.status == "answered" and told in draft.text
    assert all(citation.quote in REPORTS[citation.source]["text"] for citation in draft.citations)


@pytest.mark.parametrize(
    "question",
    ["哪些县的政协视察过节水灌溉？", "民勤县政协视察是谁带队的？", "古浪县政协走访了哪些商户？"],
)
def test_rows_people_and_counts_are_no_series(serial: Serial, question: str) -> None:
    assert serial.answer(read(question)) is None


@pytest.mark.parametrize(
    ("question", "number"),
    [("民勤县走访的6家合作社叫什么名字？", "**6家**"), ("古浪县走访了哪12家商户？", "**12家**")],
)
def test_what_is_only_counted_has_no_name(serial: Serial, question: str, number: str) -> None:
    draft = serial.unnamed(read(question))
    assert draft is not None and draft.status == "not_found" and number in draft.text
    assert len(draft.citations) == 1


def test_what_is_named_beside_its_number_is_not_refused(serial: Serial) -> None:
    assert serial.unnamed(read("古浪县检查的2条渠道是哪些？")) is None


def test_the_rules_are_complete() -> None:
    assert {family.name for family in load_serial().families} == {"kind", "visit", "topic", "given"}
