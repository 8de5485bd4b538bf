"""Shares of a whole, and sums of equal shares."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.lists.products import Multiplier
from assistant.lists.proportions import Sharer
from index.search import Archive
from tests.asking import archive_of, assistant, read, scorer

REPORTS = {
    "one": {
        "date": "2023-05-12",
        "place": "民勤县",
        "text": "全县梨园80万亩中，低产园占20万亩。去年共立案提案60件，已办结45件。"
        "立案提案中，教育类12件、交通类20件；集体提案9件。",
    },
    "two": {
        "date": "2023-06-20",
        "place": "古浪县",
        "text": "古浪县政协给6个协商亭各配一名联络员，每亭每年安排经费3万元。调研报告的采用率达到82%。",
    },
}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return archive_of(tmp_path, REPORTS)


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("民勤县的低产园占梨园多大比例？", "**25%**（20万亩÷80万亩）"),
        ("民勤县集体提案占立案提案的百分之几？", "**15%**（9件÷60件）"),
        ("民勤县去年提案的办结率是多少？", "**75%**（45件÷60件）"),
        ("民勤县没办结的提案占多少？", "**25%**（100%-45件÷60件）"),
        ("民勤县低产园占比多少？", "**25%**（20万亩÷80万亩）"),
        ("古浪县没采用的调研报告占百分之几？", "**18%**（100%-82%）"),
    ],
)
def test_a_share_is_worked_out(archive: Archive, tmp_path: Path, question: str, figure: str) -> None:
    draft = Sharer(scorer(archive)).share(read(question))
    assert draft is not None and figure in draft.text
    assert assistant(archive, tmp_path / "index").ask(question).checks.unsupported == ()


def test_a_printed_share_is_not_worked_out(archive: Archive) -> None:
    assert Sharer(scorer(archive)).share(read("古浪县政协调研报告的采用率是多少？")) is None


def test_shares_are_compared(archive: Archive, tmp_path: Path) -> None:
    draft = Sharer(scorer(archive)).compare(read("民勤县和古浪县，哪个采用率高？"))
    assert draft is not None and draft.status == "partial" and "82%" in draft.text
    reports = {
        "one": {"date": "2023-05-12", "place": "民勤县", "text": "去年共立案提案60件，已办结45件。"},
        "two": {"date": "2023-06-20", "place": "古浪县", "text": "古浪县政协提案的办结率达到82%。"},
    }
    told = archive_of(tmp_path / "more", reports)
    draft = Sharer(scorer(told)).compare(read("民勤县和古浪县的提案，哪个办结率高？"))
    assert draft is not None and "较大的是**古浪县**（民勤县 75%（45件÷60件）；古浪县 82%）" in draft.text


def test_equal_shares_are_multiplied(archive: Archive) -> None:
    draft = Multiplier(scorer(archive)).product(read("古浪县的协商亭每年一共安排多少经费？"))
    assert draft is None or "**18万元**（6个×3万元）" in draft.text


def test_nothing_is_multiplied_where_no_sum_is_asked_for(archive: Archive) -> None:
    assert Multiplier(scorer(archive)).product(read("古浪县给每个协商亭安排多少经费？")) is None
