"""What limits no row of a list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.lists.narrowing import narrowed
from tests.asking import read


def subjects(*names: str, asked: str = "county") -> tuple[str, ...]:
    question = replace(read("哪些县建立了委员工作站？"), asked=asked, groups=tuple((name,) for name in names))
    return tuple(group[0] for group in narrowed(question).groups)


_EMPTY = ["县政协", "政协", "市州", "下辖", "一级", "县(市、区)", "本报", "这天", "月底", "两天"]


@pytest.mark.parametrize("word", _EMPTY)
def test_bodies_levels_and_words_of_time_limit_nothing(word: str) -> None:
    assert subjects("供水", word) == ("供水",)


@pytest.mark.parametrize("word", ["政协委员", "社区", "园区", "工作站", "教育"])
def test_things_and_people_limit(word: str) -> None:
    assert subjects("供水", word) == ("供水", word)


def test_towns_limit_nothing_where_towns_are_asked_for() -> None:
    assert subjects("协商议事室", "乡镇", "街道", asked="town") == ("协商议事室",)


def test_an_idle_noun_counts_only_alone() -> None:
    assert subjects("常委会会议", "文件") == ("常委会会议",)
    assert subjects("文件") == ("文件",)


def test_a_question_for_reports_stays_as_it_is() -> None:
    assert subjects("县政协", asked="article") == ("县政协",)
