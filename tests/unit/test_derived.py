"""Numbers that follow from printed ones: what is left, what a plan missed, what was and what will be."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.lists.arithmetic import difference, printed
from assistant.lists.derived import Deriver
from assistant.lists.remainder import Remainder
from index.mentions.quantities import find_quantities
from index.search import Archive
from tests.asking import archive_of, read, scorer

REPORTS = {
    "one": {
        "date": "2023-05-12",
        "place": "民勤县",
        "text": "5月10日，民勤县政协视察水库。县里有灌溉机井420眼，其中装上水表的有365眼。"
        "今年节水面积达到5.4万亩，比上年增加1.3万亩。",
    },
    "two": {
        "date": "2023-06-20",
        "place": "古浪县",
        "text": "6月18日，古浪县政协座谈图书角建设。全县原计划建设图书角12个，实际建成9个。"
        "图书角共配借书柜30个、还书箱12个。全县现有阅览座位800个，图书角开放后新增阅览座位150个。",
    },
    "three": {
        "date": "2023-07-20",
        "place": "天祝县",
        "text": "7月18日，天祝县政协督办建议90条，已经办完70条，还有12条没有回音。",
    },
    "four": {
        "date": "2024-03-20",
        "place": "卓尼县",
        "text": "3月18日，卓尼县政协察看暖棚改造。全县要加固旧暖棚900座、新修暖棚400座，"
        "目前加固到位820座、交付310座。"
        "沙棘面积由2021年的3万亩扩大到2023年的4.2万亩。护林站核定岗位60个，在职只有48人。",
    },
    "five": {
        "date": "2024-05-20",
        "place": "临潭县",
        "text": "5月18日，临潭县政协视察洮河沿岸。"
        "过去送信平均要走6天，今年起由摆渡船捎带，送信的时间缩短到2天。"
        "沿岸有渔户70户靠打鱼为生。委员走访一周。"
        "现在，已有41户上岸开了农家院。",
    },
}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return archive_of(tmp_path, REPORTS)


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("民勤县的机井里，没有装上水表的有多少眼？", "**55眼**（420眼-365眼）"),
        ("民勤县不是装水表的机井有几眼？", "**55眼**"),
        ("How many wells in Minqin are not fitted with meters (水表)?", "**55眼**"),
    ],
)
def test_what_is_left(archive: Archive, question: str, figure: str) -> None:
    draft = Remainder(scorer(archive)).answer(read(question))
    assert draft is not None and figure in draft.text
    assert [c.source for c in draft.citations] == ["one"]


def test_each_remainder_is_worked_out_from_its_own_whole(archive: Archive) -> None:
    asked = read("卓尼县加固旧暖棚还有几座没到位，新修的还有几座没交付？")
    draft = Remainder(scorer(archive)).answer(asked)
    assert draft is not None
    assert "**80座**（900座-820座）" in draft.text and "**90座**（400座-310座）" in draft.text
    assert len(draft.citations) == 1


def test_the_whole_may_stand_in_another_sentence_of_the_report(archive: Archive) -> None:
    draft = Remainder(scorer(archive)).answer(read("临潭县沿岸的渔户还有多少户没上岸？"))
    assert draft is not None and "**29户**（70户-41户）" in draft.text
    assert len(draft.citations) == 2


def test_what_is_left_may_be_asked_for_in_other_words(archive: Archive, tmp_path: Path) -> None:
    reports = {
        "six": {"date": "2023-05-12", "place": "夏河县", "text": "夏河县政协今年交办事项50件，办结44件。"}
    }
    draft = Remainder(scorer(archive_of(tmp_path / "more", reports))).answer(
        read("夏河县的事项没办完的有几件？")
    )
    assert draft is not None and "**6件**（50件-44件）" in draft.text


def test_a_number_is_raised_by_another(tmp_path: Path) -> None:
    text = "夏河县财政局答复，将在保护经费60万元的基础上再增加25万元，用于抢救性记录。"
    archive = archive_of(tmp_path, {"one": {"date": "2023-05-12", "place": "夏河县", "text": text}})
    draft = Deriver(scorer(archive)).answer(read("夏河县的保护经费增加到了多少？"))
    assert draft is not None and "**85万元**（60万元+25万元）" in draft.text


def test_a_whole_is_no_side_of_a_difference(tmp_path: Path) -> None:
    text = "全县建成晒场118个，其中村级晒场110个、社区8个。"
    archive = archive_of(tmp_path, {"one": {"date": "2023-05-12", "place": "夏河县", "text": text}})
    draft = Deriver(scorer(archive)).answer(read("夏河县的村级晒场比社区的多几个？"))
    assert draft is not None and "**102个**（110个-8个）" in draft.text


def test_what_is_printed_is_not_worked_out(archive: Archive) -> None:
    assert Remainder(scorer(archive)).answer(read("天祝县没有回音的建议有几条？")) is None


def test_a_plain_number_leaves_nothing(archive: Archive) -> None:
    assert Remainder(scorer(archive)).answer(read("民勤县有多少眼机井？")) is None


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("古浪县的图书角比原计划少了几个？", "相差 **3个**（12个-9个）"),
        ("民勤县上一年的节水面积是多少？", "**4.1万亩**（5.4万亩-1.3万亩）"),
        ("古浪县的图书角开放以后，一共有多少个阅览座位？", "**950个**（800个+150个）"),
        ("古浪县的图书角借书柜比还书箱多几个？", "相差 **18个**（30个-12个）"),
        ("卓尼县的沙棘面积两年里增加了多少万亩？", "相差 **1.2万亩**（4.2万亩-3万亩）"),
        ("卓尼县护林站的岗位和在职人数差多少？", "相差 **12个**（60个-48人）"),
        ("卓尼县新修的暖棚比加固的旧暖棚少几座？", "相差 **500座**（900座-400座）"),
        ("临潭县送信的时间缩短了多少天？", "相差 **4天**（6天-2天）"),
        ("By how many did Gulang's book corners (图书角) fall short of the plan?", "**3个**"),
    ],
)
def test_what_follows(archive: Archive, question: str, figure: str) -> None:
    draft = Deriver(scorer(archive)).answer(read(question))
    assert draft is not None and figure in draft.text and draft.citations


def test_a_number_that_is_told_is_not_worked_out(archive: Archive) -> None:
    assert Deriver(scorer(archive)).answer(read("古浪县有多少个阅览座位？")) is None


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("总投资2.35亿元，完成1.58亿元", "0.77亿元"),
        ("3.2万亩和9000亩", "2.3万亩"),
        ("41件、29件", "12件"),
        ("1.1万棵和3860棵", "7140棵"),
    ],
)
def test_differences_are_printed_like_their_parts(text: str, gap: str) -> None:
    one, two = find_quantities(text)
    assert difference(one, two) == gap
    assert printed(0.0, two).startswith("0")


def test_a_number_in_another_unit_is_not_worked_out(tmp_path: Path) -> None:
    deriver = Deriver(scorer(archive_of(tmp_path, REPORTS)))
    assert deriver.answer(read("民勤县上一年的节水面积是多少万亩？")) is not None
    assert deriver.answer(read("民勤县上一年节水多少吨？")) is None
