"""What matches too often to be listed: totals by place and year, said so, each example cited."""

from __future__ import annotations

import re

import pytest

from assistant.lists import grouped
from assistant.lists.grouped import Grouper
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import read


def test_few_matches_are_listed_elsewhere(reports: Archive) -> None:
    assert Grouper(reports, gazetteer()).answer(read("哪些地方提到委员工作站？")) is None


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouped, "MANY", 0)


def test_totals_by_prefecture_and_year(reports: Archive, always: None) -> None:
    draft = Grouper(reports, gazetteer()).answer(read("哪些地方提到委员工作站？"))
    assert draft is not None and draft.status == "partial"
    shown = [int(n) for n in re.findall(r"：(\d+) 篇$", draft.text, re.MULTILINE)]
    assert sum(shown) == draft.coverage.matched and "张掖市" in draft.text and "2023年" in draft.text
    assert {row.level for row in draft.rows} == {"prefecture"}
    for row in draft.rows:
        (mark,) = row.citations
        assert "委员工作站" in draft.citations[mark - 1].quote


def test_a_place_and_a_time_limit_the_totals(reports: Archive, always: None) -> None:
    draft = Grouper(reports, gazetteer()).answer(read("2024年哪些地方提到委员工作室？"))
    assert draft is not None and draft.coverage.matched == 1


def test_other_questions_are_none_of_its(reports: Archive, always: None) -> None:
    grouper = Grouper(reports, gazetteer())
    assert grouper.answer(read("哪些县的委员工作站超过10个？")) is None
    assert grouper.answer(read("哪些地方提到骆驼？")) is None
