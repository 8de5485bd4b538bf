"""Lists, counts and rankings over every matching sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.citations import MARK
from assistant.listing import Draft
from assistant.lists.ways import Lists
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import archive_of, finder, read, scorer


def answer(archive: Archive, question: str) -> Draft | None:
    understood = read(question)
    ways = Lists(archive, finder(archive), gazetteer(), scorer(archive)).ways(understood)
    return next((draft for way in ways if (draft := way(understood))), None)


def listed(archive: Archive, question: str) -> Draft:
    draft = answer(archive, question)
    assert draft is not None
    return draft


STATIONS = "哪些县建立了委员工作站？各有多少？"


def test_counties_that_have_the_thing(reports: Archive) -> None:
    draft = listed(reports, STATIONS)
    counties = {r.name: r for r in draft.rows if r.level == "county"}
    assert {"高台县", "瓜州县", "金塔县"} <= set(counties)
    assert not {"民乐县", "天祝县", "天祝藏族自治县", "环县", "会宁县"} & set(counties)
    assert (counties["高台县"].quantity, counties["瓜州县"].quantity) == (12, 15)
    assert (counties["高台县"].reported, counties["金塔县"].reported) == ("set_up", "in_operation")
    assert draft.status == "answered" and draft.composed_by == "listing"


def test_levels_stand_apart(reports: Archive) -> None:
    draft = listed(reports, STATIONS)
    levels = [r.level for r in draft.rows]
    assert levels.count("prefecture") == 1 and levels[-1] == "prefecture"
    above, _, below = draft.text.partition("酒泉市")
    assert "高台县" in above and "金塔县" in above and "高台县" not in below


def test_plans_are_told_but_are_no_rows(reports: Archive) -> None:
    draft = listed(reports, STATIONS)
    assert "民乐县" in draft.text
    assert all(r.name != "民乐县" for r in draft.rows)
    line = next(line for line in draft.text.split("\n") if "民乐县" in line)
    assert not line.startswith("- ")


def test_a_place_of_another_province_that_is_only_named_is_no_row(tmp_path: Path) -> None:
    home = "本报高台讯 5月3日，高台县政协请来哈密市伊州区的工匠修缮骆驼石桥，桥长九米。"
    archive = archive_of(
        tmp_path,
        {
            "高台石桥": {
                "headline": "高台修缮石桥",
                "date": "2024-05-06",
                "place": "高台县",
                "text": home + "伊州区修缮骆驼石桥已有三座。",
            },
            "瓜州石桥": {
                "headline": "瓜州视察石桥",
                "date": "2024-05-06",
                "place": "瓜州县",
                "text": "本报瓜州讯 5月4日，瓜州县政协视察骆驼石桥。",
            },
        },
    )
    draft = listed(archive, "哪些地方的报道讲到骆驼石桥？")
    assert "伊州区" not in draft.text and {row.name for row in draft.rows} == {"瓜州县"}


def test_a_list_in_english_has_the_same_rows(reports: Archive) -> None:
    chinese = listed(reports, STATIONS)
    english = listed(reports, "Which counties have set up committee workstations?")
    assert {(r.code, r.quantity, r.reported) for r in chinese.rows} == {
        (r.code, r.quantity, r.reported) for r in english.rows
    }
    assert "Gaotai" in english.text and "高台县" in english.text
    assert "检索" not in english.text


@pytest.mark.parametrize(
    "question",
    [
        STATIONS,
        "which counties set up committee workstations",
        "哪些市建立了委员工作站？",
        "哪些县召开了常委会会议？",
        "哪些文章提到委员工作站？",
        "哪个县的委员工作站最多？",
        "有几个县召开了常委会会议？",
    ],
)
def test_marks_and_citations_agree(reports: Archive, question: str) -> None:
    draft = listed(reports, question)
    numbers = [c.n for c in draft.citations]
    assert numbers == list(range(1, len(numbers) + 1)) and numbers
    assert {int(n) for n in MARK.findall(draft.text)} == set(numbers)
    assert {n for row in draft.rows for n in row.citations} <= set(numbers)
    assert all(row.citations for row in draft.rows)
    for citation in draft.citations:
        text = reports.article(citation.article_id).text
        assert text[citation.start :].startswith(citation.quote)


def test_every_row_stands_in_the_text_with_its_marks(reports: Archive) -> None:
    draft = listed(reports, STATIONS)
    for row in draft.rows:
        line = next(line for line in draft.text.split("\n") if line.startswith(f"- **{row.name}**"))
        assert tuple(int(n) for n in MARK.findall(line)) == row.citations


def test_coverage_is_told(reports: Archive) -> None:
    draft = listed(reports, STATIONS)
    told = [int(n) for n in re.findall(r"\d+", draft.text.split("\n")[-1])]
    coverage = draft.coverage
    assert told == [coverage.articles, coverage.matched, coverage.sentences]
    assert coverage.articles == reports.count()


def test_a_count_names_what_it_counts(reports: Archive) -> None:
    draft = listed(reports, "有几个县召开了常委会会议？")
    opening = draft.text.split("\n")[0]
    assert "2" in opening and "会宁县" in opening and "景泰县" in opening


@pytest.mark.parametrize(
    ("question", "name", "figure"),
    [
        ("哪个县的委员工作站最多？", "瓜州县", "15"),
        ("哪个县的委员工作站最少？", "高台县", "12"),
        ("Which county has the most workstations?", "Guazhou", "15"),
    ],
)
def test_a_ranking_opens_with_its_answer(reports: Archive, question: str, name: str, figure: str) -> None:
    opening = listed(reports, question).text.split("\n")[0]
    assert name in opening and figure in opening and MARK.search(opening)


def test_articles_are_rows_too(reports: Archive) -> None:
    draft = listed(reports, "哪些文章提到养老？")
    assert [r.name for r in draft.rows] == ["华池县政协调研农村养老"]
    assert "1" in draft.text.split("\n")[0]


def test_each_article_is_one_row(reports: Archive) -> None:
    draft = listed(reports, "哪些文章提到委员工作站？")
    assert len(draft.rows) == draft.coverage.matched
    assert "天祝县政协调研履职平台" in {r.name for r in draft.rows}


@pytest.mark.parametrize("question", ["哪些县养了骆驼？", "哪些县？", "2021年哪些县召开了常委会会议？"])
def test_nothing_found_is_no_list(reports: Archive, question: str) -> None:
    assert answer(reports, question) is None


def test_places_side_by_side_are_rows_each(tmp_path: Path) -> None:
    text = "去年底，高台县、瓜州县和金塔县建成了委员工作站。"
    with archive_of(tmp_path, {"x": {"date": "2024-03-10", "place": "酒泉市", "text": text}}) as archive:
        draft = listed(archive, STATIONS)
    assert {r.name for r in draft.rows} == {"高台县", "瓜州县", "金塔县"}
    assert {r.date for r in draft.rows} == {draft.rows[0].date}


def test_a_list_has_no_cut_off(tmp_path: Path) -> None:
    counties = [p for p in gazetteer().under("620000") if p.level == "county"]
    many = {
        p.code: {"date": "2024-03-10", "place": p.name, "text": f"本报讯 {p.name}建成委员工作站{n}个。"}
        for n, p in enumerate(counties, 3)
    }
    with archive_of(tmp_path, many) as archive:
        draft = listed(archive, STATIONS)
    assert len(counties) > 80
    assert {r.code: r.quantity for r in draft.rows} == {p.code: n for n, p in enumerate(counties, 3)}
