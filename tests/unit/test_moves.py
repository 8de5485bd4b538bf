"""Follow-ups that say only what is to be different: the question before with the change put in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.parsing.moves import load_moves
from assistant.parsing.shown import explain
from tests.asking import read, reader

STATIONS = "哪些县建立了委员工作站？"
HOW_MANY = "高台县有多少个委员工作站？"
IN_ENGLISH = "Which counties set up committee workstations?"


@pytest.mark.parametrize(
    ("turns", "same"),
    [
        ([HOW_MANY, "不是，我问的是委员工作室"], "高台县有多少个委员工作室？"),
        ([HOW_MANY, "我问的是委员工作室，不是工作站"], "高台县有多少个委员工作室？"),
        ([HOW_MANY, "不对，我说的是瓜州"], "瓜州有多少个委员工作站？"),
        ([HOW_MANY, "那瓜州呢？", "不是2022年，是2023年的"], "2023年瓜州有多少个委员工作站？"),
        (["2022年环县政协开了哪些会？", "上一年呢？"], "2021年环县政协开了哪些会？"),
        (["2022年环县政协开了哪些会？", "第二年的情况呢"], "2023年环县政协开了哪些会？"),
        (["2022年上半年环县政协开了哪些会？", "上年同期呢？"], "2021年上半年环县政协开了哪些会？"),
        ([STATIONS, "那委员工作室呢？"], "哪些县建立了委员工作室？"),
        ([STATIONS, "只看张掖市的"], "张掖市哪些县建立了委员工作站？"),
        ([STATIONS, "只要2023年以后的"], "2023年以后哪些县建立了委员工作站？"),
        ([STATIONS, "那市一级的呢？"], "哪些市建立了委员工作站？"),
        ([STATIONS, "反过来，哪些县没有？"], "哪些县没有建立委员工作站？"),
        ([STATIONS, "出处在哪里？"], STATIONS),
        ([STATIONS, "有没有更新的数字？"], STATIONS),
        ([STATIONS, "展开说说"], f"介绍一下{STATIONS}"),
        (["高台县和瓜州县哪个委员工作站多？", "环县和会宁县呢？"], "环县和会宁县哪个委员工作站多？"),
        (["高台县和瓜州县哪个委员工作站多？", "跟会宁县比呢？"], "高台县和会宁县哪个委员工作站多？"),
        (["民乐县政协主席是谁？", "副主席呢？"], "民乐县政协副主席是谁？"),
        ([IN_ENGLISH, "I meant members' studios"], "Which counties set up members' studios?"),
        ([IN_ENGLISH, "only those in Zhangye"], "Which counties set up committee workstations in Zhangye?"),
        ([IN_ENGLISH, "Anything newer?"], IN_ENGLISH),
        ([IN_ENGLISH, "Tell me more"], f"Describe: {IN_ENGLISH}"),
    ],
)
def test_a_follow_up_reads_like_the_question_that_a_person_would_understand(
    turns: list[str], same: str
) -> None:
    *before, last = turns
    told, meant = explain(read(last, *before)), explain(read(same))
    assert told == meant


@pytest.mark.parametrize(
    "text", ["谁主持的？", "那里有多少名委员？", "第二次会议是什么时候？", "开了什么会？"]
)
def test_a_question_of_its_own_is_not_put_into_the_one_before(text: str) -> None:
    assert reader().continuer.in_full([HOW_MANY, text])[-1] == text


def test_a_side_of_what_was_said_is_no_new_subject() -> None:
    question = read("结果怎么样？", "清水县红堡镇的协商议事室商量的是哪件事？")
    assert any("协商议事室" in group for group in question.groups) and question.places == ("620521",)


def test_a_number_of_other_things_is_not_one_of_the_thing_before() -> None:
    question = read("How many people did they receive?", "How many members' studios does Huan County have?")
    assert question.kind == "number" and not question.counted and "人" in question.units


def test_what_is_counted_in_two_places_is_added_up() -> None:
    question = read("一共多少个？", HOW_MANY, "瓜州县呢？")
    assert question.total and set(question.places) == {"620724", "620922"}


def test_a_place_whose_name_ends_like_printing_is_no_page() -> None:
    assert not read("永登什么时候建的委员工作站？").printed
    assert read("永登的报道什么时候登的报？").printed


def test_a_follow_up_counts_the_rows_of_the_question_before() -> None:
    in_full = reader().continuer.in_full
    assert in_full(["哪些县建立了委员工作站？", "一共几个？"])[-1] == "有几个县建立了委员工作站？"
    assert in_full(["Which counties have workstations?", "How many are there?"])[-1] == (
        "how many counties have workstations?"
    )


def test_a_follow_up_keeps_one_level_of_the_rows() -> None:
    in_full = reader().continuer.in_full
    assert in_full(["哪些地方建立了委员工作站？", "只看县，不要市"])[-1] == "哪些县建立了委员工作站？"


def test_another_thing_may_be_said_by_its_short_name() -> None:
    assert (
        reader()
        .continuer.in_full([HOW_MANY.replace("委员工作站", "委员工作室"), "工作站呢？"])[-1]
        .startswith("高台县有多少个工作站")
    )


def test_one_place_of_a_list_is_asked_how_many_it_has() -> None:
    question = read("环县有多少个？", "哪些县建立了委员工作站？")
    assert question.kind == "number" and not question.asked
    assert question.counted and question.places == ("621022",)


@given(st.text(max_size=40))
def test_taking_away_corrections_ends_and_leaves_something(text: str) -> None:
    for moves in load_moves().values():
        bare = moves.bare(text)
        assert moves.bare(bare) == bare
        assert bool(bare) == bool(text)
