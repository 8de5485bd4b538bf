"""Annotation of a whole article: the four kinds of mention together."""

from __future__ import annotations

import pytest

from index.mentions import annotate, annotate_all
from index.passages import split_sentences
from index.places import Gazetteer
from index.records import Article, Mention

TEXT = (
    "本报榆中讯（通讯员尤 磊）去年9月，全县21个乡镇挂牌成立委员工作站。\n"
    "5月8日，县政协主席赵海带队赴永昌县学习，市政协拨付经费12万元。"
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def article(text: str = TEXT, place: str | None = "620123", date: str | None = "2022-05-11") -> Article:
    return Article("0" * 16, "page.txt", 1, "news", text, place_code=place, issue_date=date)


def kinds(mentions: tuple[Mention, ...], kind: str) -> list[tuple[str, str]]:
    return [(m.text, m.name) for m in mentions if m.kind == kind]


def test_all_kinds_are_found_and_resolved(gazetteer: Gazetteer) -> None:
    mentions = annotate(article(), gazetteer).mentions
    assert kinds(mentions, "place") == [
        ("榆中", "榆中县"),
        ("全县", "榆中县"),
        ("县政协", "榆中县"),
        ("永昌县", "永昌县"),
        ("市政协", "兰州市"),
    ]
    assert kinds(mentions, "date") == [("去年9月", "2021-09"), ("5月8日", "2022-05-08")]
    assert kinds(mentions, "person") == [("尤 磊", "尤磊"), ("赵海", "赵海")]
    assert kinds(mentions, "quantity") == [("21个", "乡镇"), ("12万元", "经费")]


def test_articles_annotated_together_are_as_alone(gazetteer: Gazetteer) -> None:
    others = [article(TEXT[:60], None, None), article("", "620000"), article(date="2019")]
    given = [article(), *others, article()]
    assert annotate_all(given, gazetteer) == [annotate(one, gazetteer) for one in given]
    assert annotate_all([], gazetteer) == []


def test_mentions_are_in_order_and_quote_the_text(gazetteer: Gazetteer) -> None:
    annotation = annotate(article(), gazetteer)
    assert annotation.sentences == split_sentences(TEXT)
    starts = [m.start for m in annotation.mentions]
    assert starts == sorted(starts)
    assert all(m.text == TEXT[m.start : m.end] for m in annotation.mentions)


def test_mentions_of_one_kind_do_not_overlap(gazetteer: Gazetteer) -> None:
    for kind in ("place", "date", "person", "quantity"):
        last = 0
        for mention in annotate(article(), gazetteer).mentions:
            if mention.kind == kind:
                assert mention.start >= last
                last = mention.end


def test_dates_are_no_quantities(gazetteer: Gazetteer) -> None:
    text = "2022年5月8日至10日，共3天。"
    assert kinds(annotate(article(text), gazetteer).mentions, "quantity") == [("3天", "")]


def test_a_named_county_is_not_the_own_one(gazetteer: Gazetteer) -> None:
    text = "永昌县政协主席李明介绍了经验。"
    assert kinds(annotate(article(text), gazetteer).mentions, "place") == [("永昌县", "永昌县")]


def test_without_place_and_date_only_what_is_printed_is_resolved(gazetteer: Gazetteer) -> None:
    mentions = annotate(article(place=None, date=None), gazetteer).mentions
    assert ("永昌县", "永昌县") in kinds(mentions, "place")
    assert "全县" not in [m.text for m in mentions]
    assert "2021-09" not in [m.name for m in mentions]


def test_an_empty_text_has_no_mentions(gazetteer: Gazetteer) -> None:
    assert annotate(article(""), gazetteer).mentions == ()
