"""Take the pictures in docs/ from the real web chat: python -m tests.browser.screenshots INDEX FOLDER."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import FLAGS, find_chromium
from tests.browser.serving import serving

QUESTION = "哪些县（区）建立了委员工作站？各有多少？"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, the size of the window, the colour scheme."""

    name: str
    width: int
    height: int
    scheme: str = "light"


SHOTS = (Shot("chat", 1280, 860), Shot("chat-phone", 390, 844, "dark"))


def take(browser: Browser, url: str, shot: Shot, folder: Path) -> Path:
    """Ask the question, open the first source, and save the picture."""
    size = {"width": shot.width, "height": shot.height}
    context = browser.new_context(viewport=size, color_scheme=shot.scheme, locale="zh-CN")
    page = context.new_page()
    page.goto(url)
    page.wait_for_selector("#wd-chat .example")
    page.fill("#wd-box textarea", QUESTION)
    page.press("#wd-box textarea", "Enter")
    page.locator(".wd-links").first.wait_for()
    _show_source(page)
    path = folder / f"{shot.name}.png"
    page.screenshot(path=path)
    context.close()
    return path


def _show_source(page: Page) -> None:
    page.locator("a.wd-cite").first.click()
    page.locator("#wd-sources mark.wd-active").first.wait_for()
    page.mouse.move(2, 2)
    # Scrolling is smooth; let it come to rest.
    page.wait_for_timeout(1200)


def main(index: Path, folder: Path) -> int:
    """Serve the index and save every picture; 2 where there is no Chromium."""
    chromium = find_chromium()
    if chromium is None:
        sys.stderr.write("no Chromium installed: make browser\n")
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    with serving(index) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for shot in SHOTS:
            sys.stderr.write(f"{take(browser, url, shot, folder)}\n")
        browser.close()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
    except RuntimeError as error:
        sys.exit(str(error))
