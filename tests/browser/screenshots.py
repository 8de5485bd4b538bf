"""Take the pictures in docs/ from the real web chat: python -m tests.browser.screenshots SAMPLES FOLDER.

One picture of each step that a visitor goes, on a desktop and on a telephone, light and dark.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.archive import NEW_ISSUE, build, lay_out
from tests.browser.conftest import FLAGS, Visitor, find_chromium
from tests.browser.serving import serving

QUESTION = "哪些县（区）建立了委员工作站？各有多少？"
COLOURS = 64
MOST_BYTES = 3_000_000


@dataclass(frozen=True, slots=True)
class Window:
    """A window: its name in the names of the pictures, its size, its colour scheme."""

    name: str
    width: int
    height: int
    scheme: str


DESKTOP = (Window("", 1280, 860, "light"), Window("-dark", 1280, 860, "dark"))
PHONE = (Window("-phone", 390, 844, "light"), Window("-phone-dark", 390, 844, "dark"))
Step = tuple[str, Callable[[Visitor], None]]


def desk(page: Page, name: str) -> None:
    """Go to a desk."""
    page.locator("#wd-desks > .tab-wrapper [role=tab]:visible", has_text=name).click()


def panel(page: Page, name: str) -> None:
    """Open a tab of the panel beside the conversation; on a telephone, the panel first."""
    if not page.locator("#wd-evidence").is_visible():
        page.locator(".wd-open-sources").last.click()
        page.wait_for_timeout(500)
    page.locator("#wd-tabs [role=tab]:visible", has_text=name).click()


def shut(page: Page) -> None:
    """Shut what lies over the page."""
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")


def first_visit(visitor: Visitor) -> None:
    visitor.page.wait_for_selector("#wd-chat .example")


def answer(visitor: Visitor) -> None:
    visitor.ask(QUESTION)


def source(visitor: Visitor) -> None:
    visitor.page.locator("a.wd-cite").first.click()
    visitor.page.locator("#wd-sources mark.wd-active").first.wait_for()


def table(visitor: Visitor) -> None:
    shut(visitor.page)
    visitor.page.locator(".wd-open-table").last.click()
    visitor.page.locator("#wd-table th", has_text="数量").locator("button").click()


def why(visitor: Visitor) -> None:
    shut(visitor.page)
    visitor.page.locator("button.wd-why").last.click()
    visitor.page.locator("#wd-reader .wd-ranked").wait_for()


def corrected(visitor: Visitor) -> None:
    shut(visitor.page)
    visitor.ask("2021年张掖市哪些县（区）建立了委员工作站？")
    before = visitor.page.locator(".wd-body").last.inner_text()
    visitor.page.locator("button.wd-chip.wd-place").last.click()
    visitor.page.wait_for_function(
        "(before) => [...document.querySelectorAll('.wd-body')].pop()?.innerText !== before", arg=before
    )
    visitor.page.locator("button.wd-gone").wait_for()


def scope(visitor: Visitor) -> None:
    panel(visitor.page, "范围")
    visitor.page.locator("#wd-scope label", has_text="定西市").locator("input").check()
    visitor.page.locator("#wd-limits .wd-limit").wait_for()


def refusal(visitor: Visitor) -> None:
    shut(visitor.page)
    visitor.page.locator("#wd-limits button").click()
    visitor.ask("1987年有哪些县建立了委员工作站？")


def verdict(visitor: Visitor) -> None:
    visitor.page.locator("button.wd-verdict", has_text="有遗漏").last.click()
    visitor.page.fill("#wd-note-text", "少了两个县")


def history(visitor: Visitor) -> None:
    visitor.page.keyboard.press("Escape")
    panel(visitor.page, "记录")


def reader(visitor: Visitor) -> None:
    shut(visitor.page)
    visitor.begin_anew()
    visitor.ask("徽县政协视察古桥时提了多少条建议？")
    panel(visitor.page, "出处")
    visitor.page.locator("#wd-sources .wd-card-foot button").first.click()
    visitor.page.locator("#wd-reader h2").wait_for()


def facsimile(visitor: Visitor) -> None:
    visitor.page.locator("#wd-reader .wd-tools button").click()
    visitor.page.locator(".wd-sheet rect").first.wait_for(state="attached")
    visitor.page.locator(".wd-sheet-tools button").nth(1).click()


def browse(visitor: Visitor) -> None:
    shut(visitor.page)
    desk(visitor.page, "浏览")
    visitor.page.locator("#wd-facets button", has_text="定西市").click()
    visitor.page.wait_for_timeout(600)


def search(visitor: Visitor) -> None:
    desk(visitor.page, "检索")
    visitor.page.fill("#wd-words :is(input, textarea)", "协商议事室")
    visitor.page.keyboard.press("Enter")
    visitor.page.locator("#wd-results li.wd-entry").first.wait_for()


def manage(visitor: Visitor) -> None:
    desk(visitor.page, "管理")
    files = [{"name": "20241115_02.txt", "mimeType": "text/plain", "buffer": NEW_ISSUE.encode()}]
    visitor.page.locator("#wd-m-files input[type=file]").set_input_files(files)
    visitor.page.get_by_text("防霜网").first.wait_for()


def english(visitor: Visitor) -> None:
    desk(visitor.page, "问答")
    visitor.begin_anew()
    visitor.page.locator("#wd-language label", has_text="EN").click()
    visitor.page.get_by_role("button", name="Which counties set up committee workstations?").click()
    visitor.answered(0)
    source(visitor)


STEPS: tuple[Step, ...] = (
    ("visit", first_visit),
    ("chat", answer),
    ("source", source),
    ("table", table),
    ("why", why),
    ("corrected", corrected),
    ("scope", scope),
    ("refusal", refusal),
    ("verdict", verdict),
    ("history", history),
    ("reader", reader),
    ("facsimile", facsimile),
    ("browse", browse),
    ("search", search),
    ("manage", manage),
    ("english", english),
)
ON_A_PHONE = ("visit", "chat", "source", "table", "scope", "reader", "browse", "search")


def walk(browser: Browser, url: str, window: Window, steps: Sequence[Step], folder: Path) -> Iterator[Path]:
    """Go the steps in one window and yield a picture of each."""
    size = {"width": window.width, "height": window.height}
    context = browser.new_context(viewport=size, color_scheme=window.scheme, locale="zh-CN")
    visitor = Visitor(context.new_page())
    visitor.open(url)
    for name, step in steps:
        step(visitor)
        visitor.page.mouse.move(2, 2)
        # Scrolling and sheets move smoothly; let them come to rest.
        visitor.page.wait_for_timeout(900)
        path = folder / f"{name}{window.name}.png"
        visitor.page.screenshot(path=path)
        # A page of one accent needs few colours; the pictures shrink to a third.
        Image.open(path).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
        yield path
    context.close()


def main(samples: Path, folder: Path) -> int:
    """Serve the archive and save every picture; 1 where they are too large, 2 where there is no Chromium."""
    chromium = find_chromium()
    if chromium is None:
        sys.stderr.write("no Chromium installed: make browser\n")
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    phone = [step for step in STEPS if step[0] in ON_A_PHONE]
    taken: list[Path] = []
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        build(lay_out(samples, Path(work), hostile=False), Path(work) / "index")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        with serving(Path(work) / "index") as url:
            for windows, steps in ((DESKTOP, STEPS), (PHONE, phone)):
                for window in windows:
                    for path in walk(browser, url, window, steps, folder):
                        sys.stderr.write(f"{path}\n")
                        taken.append(path)
        browser.close()
    return int(sum(path.stat().st_size for path in taken) > MOST_BYTES)


if __name__ == "__main__":
    try:
        sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
    except RuntimeError as error:
        sys.exit(str(error))
