"""The web chat in a real browser, with a small assistant behind it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from assistant.ui.server import serve
from index.errors import SettingsError
from tests.browser.conftest import Visitor
from tests.browser.scene import SmallAssistant

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def assistant() -> SmallAssistant:
    """Return the assistant behind the page."""
    return SmallAssistant()


@pytest.fixture(scope="module")
def url(assistant: SmallAssistant) -> Iterator[str]:
    """Serve the chat and return its address."""
    running = serve(assistant, "127.0.0.1", 0, block=False)
    yield running.local_url
    running.close()


def test_the_page_loads_without_a_request_to_the_outside(visitor: Visitor, url: str) -> None:
    visitor.open(url)
    visitor.page.wait_for_selector("#wd-chat .example")
    visitor.page.wait_for_timeout(1000)
    assert visitor.outside == []
    assert visitor.errors == []
    assert "2031-05 至 2031-06" in visitor.page.inner_text(".wd-holdings")


def test_an_example_is_answered_and_its_mark_opens_the_source(visitor: Visitor, url: str) -> None:
    visitor.open(url)
    page = visitor.page
    page.locator("#wd-chat .example", has_text="协商议事室").click()
    assert "21个" in visitor.answered(0)
    page.locator("a.wd-cite").first.click()
    active = page.locator("#wd-sources mark.wd-active")
    active.wait_for()
    assert active.inner_text() == "白河县讯 今年以来，白河县在9个乡镇建起协商议事室21个。"
    assert page.locator("#wd-sources .wd-text").first.inner_text().count("议事室") == 2


def test_a_mark_opens_a_card_that_was_shut(visitor: Visitor, url: str) -> None:
    visitor.open(url)
    visitor.ask("协商议事室有几个？")
    page = visitor.page
    page.locator("#wd-sources summary").first.click()
    assert not page.locator("#wd-sources mark").first.is_visible()
    page.locator("a.wd-cite").first.click()
    page.locator("#wd-sources mark.wd-active").wait_for(state="visible")


def test_a_follow_up_knows_the_question_before(visitor: Visitor, url: str, assistant: SmallAssistant) -> None:
    visitor.open(url)
    visitor.ask("协商议事室有几个？")
    visitor.ask("在哪里？")
    assert assistant.histories[-1] == ("协商议事室有几个？",)
    # Marks of the first answer still lead to its own sources.
    visitor.page.locator("#wd-turn-0 a.wd-cite").first.click()
    visitor.page.locator("#wd-sources mark.wd-0-1.wd-active").wait_for()


def test_a_new_chat_forgets(visitor: Visitor, url: str, assistant: SmallAssistant) -> None:
    visitor.open(url)
    visitor.ask("协商议事室有几个？")
    visitor.page.click("#wd-new")
    visitor.page.wait_for_selector("#wd-chat .example")
    visitor.ask("在哪里？")
    assert assistant.histories[-1] == ()


def test_rows_stand_in_the_table(visitor: Visitor, url: str) -> None:
    visitor.open(url)
    visitor.ask("协商议事室有几个？")
    visitor.page.locator(".wd-open-table").click()
    row = visitor.page.locator("#wd-table tbody tr").first
    row.wait_for()
    assert "白河县" in row.inner_text() and "已建立" in row.inner_text() and "21个" in row.inner_text()


def test_nothing_in_an_article_runs_or_loads(visitor: Visitor, url: str) -> None:
    visitor.open(url)
    visitor.ask("茶园协会的走访记录了什么意见？")
    visitor.page.locator("a.wd-cite").last.click()
    visitor.page.locator("#wd-sources mark.wd-active").wait_for()
    visitor.page.wait_for_timeout(500)
    assert visitor.page.evaluate("window.hacked") is None
    assert visitor.outside == []
    inside = "#wd-sources :is(img, script, a, b), .wd-answer :is(img, script)"
    assert visitor.page.locator(inside).count() == 0
    assert "<script>" in visitor.page.locator("#wd-sources .wd-text").first.inner_text()


def test_an_answer_that_is_being_written_can_be_stopped(visitor: Visitor, url: str) -> None:
    visitor.open(url)
    page = visitor.page
    page.fill("#wd-box textarea", "慢慢说说协商议事室")
    page.press("#wd-box textarea", "Enter")
    page.locator(".wd-draft").wait_for()
    # One can go on typing meanwhile.
    page.fill("#wd-box textarea", "下一个问题")
    page.locator("#wd-box .stop-button").click()
    page.get_by_text("已停止").wait_for()
    page.locator("#wd-box .submit-button").wait_for()
    page.wait_for_timeout(1200)
    assert page.locator(".wd-draft").count() == 0
    assert page.input_value("#wd-box textarea") == "下一个问题"
    page.locator(".wd-error button", has_text="重试").click()
    assert "21个" in visitor.answered(0)


def test_what_is_typed_while_an_answer_ends_is_kept(visitor: Visitor, url: str) -> None:
    visitor.open(url)
    page = visitor.page
    done = visitor.answers()
    page.fill("#wd-box textarea", "协商议事室有几个？")
    page.press("#wd-box textarea", "Enter")
    page.wait_for_function("() => document.querySelector('#wd-box textarea').value === ''")
    typed = ""
    while visitor.answers() == done or len(typed) < 30 or page.locator("#wd-box .stop-button").count():
        page.keyboard.type("问")
        typed += "问"
    for _ in range(40):
        page.keyboard.type("题")
        typed += "题"
    page.wait_for_timeout(1500)
    assert page.input_value("#wd-box textarea") == typed


def test_nothing_jumps_while_an_answer_is_being_written(visitor: Visitor, url: str) -> None:
    visitor.open(url)
    page = visitor.page
    visitor.ask("协商议事室有几个？")
    page.wait_for_timeout(800)
    page.evaluate(
        "() => { window.shifted = 0; new PerformanceObserver((list) => list.getEntries().forEach("
        "(e) => { window.shifted += e.value; })).observe({ type: 'layout-shift' }); }"
    )
    page.evaluate("window.wdChannels.ask({ verb: 'ask', args: ['慢慢说说协商议事室'] })")
    visitor.answered(1)
    page.wait_for_timeout(300)
    # Below this, the Web Vitals call a page stable.
    assert page.evaluate("window.shifted") < 0.1


def test_a_refused_question_is_explained(visitor: Visitor, url: str) -> None:
    visitor.open(url)
    visitor.page.fill("#wd-box textarea", "长" * 2500)
    visitor.page.press("#wd-box textarea", "Enter")
    visitor.page.wait_for_selector(".wd-error")
    assert "无法提问" in visitor.page.inner_text(".wd-error")


def test_the_interface_switches_to_english(visitor: Visitor, url: str) -> None:
    visitor.open(url)
    visitor.page.locator("#wd-language label", has_text="EN").click()
    expect(visitor.page.get_by_text("Ask, and see the evidence")).to_be_visible()
    expect(visitor.page.get_by_role("button", name="Where were consultation rooms set up?")).to_be_visible()
    assert visitor.page.get_by_text("每句话都有出处").count() == 0


def test_on_a_phone_the_evidence_is_a_sheet(visitor: Visitor, url: str) -> None:
    page = visitor.page
    page.set_viewport_size({"width": 390, "height": 844})
    visitor.open(url)
    visitor.ask("协商议事室有几个？")
    assert not page.locator("#wd-evidence").is_visible()
    page.locator("a.wd-cite").first.click()
    page.locator("#wd-sources mark.wd-active").wait_for(state="visible")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.click("#wd-close")
    page.wait_for_function("getComputedStyle(document.getElementById('wd-evidence')).visibility === 'hidden'")


def test_a_taken_port_is_an_error_with_advice(url: str) -> None:
    port = urlsplit(url).port
    assert port
    with pytest.raises(SettingsError, match="--port"):
        serve(SmallAssistant(), "127.0.0.1", port, block=False)
