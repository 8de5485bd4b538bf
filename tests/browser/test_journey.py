"""The whole way as a user goes it: `wendang serve` over an indexed archive, asked in a browser.

One server for all tests of this file; the pages are visitors of their own.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.archive import NEW_ISSUE, build, lay_out
from tests.browser.conftest import Visitor
from tests.browser.serving import serving

pytestmark = pytest.mark.browser

LIST = "哪些县（区）建立了委员工作站？"


@pytest.fixture(scope="module")
def url(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Index the archive and serve it as `wendang serve` does."""
    folder = tmp_path_factory.mktemp("archive")
    pages = lay_out(samples, folder)
    build(pages, folder / "index")
    with serving(folder / "index") as address:
        yield address


@pytest.fixture
def page(visitor: Visitor, url: str) -> Page:
    """Open the chat as a new visitor."""
    visitor.open(url)
    return visitor.page


def saved(page: Page, button: str) -> tuple[str, bytes]:
    """Press a button that saves a file; return its name and what is in it."""
    with page.expect_download() as download:
        page.locator(button).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_first_visit_to_table(visitor: Visitor, page: Page) -> None:
    page.wait_for_timeout(500)
    assert visitor.outside == [] and visitor.errors == []
    assert re.search(r"馆藏 \d+ 篇报道，2021-12 至 2031-06 · 另有 1 个文件", page.inner_text(".wd-holdings"))
    page.locator("#wd-chat .example", has_text=LIST).click()
    visitor.answered(0)
    expect(page.locator(".wd-badge")).to_have_text("逐篇清点，未用语言模型")
    # A mark opens the article at the sentence.
    mark = page.locator("a.wd-cite").nth(3)
    mark.click()
    quoted = page.locator(f"#wd-sources mark.wd-active:has({mark.get_attribute('href')})").first
    quoted.wait_for(state="visible")
    whole = page.locator("#wd-sources .wd-text", has=page.locator("mark.wd-active")).first.inner_text()
    assert quoted.inner_text().strip() in whole and len(whole) > len(quoted.inner_text())
    # The table sorts by numbers as numbers, and back.
    page.locator(".wd-open-table").click()
    quantities = page.locator("#wd-table td.wd-c-quantity")
    head = page.locator("#wd-table th", has_text="数量")
    head.locator("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    numbers = [float(text) for cell in quantities.all() if (text := cell.get_attribute("data-key"))]
    assert len(numbers) > 2 and numbers == sorted(numbers, reverse=True)
    head.locator("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert page.locator("#wd-table svg.wd-bars rect").count() == len(numbers)
    name, data = saved(page, "#wd-table .wd-file >> nth=0")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert name.endswith(".csv") and data.startswith(b"\xef\xbb\xbf")
    assert rows[0][0] == "名称" and len(rows) == page.locator("#wd-table tbody tr").count() + 1
    name, data = saved(page, "#wd-table .wd-file >> nth=2")
    assert "word/footnotes.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert visitor.outside == [] and visitor.errors == []


def test_a_follow_up_a_correction_a_limit_and_a_refusal(visitor: Visitor, page: Page) -> None:
    visitor.ask("张掖市哪些县（区）建立了委员工作站？")
    assert "甘州区" in page.locator(".wd-body").last.inner_text()
    assert "临洮县" not in page.locator(".wd-body").last.inner_text()
    # Without the place, the question is asked of the whole archive, in its own place in the chat.
    visitor.click(page.locator("button.wd-chip.wd-place"))
    expect(page.locator(".wd-body").last).to_contain_text("临洮县")
    assert page.locator(".wd-question").count() == 1
    visitor.click(page.locator("button.wd-gone", has_text="张掖市"))
    expect(page.locator(".wd-body").last).not_to_contain_text("临洮县")
    expect(page.locator(".wd-body").last).to_contain_text("甘州区")
    # Another place may have been meant: what it lies in.
    visitor.click(page.locator(".wd-pair .wd-more"))
    visitor.click(page.locator(".wd-pair .wd-menu button", has_text="甘肃省"))
    expect(page.locator(".wd-body").last).to_contain_text("临洮县")
    expect(page.locator("button.wd-chip.wd-place")).to_contain_text("甘肃省")
    visitor.click(page.locator("button.wd-gone", has_text="张掖市"))
    expect(page.locator(".wd-body").last).not_to_contain_text("临洮县")
    expect(page.locator(".wd-body").last).to_contain_text("甘州区")
    second = visitor.ask("那委员工作室呢？")
    assert "工作室" in page.locator("#wd-sources .wd-group").first.inner_text() or "工作室" in second
    # A limit beside the question holds for the questions after it.
    visitor.click(page.locator("#wd-tabs [role=tab]:visible", has_text="范围"))
    page.locator("#wd-scope label", has_text="定西市").locator("input").check()
    expect(page.locator("#wd-limits")).to_contain_text("定西市")
    visitor.begin_anew()
    visitor.ask(LIST)
    answer = page.locator(".wd-body").last.inner_text()
    assert "临洮县" in answer and "甘州区" not in answer
    visitor.click(page.locator("#wd-limits button"))
    expect(page.locator("#wd-limits .wd-limit")).to_have_count(0)
    visitor.ask("1987年有哪些县建立了委员工作站？")
    status = page.locator(".wd-answer .wd-status").last.inner_text()
    assert status in {"档案没有收录这一时间或地点的报道", "检索了全部报道，没有找到相关内容"}


def test_what_is_asked_while_an_answer_is_written_waits_for_it(visitor: Visitor, page: Page) -> None:
    visitor.ask("张掖市哪些县（区）建立了委员工作站？")
    # A correction, and at once, before the page knows that it is being answered, a question behind it.
    page.fill("#wd-box textarea", "那委员工作室呢？")
    page.evaluate(
        """() => {
          document.querySelector('button.wd-chip.wd-place').click();
          const box = document.querySelector('#wd-box textarea');
          for (const again of [1, 2])
            box.dispatchEvent(
              new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
        }"""
    )
    expect(page.locator(".wd-answer:not(.wd-error) .wd-links")).to_have_count(2)
    assert page.locator(".wd-question").count() == 2
    assert "临洮县" in page.locator(".wd-body").first.inner_text()
    assert "工作室" in page.locator(".wd-body").last.inner_text()


def test_another_kind_of_answer_can_be_asked_for(visitor: Visitor, page: Page) -> None:
    visitor.ask(LIST)
    page.locator(".wd-kinds summary").click()
    page.locator("button.wd-kind", has_text="计数").click()
    expect(page.locator(".wd-kind-chip")).to_contain_text("计数")
    assert page.locator(".wd-links").count() == 1


def test_a_question_is_edited_asked_again_and_explained(visitor: Visitor, page: Page) -> None:
    visitor.ask("哪些地方建立了协商议事室？")
    # The answer that is being replaced looks just like the new one: that its node is gone tells them apart.
    page.evaluate("() => { window.replaced = document.querySelector('.wd-answer') }")
    page.locator("button.wd-again").click()
    page.wait_for_function("() => !window.replaced.isConnected")
    expect(page.locator(".wd-links")).to_have_count(1)
    page.locator("button.wd-why").click()
    expect(page.locator("#wd-reader .wd-ranked tbody tr").first).to_be_visible()
    assert "协商议事室" in page.inner_text("#wd-reader .wd-read")
    page.keyboard.press("Escape")
    page.locator("button.wd-edit").click()
    expect(page.locator("#wd-box textarea")).to_have_value("哪些地方建立了协商议事室？")
    expect(page.locator(".wd-question")).to_have_count(0)
    assert "委员工作站" in visitor.ask(LIST) or page.locator("a.wd-cite").count()


def test_an_issue_is_uploaded_and_cited_while_the_chat_goes_on(visitor: Visitor, page: Page) -> None:
    desks = page.locator("#wd-desks > .tab-wrapper [role=tab]:visible")
    desks.filter(has_text="管理").click()
    files = [{"name": "20241115_02.txt", "mimeType": "text/plain", "buffer": NEW_ISSUE.encode()}]
    page.locator("#wd-m-files input[type=file]").set_input_files(files)
    expect(page.locator("#wd-m-report")).to_contain_text("防霜网")
    page.click("#wd-m-take_in")
    # The chat answers meanwhile.
    desks.filter(has_text="问答").click()
    visitor.ask(LIST)
    desks.filter(has_text="管理").click()
    expect(page.locator("#wd-m-report")).to_contain_text("现在就可以提问")
    desks.filter(has_text="问答").click()
    visitor.ask("华池县政协给多少户果农送去防霜网？")
    assert "37户" in page.locator(".wd-body").last.inner_text()
    assert "20241115_02.txt" in page.locator("#wd-sources .wd-group").first.inner_text()


def test_a_verdict_with_a_note_is_kept(visitor: Visitor, page: Page) -> None:
    visitor.ask(LIST)
    page.locator("button.wd-verdict", has_text="有遗漏").click()
    page.fill("#wd-note-text", "少了两个县")
    page.locator("#wd-note .wd-send").click()
    thanks = page.get_by_text("谢谢，已记录。")
    expect(thanks).to_have_count(1)
    # On a busy machine the first thanks are gone before the second come.
    expect(thanks).to_have_count(0)
    page.locator("button.wd-verdict", has_text="正确").click()
    expect(thanks).to_have_count(1)


def test_conversations_are_kept_exported_and_deleted(visitor: Visitor, page: Page) -> None:
    first = visitor.ask(LIST)
    tab = page.locator("#wd-tabs [role=tab]:visible", has_text="记录")
    tab.click()
    expect(page.locator(".wd-kept li")).to_have_count(1)
    name, data = saved(page, "#wd-kept .wd-file >> nth=0")
    assert name.endswith(".md") and f"## {LIST}" in data.decode()
    name, data = saved(page, "#wd-kept .wd-file >> nth=1")
    assert name.endswith(".docx") and data[:2] == b"PK"
    page.reload()
    page.wait_for_selector("#wd-chat .example")
    tab.click()
    page.locator("button.wd-kept-title").click()
    assert visitor.answered(0) == first
    page.locator(".wd-kept button.wd-link").click()
    expect(page.locator(".wd-kept li")).to_have_count(0)
    expect(page.locator(".wd-links")).to_have_count(0)


def test_a_link_brings_a_question_along(visitor: Visitor, url: str) -> None:
    visitor.open(f"{url}?q={quote(LIST)}")
    assert visitor.answered(0).strip()
    assert "?" not in visitor.page.url


def test_english(visitor: Visitor, page: Page) -> None:
    page.locator("#wd-language label", has_text="EN").click()
    page.get_by_text("Ask, and see the evidence").wait_for()
    page.get_by_role("button", name="Which counties set up committee workstations?").click()
    visitor.answered(0)
    assert "searched" in page.inner_text(".wd-answer") or "counted" in page.inner_text(".wd-badge")
    assert page.locator(".wd-chip-what").first.inner_text() == "kind"
    assert page.locator("#wd-desks [role=tab]:visible", has_text="Browse").count() == 1


def test_every_example_is_answered(visitor: Visitor, page: Page) -> None:
    for number in range(page.locator("#wd-chat .example").count()):
        page.locator("#wd-chat .example").nth(number).click()
        visitor.answered(0)
        assert page.locator(".wd-answer a.wd-cite").count()
        visitor.begin_anew()
