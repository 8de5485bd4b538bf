"""Which sort of a thing is the most or the least numerous."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.lists.extremes import Ranker
from index.search import Archive
from tests.asking import archive_of, read, scorer

REPORTS = {
    "one": {
        "date": "2023-05-12",
        "place": "民勤县",
        "text": "5月10日，民勤县政协召开会议。全县建成农家书屋45个、流动书屋12个、校园书屋3个。",
    },
    "two": {
        "date": "2023-05-19",
        "place": "古浪县",
        "text": "古浪县政协立案提案90件，其中集体提案9件、联名提案21件、个人提案60件。"
        "立案提案按领域划分：农业方面41件、教育方面30件、其他方面19件。",
    },
}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return archive_of(tmp_path, REPORTS)


def test_the_most_and_the_least_numerous_sort(archive: Archive) -> None:
    draft = Ranker(scorer(archive)).extreme(read("民勤县建成的书屋，哪一类书屋最多，哪一类最少？"))
    assert draft is not None
    assert "最多的是**农家书屋**：45个" in draft.text
    assert "最少的是**校园书屋**：3个" in draft.text


def test_the_sorts_are_those_by_which_the_question_tells_them_apart(archive: Archive) -> None:
    draft = Ranker(scorer(archive)).extreme(read("古浪县立案提案按领域分，哪一类最少？"))
    assert draft is not None and "**其他方面**：19件" in draft.text


def test_no_sort_is_asked_for(archive: Archive) -> None:
    assert Ranker(scorer(archive)).extreme(read("民勤县有多少个书屋？")) is None
