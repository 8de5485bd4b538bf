"""Browsing, searching, reading, the page as printed; what means harm stays text; the telephone; access."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.archive import build, lay_out
from tests.browser.conftest import Visitor
from tests.browser.serving import serving
from tests.press import font_file

pytestmark = pytest.mark.browser

LIST = "哪些县（区）建立了委员工作站？"


@pytest.fixture(scope="module")
def url(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Index the archive and serve it as `wendang serve` does."""
    folder = tmp_path_factory.mktemp("archive")
    build(lay_out(samples, folder), folder / "index")
    with serving(folder / "index") as address:
        yield address


@pytest.fixture
def page(visitor: Visitor, url: str) -> Page:
    """Open the chat as a new visitor."""
    visitor.open(url)
    return visitor.page


def desk(page: Page, name: str) -> None:
    """Go to one of the desks."""
    page.locator("#wd-desks > .tab-wrapper [role=tab]:visible", has_text=name).click()


def test_the_catalogue_leads_to_articles_and_from_one_to_its_neighbours(page: Page) -> None:
    desk(page, "浏览")
    page.locator("#wd-facets button", has_text="定西市").click()
    expect(page.locator(".wd-list-head h2")).to_have_text("定西市")
    count = page.locator("li.wd-entry").count()
    assert f"{count} 篇" in page.inner_text(".wd-list-head")
    page.locator("#wd-facets button", has_text="2021-12-24").click()
    expect(page.locator(".wd-list-head h2")).to_contain_text("2021-12-24")
    page.locator(".wd-entry-title").first.click()
    title = page.locator("#wd-reader h2")
    expect(title).to_be_visible()
    first = title.inner_text()
    assert page.locator("#wd-reader .wd-passage").count() >= 1
    page.locator("#wd-reader .wd-same li button").first.click()
    expect(title).not_to_have_text(first)
    page.locator("#wd-reader .wd-pages button").last.click()
    expect(page.locator(".wd-list-head h2")).to_contain_text("第")


def test_plain_searching_highlights_what_it_found(page: Page) -> None:
    desk(page, "检索")
    page.fill("#wd-words :is(input, textarea)", "议事室")
    page.keyboard.press("Enter")
    page.locator("#wd-results li.wd-entry").first.wait_for()
    assert {mark.inner_text() for mark in page.locator("#wd-results mark").all()} <= {"议事室", "议事"}
    page.locator("#wd-way label", has_text="逐字").click()
    expect(page.locator(".wd-found")).to_contain_text("含有这串文字")
    page.locator(".wd-entry-title").first.click()
    expect(page.locator("#wd-reader mark.wd-active").first).to_have_text("议事室")
    page.keyboard.press("Escape")
    expect(page.locator("#wd-drawer")).not_to_have_attribute("data-open", "")
    assert page.evaluate("document.activeElement.classList.contains('wd-entry-title')")


@pytest.mark.skipif(font_file() is None, reason="no Chinese TrueType font is installed: make browser")
def test_the_quotation_is_framed_on_the_page_as_printed(visitor: Visitor, page: Page) -> None:
    visitor.ask("徽县政协视察古桥时提了多少条建议？")
    assert "17条" in page.locator(".wd-body").last.inner_text()
    page.locator("#wd-sources .wd-card-foot button").first.click()
    page.locator("#wd-reader .wd-tools button").click()
    sheet = page.locator(".wd-sheet")
    sheet.locator("rect").first.wait_for(state="attached")
    frame, whole = sheet.locator("rect").first.bounding_box(), sheet.bounding_box()
    assert frame and whole
    # The first article's first column: upper left.
    assert frame["x"] < whole["x"] + whole["width"] / 2 and frame["y"] < whole["y"] + whole["height"] / 4
    page.locator(".wd-sheet-tools button").nth(1).click()
    larger = sheet.bounding_box()
    assert larger and larger["width"] > 1.4 * whole["width"]
    assert visitor.outside == [] and visitor.errors == []


