"""Verdicts on answers, case by case."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assistant.records import Answer, Row, Status
from eval.cases import Case
from eval.scoring import judge, row_text


def case(type: str = "number", **fields: Any) -> Case:
    fields.setdefault("answer", ("18名",))
    return Case(id="t", question="问？", lang="zh", type=type, **fields)


def answer(text: str, *rows: Row, status: Status = "answered") -> Answer:
    return Answer(question="问？", language="zh", kind="number", status=status, text=text, rows=rows)


def county(name: str, level: str = "county") -> Row:
    return Row(name, level=level, citations=(1,))


LIST = case(
    "list",
    answer=("甘州区", "民勤县"),
    optional=("陇南市",),
    aliases={"民勤县": ("Minqin",)},
    trap=("临潭县",),
)


def test_all_items_are_required() -> None:
    two = case(answer=("70余次", "110余人次"), aliases={"70余次": ("70多次",)})
    assert judge(two, answer("开展了70多次，110余人次发言")).right
    verdict = judge(two, answer("开展了70多次"))
    assert not verdict.right and verdict.reasons == ("missing: 110余人次",)


def test_an_item_may_stand_in_a_row() -> None:
    row = Row("徽县", quantity=18.0, unit="名")
    assert row_text(row) == "徽县 18名"
    assert judge(case(), answer("见表", row)).right


def test_a_trap_is_wrong_unless_an_optional_item_says_it() -> None:
    who = case("who", answer=("王毅",), trap=("王毅先",))
    assert judge(who, answer("主席王毅主持")).right
    assert judge(who, answer("主席王毅先主持")).reasons == ("trap: 王毅先",)
    excused = replace(who, trap=("7个",), optional=("27个社区7个",))
    assert judge(excused, answer("王毅，27个社区7个")).right


@pytest.mark.parametrize(
    ("type", "limit"),
    [(kind, 400) for kind in ("number", "who", "when", "where")]
    + [("what", 500), ("followup", 600), ("summary", 1200)],
)
def test_length_is_limited(type: str, limit: int) -> None:
    at = answer("18名" + "文" * (limit - 3))
    assert judge(case(type), at).right
    over = judge(case(type), answer("18名" + "文" * (limit - 2)))
    assert over.reasons == (f"too long: {limit + 1} > {limit} characters",)


def test_quotations_do_not_count_for_length_or_content() -> None:
    assert judge(case(), answer("18名\n> " + "文" * 900)).right
    assert not judge(case(), answer("见下\n> 18名")).right


def test_lists_counts_and_comparisons_may_be_long() -> None:
    for type in ("count", "compare"):
        assert judge(case(type), answer("18名" + "文" * 5000)).right


def test_complete_list() -> None:
    verdict = judge(LIST, answer("两个", county("甘州区"), county("民勤县"), county("陇南市", "prefecture")))
    assert verdict.right and verdict.listing is not None and verdict.listing.f1 == 1.0


def test_list_with_a_miss() -> None:
    verdict = judge(LIST, answer("一个", county("甘州区")))
    assert verdict.reasons == ("missing: 民勤县",)
    # One of one given is right, one of two wanted is there: F1 = 2/3.
    assert verdict.listing is not None and verdict.listing.f1 == pytest.approx(2 / 3)


def test_list_with_a_trap_and_an_outsider() -> None:
    rows = [county(name) for name in ("甘州区", "民勤县", "临潭县", "静宁县")]
    verdict = judge(LIST, answer("四个", *rows))
    assert verdict.reasons == ("trap: 临潭县", "outside: 静宁县")
    # P = 2/4, R = 1: F1 = 2/3.
    assert verdict.listing is not None and verdict.listing.f1 == pytest.approx(2 / 3)


def test_a_prefecture_stands_apart_where_counties_are_asked() -> None:
    assert judge(LIST, answer("", county("甘州区"), county("民勤县"), county("白银市", "prefecture"))).right
    mixed = replace(LIST, answer=("甘州区", "庆阳市"))
    rows = (county("甘州区"), county("庆阳市", "prefecture"), county("白银市", "prefecture"))
    assert judge(mixed, answer("", *rows)).reasons == ("outside: 白银市",)


def test_a_list_without_rows_is_judged_by_its_text() -> None:
    assert judge(LIST, answer("甘州区和 Minqin County")).right
    assert judge(LIST, answer("甘州区、民勤县、临潭县")).reasons == ("trap: 临潭县",)


def test_a_row_named_exactly_goes_before_a_longer_alias() -> None:
    near = case("list", answer=("城关区", "城关镇"), aliases={"城关区": ("城关",)})
    assert judge(near, answer("", county("城关镇"), county("城关区"))).right


def test_exhaustive_time_filtered_questions_are_lists() -> None:
    timed = replace(LIST, type="time_filtered", tags=("exhaustive",))
    assert timed.listing and not replace(timed, tags=()).listing
    assert not judge(timed, answer("甘州区、民勤县", county("甘州区"), county("静宁县"))).right


@pytest.mark.parametrize("status", ["not_found", "no_coverage", "unreadable", "premise_false"])
def test_refusals(status: Status) -> None:
    unknown = case("unanswerable", answer=(), abstain=True)
    assert judge(unknown, answer("没有说", status=status)).right
    assert not judge(case(), answer("18名", status=status)).right


def test_answering_what_is_not_told_is_wrong() -> None:
    unknown = case("unanswerable", answer=(), abstain=True, trap=("24个工作室",))
    for status in ("answered", "partial"):
        assert not judge(unknown, answer("大约3个", status=status)).right
    assert judge(unknown, answer("有24个工作室", status="premise_false")).reasons == ("trap: 24个工作室",)
