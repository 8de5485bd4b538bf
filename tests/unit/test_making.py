"""Articles made of bodies: their text, kind, writers, and what their parts are."""

from __future__ import annotations

import pytest

from index.records import Article
from index.segmenter.heads import Heads
from index.segmenter.making import identity
from tests.pages import segmented


def only(text: str, **more: str | None) -> Article:
    articles = segmented(text, **more).articles
    assert len(articles) == 1
    return articles[0]


def test_a_report() -> None:
    made = only(
        """
        陇原协商报 2031年8月9日 星期五 第三版 要闻

        康县政协

        把核桃烘干的事商量好

        本报康县讯（通讯员 魏 青）8月6日，康县政协召开协商会，商量核桃烘干 and 仓储。

        会议要求，件件有回音。
        """
    )
    assert (made.kicker, made.headline, made.subhead) == ("康县政协", "把核桃烘干的事商量好", None)
    assert (made.byline, made.dateline, made.place, made.level) == ("魏青", "康县", "康县", "county")
    assert (made.issue_date, made.event_date, made.page, made.paper) == (
        "2031-08-09",
        "2031-08-06",
        "3",
        "陇原协商报",
    )
    assert made.kind == "news" and made.lines == ((3, 9),) and not made.continued
    assert (
        made.text.startswith("本报康县讯") and "烘干和仓储" in made.text and made.edits[0].rule == "stray and"
    )


@pytest.mark.parametrize(
    ("end", "byline", "last", "kind"),
    [
        ("会议开得很好。（张晓兰）", "张晓兰", "好。", "news"),
        ("会议开得很好。\n\n（通讯员 张 兰）", "张兰", "好。", "news"),
        ("会议开得很好。\n\n通讯员 张兰 摄影报道", "张兰", "好。", "photo"),
        ("会议开得很好。 记者 张兰 摄", "张兰", "好。", "photo"),
        ("会议开得很好。\n\n（作者系康县政协委员）", None, "好。", "news"),
        ("会议开得很好。（试行）", None, "（试行）", "news"),
    ],
)
def test_what_closes_a_body(end: str, byline: str | None, last: str, kind: str) -> None:
    made = only("康县政协召开会议\n\n8月6日，康县政协召开会议，研究近期工作。" + end)
    assert made.byline == byline and made.body.endswith(last) and made.kind == kind


@pytest.mark.parametrize("mark", ["（下转第三版）", "\n\n（下转三版）"])
def test_what_goes_on_elsewhere(mark: str) -> None:
    made = only("康县政协召开会议\n\n本报康县讯 8月6日，会议开到一半，" + mark)
    assert made.continued and made.text.endswith("一半，")


@pytest.mark.parametrize("mark", ["（接一版）\n\n", "（上接第一版）"])
def test_what_began_elsewhere(mark: str) -> None:
    made = only(mark + "他们又走访了三户人家，把康县政协的办法讲给大家听。\n\n天黑了才回到镇上。")
    assert made.continued and made.text.startswith("他们")
    assert made.kind == "continuation"


def test_an_interview_and_a_feature() -> None:
    talk = "县里怎么办？\n\n".join(["", "贺兰：先问群众。\n\n本报记者：", "贺兰：再办实事。\n\n本报记者："])
    made = only(
        "小事大办\n\n——访康县政协主席贺兰\n\n本报记者：" + talk + "还有呢？\n\n贺兰：没有了，就这两条。"
    )
    assert made.kind == "interview" and made.subhead == "——访康县政协主席贺兰" and made.place == "康县"
    feature = only(
        "山水之间\n\n——康县政协回眸\n\n▲委员在村里。\n\n康县的路是一米一米修出来的，人心是一寸一寸暖过来的。"
    )
    assert feature.kind == "feature" and feature.captions == ("▲委员在村里。",)


def test_the_place_of_a_writer_is_the_last_resort() -> None:
    made = only("读书三记\n\n□ 康县政协委员 马文清\n\n读书是一件需要静下心来的事，急不得，也停不得。")
    assert made.place == "康县" and made.byline == "马文清"


def test_identity_tells_equal_articles_apart() -> None:
    heads = Heads(None, "主题", None)
    first = identity("页.txt", heads, "正文", "2031-08-09")
    assert len(first) == 16 and first == identity("页.txt", heads, "正文", "2031-08-09")
    assert (
        len(
            {
                first,
                identity("页.txt", heads, "正文", "2031-08-09", 1),
                identity("别.txt", heads, "正文", None),
            }
        )
        == 3
    )
    twice = segmented("本报康县讯 近日，会议召开。\n\n本报康县讯 近日，会议召开。").articles
    assert len({article.article_id for article in twice}) == 2


def test_what_nobody_sees_does_not_move_the_end_of_a_text() -> None:
    found = segmented("康县政协议养老\n\n本报康县讯 3月6日，会议召开。\u200b大家都说好。\u200b(安宁)")
    assert found.articles[0].text.endswith("大家都说好。")
    assert found.articles[0].byline == "安宁"