def test_nothing_in_an_article_runs_or_loads(visitor: Visitor, page: Page) -> None:
    visitor.ask("走访茶园协会时记录了多少条意见？")
    page.locator("#wd-turn-0 a.wd-cite").first.click()
    page.locator("#wd-sources mark.wd-active").first.wait_for()
    assert "<script>" in page.inner_text("#wd-sources")
    page.locator("#wd-sources .wd-card-foot button").first.click()
    expect(page.locator("#wd-reader h2")).to_contain_text("<img src=x")
    page.keyboard.press("Escape")
    desk(page, "浏览")
    page.locator("#wd-facets button", has_text="2031-06-01").first.click()
    expect(page.locator(".wd-entry-title").first).to_contain_text("<img src=x")
    desk(page, "检索")
    page.fill("#wd-words :is(input, textarea)", "茶园协会")
    page.keyboard.press("Enter")
    page.locator("#wd-results li.wd-entry").first.wait_for()
    page.wait_for_timeout(300)
    assert page.evaluate("window.hacked") is None
    inside = ":is(#wd-sources, #wd-reader, #wd-listing, #wd-results, .wd-answer)"
    assert page.locator(f"{inside} :is(img, script, a[href*=':'])").count() == 0
    assert visitor.outside == [] and visitor.errors == []


BAR = "#wd-desks > .tab-wrapper"
WIDER_THAN_SHOWN = """() => {
  const wrap = document.querySelector("#wd-table .wd-table-wrap");
  return Math.max(wrap.scrollWidth - wrap.clientWidth, 0);
}"""


def test_a_table_shows_all_its_columns_and_leaves_with_its_answer(visitor: Visitor, page: Page) -> None:
    visitor.ask(LIST)
    page.locator(".wd-open-table").click()
    expect(page.locator("#wd-table .wd-c-citations a").first).to_be_visible()
    assert page.evaluate(WIDER_THAN_SHOWN) == 0
    visitor.ask("徽县政协视察古桥时提了多少条建议？")
    expect(page.locator("#wd-sources mark").first).to_be_visible()


def test_on_a_telephone_everything_fits(visitor: Visitor, url: str) -> None:
    page = visitor.page
    page.set_viewport_size({"width": 390, "height": 844})
    visitor.open(url)
    visitor.ask(LIST)
    assert not page.locator("#wd-evidence").is_visible()
    page.locator("a.wd-cite").first.click()
    page.locator("#wd-sources mark.wd-active").first.wait_for(state="visible")
    page.click("#wd-close")
    expect(page.locator("#wd-evidence")).to_be_hidden()
    page.locator(".wd-open-table").click()
    expect(page.locator("#wd-table table")).to_be_visible()
    assert page.evaluate(WIDER_THAN_SHOWN) == 0, "each row is a card; nothing is to be pushed sideways"
    page.keyboard.press("Escape")
    box, bar = (page.locator(f"{at} >> visible=true").first.bounding_box() for at in ("#wd-box", BAR))
    assert box and bar and box["y"] + box["height"] <= bar["y"], "the bar of desks covers no question box"
    assert bar["y"] + bar["height"] == 844, "the bar lies at the foot"
    for name in ("浏览", "检索", "问答"):
        desk(page, name)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, name


def serious(page: Page) -> list[Any]:
    """Return what axe-core finds serious or worse on the page as it is."""
    if not page.evaluate("!!window.axe"):
        page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        (item["id"], [node["target"] for node in item["nodes"]])
        for item in found["violations"]
        if item["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_stands_in_the_way_of_anyone(visitor: Visitor, url: str, scheme: str) -> None:
    page = visitor.page
    page.emulate_media(color_scheme=scheme)
    visitor.open(url)
    page.wait_for_selector("#wd-chat .example")
    assert serious(page) == []
    visitor.ask(LIST)
    assert serious(page) == []
    for tab in ("表格", "范围", "记录"):
        page.locator("#wd-tabs [role=tab]:visible", has_text=tab).click()
        page.wait_for_timeout(200)
        assert serious(page) == [], tab
    page.locator("button.wd-why").click()
    expect(page.locator("#wd-reader .wd-ranked")).to_be_visible()
    page.wait_for_timeout(300)
    assert serious(page) == []
    page.keyboard.press("Escape")
    for name in ("浏览", "检索", "管理"):
        desk(page, name)
        page.wait_for_timeout(400)
        assert serious(page) == [], name


def test_the_keyboard_alone_asks_reads_and_comes_back(visitor: Visitor, page: Page) -> None:
    page.keyboard.type("哪些地方建立了协商议事室？")
    page.keyboard.press("Enter")
    visitor.answered(0)
    mark = page.locator("a.wd-cite").first
    mark.focus()
    page.keyboard.press("Enter")
    page.locator("#wd-sources mark.wd-active").first.wait_for()
    read = page.locator("#wd-sources .wd-card-foot button").first
    read.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#wd-shut")).to_be_focused()
    # The focus stays in the drawer, and goes back to where it was.
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.getElementById('wd-drawer').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(read).to_be_focused()
