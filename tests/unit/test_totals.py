"""Sums: the parts that the question names, shown as a sum that comes out right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.citations import MARK
from assistant.listing import Draft
from assistant.lists.totals import Adder
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import archive_of, read, scorer

SUM = re.compile(r"\*\*(?:([\d.+]+)=)?([\d.]+)(\D*?)\*\*")


def add(archive: Archive, question: str) -> Draft | None:
    return Adder(scorer(archive)).answer(read(question))


@pytest.mark.parametrize(
    ("question", "total"),
    [
        ("武山县教育类和交通类提案加起来多少件？", 38),
        ("武山县教育类和农业类提案合计多少件？", 71),
        ("武山县立案的提案里，教育、交通、农业三类合起来有多少件？", 88),
    ],
)
def test_the_parts_named_are_added_up(reports: Archive, question: str, total: int) -> None:
    draft = add(reports, question)
    assert draft is not None
    found = SUM.search(draft.text)
    assert found and found[1] and float(found[2]) == total
    assert sum(float(n) for n in found[1].split("+")) == total
    assert [c.source for c in draft.citations] == ["wushan-2023"]
    assert all(MARK.search(line) for line in draft.text.split("\n\n"))


def test_a_total_that_is_printed_is_taken(reports: Archive) -> None:
    draft = add(reports, "武山县一共立案提案多少件？")
    assert draft is not None and "**88件**" in draft.text


def test_nothing_to_add_is_no_answer(reports: Archive) -> None:
    assert add(reports, "武山县骆驼和山羊加起来多少峰？") is None


def test_what_was_gone_to_see_is_no_total(tmp_path: Path) -> None:
    text = "本报民乐讯 5月30日，民乐县政协委员走访了洪水镇、六坝镇的5所敬老院，与老人座谈。"
    report = {"headline": "走访", "date": "2023-06-02", "place": "民乐县", "text": text}
    archive = archive_of(tmp_path, {"minle": report})
    assert add(archive, "民乐县一共有多少所敬老院？") is None
    assert add(archive, "民乐县政协委员一共走访了多少所敬老院？") is not None


def test_one_number_at_several_times_is_not_added(tmp_path: Path) -> None:
    text = "全县委员工作站由最初的10个增加到14个，新增的4个都设在社区。"
    report = {"date": "2023-10-20", "place": "武山县", "text": text}
    draft = add(archive_of(tmp_path, {"one": report}), "武山县一共有多少个委员工作站？")
    assert draft is None or "28" not in draft.text


def test_places_that_have_one_each_are_added(tmp_path: Path) -> None:
    text = "全县15个乡镇全部建成委员工作站，另设委员工作室31个。"
    report = {"date": "2023-10-20", "place": "武山县", "text": text}
    draft = add(archive_of(tmp_path, {"one": report}), "武山县委员工作站和委员工作室一共有多少个？")
    assert draft is not None and "**15+31=46个**" in draft.text


def test_what_several_sentences_of_a_report_tell_is_added_up(tmp_path: Path) -> None:
    text = "武山县政协今年开展宣讲12场次，听众300人次。各组召开座谈会9次。另外组织观摩活动4次。"
    report = {"date": "2023-10-20", "place": "武山县", "text": text}
    draft = add(archive_of(tmp_path, {"one": report}), "武山县政协宣讲、座谈会、观摩活动加起来办了多少场？")
    assert draft is not None and "**12+9+4=25**" in draft.text


@pytest.mark.parametrize(
    ("question", "sum_"),
    [
        ("武山县城区和乡镇的书架合在一起多少个？", "**4+20=24个**"),
        ("武山县的书架，城区、乡镇、个人三类共几个？", "**4+20+7=31个**"),
        ("武山县财政和乡镇配套的钱合起来多少万元？", "**160+75=235万元**"),
    ],
)
def test_what_is_added_up_may_share_its_noun(tmp_path: Path, question: str, sum_: str) -> None:
    text = "武山县添置城区书架4个、乡镇书架20个、个人书架7个。县财政安排经费160万元，乡镇配套75万元。"
    report = {"date": "2023-10-20", "place": "武山县", "text": text}
    draft = add(archive_of(tmp_path, {"one": report}), question)
    assert draft is not None and sum_ in draft.text


def test_any_sum_comes_out_right(tmp_path: Path) -> None:
    counties = [p.name for p in gazetteer().under("620000") if p.level == "county"][:12]
    numbers = {name: (3 + 7 * n, 95 - 5 * n) for n, name in enumerate(counties)}
    many = {
        name: {
            "date": "2023-10-20",
            "place": name,
            "text": f"10月16日，{name}立案提案200件，其中教育类{one}件、交通类{two}件。",
        }
        for name, (one, two) in numbers.items()
    }
    with archive_of(tmp_path, many) as archive:
        for name, (one, two) in numbers.items():
            draft = add(archive, f"{name}教育类和交通类提案加起来多少件？")
            assert draft is not None and f"{one}+{two}={one + two}件" in draft.text


def test_what_comes_on_top_of_a_number_is_added_to_it(tmp_path: Path) -> None:
    text = "本报瓜州讯 6月3日，全县已建成委员工作室31个，另外还有8个“马背工作室”，随牧民转场。"
    with archive_of(tmp_path, {"m": {"date": "2031-06-05", "place": "瓜州县", "text": text}}) as archive:
        draft = add(archive, "瓜州县固定的和流动的委员工作室加起来有多少个？")
    assert draft is not None and "31+8=39" in draft.text


def test_stages_of_one_matter_are_not_added(tmp_path: Path) -> None:
    text = "本报金塔讯 3月9日，金塔县政协会议共收到提案88件，经审查立案61件。"
    report = {"headline": "提案", "date": "2023-03-12", "place": "金塔县", "text": text}
    draft = add(archive_of(tmp_path, {"jinta": report}), "金塔县合计立案提案多少件？")
    assert draft is not None and "61件" in draft.text and "88+61" not in draft.text


def test_a_thing_called_after_what_is_counted_is_not_that(tmp_path: Path) -> None:
    text = "本报康县讯 4月7日，康县政协设立37个“委员驿站”，把142名政协委员编入5个界别小组。"
    with archive_of(tmp_path, {"k": {"date": "2024-04-10", "place": "康县", "text": text}}) as archive:
        draft = add(archive, "康县政协一共有多少委员编到界别小组？")
    assert draft is None or "142名" in draft.text.splitlines()[0]
