"""Lists whose condition is a measure, and sums over all places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.listing import Draft
from assistant.lists.ways import Lists
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import archive_of, finder, read, scorer

_REPORTS = {
    "a": {
        "date": "2031-05-12",
        "place": "瓜州县",
        "text": "本报瓜州讯 5月8日，瓜州县政协走访读书角。委员每月到读书角值班一次，借书的人有83%愿意再来。"
        "县财政拿出12万元买书，读书角的电费由村里和读者分摊。全县建成委员工作室15个。",
    },
    "b": {
        "date": "2031-05-19",
        "place": "金塔县",
        "text": "本报金塔讯 5月15日，金塔县政协召开座谈会。会议要求意见三天内答复，破损的书架6月底前修好。"
        "修书架花了8000元。为了选址，前后商量了四次。全县建成委员工作室9个。",
    },
    "c": {
        "date": "2031-05-26",
        "place": "高台县",
        "text": "本报高台讯 5月20日，高台县政协组织委员到读书角朗读。读书角备了老花镜，召开读者座谈会2次。"
        "会议要求，漏雨的屋顶在开学前完成修缮。",
    },
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("measured")
    with archive_of(folder, _REPORTS) as opened:
        yield opened


def answer(archive: Archive, question: str) -> Draft | None:
    understood = read(question)
    ways = Lists(archive, finder(archive), gazetteer(), scorer(archive)).ways(understood)
    return next((draft for way in ways if (draft := way(understood))), None)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("哪些县给出了百分比？", {"瓜州县"}),
        ("哪些县把答复期限写明了？", {"金塔县"}),
        ("哪些县写明了委员多长时间值班一次？", {"瓜州县"}),
        ("哪些县的电费由几方分摊？", {"瓜州县"}),
        ("哪些县规定了几天之内必须答复？", {"金塔县"}),
        ("哪些县定了完成期限？", {"金塔县", "高台县"}),
        ("要在2031年6月底以前办完的事，哪些县提到过？", {"金塔县"}),
        ("同一件事商量了三次以上的是哪些县？", {"金塔县"}),
        ("哪些县花的钱不到一万元？", {"金塔县"}),
        ("哪些县花的钱超过5万元？", {"瓜州县"}),
        ("哪些县正好有9个委员工作室？", {"金塔县"}),
        ("Which counties gave a percentage?", {"瓜州县"}),
        ("Which counties spent more than 50 thousand yuan?", {"瓜州县"}),
    ],
)
def test_only_places_that_tell_the_measure(archive: Archive, question: str, rows: set[str]) -> None:
    draft = answer(archive, question)
    assert draft is not None and {row.name for row in draft.rows} == rows


def test_each_row_quotes_the_measure(archive: Archive) -> None:
    draft = answer(archive, "哪些县花的钱不到一万元？")
    assert draft is not None and [c.quote for c in draft.citations] == ["修书架花了8000元。"]
    assert "8000元" in draft.rows[0].detail


def test_a_bound_that_nothing_meets_lists_nothing(archive: Archive) -> None:
    assert answer(archive, "哪些县花的钱超过3亿元？") is None


def test_the_sum_over_all_places_shows_its_rows(archive: Archive) -> None:
    draft = answer(archive, "酒泉市一共有多少个委员工作室？")
    assert draft is not None and {r.name: r.quantity for r in draft.rows} == {"瓜州县": 15, "金塔县": 9}
    assert "=24" in draft.text


def test_counties_and_their_towns_are_counted_apart(tmp_path: Path) -> None:
    text = "本报酒泉讯 近日，酒泉市政协督导组深入瓜州县河东镇、南岔镇、金塔县鼎新镇，督导读书活动。"
    with archive_of(tmp_path, {"d": {"date": "2031-06-02", "place": "酒泉市", "text": text}}) as opened:
        draft = answer(opened, "酒泉市政协督导组一共去了几个县、几个乡镇？")
    assert draft is not None and "2 个：瓜州县、金塔县" in draft.text
    assert "3 个：河东镇、南岔镇、鼎新镇" in draft.text


def test_the_words_of_a_longer_subject_may_stand_apart(archive: Archive) -> None:
    draft = answer(archive, "哪些县写了读书座谈会开了多少次？")
    assert draft is None or "金塔县" not in {row.name for row in draft.rows}
