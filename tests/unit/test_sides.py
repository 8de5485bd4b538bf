"""Comparisons taken apart: which side answers, and what is asked of each."""

from __future__ import annotations

import pytest

from assistant.parsing.sides import find_comparison
from assistant.records import Language
from tests.asking import read


@pytest.mark.parametrize(
    ("text", "language", "wins"),
    [
        ("两个县谁的凉亭多？", "zh", "most"),
        ("哪边的路更短一些？", "zh", "least"),
        ("哪个先开工？", "zh", "earliest"),
        ("凉亭多还是长廊多？", "zh", "most"),
        ("which one opened first, a or b?", "en", "earliest"),
        ("does a or b have more benches?", "en", "most"),
        ("are there fewer benches in a than in b?", "en", "least"),
    ],
)
def test_how_is_compared(text: str, language: Language, wins: str) -> None:
    found = find_comparison(text, language)
    assert found is not None and found.wins == wins


@pytest.mark.parametrize(
    "text", ["凉亭有多少座？", "什么时候开大会？", "先后去了哪些村？", "高台县有哪些凉亭？"]
)
def test_other_questions_compare_nothing(text: str) -> None:
    assert find_comparison(text, "zh") is None


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        (
            "环县2021年和武山县2022年，谁修的凉亭多？",
            ["环县2021年，修的凉亭多少", "武山县2022年，修的凉亭多少"],
        ),
        ("环县的凉亭比武山县的多几座？", ["环县的凉亭，多少", "武山县的凉亭，多少"]),
        ("环县和武山县5月的茶会，哪个先开？", ["环县5月的茶会，什么时候开", "武山县5月的茶会，什么时候开"]),
        (
            "Which road is longer, the one in Huan County or the one in Wushan County?",
            ["the one in huan county, road is how many", "the one in wushan county, road is how many"],
        ),
    ],
)
def test_each_side_is_a_question_of_its_own(question: str, sides: list[str]) -> None:
    understood = read(question)
    assert understood.kind == "compare"
    assert [side.text for side in understood.sides] == sides
    assert [len(side.places) for side in understood.sides] == [1, 1]
    assert {place for side in understood.sides for place in side.places} == set(understood.places)


def test_two_times_of_one_place_are_two_sides() -> None:
    understood = read("武山县2021年和2023年，哪年立案的提案多？")
    assert [[str(t.range) != "" for t in side.times] for side in understood.sides] == [[True], [True]]
    assert understood.sides[0].times != understood.sides[1].times


def test_a_list_has_no_sides() -> None:
    assert read("环县和武山县各有多少个工作站？").sides == ()
