"""Log-in and the management tab in a browser: who sees it, and what an editor does there."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from assistant.chat import Assistant
from assistant.commands.index import build_once
from assistant.feedback import Feedback
from assistant.serving.desk import Desk
from assistant.settings import Settings
from assistant.ui.server import serve
from index.search import Archive
from tests.archives import page as printed
from tests.asking import TODAY
from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser

READER, EDITOR = "leser-geheim", "redaktion-geheim"
FIRST = "本报环县讯 4月3日，环县政协成立委员工作室11个，其中法律类4个、医疗类7个，群众预约后三天内有人上门。"
SECOND = "本报华池讯 8月7日，华池县政协在5个镇设立了协商议事室，每月的第一个周三开门，村民有事都来商量。"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a small archive with passwords."""
    os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"
    folder = tmp_path_factory.mktemp("manage")
    (folder / "pages").mkdir()
    (folder / "pages" / "2024-04-05_01.txt").write_text(printed("环县成立工作室", FIRST), encoding="utf-8")
    passwords = {"reader_password": READER, "editor_password": EDITOR}
    given = {"index": folder / "index", "today": TODAY, "page_folders": str(folder / "pages")}
    settings = Settings.model_validate(given | passwords)
    build_once(settings, [folder / "pages"])
    with Archive.open(settings.index) as archive:
        desk, feedback = Desk(archive, settings), Feedback(settings.index, archive.status)
        assistant = Assistant(archive, settings)
        running = serve(
            assistant, "127.0.0.1", 0, settings=settings, desk=desk, feedback=feedback, block=False
        )
        yield running.local_url
        running.close()


def enter(visitor: Visitor, url: str, password: str) -> Page:
    """Log in and wait for the page."""
    page = visitor.page
    page.goto(url)
    expect(page).to_have_url(f"{url}login")
    page.fill("#password", password)
    page.press("#password", "Enter")
    page.wait_for_selector(".wd-holdings")
    return page


def tabs(page: Page) -> list[str]:
    """Return the names of the tabs that are shown."""
    return [
        str(text) for text in page.locator("#wd-desks > .tab-wrapper [role=tab]:visible").all_inner_texts()
    ]


def test_a_wrong_password_is_told_and_a_reader_sees_no_management(visitor: Visitor, url: str) -> None:
    page = visitor.page
    page.goto(url)
    page.fill("#password", "wrong-guess")
    page.click("button[type=submit]")
    expect(page.get_by_role("alert")).to_contain_text("密码不对")
    page = enter(visitor, url, READER)
    page.wait_for_timeout(500)
    assert "管理" not in tabs(page) and "问答" in tabs(page)
    assert "11个" in visitor.ask("环县成立了几个委员工作室？")
    assert visitor.outside == [] and visitor.errors == []
    page.get_by_role("link", name="退出登录").click()
    expect(page).to_have_url(f"{url}login")
    page = enter(visitor, url, READER)
    # A session that has ended leads back to the log-in, with whatever the page sends next.
    # The page asks a moment later, so that this call has returned before the page goes.
    page.evaluate("() => { setTimeout(() => fetch('/config'), 1500); }")
    page.request.get(f"{url}logout")
    expect(page).to_have_url(f"{url}login")


def test_an_editor_looks_takes_in_rebuilds_and_removes(visitor: Visitor, url: str) -> None:
    page = enter(visitor, url, EDITOR)
    page.get_by_role("tab", name="管理").click()
    facts, report = page.locator("#wd-m-facts"), page.locator("#wd-m-report")
    expect(facts).to_contain_text("编码器")
    expect(page.locator("#wd-m-settings")).to_contain_text("home_province")
    assert EDITOR not in page.content() and READER not in page.content()
    for button in ("take_in", "discard", "stop"):
        expect(page.locator(f"#wd-m-{button}")).to_be_hidden()
    files = [
        {
            "name": "2024-08-09_02.txt",
            "mimeType": "text/plain",
            "buffer": printed("华池设议事室", SECOND).encode(),
        },
        {"name": "坏.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 broken"},
    ]
    page.locator("#wd-m-files input[type=file]").set_input_files(files)
    expect(report).to_contain_text("2 个文件，1 篇报道")
    expect(report).to_contain_text("读不了")
    expect(report).to_contain_text("华池设议事室")
    expect(facts).to_contain_text("报道")
    page.click("#wd-m-discard")
    expect(report).to_contain_text("已放弃")
    page.locator("#wd-m-files input[type=file]").set_input_files(files[:1])
    expect(page.locator("#wd-m-take_in")).to_be_visible()
    page.click("#wd-m-take_in")
    expect(report).to_contain_text("现在就可以提问")
    expect(page.locator("#wd-m-stop")).to_be_hidden()
    page.click("#wd-m-rebuild")
    page.click("#wd-m-yes")
    expect(report).to_contain_text("索引已重建")
    page.locator("#wd-m-sources input").click()
    page.get_by_role("option", name="2024-08-09_02.txt").click()
    page.click("#wd-m-remove")
    expect(page.locator("#wd-m-asked")).to_contain_text("移出 1 个文件")
    page.click("#wd-m-yes")
    expect(report).to_contain_text("移出 1 个文件、1 篇报道")
    assert visitor.outside == [] and visitor.errors == []


def test_only_named_folders_are_read_and_checks_say_what_is_there(visitor: Visitor, url: str) -> None:
    page = enter(visitor, url, EDITOR)
    page.get_by_role("tab", name="管理").click()
    report = page.locator("#wd-m-report")
    expect(page.locator("#wd-m-facts")).to_contain_text("编码器")
    page.locator("#wd-m-folder textarea, #wd-m-folder input").fill("/etc")
    page.click("#wd-m-look")
    expect(report).to_contain_text("no such folder that may be read")
    page.click("#wd-m-check")
    expect(page.locator(".wd-m-checks")).to_contain_text("builtin")
    page.locator("#wd-language label", has_text="EN").click()
    expect(page.locator("#wd-m")).to_contain_text("Bring in pages")
