"""Places that a question names only by what befell them."""

from __future__ import annotations

import pytest

from assistant.parsing.befell import without_events
from tests.archives import gazetteer
from tests.asking import read


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("舟曲泥石流发生后，文县和成县捐款合计多少万元？", ("621222", "621221")),
        ("舟曲县泥石流灾区收到多少捐款？", ("623023",)),
        ("舟曲县和文县的委员工作站共有多少个？", ("623023", "621222")),
    ],
)
def test_the_place_of_an_event_is_none_of_those_asked_about(text: str, places: tuple[str, ...]) -> None:
    assert without_events(read(text), gazetteer()).places == places


def test_one_county_holds_no_counties() -> None:
    question = read("文县计划修多少个水站，已修好多少个？")
    assert (question.kind, question.asked, question.places) == ("number", "", ("621222",))
