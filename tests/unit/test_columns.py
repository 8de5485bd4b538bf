"""The page and the column under which articles are printed, and questions that name one."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.chat import Assistant
from assistant.parsing.columns import find_columns
from assistant.settings import Settings
from index.articles import segment
from index.places import Gazetteer
from index.readers import read
from index.records import Filters, Page
from index.search import Archive
from tests.archives import PairEncoder, build_archive, tokeniser

PAGE = """3 县区天地 2022年5月13日 星期五 责任编辑：罗 川

永登县政协召开主席会议

本报永登讯（通讯员方圆）5月9日，永登县政协召开主席会议，听取河道整治情况汇报。

一句话新闻

5月6日，红古区政协组织委员视察平安镇蔬菜大棚。

榆中县政协5月10日为三角城乡小学送去图书300册。

皋兰县政协走访西岔镇养殖户

本报皋兰讯（通讯员石头）5月11日，皋兰县政协组织委员走访西岔镇养殖户，收集意见7条。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    return tmp_path


def test_articles_know_their_page_and_column(folder: Path) -> None:
    (page,) = read(folder / "page.txt")
    assert isinstance(page, Page)
    found = {article.place: article.section for article in segment(page, Gazetteer.load())}
    assert found == {
        "永登县": "县区天地",
        "红古区": "县区天地 › 一句话新闻",
        "榆中县": "县区天地 › 一句话新闻",
        "皋兰县": "县区天地",
    }


def test_a_column_limits_what_is_read(folder: Path) -> None:
    build_archive(folder / "index", folder / "page.txt")
    with Archive.open(folder / "index", encoder=PairEncoder(), tokeniser=tokeniser()) as archive:
        assert archive.sections() == {"县区天地", "一句话新闻"}
        assert archive.count(Filters(sections=("一句话新闻",))) == 2
        assert archive.count(Filters(sections=("新闻",))) == 0
        found = archive.containing([["政协"]], Filters(sections=("一句话新闻",)))
        assert {match.article.place for match in found} == {"红古区", "榆中县"}


def test_questions_for_a_column(folder: Path) -> None:
    build_archive(folder / "index", folder / "page.txt")
    with Archive.open(folder / "index", encoder=PairEncoder(), tokeniser=tokeniser()) as archive:
        assistant = Assistant(archive, Settings())
        rows = assistant.ask("“一句话新闻”栏目里有哪几个县区政协的消息？").rows
        assert {row.name for row in rows} == {"红古区", "榆中县"}
        counted = assistant.ask("“一句话新闻”栏目一共登了几条？")
        assert counted.answers and "2" in counted.text.partition("\n")[0]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("简讯栏目里有哪些县", ("简讯",)),
        ("综合版上出现了哪些主席", ("综合",)),
        ("“一句话新闻”里提到谁", ("一句话新闻",)),
        ("栏目“简讯”登了几条", ("简讯",)),
        ("综合治理有哪些做法", ()),
        ("简讯是什么", ()),
        ("委员风采栏目写了谁", ()),
    ],
)  # fmt: skip
def test_only_columns_that_are_there_are_heard(text: str, names: tuple[str, ...]) -> None:
    assert find_columns(text, "zh", {"简讯", "综合", "一句话新闻"}).names == names


def test_english_names_of_columns() -> None:
    assert find_columns("which counties are in the news briefs column?", "en", {"简讯"}).names == ("简讯",)
