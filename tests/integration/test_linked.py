"""One report in two places, and one article on two pages: nothing is counted twice, nothing is torn apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from assistant.chat import Assistant
from assistant.settings import Settings
from index.records import Article, Filters
from index.search import Archive
from index.tables.parts import FirstPart, chosen
from tests.archives import PairEncoder, build_archive, tokeniser
from tests.asking import TODAY

REPORT = "5月8日，瓜州县政协建成委员工作站15个，集中授牌。县政协副主席柏青松要求，各站每月公开一次办理结果。"
PAPER = f"""陇西民声报 2023年5月9日 星期二 第一版 责任编辑：路远

瓜州县政协为委员工作站授牌
本报瓜州讯（记者 安平） {REPORT}

高台县政协
把站点建到群众身边
本报高台讯（通讯员 沙晓雨）5月6日，高台县政协召开基层协商推进会，县政协主席骆怀远主持会议。
会议听取了站点建设情况汇报，
（下转第三版）
"""
THIRD_PAGE = """陇西民声报 2023年5月9日 星期二 第三版 责任编辑：路远

（上接第一版）把站点建到群众身边
与会人员认为，站点要建在群众说得上话的地方。全县已建成委员工作站12个，接待群众860人次。
会议要求，各站要公开值班表，让群众随时找得到人。
"""
WEB = f"""首页 > 政协 > 县区动态
瓜州县政协为委员工作站授牌
2023-05-10 09:20　来源：陇西民声网　作者：安平
　　本报瓜州讯（记者安平）{REPORT}
上一篇：没有了
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("linked")
    for name, text in (("一版.txt", PAPER), ("三版.txt", THIRD_PAGE), ("网页.txt", WEB)):
        (folder / name).write_text(text, encoding="utf-8")
    build_archive(folder / "index", folder)
    with Archive.open(folder / "index", encoder=PairEncoder(), tokeniser=tokeniser()) as opened:
        yield opened


def of(archive: Archive, source: str) -> list[Article]:
    return [article for article in archive.articles() if article.source == source]


def test_a_continuation_is_told_with_its_first_part(archive: Archive) -> None:
    _, first = of(archive, "一版.txt")
    (rest,) = of(archive, "三版.txt")
    assert first.continued and rest.kind == "continuation"
    assert rest.first_part == first.article_id
    assert (rest.place, rest.place_code, rest.byline) == ("高台县", "620724", "沙晓雨")
    assert archive.article(rest.article_id) == rest


def test_a_continuation_is_found_with_the_place_of_its_first_part(archive: Archive) -> None:
    (rest,) = of(archive, "三版.txt")
    there, elsewhere = Filters(places=("620724",)), Filters(places=("620922",))
    (hit, *_) = archive.search("公开值班表让群众随时找得到人", filters=there)
    assert hit.article_id == rest.article_id
    assert rest.article_id not in {hit.article_id for hit in archive.search("公开值班表", filters=elsewhere)}
    assert [f.article.article_id for f in archive.containing([["值班表"]], there)] == [rest.article_id]
    assert not archive.containing([["值班表"]], elsewhere)
    assert rest in list(archive.articles(there)) and archive.count(there) == 2
    before = Filters(places=("620000",), until="2023-04-30")
    assert not archive.heads(before)
    assert rest.article_id in {head.article_id for head in archive.heads(Filters(places=("620000",)))}


def test_a_question_is_answered_from_both_parts(archive: Archive) -> None:
    answer = Assistant(archive, Settings(today=TODAY)).ask("哪些县建立了委员工作站？各有多少？")
    assert {row.name: row.quantity for row in answer.rows} == {"瓜州县": 15.0, "高台县": 12.0}


def test_a_report_in_the_paper_and_on_the_web_counts_once(archive: Archive) -> None:
    assistant = Assistant(archive, Settings(today=TODAY))
    assert len(of(archive, "网页.txt")) == 1
    many = assistant.ask("瓜州县建成了多少个委员工作站？")
    assert "15" in many.text and "30" not in many.text
    total = assistant.ask("一共建成了多少个委员工作站？")
    assert "30" not in total.text and "42" not in total.text


def part(number: int, title: str, place_code: str | None = None) -> FirstPart:
    return FirstPart(f"{number:016}", title, None, None, None, place_code, None, str(number), "")


REST = Article("f" * 16, "三版.txt", 1, "continuation", "会议要求。", issue_date="2023-05-09", page="3")


@pytest.mark.parametrize(
    ("rest", "parts", "number"),
    [
        (REST, [part(1, "把站点建到群众身边")], 1),
        (REST, [part(1, "把站点建到群众身边"), part(2, "守护一河清水")], None),
        (
            replace(REST, headline="把站点建到身边"),
            [part(1, "把站点建到群众身边"), part(2, "守护一河清水")],
            1,
        ),
        (replace(REST, headline="春耕备耕"), [part(1, "把站点建到群众身边")], None),
        (replace(REST, place_code="620922"), [part(1, "把站点建到群众身边", "620724")], None),
        (REST, [], None),
    ],
)
def test_which_part_is_meant(rest: Article, parts: list[FirstPart], number: int | None) -> None:
    found = chosen(rest, parts)
    assert (found and found.page) == (str(number) if number else None)
