"""The words of the interface are whole in both languages, and the examples fit the archive."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

from assistant import ui
from assistant.records import AnswerKind, Reported, Status
from assistant.ui.assets import script, style
from assistant.ui.examples import SHOWN, busiest_place, examples, holdings_line
from assistant.ui.texts import LANGUAGES, texts
from index.errors import DataError
from index.records import Kind, Level
from tests.browser.scene import ARTICLES, SmallArchive

WORDS = Path(ui.__file__).parent / "words"


def flat(table: dict[str, Any], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        found |= flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: value}
    return found


def table(language: str) -> dict[str, Any]:
    files = [WORDS / f"{language}.toml", *sorted(WORDS.glob(f"{language}_*.toml"))]
    found: dict[str, Any] = {}
    for file in files:
        found |= tomllib.loads(file.read_text(encoding="utf-8"))
    return found


def test_both_languages_have_the_same_keys_and_fillings() -> None:
    chinese, english = flat(table("zh")), flat(table("en"))
    assert chinese.keys() == english.keys()
    for key, words in chinese.items():
        assert set(re.findall(r"{\w+}", words)) == set(re.findall(r"{\w+}", english[key])), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_status_level_and_report_has_words(language: Any) -> None:
    say = texts(language)
    for group, values in (
        ("status", get_args(Status)),
        ("level", get_args(Level)),
        ("reported", get_args(Reported)),
        ("kind", get_args(AnswerKind)),
        ("article_kind", get_args(Kind)),
    ):
        for value in values:
            assert isinstance(say(f"{group}.{value}"), str)


def test_a_missing_text_names_the_file() -> None:
    with pytest.raises(DataError, match=r"assistant/ui/words"):
        texts("zh")("no.such.text")
    assert texts("zh").get("no.such.text", "-") == "-"


def test_only_questions_that_the_archive_can_answer_are_offered() -> None:
    offered = examples(SmallArchive(), "zh")
    assert "哪些地方建立了协商议事室？" in offered
    assert not [question for question in offered if "委员工作站" in question]
    assert len(offered) <= SHOWN
    assert not [question for question in offered if "{" in question]


def test_an_empty_archive_offers_nothing() -> None:
    empty = SmallArchive(())
    assert examples(empty, "en") == []
    assert busiest_place(empty) == ""
    assert holdings_line(empty, texts("zh")).startswith("馆藏 0 篇报道 ")


def test_an_english_example_names_the_place_in_english() -> None:
    told = replace(ARTICLES[0], text="榆中县政协主席到会。", place="榆中县", place_code="620123")
    archive = SmallArchive([told])
    assert "Who chairs the CPPCC committee of Yuzhong County?" in examples(archive, "en")
    assert "榆中县政协主席是谁？" in examples(archive, "zh")


def test_the_holdings_name_the_span_and_the_refused() -> None:
    line = holdings_line(SmallArchive(), texts("zh"))
    assert line == "馆藏 2 篇报道，2031-05 至 2031-06 · 另有 1 个文件无法识读"


def test_assets_load_nothing_from_elsewhere() -> None:
    for text in (style(), script()):
        assert not re.search(r"https?://|//[a-z]|@import|url\(", text.replace("// ", ""))
