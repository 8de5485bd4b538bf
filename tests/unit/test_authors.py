"""Names of writers, and which of them are reporters of the paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.chat import Assistant
from assistant.lists.bylines import names_in, of_role
from assistant.lists.reports import name_of, title_of
from assistant.settings import Settings
from index.places import Gazetteer
from index.records import Article, Kind
from tests.asking import archive_of, read


def made(text: str, byline: str | None, kind: Kind = "news", headline: str | None = None) -> Article:
    return Article("a" * 16, "样报.txt", 1, kind, text, byline=byline, headline=headline)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("通讯员甘小雨 石大川", ["甘小雨", "石大川"]),
        ("高 某", ["高某"]),
        ("石大川 山丹县", ["石大川"]),
        ("杜小满 采写", ["杜小满"]),
    ],
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


def test_a_report_is_called_with_its_place_where_nothing_says_it() -> None:
    names = Gazetteer.load()
    report = replace(made("6月1日，桥修好了。", None, headline="一座桥的故事"), place_code="620725")
    assert name_of(read("哪些报道写到了桥？"), report, names) == "山丹县《一座桥的故事》"
    assert name_of(read("山丹县有哪些报道？"), report, names) == "一座桥的故事"
    headed = replace(report, headline="山丹修桥记")
    assert name_of(read("哪些报道写到了桥？"), headed, names) == "山丹修桥记"


def test_a_writer_is_known_by_the_sound_of_the_name(tmp_path: Path) -> None:
    reports = {
        "one": {
            "headline": "成县政协走访企业",
            "date": "2023-05-12",
            "place": "成县",
            "text": "本报成县讯（通讯员路明远）5月9日，成县政协走访企业。",
        }
    }
    asking = Assistant(archive_of(tmp_path, reports), Settings(index=tmp_path))
    answer = asking.ask("Which reports did Lu Mingyuan write?")
    assert [row.detail for row in answer.rows] == ["路明远"]
    assert not asking.ask("Which reports did Lu Mingsheng write?").rows
