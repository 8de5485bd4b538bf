"""Who presided over each of several meetings."""

from __future__ import annotations

import pytest

from assistant.lists.events import Events
from assistant.lists.presiding import Presiders
from assistant.parsing.rules import load_assertion_rules
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import archive_of, read

REPORTS = {
    "one": {
        "headline": "古浪县政协召开十届三次常委会会议",
        "date": "2023-06-12",
        "place": "古浪县",
        "text": "6月10日，古浪县政协召开十届三次常委会会议。副县长费满仓通报了情况。"
        "县政协主席钟秋实主持会议。",
    },
    "two": {
        "headline": "民勤县政协召开九届八次常委会会议",
        "date": "2023-06-16",
        "place": "民勤县",
        "text": "6月14日，民勤县政协主席卢望川先后主持召开九届八次常委会会议和党组会议。",
    },
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return archive_of(tmp_path_factory.mktemp("presiding"), REPORTS)


def presiders(archive: Archive) -> Presiders:
    return Presiders(archive, gazetteer(), Events(archive, gazetteer(), load_assertion_rules()))


@pytest.mark.parametrize(
    "question",
    ["2023年6月的几次常委会会议分别由谁主持？", "Who chaired the standing committee meetings of June 2023?"],
)
def test_one_row_per_person(archive: Archive, question: str) -> None:
    asked = read(question)
    assert presiders(archive).wanted(asked)
    draft = presiders(archive).answer(asked)
    assert draft is not None and [row.name for row in draft.rows] == ["钟秋实", "卢望川"]
    quotes = {citation.n: citation.quote for citation in draft.citations}
    assert all(row.name in quotes[row.citations[0]] for row in draft.rows)


@pytest.mark.parametrize("question", ["古浪县政协十届三次常委会会议由谁主持？", "2023年6月开了哪些会议？"])
def test_one_meeting_and_meetings_alone_are_other_questions(archive: Archive, question: str) -> None:
    assert not presiders(archive).wanted(read(question))
