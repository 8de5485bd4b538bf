"""Every matching sentence: what it asserts, of whom, when, and how much was searched."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.lists.evidence import Evidence, Matches
from index.search import Archive
from tests.asking import archive_of, finder, read


def find(reports: Archive, question: str) -> Matches:
    return finder(reports).find(read(question))


def by_source(matches: Matches) -> dict[str, Evidence]:
    return {e.article.source: e for e in matches.evidence}


def test_every_report_that_holds_the_subject_is_found(reports: Archive) -> None:
    found = find(reports, "哪些县建立了委员工作站？")
    holding = {a.source for a in reports.articles() if "委员工作站" in a.text}
    assert len(holding) == 8
    assert set(by_source(found)) == holding


def test_kin_does_not_match(reports: Archive) -> None:
    found = by_source(find(reports, "哪些县建立了委员工作室？"))
    assert set(found) == {"huanxian-2023", "huanxian-2024"}


@pytest.mark.parametrize(
    ("source", "asserted"),
    [
        ("gaotai-2023", "set_up"),
        ("guazhou-2023", "set_up"),
        ("minle-2023", "planned"),
        ("tianzhu-2023", "denied"),
        ("jinta-2023", "in_operation"),
        ("jiuquan-2023", "set_up"),
    ],
)
def test_what_is_asserted(reports: Archive, source: str, asserted: str) -> None:
    assert by_source(find(reports, "哪些县建立了委员工作站？"))[source].asserted == asserted


def test_evidence_knows_where_the_thing_stands(reports: Archive) -> None:
    for item in find(reports, "哪些县建立了委员工作站？").evidence:
        assert item.text in item.article.text
        assert item.sentence.start <= item.position < item.sentence.end
        assert item.article.text[item.position :].startswith(item.matched)
        assert item.matched in item.text


def test_figures_and_places_are_read(reports: Archive) -> None:
    found = by_source(find(reports, "哪些县建立了委员工作站？"))
    gaotai = found["gaotai-2023"]
    assert gaotai.figure and gaotai.figure.value == 12
    assert [a.code for a in gaotai.acting] == ["620724"]
    assert gaotai.dates[0].iso == "2022-11"


@pytest.mark.parametrize(
    ("question", "sources"),
    [
        ("瓜州县有多少个委员工作站？", {"guazhou-2023", "guazhou-again"}),
        ("酒泉市哪些县建立了委员工作站？", {"guazhou-2023", "guazhou-again", "jinta-2023", "jiuquan-2023"}),
        ("2022年哪些县建立了委员工作站？", {"gaotai-2023"}),
        ("2024年3月哪些县召开了常委会会议？", {"jingtai-2024"}),
        ("哪些县召开了常委会会议？", {"huining-2023", "jingtai-2024"}),
    ],
)
def test_place_and_time_limit_the_evidence(reports: Archive, question: str, sources: set[str]) -> None:
    assert set(by_source(find(reports, question))) == sources


def test_what_is_excluded_does_not_match(reports: Archive) -> None:
    found = by_source(find(reports, "哪些县设立了委员工作站（不包括瓜州县）？"))
    assert "gaotai-2023" in found and "guazhou-2023" not in found


def test_coverage_counts_what_was_searched(reports: Archive) -> None:
    found = find(reports, "哪些县召开了常委会会议？")
    assert found.coverage.articles == reports.count()
    assert found.coverage.matched == 2
    assert found.coverage.sentences == len(found.evidence)


def test_nothing_matches_what_the_archive_does_not_hold(reports: Archive) -> None:
    found = find(reports, "哪些县养了骆驼？")
    assert not found.evidence
    assert found.coverage.matched == found.coverage.sentences == 0
    assert found.coverage.articles == reports.count()


def test_what_is_done_is_given_up_before_the_thing(reports: Archive) -> None:
    found = find(reports, "哪些县视察了农村养老？")
    assert set(by_source(found)) == {"huachi-2023"}
    assert any("视察" in group for group in found.dropped)


def test_names_are_found_across_broken_lines_and_widths(tmp_path: Path) -> None:
    text = "3月6日，高台县在９个镇成立委员 工作站。"
    with archive_of(tmp_path, {"x": {"date": "2023-03-10", "place": "高台县", "text": text}}) as archive:
        (item,) = find(archive, "哪些县建立了委员工作站？").evidence
    assert item.asserted == "set_up"
    assert item.figure and item.figure.value == 9


def test_many_reports_are_all_found(tmp_path: Path) -> None:
    many = {
        f"n{n}": {"date": "2023-03-10", "place": "高台县", "text": f"{n}月前，第{n}个委员工作站挂牌。"}
        for n in range(2, 152)
    }
    with archive_of(tmp_path, many) as archive:
        assert len(find(archive, "哪些县建立了委员工作站？").evidence) == 150


def test_a_deputy_is_not_who_is_asked_for(tmp_path: Path) -> None:
    texts = {
        "甲": "本报高台讯 3月5日，高台县政协副主席骆怀远带队走访农户18户。",
        "乙": "本报民乐讯 3月6日，民乐县政协主席沙晓雨带队走访农户21户。",
        "丙": "本报瓜州讯 3月7日，瓜州县政协主席计明远、副主席桑远山带队走访农户9户。",
    }
    reports = {name: {"text": text, "date": "2024-03-10"} for name, text in texts.items()}
    with archive_of(tmp_path, reports) as archive:
        found = find(archive, "主席带队走访农户的有哪些县？")
    assert {e.article.text[:5] for e in found.evidence} == {"本报民乐讯", "本报瓜州讯"}
