"""Summaries and comparisons made of the archive's own sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.citations import MARK
from assistant.listing import Draft
from assistant.summary import Summariser
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import archive_of, read, scorer


def summariser(archive: Archive) -> Summariser:
    return Summariser(scorer(archive), gazetteer())


def summary(archive: Archive, question: str) -> Draft:
    draft = summariser(archive).summary(read(question))
    assert draft is not None
    return draft


def comparison(archive: Archive, question: str) -> Draft:
    draft = summariser(archive).comparison(read(question))
    assert draft is not None
    return draft


def bodies(draft: Draft) -> list[str]:
    return [line.removeprefix("- ") for line in draft.text.split("\n")]


def test_a_summary_tells_the_facts_of_the_subject(reports: Archive) -> None:
    draft = summary(reports, "介绍一下环县委员工作室的情况")
    assert all(fact in draft.text for fact in ("11个", "14个", "预约制"))
    assert {c.source for c in draft.citations} == {"huanxian-2023", "huanxian-2024"}


def test_every_line_is_cited_to_its_own_sentence(reports: Archive) -> None:
    draft = summary(reports, "介绍一下环县委员工作室的情况")
    quotes = {c.n: c.quote for c in draft.citations}
    for line in bodies(draft):
        (number,) = MARK.findall(line)
        bare = MARK.sub("", line).replace("**", "").strip()
        assert all(part in quotes[int(number)] for part in bare.split("……"))


def test_sentences_stand_in_the_order_of_their_report(reports: Archive) -> None:
    draft = summary(reports, "概括华池县政协调研农村养老的情况")
    starts = [c.start for c in draft.citations if c.source == "huachi-2023"]
    assert starts == sorted(starts) and len(starts) >= 2


def test_a_summary_does_not_repeat_itself(reports: Archive) -> None:
    draft = summary(reports, "介绍一下瓜州县委员工作站的情况")
    lines = [MARK.sub("", line).strip() for line in bodies(draft)]
    assert len(lines) == len(set(lines))


def test_a_summary_is_short_however_much_there_is(tmp_path: Path) -> None:
    topics = ["修桥补路", "引水上山", "植树防沙", "老人就餐", "校车接送", "果品仓储", "牧道围栏", "公厕改造"]
    endings = ["半年里办成{n}件", "牵头的{n}名委员轮流值守", "筹来{n}万元", "走访农户{n}户", "先后商量{n}回"]
    text = "".join(
        f"{topic}的事在议事室谈妥，{ending.format(n=n)}。"
        for n, (topic, ending) in enumerate(((t, e) for e in endings for t in topics), 2)
    )
    with archive_of(tmp_path, {"x": {"date": "2024-03-10", "place": "高台县", "text": text}}) as archive:
        draft = summary(archive, "概括高台县议事室的做法")
    assert 3 <= len(bodies(draft)) <= 12
    assert len(draft.text) <= 1200


def test_a_comparison_has_a_line_for_each_place(reports: Archive) -> None:
    draft = comparison(reports, "会宁县和景泰县的常委会会议有什么不同？")
    huining, jingtai = bodies(draft)
    assert "会宁县" in huining and "景泰县" in jingtai
    assert [c.source for c in draft.citations] == ["huining-2023", "jingtai-2024"]
    assert draft.status == "answered"


def test_a_comparison_of_times(reports: Archive) -> None:
    draft = comparison(reports, "环县委员工作室2023年和2024年有什么变化？")
    assert {c.source for c in draft.citations} == {"huanxian-2023", "huanxian-2024"}


def test_a_side_without_report_makes_the_answer_partial(reports: Archive) -> None:
    draft = comparison(reports, "会宁县和敦煌市的常委会会议有什么不同？")
    assert draft.status == "partial" and "会宁县" in draft.text


@pytest.mark.parametrize("question", ["概括骆驼赛跑的情况", "概括一下"])
def test_nothing_on_the_subject_is_no_summary(reports: Archive, question: str) -> None:
    assert summariser(reports).summary(read(question)) is None


def test_a_report_is_told_whole_only_where_it_is_from_the_place(tmp_path: Path) -> None:
    texts = {
        "甲": "本报高台讯 3月5日，高台县政协调研枣业。全县枣园有3.1万亩。委员建议办烘干厂2座。",
    }
    reports = {name: {"text": text, "date": "2024-03-10", "place": "高台县"} for name, text in texts.items()}
    with archive_of(tmp_path, reports) as archive:
        key = next(iter(archive.heads())).article_id
        whole = summariser(archive).whole(read("概括高台县枣业的情况"), (key,))
        assert whole is not None and "3.1万亩" in whole.text and "2座" in whole.text
        assert summariser(archive).whole(read("概括环县枣业的情况"), (key,)) is None
        assert summariser(archive).whole(read("概括高台县航天的情况"), (key,)) is None
