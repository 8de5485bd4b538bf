"""How many of a thing there are in a place, or that there are none yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.citations import MARK
from assistant.listing import Draft
from assistant.lists.counting import Counter
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import archive_of, finder, read


def count(archive: Archive, question: str) -> Draft | None:
    return Counter(finder(archive), gazetteer()).answer(read(question))


def counted(archive: Archive, question: str) -> Draft:
    draft = count(archive, question)
    assert draft is not None
    return draft


@pytest.mark.parametrize(
    "question", ["环县有多少个委员工作室？", "How many members' studios does Huan County have?"]
)
def test_the_newest_figure_first_and_the_older_beside_it(reports: Archive, question: str) -> None:
    draft = counted(reports, question)
    first, second = draft.text.split("\n\n")
    assert "14" in first and "2024" in first
    assert "11" in second and "2023" in second
    assert draft.status == "answered"
    assert [c.source for c in draft.citations] == ["huanxian-2024", "huanxian-2023"]


def test_a_sum_shows_its_parts(reports: Archive) -> None:
    text = counted(reports, "高台县有多少个委员工作站？").text
    assert "9+3=12" in text


def test_of_one_day_the_whole_comes_before_what_was_added(tmp_path: Path) -> None:
    text = "本报瓜州讯 5月8日，瓜州县政协为3个委员工作站授牌。至此，全县委员工作站由12个增加到15个。"
    with archive_of(tmp_path, {"x": {"date": "2023-05-12", "place": "瓜州县", "text": text}}) as archive:
        first = counted(archive, "瓜州县有多少个委员工作站？").text.split("\n\n")[0]
    assert "15" in first and "3个" not in first.split("。")[0]


def test_a_report_that_stands_twice_is_one_figure(tmp_path: Path) -> None:
    text = "本报瓜州讯 5月8日，瓜州县政协建成委员工作站15个。"
    twice = {n: {"date": "2023-05-12", "place": "瓜州县", "text": text} for n in ("a", "b")}
    with archive_of(tmp_path, twice) as archive:
        assert len(counted(archive, "瓜州县有多少个委员工作站？").citations) == 1


def test_other_numbers_of_the_sentence_are_no_figure(reports: Archive) -> None:
    draft = count(reports, "金塔县有多少个委员工作站？")
    assert draft is None or "46" not in draft.text.split("。")[0]


@pytest.mark.parametrize(
    ("question", "source"),
    [("天祝县有多少个委员工作站？", "tianzhu-2023"), ("民乐县有多少个委员工作站？", "minle-2023")],
)
def test_plans_and_denials_are_no_figures(reports: Archive, question: str, source: str) -> None:
    draft = counted(reports, question)
    assert draft.status == "premise_false"
    assert [c.source for c in draft.citations] == [source]
    assert MARK.search(draft.text)


@pytest.mark.parametrize(
    "question",
    [
        "敦煌市有多少个委员工作站？",  # not in the archive
        "环县有多少个委员工作站？",  # has kin only
        "有多少个委员工作站？",  # where?
        "环县政协主席是谁？",  # no number
    ],
)
def test_without_a_figure_there_is_no_answer_here(reports: Archive, question: str) -> None:
    assert count(reports, question) is None


def test_people_are_no_answer_where_money_is_asked_for(tmp_path: Path) -> None:
    made = archive_of(
        tmp_path,
        {
            "one": {
                "date": "2024-05-12",
                "place": "民勤县",
                "text": "5月10日，民勤县政协走访互助小院。全县建成互助小院7处，住进老人86名。",
            }
        },
    )
    assert count(made, "民勤县的互助小院每个月收老人多少钱？") is None


@pytest.mark.parametrize(
    "question", ["临泽县有多少个委员工作站？", "How many committee workstations are there in Linze?"]
)
def test_things_are_not_counted_by_their_people(tmp_path: Path, question: str) -> None:
    archive = archive_of(
        tmp_path,
        {
            "founded": {
                "date": "2022-03-04",
                "place": "临泽县",
                "text": "临泽县7个镇和5个社区成立了政协委员工作站。",
            },
            "met": {
                "date": "2023-03-04",
                "place": "临泽县",
                "text": "会上，全县9名委员工作站站长汇报了工作。",
            },
        },
    )
    text = counted(archive, question).text
    assert "7+5=12" in text
    assert "9名" not in text
