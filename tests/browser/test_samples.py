"""The whole way as a user goes it: index the samples and a hostile page, serve them, ask in a browser."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import Visitor
from tests.browser.serving import serving, wendang

pytestmark = pytest.mark.browser

# A ready article that tries everything a page from outside could try.
HOSTILE = {
    "headline": "<img src=x onerror=\"window.hacked='head'\">茶园协会走访记",
    "date": "2031-06-01",
    "text": "本报讯 县政协委员走访茶园协会，记录茶农意见四十一条。<script>window.hacked='script'</script>"
    "<img src=x onerror=\"window.hacked='onerror'\">茶园协会说[看图](javascript:window.hacked='link')"
    "![图](http://192.0.2.1/pixel.png)以及http://192.0.2.1/more。",
}


@pytest.fixture(scope="module")
def index(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the index of the samples and the hostile page."""
    folder = tmp_path_factory.mktemp("archive")
    pages = folder / "pages"
    shutil.copytree(samples, pages)
    (pages / "外来稿件.jsonl").write_text(json.dumps(HOSTILE, ensure_ascii=False) + "\n", encoding="utf-8")
    (pages / "空白.txt").write_text("", encoding="utf-8")
    built = wendang("index", "build", str(pages), "--index", str(folder / "index"))
    assert built.returncode == 1, built.stderr
    assert "空白.txt" in built.stderr + built.stdout
    return folder / "index"


@pytest.fixture(scope="module")
def url(index: Path) -> Iterator[str]:
    """Serve the index as `wendang serve` does."""
    with serving(index) as address:
        yield address


def test_the_first_page_reaches_nothing_outside_and_tells_what_the_archive_holds(
    visitor: Visitor, url: str
) -> None:
    visitor.open(url)
    visitor.page.wait_for_selector("#wd-chat .example")
    visitor.page.wait_for_timeout(1000)
    assert visitor.outside == []
    assert visitor.errors == []
    assert re.search(
        r"馆藏 \d+ 篇报道，2021-12 至 2031-06 · 另有 1 个文件无法识读",
        visitor.page.inner_text(".wd-holdings"),
    )


def test_every_example_question_is_answered(visitor: Visitor, url: str) -> None:
    visitor.open(url)
    visitor.page.wait_for_selector("#wd-chat .example")
    examples = visitor.page.locator("#wd-chat .example").all_inner_texts()
    assert examples
    for example in examples:
        assert visitor.ask(example).strip()
        last = visitor.page.locator(".wd-answer").last
        assert last.locator("a.wd-cite").count(), example


def test_a_mark_opens_the_article_at_the_quoted_sentence(visitor: Visitor, url: str) -> None:
    visitor.open(url)
    visitor.ask("哪些县（区）建立了委员工作站？")
    page = visitor.page
    for mark in page.locator("a.wd-cite").all()[:3]:
        mark.click()
        page.locator(f"#wd-sources mark.wd-active:has({mark.get_attribute('href')})").wait_for(
            state="visible"
        )
        quoted = page.locator("#wd-sources mark.wd-active").first
        text = page.locator("#wd-sources .wd-text", has=page.locator("mark.wd-active")).first
        assert quoted.inner_text().strip() in text.inner_text()
        assert len(text.inner_text()) > len(quoted.inner_text())
    assert "工作站" in page.locator("#wd-sources mark.wd-0-1").first.inner_text()


def test_a_list_fills_the_table(visitor: Visitor, url: str) -> None:
    visitor.open(url)
    visitor.ask("哪些县（区）建立了委员工作站？")
    visitor.page.locator("a.wd-open[href^='#wd-table']").click()
    visitor.page.locator("#wd-table [role=gridcell]:visible", has_text=re.compile("县|区")).first.wait_for()


def test_a_follow_up_leans_on_the_question_before(visitor: Visitor, url: str) -> None:
    visitor.open(url)
    first = visitor.ask("哪些县（区）建立了委员工作站？")
    second = visitor.ask("那委员工作室呢？")
    assert first != second
    assert "工作室" in visitor.page.locator("#wd-sources .wd-group").first.inner_text()


def test_what_the_archive_does_not_hold_is_refused_in_words(visitor: Visitor, url: str) -> None:
    visitor.open(url)
    visitor.ask("1987年有哪些县建立了委员工作站？")
    status = visitor.page.locator(".wd-answer .wd-status").last
    assert status.inner_text() in {"档案没有收录这一时间或地点的报道", "检索了全部报道，没有找到相关内容"}


def test_a_hostile_article_is_quoted_and_stays_text(visitor: Visitor, url: str) -> None:
    visitor.open(url)
    visitor.ask("走访茶园协会时记录了多少条意见？")
    page = visitor.page
    page.locator("#wd-turn-0 a.wd-cite").first.click()
    page.locator("#wd-sources mark.wd-active").first.wait_for()
    page.wait_for_timeout(500)
    assert "四十一条" in page.locator("#wd-sources mark.wd-active").first.inner_text()
    assert "<script>" in page.locator("#wd-sources").inner_text()
    assert page.evaluate("window.hacked") is None
    assert page.locator("#wd-sources :is(img, script, a), .wd-answer :is(img, script)").count() == 0
    assert visitor.outside == []
