"""Where the people of one place went to learn."""

from __future__ import annotations

import pytest

from assistant.lists.destinations import Destinations
from assistant.parsing.rules import load_assertion_rules
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import archive_of, read

REPORTS = {
    "one": {
        "headline": "古浪县政协外出学习",
        "date": "2023-06-12",
        "place": "古浪县",
        "text": "6月10日，古浪县政协组织委员赴天水市秦安县、甘谷县和永昌县学习工作室建设经验。"
        "委员们说，回到古浪县要先从小事做起。",
    },
    "two": {
        "headline": "民勤县政协到古浪县考察",
        "date": "2023-07-12",
        "place": "民勤县",
        "text": "7月10日，民勤县政协组织委员前往古浪县考察蔬菜产业。",
    },
}


@pytest.fixture(scope="module")
def destinations(tmp_path_factory: pytest.TempPathFactory) -> Destinations:
    made: Archive = archive_of(tmp_path_factory.mktemp("destinations"), REPORTS)
    return Destinations(made, gazetteer(), load_assertion_rules())


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("古浪县政协派人到哪些县学习过？", ["秦安县", "甘谷县", "永昌县"]),
        ("Which places did the Gulang CPPCC visit to learn?", ["秦安县", "甘谷县", "永昌县"]),
        ("民勤县政协去哪些地方考察过？", ["古浪县"]),
    ],
)
def test_rows_are_the_places_gone_to(destinations: Destinations, question: str, names: list[str]) -> None:
    asked = read(question)
    assert destinations.wanted(asked)
    draft = destinations.answer(asked)
    assert draft is not None and [row.name for row in draft.rows] == names
    quotes = {citation.n: citation.quote for citation in draft.citations}
    assert all(row.name in quotes[row.citations[0]] for row in draft.rows)


@pytest.mark.parametrize("question", ["哪些县政协外出考察过？", "古浪县政协调研了哪些村？"])
def test_who_went_and_what_was_looked_at_are_other_questions(
    destinations: Destinations, question: str
) -> None:
    assert not destinations.wanted(read(question))
