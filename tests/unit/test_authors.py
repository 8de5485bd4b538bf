"""Names of writers, and which of them are reporters of the paper."""

from __future__ import annotations

import pytest

from assistant.lists.bylines import names_in, of_role
from assistant.lists.reports import title_of
from index.records import Article, Kind


def made(text: str, byline: str | None, kind: Kind = "news", headline: str | None = None) -> Article:
    return Article("a" * 16, "样报.txt", 1, kind, text, byline=byline, headline=headline)


@pytest.mark.parametrize(
    ("byline", "names"),
    [("通讯员甘小雨 石大川", ["甘小雨", "石大川"]), ("高 某", ["高某"]), ("杜小满 采写", ["杜小满"])],
)
def test_names_in(byline: str, names: list[str]) -> None:
    assert names_in(byline) == names


@pytest.mark.parametrize(
    ("article", "reporters"),
    [
        (made("本报某县讯（记者甘小雨）3月1日，修了一座桥。", "甘小雨"), ["甘小雨"]),
        (made("本报某县讯（通讯员甘小雨）3月1日，修了一座桥。", "甘小雨"), []),
        (made("本报某县讯（记者甘小雨 通讯员石大川）桥通了。", "甘小雨 石大川"), ["甘小雨"]),
        (made("问：桥修好了吗？答：好了。", "甘小雨 采写", "interview"), ["甘小雨"]),
    ],
)
def test_reporters_are_told_from_correspondents(article: Article, reporters: list[str]) -> None:
    everybody = names_in(article.byline or "")
    assert of_role(article, "reporter") == reporters
    assert of_role(article, "correspondent") == [name for name in everybody if name not in reporters]
    assert of_role(article, "") == everybody


def test_a_report_without_a_head_is_called_by_what_it_tells_first() -> None:
    assert title_of(made("9月6日，委员来到桥头镇义诊。看了三十人。", None)) == "委员来到桥头镇义诊"
    assert title_of(made("委员来到桥头镇义诊，看了三十人。", None)) == "委员来到桥头镇义诊"
