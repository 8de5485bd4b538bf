"""Evidence as rows: one a place, duplicates once, the best first, cited in the order shown."""

from __future__ import annotations

from assistant.citations import Citer
from assistant.lists.rows import Pile, cite_with_place, clause, date_of, make_rows, piles
from assistant.records import Row
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import finder, read

STATIONS = "哪些县建立了委员工作站？"


def found(reports: Archive, question: str = STATIONS) -> list[Pile]:
    return piles(finder(reports).find(read(question)).evidence, gazetteer())


def rows(reports: Archive, question: str = STATIONS) -> tuple[list[Row], Citer]:
    citer = Citer()
    return make_rows(read(question), found(reports, question), citer), citer


def test_one_pile_a_place(reports: Archive) -> None:
    codes = [p.code for p in found(reports)]
    assert len(codes) == len(set(codes))
    assert {"620724", "620922", "620921", "620900"} <= set(codes)


def test_a_report_that_stands_twice_counts_once(reports: Archive) -> None:
    pile = next(p for p in found(reports) if p.name == "瓜州县")
    assert len(pile.held) == 1


def test_plans_and_denials_are_withheld(reports: Archive) -> None:
    by_name = {p.name: p for p in found(reports)}
    for name in ("民乐县", "天祝藏族自治县"):
        pile = by_name.get(name) or by_name["天祝县"]
        assert pile.withheld and not pile.held
    assert not {"民乐县", "天祝县", "天祝藏族自治县"} & {r.name for r in rows(reports)[0]}


def test_rows_have_places_with_levels(reports: Archive) -> None:
    for row in rows(reports)[0]:
        place = gazetteer().get(row.code)
        assert place and (place.name, place.level) == (row.name, row.level)


def test_rows_of_the_level_asked_for_come_first(reports: Archive) -> None:
    levels = [r.level for r in rows(reports)[0]]
    assert levels == sorted(levels, key=lambda level: level != "county")
    other = [r.level for r in rows(reports, "哪些市建立了委员工作站？")[0]]
    assert other[0] == "prefecture" and set(other[1:]) == {"county"}


def test_what_is_founded_comes_before_what_is_only_at_work(reports: Archive) -> None:
    counties = [r for r in rows(reports)[0] if r.level == "county"]
    order = ["set_up", "in_operation", "mentioned"]
    ranks = [order.index(r.reported) for r in counties]
    assert ranks == sorted(ranks)


def test_numbers_run_in_the_order_of_the_rows(reports: Archive) -> None:
    made, citer = rows(reports)
    firsts = [row.citations[0] for row in made]
    assert firsts == sorted(firsts)
    assert {n for row in made for n in row.citations} == {c.n for c in citer.citations}


def test_a_row_cites_its_own_report(reports: Archive) -> None:
    made, citer = rows(reports)
    quotes = {c.n: c for c in citer.citations}
    row = next(r for r in made if r.name == "高台县")
    assert (row.quantity, row.date) == (12, "2022-11")
    assert quotes[row.citations[0]].source == "gaotai-2023"


def test_doings_have_no_figures(reports: Archive) -> None:
    made, _ = rows(reports, "哪些县召开了常委会会议？")
    assert {r.name for r in made} == {"会宁县", "景泰县"}
    assert all(r.quantity is None and r.detail for r in made)


def test_the_newest_evidence_of_a_place_is_reachable(reports: Archive) -> None:
    (row,), citer = rows(reports, "环县委员工作室有多少？")
    assert {c.source for c in citer.citations} == {"huanxian-2023", "huanxian-2024"}
    assert len(row.citations) == 2


def test_the_sentence_that_names_the_place_is_cited_too(reports: Archive) -> None:
    for pile in found(reports, "哪些县调研了农村养老？"):
        for item in pile.held:
            citer = Citer()
            numbers = cite_with_place(item, pile.code, citer)
            assert numbers[0] == 1
            assert citer.citations[0].quote == item.text


def test_clauses_are_short_and_hold_the_thing(reports: Archive) -> None:
    for pile in found(reports):
        for item in (*pile.held, *pile.withheld):
            cut = clause(item)
            assert cut in item.text and item.matched in cut
            assert len(cut) <= 46


def test_dates_are_iso(reports: Archive) -> None:
    for pile in found(reports):
        assert all(date_of(item)[:4].isdigit() for item in pile.held)
