"""How many rows a ranking is wanted to have."""

from __future__ import annotations

import pytest

from assistant.parsing.numerals import limit_of, place_of
from assistant.parsing.rules import load_question_rules
from assistant.records import Language


@pytest.mark.parametrize(
    ("text", "language", "limit"),
    [
        ("委员工作站最多的三个县是哪些", "zh", 3),
        ("委员最多的两个市", "zh", 2),
        ("工作室最多的12个县", "zh", 12),
        ("数量排前五名的县", "zh", 5),
        ("哪个县的工作室最多", "zh", 0),
        ("the three counties with the most studios", "en", 3),
        ("top 5 counties", "en", 5),
        ("which county has the most studios", "en", 0),
    ],
)
def test_the_limit_of_a_ranking(text: str, language: Language, limit: int) -> None:
    assert limit_of(text, language, load_question_rules()) == limit


@pytest.mark.parametrize(("said", "number"), [("二", 2), ("10", 10), ("third", 3), ("两", 2), ("kind", 0)])
def test_the_number_of_a_row(said: str, number: int) -> None:
    assert place_of(said) == number
