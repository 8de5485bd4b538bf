"""Captions and photo credits are told behind the body, and are no part of it."""

from __future__ import annotations

from index.passages import split_passages
from tests.pages import segmented

PAGE = """
    环县:把凳子搬到地头
    本报环县讯 近日,环县政协组织委员到曲子镇走访农户,听取对荞麦收购的意见。委员们提出建议9条。
    （通讯员 公孙远 摄影报道）
    ▲环县政协委员在曲子镇查看荞麦仓库。尉迟静 摄
    ▲委员与农户合影。
"""


def test_captions_and_credits_are_paragraphs_behind_the_body() -> None:
    (article,) = segmented(PAGE).articles
    assert article.body.startswith("本报环县讯") and article.body.endswith("建议9条。")
    assert article.text[len(article.body) :].strip().split("\n") == [
        "（通讯员 公孙远 摄影报道）",
        "环县政协委员在曲子镇查看荞麦仓库。尉迟静 摄",
        "委员与农户合影。",
    ]


def test_no_passage_holds_body_and_caption() -> None:
    (article,) = segmented(PAGE).articles
    end = len(article.body)
    spans = [(p.start, p.end) for p in split_passages(article)]
    assert any(start >= end for start, _ in spans)
    assert not any(start < end < stop for start, stop in spans)


def test_an_article_without_pictures_is_all_body() -> None:
    (article,) = segmented(
        """
        华池县政协召开主席会议
        本报华池讯 8月6日，华池县政协召开主席会议，审议了工作要点。
        """
    ).articles
    assert article.beside == 0 and article.body == article.text
