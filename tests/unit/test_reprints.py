"""Which articles are one report that was printed twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Article
from index.reprints import Reprints
from index.words import fold

PAPER = (
    "本报讯（记者 何苗）8月6日，榆中县政协组织30名委员视察城区停车场建设。"
    "委员们先后察看了兴隆路、栖云路两处工地，听取了住建部门的情况汇报。"
    "视察组建议，年内再建充电车位120个，并把收费标准张贴在入口。"
    "县住建局负责人表示，将在10日内答复委员提出的意见。"
)
WEB = (
    "8月6日，榆中县政协组织30名委员视察城区停车场建设。"
    "委员们先后察看兴隆路、栖云路两处工地，听取住建部门的情况汇报。"
    "视察组建议，年内再建充电车位120个，并把收费标准张贴在入口处。"
)

SAID = [part + "。" for text in (PAPER, WEB) for part in text.split("。") if part]


def article(name: str, text: str, day: str = "2024-08-09", **more: str | None) -> Article:
    fields = {"headline": "榆中县政协视察停车场建设", "place_code": "620123", "source": f"{name}.txt", **more}
    return Article(name, n=1, kind="news", text=text, issue_date=day, **fields)  # type: ignore[arg-type]


def test_a_lightly_edited_and_shortened_web_copy_is_the_report_of_the_paper() -> None:
    known = Reprints(
        [article("web", WEB, "2024-08-12", headline="榆中：视察停车场建设"), article("paper", PAPER)]
    )
    assert (known.first("web"), known.first("paper")) == ("paper", "paper")


def test_a_sentence_of_both_printings_is_one() -> None:
    known = Reprints([article("paper", PAPER), article("web", WEB)])
    printed, copied = (fold(f"{text.split('。')[1]}。") for text in (PAPER, WEB))
    assert printed != copied
    assert known.told("web", copied) == known.told("paper", printed)
    assert known.told("web", "委员们又去了别处。") != known.told("paper", printed)


@pytest.mark.parametrize(
    ("text", "more"),
    [
        (WEB.replace("8月6日", "8月26日").replace("30名", "45名").replace("120个", "80个"), {}),
        (WEB, {"place_code": "620122"}),
        (WEB, {"day": "2024-11-09"}),
        (WEB, {"headline": "旧楼加装电梯怎么办"}),
        (WEB, {"source": "paper.txt"}),
        ("8月6日，榆中县政协组织30名委员视察养老院。" + "院里的食堂每天供应三餐，老人们很满意。" * 2, {}),
        ("", {}),
    ],
    ids=[
        "other figures",
        "another place",
        "months later",
        "another headline",
        "same page",
        "another thing",
        "empty",
    ],
)
def test_false_friends_stay_two_reports(text: str, more: dict[str, str]) -> None:
    known = Reprints([article("paper", PAPER), article("other", text, **more)])
    assert known.first("other") == "other"


def test_meetings_in_a_row_are_told_in_like_words() -> None:
    minutes = (
        "县政协召开第{}次主席会议。会议听取提案办理情况的通报，审议有关人事事项。"
        "主席主持会议并讲话，各位副主席出席，有关部门负责人列席。"
    )
    tenth = article("tenth", minutes.format("十"), headline="县政协召开主席会议")
    eleventh = article("eleventh", minutes.format("十一"), "2024-08-16", headline="县政协召开主席会议")
    assert Reprints([tenth, eleventh]).first("eleventh") == "eleventh"


def test_without_a_place_nearly_all_has_to_be_the_same() -> None:
    one, cut = article("paper", PAPER, place_code=None), article("web", WEB, place_code=None)
    other = article(
        "other", WEB.replace("榆中县", "皋兰县").replace("兴隆路、栖云路", "名藩大道"), place_code=None
    )
    assert Reprints([one, cut]).first("web") == "paper"
    assert Reprints([one, other]).first("other") == "other"


def test_an_article_without_a_date_is_no_reprint() -> None:
    undated = Article(
        "web", "web.txt", 1, "news", WEB, headline="榆中县政协视察停车场建设", place_code="620123"
    )
    assert Reprints([article("paper", PAPER), undated]).first("web") == "web"


@given(st.lists(st.lists(st.sampled_from(SAID), min_size=1, max_size=5), min_size=2, max_size=6))
def test_the_quick_no_says_no_only_to_what_is_none(reports: list[list[str]]) -> None:
    articles = [article(f"{n}", "".join(said)) for n, said in enumerate(reports)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Reprints, "_alike", lambda self, one, others, lengths: list(range(len(lengths))))
        slow = Reprints(articles)
    quick = Reprints(articles)
    assert [quick.first(a.article_id) for a in articles] == [slow.first(a.article_id) for a in articles]


def test_among_many_reports_of_one_template_a_copy_is_found_and_few_are_compared() -> None:
    told = "{}号仓库今日入库{}吨，出库{}吨，与昨日相比变化不大。库存的小麦质量良好，通风和测温均按时进行。"
    texts = [told.format(n, 100 + 3 * n, 90 + 2 * n) for n in range(60)]
    articles = [article(f"a{n:02}", text, headline=None, place_code=None) for n, text in enumerate(texts)]
    copy = article("copy", texts[7], "2024-08-10", headline=None, place_code=None)
    compared = []
    same = Reprints._same
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Reprints, "_same", lambda self, a, b: compared.append(1) or same(self, a, b))  # type: ignore[func-returns-value]
        known = Reprints([*articles, copy])
    assert known.first("copy") == "a07"
    assert all(known.first(a.article_id) == a.article_id for a in articles)
    assert len(compared) <= 8 * 61
