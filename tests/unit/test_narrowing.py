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


@pytest.mark.parametrize("word", ["农户", "社区", "园区", "工作站", "教育"])
def test_things_and_people_limit(word: str) -> None:
    assert subjects("供水", word) == ("供水", word)


def test_towns_limit_nothing_where_towns_are_asked_for() -> None:
    assert subjects("协商议事室", "乡镇", "街道", asked="town") == ("协商议事室",)


def test_those_who_do_everything_limit_nothing_beside_another_subject() -> None:
    assert subjects("供水", "政协委员") == ("供水",)
    assert subjects("政协委员") == ("政协委员",)
    assert subjects("制度", "政协委员", "群众") == ("制度", "政协委员", "群众")


@pytest.mark.parametrize("word", ["底下", "那次", "两个", "分别"])
def test_a_word_that_only_points_or_counts_names_nothing(word: str) -> None:
    assert subjects("供水", word) == ("供水",)


def test_the_sort_of_thing_behind_its_examples_is_no_subject() -> None:
    question = replace(read("哪些县用上了对讲机这类工具？"), groups=(("对讲机",), ("工具",)))
    assert narrowed(question).groups == (("对讲机",),)


def test_a_number_of_rows_is_no_number_of_things() -> None:
    question = replace(read("开过座谈会的是哪几家政协？"), asked="place", said_noun="政协", units=("家",))
    assert narrowed(question).units == ()


def test_an_idle_noun_counts_only_alone() -> None:
    assert subjects("常委会会议", "文件") == ("常委会会议",)
    assert subjects("文件") == ("文件",)


def test_a_question_for_reports_stays_as_it_is() -> None:
    assert subjects("县政协", asked="article") == ("县政协",)


def test_meetings_in_general_say_nothing_beside_a_sort_of_them() -> None:
    question = narrowed(read("Which counties held consultation meetings in 2024?"))
    assert not any(group[0] == "会议" for group in question.groups)
    assert any("协商会" in group for group in (*question.groups, *question.activities))


def test_what_stands_in_quotation_marks_is_asked_for() -> None:
    question = narrowed(read("哪些县的政协提到过“晒谷法”？"))
    assert ("晒谷法",) in question.groups


def test_words_for_planning_limit_no_list_of_what_is_planned() -> None:
    question = replace(
        read("哪些县打算建茶馆？"), asked="county", planned=True, pieces=(("打算",), ("茶馆",))
    )
    assert narrowed(question).pieces == (("茶馆",),)
    assert narrowed(replace(question, planned=False)).pieces == (("打算",), ("茶馆",))


def test_a_name_that_stands_across_two_words_is_no_subject() -> None:
    question = replace(read("哪些市州公布了全市委员工作站的数量？"), asked="prefecture")
    question = replace(question, groups=(("市委",), ("委员工作站",)))
    assert narrowed(question).groups == (("委员工作站",),)


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("哪些县的乡镇、街道设有委员工作站？", False),
        ("哪些县在村里或社区设了委员工作站？", False),
        ("哪些县在社区设了委员工作站？", True),
    ],
)
def test_levels_below_side_by_side_limit_no_county(text: str, limits: bool) -> None:
    said = {name for group in narrowed(read(text)).groups for name in group}
    assert bool(said & {"乡镇", "街道", "村里", "社区"}) is limits


def test_who_used_a_wording_is_asked_for_that_wording() -> None:
    asked = narrowed(read("哪些县讲队伍建设时用了“两支队伍”的说法？"))
    assert asked.mention and asked.groups == (("两支队伍", "“两支队伍”"),) and not asked.activities
