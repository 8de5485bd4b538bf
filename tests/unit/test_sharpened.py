"""Mere words of a list whose terms say nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest

from assistant.lists.looking import Group, Search
from assistant.lists.sharpened import sharpened
from assistant.records import Question
from tests.asking import read


class _Spread:
    """How many of a hundred reports have each word."""

    def __init__(self, **spread: int) -> None:
        self._spread = spread

    def spread(self, group: Group) -> int:
        return self._spread.get(group[0], 0)

    def holds(self, group: Group) -> bool:
        return any(self._spread.get(name, 0) for name in group)

    def narrows(self, group: Group) -> bool:
        return 0 < self.spread(group) <= 30


def _asked(*groups: str, pieces: tuple[str, ...]) -> Question:
    question = replace(read("哪些县奖励过委员？"), kind="list", asked="county", founding=False, units=())
    return replace(
        question,
        groups=tuple((group,) for group in groups),
        activities=(),
        words=(),
        counted=(),
        pieces=tuple((piece,) for piece in (*groups, *pieces)),
    )


def _sought(question: Question, **spread: int) -> tuple[str, ...]:
    return tuple(group[0] for group in sharpened(question, cast(Search, _Spread(**spread)), 100).groups)


def test_a_mere_word_is_asked_for_beside_what_every_report_has() -> None:
    assert _sought(_asked("委员", pieces=("奖励",)), 委员=90, 奖励=2) == ("奖励",)


def test_a_term_that_says_something_stays() -> None:
    assert _sought(_asked("供水", pieces=("奖励",)), 供水=4, 奖励=2) == ("供水",)


@pytest.mark.parametrize("word", ["统计", "关注", "奖励"])
def test_what_says_nothing_is_not_asked_for_instead(word: str) -> None:
    assert _sought(_asked("委员", pieces=(word,)), 委员=90, 奖励=70) == ("委员",)


def test_of_a_mere_word_that_no_report_has_what_tells_the_same_is_asked_for() -> None:
    question = _asked("委员", pieces=("补贴",))
    names = sharpened(question, cast(Search, _Spread(委员=90)), 100).groups[0]
    assert names[0] == "补贴" and len(names) > 1
