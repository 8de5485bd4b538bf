"""Places that only name what befell them."""

from __future__ import annotations

import pytest

from assistant.lists.scope import excluded_words
from assistant.lists.struck import elsewhere
from index.places import Gazetteer
from tests.asking import read

GAZETTEER = Gazetteer.load()


@pytest.mark.parametrize(
    "text",
    [
        "舟曲泥石流之后，哪些县政协捐过款？",
        "给舟曲县灾区送过东西的是哪些政协？",
        "After the Zhouqu flood, which CPPCC committees sent relief goods?",
    ],
)
def test_who_helped_may_be_anywhere(text: str) -> None:
    question = elsewhere(read(text), GAZETTEER)
    assert not question.places
    assert any("舟曲" in group for group in question.groups)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("哪些县给舟曲泥石流灾区捐了款？", ["捐款"]),
        ("哪些县给舟曲县送过热饭？", ["供餐"]),
        ("哪些县政协给舟曲县送过帐篷？", ["帐篷", "捐款"]),
        ("After the Zhouqu flood, which counties donated money?", ["捐款"]),
    ],
)
def test_what_was_given_is_told_in_words_of_giving(text: str, told: list[str]) -> None:
    question = elsewhere(read(text), GAZETTEER)
    assert [group[0] for group in question.groups] == [*told, "舟曲"]
    assert question.excluded == ("舟曲县",) and not excluded_words(question)


@pytest.mark.parametrize(
    "text",
    [
        "舟曲县哪些乡镇遭了泥石流？",
        "舟曲县建了多少个委员工作站？",
        "舟曲县政协为泥石流灾民捐了多少钱？",
        "舟曲县和哪些县政协开过协商会？",
    ],
)
def test_what_lies_within_a_place_is_asked_for_there(text: str) -> None:
    question = read(text)
    assert elsewhere(question, GAZETTEER) == question
