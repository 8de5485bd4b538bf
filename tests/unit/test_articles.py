"""The segmenter as a whole: laws that hold for every page, and pages of the common shapes."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eval.pagemaker import TEXT_STYLES, make_page
from index.articles import Segmented, complete, segment, segment_page
from index.records import Line, Page, ReadyArticle
from tests.laws import assert_laws
from tests.pages import gazetteer, segmented

# What pages are made of: words, marks and signs on which the rules turn.
PIECES = st.sampled_from(
    [
        *(
            "本报榆中讯（通讯员 高 磊）",
            "本报讯",
            "8月6日，",
            "近日，",
            "榆中县政协",
            "召开主席会议",
            "：",
            "——",
            "综合",
        ),
        *(
            "（接一版）",
            "（下转三版）",
            "（张三）",
            "通讯员 李四 摄影报道",
            "▲",
            "●",
            "## ",
            "简讯",
            "　　",
            " ",
            "。",
            "，",
            "”",
            "“",
        ),
        *(
            "会议强调，要",
            "把事办好",
            "2024年8月9日 星期五",
            "责任编辑：王五",
            "首页 > 正文",
            "来源：某报",
            "问：",
            "？",
            "！",
            " and ",
            "《",
        ),
        *("）", "（", "第三版", "一、", "（一）", "3", "a", "\u200b", "１２"),
    ]
)
TEXTS = st.lists(st.lists(PIECES, max_size=9).map("".join), max_size=30).map("\n".join)


def of_lines(text: str) -> Page:
    lines = tuple(Line(n, line) for n, line in enumerate(text.split("\n"), 1))
    return Page("页.txt", "/页.txt", "0" * 64, "text", lines)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_every_line_is_accounted_for_once(text: str) -> None:
    assert_laws(segment_page(of_lines(text), gazetteer()))


@settings(max_examples=60)
@given(st.text(max_size=400))
def test_any_text_can_be_segmented(text: str) -> None:
    assert_laws(segment_page(of_lines(text.replace("\r", " ")), gazetteer()))


@pytest.mark.parametrize("style", TEXT_STYLES)
def test_the_laws_hold_for_made_pages(style: str) -> None:
    for seed in range(3):
        made = make_page(style, seed)
        assert_laws(segment_page(of_lines(made.data.decode()), gazetteer()))


@settings(max_examples=30)
@given(TEXTS)
def test_segmenting_twice_gives_the_same(text: str) -> None:
    assert segment(of_lines(text), gazetteer()) == segment(of_lines(text), gazetteer())


def summary(result: Segmented) -> list[tuple[str | None, str | None, str | None, str]]:
    """Return headline, place, writer and first words of each article."""
    return [(a.headline, a.place, a.byline, a.text[:6]) for a in result.articles]


def test_a_copy_of_a_local_medium() -> None:
    result = segmented(
        """
        静宁：小院里的“板凳会” 议出了大民生
        静宁县融媒体中心
        2031-06-14 18:20
        发表于甘肃

        6月12日，静宁县八里镇的农家小院里，一场“板凳会”开得热热闹闹，委员和村民你一言我一语。

        （图为会议现场）

        听完大家的意见，县政协委员当场画了一张草图，不到一个小时，方案就定了下来。

        来源｜静宁县融媒体中心
        记者｜王 璐
        编辑｜李小娟

        点赞
        在看
        """
    )
    assert summary(result) == [("静宁：小院里的“板凳会” 议出了大民生", "静宁县", "王璐", "6月12日，")]
    assert result.page.issue_date == "2031-06-14" and result.articles[0].captions == ("（图为会议现场）",)
    assert result.articles[0].body.endswith("方案就定了下来。")


def test_raw_text_out_of_a_pdf() -> None:
    result = segmented(
        """
        03
        要闻
        责任编辑：某某
        2031年11月15日　星期六
        甘南州政协召开专题议政性常委会会议
        本报甘南讯（通讯员 才让）11月
        9日，甘南州政协召开专题议政性常委会
        会议，围绕“黄河上游生态保护”协商议
        政。州政协主席主持会议并讲话。
        会议听取了调研组的情况汇报，八名常
        委作了发言。
        张掖市政协
        调研冬季蔬菜供应
        本报张掖讯（记者 何雪）11月7日，
        张掖市政协调研组深入甘州区、临泽县的
        蔬菜基地和批发市场，察看蔬菜供应情况。
        """
    )
    assert summary(result) == [
        ("甘南州政协召开专题议政性常委会会议", "甘南州", "才让", "本报甘南讯（"),
        ("调研冬季蔬菜供应", "张掖市", "何雪", "本报张掖讯（"),
    ]
    assert result.page.number == "3" and result.articles[0].event_date == "2031-11-09"


def test_a_list_of_briefs_and_a_report() -> None:
    result = segmented(
        """
        县区政协简讯

        △ 6月5日，两当县政协召开主席会议，学习有关文件。（通讯员 马丽）

        △ 6月6日，徽县政协组织委员视察白酒产业。（通讯员 田野）

        康县政协：
        开展“书香政协”读书活动

        本报康县讯 6月7日，康县政协举办读书分享会。
        """
    )
    assert summary(result) == [
        (None, "两当县", "马丽", "6月5日，两"),
        (None, "徽县", "田野", "6月6日，徽"),
        ("开展“书香政协”读书活动", "康县", None, "本报康县讯6"),
    ]


def test_essays_with_their_writers() -> None:
    result = segmented(
        """
        委员论坛

        加快补齐城区停车短板

        □ 临夏市政协委员 马少龙

        机动车保有量逐年攀升，停车难已经成为群众反映强烈的问题。

        一、存在的问题

        （一）规划滞后。老城区建设时未预留停车空间。

        以文化人 润物无声

        马文清

        读书是一件需要静下心来的事，我给自己立了规矩，每天读书两小时。

        （作者系广河县政协委员）
        """
    )
    assert summary(result) == [
        ("加快补齐城区停车短板", "临夏市", "马少龙", "机动车保有量"),
        ("以文化人 润物无声", None, "马文清", "读书是一件需"),
    ]


def test_photo_news_of_two_places() -> None:
    result = segmented(
        """
        图片新闻

        8月15日，积石山县政协组织委员开展义诊活动。图为委员为群众测量血压。 通讯员 马金山 摄

        8月13日，碌曲县郎木寺镇的牧民正在收割饲草。今年雨水充沛，牧草长势喜人。
        记者 尕藏 摄影报道
        """
    )
    assert [(a.kind, a.place, a.byline) for a in result.articles] == [
        ("photo", "积石山县", "马金山"),
        ("photo", "碌曲县", "尕藏"),
    ]


def test_ready_articles_are_completed() -> None:
    ready = ReadyArticle(
        "a",
        "/a",
        3,
        "0" * 64,
        "本报临夏讯（记者 王 可）近日，临夏市政协组织委员走访。\n\n大家都说好。",
        None,
        "2031-08",
    )
    made = complete(ready, gazetteer())
    assert (made.place, made.byline, made.event_date) == ("临夏市", "王可", "2031-08")
    assert made.text.count("\n") == 1 and made.lines == ((3, 3),)
    given = ReadyArticle("b", "/a", 4, "0" * 64, "会议召开。", "主题", "2031-08-09", "康县")
    assert complete(given, gazetteer()).place == "康县"


def test_pages_without_text() -> None:
    assert segmented("\n\n").articles == () and segmented("\n").other == ()


def test_what_belongs_to_no_article_is_named() -> None:
    masthead = "2 综 合 2031年8月9日 星期五 责任编辑：某某"
    result = segmented(masthead + "\n\n调研视察\n\n康县政协召开会议\n\n本报康县讯 8月6日，会议召开。")
    assert result.other == ((1, "masthead"), (3, "label"))
