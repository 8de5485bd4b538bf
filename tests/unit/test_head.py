"""Heads: articles that are read no further than they are looked at."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from index.head import Head
from index.provenance import Run
from index.records import Article
from index.tables.codec import ARTICLE_COLUMNS

WHOLE = Article(
    "a1",
    "样报.txt",
    3,
    "news",
    "正文。",
    headline="题",
    place="榆中县",
    runs=(Run(0, 3, 5, 0),),
    captions=("图",),
)  # fmt: skip


def head(read: list[str]) -> Head:
    def whole(article_id: str) -> Article:
        read.append(article_id)
        return WHOLE

    return Head.of([getattr(WHOLE, name) for name in ARTICLE_COLUMNS], whole)


def test_a_text_is_read_once_and_only_when_it_is_asked_for() -> None:
    read: list[str] = []
    one = head(read)
    assert (one.headline, one.place, one.title, one.first_part) == ("题", "榆中县", "题", None)
    assert one == WHOLE and one == head(read) and len({one, head(read)}) == 1
    assert read == []
    assert (one.text, one.runs, one.captions, one.edits) == ("正文。", WHOLE.runs, ("图",), ())
    assert read == ["a1"]


def test_it_is_an_article_like_others() -> None:
    assert asdict(head([])) == asdict(WHOLE)
    assert replace(head([]), place="兰州市").text == "正文。"
    with pytest.raises(AttributeError):
        _ = head([]).unheard_of


def test_one_that_is_gone_is_an_error() -> None:
    def gone(article_id: str) -> Article:
        raise KeyError(article_id)

    one = Head.of([getattr(WHOLE, name) for name in ARTICLE_COLUMNS], gone)
    with pytest.raises(KeyError):
        _ = one.text
