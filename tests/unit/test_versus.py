"""Comparing two places: the figures or days of each, and which is ahead."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.lists.shortened import names_it
from assistant.lists.versus import Versus
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import archive_of, read, scorer

REPORTS = {
    "one": {
        "date": "2023-05-12",
        "place": "民勤县",
        "text": "5月10日，民勤县政协召开防沙治沙协商会。今年以来，全县压沙造林8.2万亩，投入资金1300万元。",
    },
    "two": {
        "date": "2023-06-20",
        "place": "古浪县",
        "text": "6月18日，古浪县政协召开防沙治沙协商会。今年以来，古浪县压沙造林6.5万亩，1.1万人参加。",
    },
    "three": {
        "date": "2023-06-20",
        "place": "临泽县",
        "text": "6月18日，临泽县政协通报，全县设有委员工作室21个、委员工作站9个。",
    },
    "four": {
        "date": "2023-06-20",
        "place": "高台县",
        "text": "6月19日，高台县政协通报，全县设有委员工作室34个、委员工作站7个。",
    },
}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return archive_of(tmp_path, REPORTS)


def answer(archive: Archive, question: str) -> str:
    draft = Versus(scorer(archive), gazetteer()).answer(read(question))
    assert draft is not None
    assert {c.source for c in draft.citations} == {"one", "two"}
    return draft.text


def test_the_larger_figure_wins(archive: Archive) -> None:
    text = answer(archive, "古浪县和民勤县，哪个压沙造林的面积大？")
    assert "较大的是**民勤县**" in text and "相差 1.7万亩" in text
    assert "**8.2万亩**" in text and "**6.5万亩**" in text


def test_the_smaller_figure_is_asked_for(archive: Archive) -> None:
    assert "较小的是**古浪县**" in answer(archive, "民勤县和古浪县，谁压沙造林的亩数少？")


def test_the_earlier_day_wins(archive: Archive) -> None:
    text = answer(archive, "古浪县和民勤县的防沙治沙协商会，哪个先开？")
    assert "较早的是**民勤县**" in text and "2023年5月10日" in text and "2023年6月18日" in text


def test_english(archive: Archive) -> None:
    text = answer(archive, "Which consultation on desertification control was later, Minqin's or Gulang's?")
    assert "Gulang County (古浪县)** was later" in text


def test_one_place_is_no_comparison(archive: Archive) -> None:
    assert Versus(scorer(archive), gazetteer()).answer(read("民勤县压沙造林多少亩？")) is None


def total(archive: Archive, question: str) -> str:
    draft = Versus(scorer(archive), gazetteer()).total(read(question))
    assert draft is not None
    return f"{draft.status} {draft.text}"


def test_what_each_report_tells_is_added_up(archive: Archive) -> None:
    told = total(archive, "民勤县和古浪县压沙造林加起来多少万亩？")
    assert "**14.7万亩**（8.2万亩+6.5万亩）" in told


def test_without_one_of_the_addends_there_is_no_sum(archive: Archive) -> None:
    told = total(archive, "民勤县和两当县压沙造林加起来多少万亩？")
    assert told.startswith("not_found") and "两当县" in told and "8.2万亩" in told


def test_a_comparison_of_money_looks_at_money(archive: Archive) -> None:
    told = Versus(scorer(archive), gazetteer()).answer(read("民勤县和古浪县，谁在治沙上花的钱多？"))
    assert told is None


def test_events_are_put_in_order(archive: Archive) -> None:
    told = answer(archive, "请把下面两件事按时间先后排列：古浪县防沙治沙协商会、民勤县防沙治沙协商会")
    assert "民勤县（2023年5月10日） → 古浪县（2023年6月18日）" in told


def test_a_day_is_told_as_exactly_as_it_is_known(tmp_path: Path) -> None:
    made = archive_of(
        tmp_path,
        {
            "one": {"date": "2023-05-12", "place": "民勤县", "text": "5月10日，民勤县政协商量修渠。"},
            "two": {"date": "2023-06-12", "place": "古浪县", "text": "去年，古浪县政协商量修渠。"},
        },
    )
    asked = read("请把下面两件事按时间先后排列：民勤县政协商量修渠、古浪县政协商量修渠")
    draft = Versus(scorer(made), gazetteer()).answer(asked)
    assert draft is not None and "古浪县（2022年） → 民勤县（2023年5月10日）" in draft.text


def test_what_was_gone_to_see_is_not_all_there_is(tmp_path: Path) -> None:
    reports = {
        "five": {
            "date": "2023-06-20",
            "place": "临泽县",
            "text": "6月18日，临泽县政协调研养老，看了3处互助小院。全县已建成互助小院40处。",
        },
        "six": {
            "date": "2023-06-20",
            "place": "高台县",
            "text": "6月19日，高台县政协通报，全县建成互助小院27处。",
        },
    }
    draft = Versus(scorer(archive_of(tmp_path, reports)), gazetteer()).answer(
        read("临泽县和高台县的互助小院，哪个数量多？")
    )
    assert draft is not None and "临泽县 40处；高台县 27处" in draft.text


def test_places_that_have_one_each_do_not_stand_for_the_thing_where_it_is_counted(tmp_path: Path) -> None:
    reports = {
        "five": {
            "date": "2023-06-20",
            "place": "临泽县",
            "text": "6月18日，临泽县政协在7个镇和2个社区建起委员工作站9个。",
        },
        "six": {
            "date": "2023-06-20",
            "place": "高台县",
            "text": "6月19日，高台县政协在9个镇试点建协商议事室。全县建成协商议事室80个。",
        },
    }
    draft = Versus(scorer(archive_of(tmp_path, reports)), gazetteer()).answer(
        read("临泽县的工作站比高台县的议事室少多少？")
    )
    assert draft is not None and "临泽县 9个；高台县 80个" in draft.text


@pytest.mark.parametrize(
    "question", ["临泽县和高台县，哪个县的委员工作站多？", "临泽县和高台县各有多少个委员工作站？"]
)
def test_what_is_planned_is_not_held_against_what_there_is(tmp_path: Path, question: str) -> None:
    reports = {
        "five": {
            "date": "2023-06-20",
            "place": "临泽县",
            "text": "6月18日，临泽县政协通报，全县建成委员工作站9个。",
        },
        "six": {
            "date": "2023-06-20",
            "place": "高台县",
            "text": "6月19日，高台县政协召开主席会议。会议提出，计划年底前在全县9个镇各建两个委员工作站。",
        },
    }
    draft = Versus(scorer(archive_of(tmp_path, reports)), gazetteer()).answer(read(question))
    assert draft is None or ("计划：" in draft.text and "数值较大" not in draft.text)


@pytest.mark.parametrize(
    "question",
    [
        "高台县的番茄面积大还是临泽县的制种玉米面积大？",
        "Which is larger, Gaotai County's tomato area or Linze County's seed corn area?",
    ],
)
def test_each_side_may_have_its_own_noun(tmp_path: Path, question: str) -> None:
    reports = {
        "five": {
            "date": "2023-06-20",
            "place": "临泽县",
            "text": "6月18日，临泽县政协调研农业。全县种植制种玉米22万亩，带动农户3万户。",
        },
        "six": {
            "date": "2023-06-20",
            "place": "高台县",
            "text": "6月19日，高台县政协视察农业。今年全县种植番茄9.5万亩，产量40万吨。",
        },
    }
    draft = Versus(scorer(archive_of(tmp_path, reports)), gazetteer()).answer(read(question))
    assert draft is not None and "22万亩" in draft.text and "9.5万亩" in draft.text
    if "？" in question:
        assert "较大的是**临泽县**" in draft.text and "相差 12.5万亩" in draft.text


def test_a_figure_of_kin_is_no_figure_of_the_thing() -> None:
    stations = ("委员工作站", "政协委员工作站")
    assert names_it("全县建成委员工作站18个", stations)
    assert names_it("其中工作站6个", stations)
    assert not names_it("设立委员工作室64个", stations)
    assert names_it("建成委员工作室64个和委员工作站3个", stations)


def test_a_thing_is_compared_and_not_its_kin(archive: Archive) -> None:
    draft = Versus(scorer(archive), gazetteer()).answer(read("临泽县和高台县哪个委员工作站多？"))
    assert draft is not None
    verdict = draft.text.split("\n")[0]
    assert "临泽县" in verdict and "9" in verdict
    assert "21" not in verdict and "34" not in verdict


def test_numbers_are_of_the_stage_asked_about(tmp_path: Path) -> None:
    reports = {
        "one": {"date": "2023-06-20", "place": "民勤县", "text": "6月18日，民勤县政协通报，共立案提案84件。"},
        "two": {
            "date": "2023-06-20",
            "place": "古浪县",
            "text": "6月18日，古浪县政协通报，会议期间收到提案131件，经审查立案96件。",
        },
    }
    assert "古浪县 96件" in answer(archive_of(tmp_path, reports), "民勤县和古浪县，谁立案的提案多？")
