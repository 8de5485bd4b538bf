"""The frame of a question: kind, rows, order and what else is asked for, whatever the subject."""

from __future__ import annotations

import pytest

from assistant.parsing.shown import explain
from tests.asking import read


@pytest.mark.parametrize(
    ("text", "kind", "rows"),
    [
        ("委员工作站超过10个的县有哪些？", "list", "county"),
        ("把各县按委员工作站数量从多到少排一下", "list", "county"),
        ("一共有多少个县建了委员工作站？", "count", "county"),
        ("建有委员工作站的县一共有几个？", "count", "county"),
        ("有没有哪个县建了委员工作站？", "list", "county"),
        ("Rank the counties by number of workstations.", "list", "county"),
        ("Are there counties with members' studios?", "list", "county"),
        ("哪些镇的委员工作站被写到？", "list", "town"),
        ("列出所有县政协副主席", "list", "person"),
        ("有几篇报道写到养老？", "count", "article"),
        ("环县有没有委员工作室？", "number", ""),
        ("酒泉市政协调研组去了哪些乡镇？", "where", ""),
    ],
)
def test_kinds_and_rows(text: str, kind: str, rows: str) -> None:
    question = read(text)
    assert (question.kind, question.asked) == (kind, rows)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("把各县按委员工作站数量从多到少排一下", "most"),
        ("各县的委员工作站从少到多排序", "least"),
        ("环县和瓜州县的委员工作站相差多少个？", "difference"),
        ("哪些县至少有10个委员工作站？", ""),
        ("Which counties have at least ten workstations?", ""),
    ],
)
def test_orders(text: str, order: str) -> None:
    assert read(text).order == order


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("哪些县既有委员工作站又有委员工作室？", "both"),
        ("哪些县还没有委员工作站？", "negated"),
        ("哪些县打算建委员工作站？", "planned"),
        ("哪些县的委员工作站数量有变化？", "changed"),
        ("是否有县建了委员工作站？", "yes_no"),
    ],
)
def test_signs(text: str, sign: str) -> None:
    assert getattr(read(text), sign) is True
    assert getattr(read("哪些县建立了委员工作站？"), sign) is False


def test_a_clause_that_asks_for_more_of_each_row_limits_nothing() -> None:
    question = read("哪些县建了委员工作站，各接待多少人次？")
    assert question.wanted and not question.activities
    assert len(question.groups) == 1 and question.units[0] == "人次"


def test_things_by_their_short_names() -> None:
    assert "委员工作站" in read("哪些县建了工作站？").groups[0]
    assert "委员工作室" in read("哪些县建了工作室？").groups[0]


def test_each_of_two_things_and_either_of_them() -> None:
    assert len(read("哪些县既有委员工作站又有委员工作室？").groups) == 2
    assert len(read("哪些县有委员工作站或委员工作室？").groups) == 1


def test_people_in_questions_are_taken_whole() -> None:
    assert ("骆怀远",) in read("骆怀远是哪个县的政协主席？").groups


def test_the_parse_is_shown_with_what_was_of_no_use() -> None:
    shown = explain(read("哪些县的委员工作站超过10个？"))
    assert shown["rows"] == "county" and shown["bound"] == "> 10" and "founding" in str(shown["signs"])
    assert "unused" not in shown
    left = explain(read("Which counties built a zeppelin workstation?"))
    assert "zeppelin" in str(left["unused"])


def test_numbers_of_several_things_are_no_places() -> None:
    assert read("收到和立案的提案各有多少件？").kind == "number"
    assert read("哪些县建了委员工作站？各有多少个？").kind == "list"


def test_a_follow_up_that_only_names_another_month() -> None:
    after = read("8月那次呢？", "环县政协2025年5月慰问了谁？")
    assert after.kind == "what" and after.places == ("621022",)
