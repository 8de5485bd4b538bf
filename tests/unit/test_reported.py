"""Places that were in the paper at all."""

from __future__ import annotations

from dataclasses import replace

from assistant.lists.reported import Reporter
from index.records import Filters
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import read


def test_places_of_a_prefecture_with_their_headlines(reports: Archive) -> None:
    draft = Reporter(reports, gazetteer()).answer(read("张掖市有哪些县上过报道？"))
    assert draft is not None and draft.status == "answered"
    names = {row.name for row in draft.rows}
    assert {"高台县", "民乐县"} <= names and "环县" not in names
    for row in draft.rows:
        quotes = [c for c in draft.citations if c.n in row.citations]
        assert quotes and all(reports.article(c.article_id).place == row.name for c in quotes)
    assert "高台县政协把站点建到群众身边" in draft.text


def test_a_time_limits_the_places(reports: Archive) -> None:
    draft = Reporter(reports, gazetteer()).answer(read("2024年有哪些县上过报道？"))
    assert draft is not None
    assert {row.name for row in draft.rows} == {"环县", "景泰县"}


def test_a_subject_is_looked_for_elsewhere(reports: Archive) -> None:
    reporter = Reporter(reports, gazetteer())
    assert reporter.answer(read("张掖市哪些县有委员工作站？")) is None
    assert reporter.answer(read("哪些县？")) is None


def test_every_place_of_a_level_that_was_in_the_paper(reports: Archive) -> None:
    draft = Reporter(reports, gazetteer()).answer(read("哪些县上过报道？"))
    assert draft is not None
    assert {row.level for row in draft.rows} == {"county"}
    assert {"环县", "高台县"} <= {row.name for row in draft.rows}


def test_filters_count_like_what_the_question_names(reports: Archive) -> None:
    question = replace(read("2023年有哪些县上过报道？"), filters=Filters(places=("621000",)))
    draft = Reporter(reports, gazetteer()).answer(question)
    assert draft is not None
    assert {row.code[:4] for row in draft.rows} == {"6210"}


def test_what_is_asked_for_as_mentioned_may_be_named_by_others(reports: Archive) -> None:
    plain = read("甘肃省有哪些县上过报道？")
    draft = Reporter(reports, gazetteer()).answer(replace(plain, mention=True))
    before = Reporter(reports, gazetteer()).answer(plain)
    assert draft is not None and before is not None
    assert {row.name for row in before.rows} <= {row.name for row in draft.rows}
    for row in draft.rows:
        quotes = [c for c in draft.citations if c.n in row.citations]
        own = all(reports.article(c.article_id).place == row.name for c in quotes)
        assert own or any(row.name[:-1] in c.quote for c in quotes)


def test_how_often_a_place_was_in_the_paper_may_be_a_condition(reports: Archive) -> None:
    every = Reporter(reports, gazetteer()).answer(read("哪些县上过报道？"))
    twice = Reporter(reports, gazetteer()).answer(read("哪些县不止一次上报？"))
    assert every is not None and twice is not None
    counted: dict[str, int] = {}
    for head in reports.heads(Filters()):
        counted[head.place_code or ""] = counted.get(head.place_code or "", 0) + 1
    assert {row.code for row in twice.rows} == {row.code for row in every.rows if counted[row.code] > 1}
    assert 0 < len(twice.rows) < len(every.rows)
