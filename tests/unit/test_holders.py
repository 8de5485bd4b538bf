"""Who holds a post: the place's own people, newest first, and nobody else's."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.sentences.clues import load_clues
from assistant.sentences.holders import Holders
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import archive_of, read


def holders(archive: Archive) -> Holders:
    return Holders(archive, gazetteer(), load_clues())


def test_the_holder_is_named_with_post_and_date(reports: Archive) -> None:
    draft = holders(reports).answer(read("会宁县政协主席是谁？"))
    assert draft is not None and "**邢望川**" in draft.text and "2023年9月12日" in draft.text
    assert draft.status == "answered" and "邢望川" in draft.citations[0].quote


@pytest.mark.parametrize(
    "question",
    [
        "会宁县政协副主席是谁？",  # only the chair is named
        "张掖市政协主席是谁？",  # a county's chair is not the city's
        "会宁县县长是谁？",
        "会宁县政协开了几次会？",
    ],
)
def test_another_post_or_another_place_is_no_answer(reports: Archive, question: str) -> None:
    assert holders(reports).answer(read(question)) is None


def test_reports_that_differ_are_all_given_the_newest_first(tmp_path: Path) -> None:
    told = {
        f"r{year}": {
            "headline": f"环县政协{year}年工作会议",
            "date": f"{year}-03-08",
            "place": "环县",
            "text": f"本报环县讯 3月5日，环县政协召开工作会议，县政协主席{name}主持会议。",
        }
        for year, name in ((2021, "柏青松"), (2024, "盛知远"))
    }
    with archive_of(tmp_path, told) as archive:
        draft = holders(archive).answer(read("环县政协主席是谁？"))
        before = holders(archive).answer(read("2021年环县政协主席是谁？"))
    assert draft is not None and draft.text.index("盛知远") < draft.text.index("柏青松")
    assert before is not None and "盛知远" not in before.text


def test_the_headline_of_an_interview_names_its_guest(tmp_path: Path) -> None:
    told = {
        "talk": {
            "headline": "访华池县政协主席柏青松",
            "date": "2024-05-10",
            "place": "华池县",
            "text": "记者：今年最要紧的事是什么？\n柏青松：把协商开到地头去，每月一次。",
        }
    }
    with archive_of(tmp_path, told) as archive:
        draft = holders(archive).answer(read("华池县政协主席是谁？"))
    assert draft is not None and "**柏青松**" in draft.text
