"""A Chromium that records every request, and what one visitor does with it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, TimeoutError, expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
# A busy machine is no failure.
WAIT = 60_000  # milliseconds: a busy machine is slow, which is no fault of the page
expect.set_options(timeout=WAIT)
# Stands below every answer, not below a refusal.
DONE = ".wd-answer:not(.wd-error) .wd-links"
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass
class Visitor:
    """One visitor's page with what it did behind the scenes.

    Attributes:
        outside: addresses that it asked for beyond the loopback; each was refused.
        errors: script errors of the page.
    """

    page: Page
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, url: str) -> None:
        """Open the chat and wait until a question can be typed.

        Gradio now and then loses the answer to its first request on a busy machine; a visitor loads again.
        """
        self.page.goto(url)
        self.page.wait_for_selector("#wd-box textarea")
        try:
            self.page.wait_for_selector(".wd-holdings", timeout=WAIT / 3)
        except TimeoutError:
            self.page.reload()
            self.page.wait_for_selector(".wd-holdings")
        self.page.wait_for_function("() => Boolean(window.wdChannels?.keep && window.wdSave)")

    def ask(self, question: str) -> str:
        """Type a question once nothing is being answered, wait for the answer, return its text."""
        self.rest()
        done = self.answers()
        self.page.fill("#wd-box textarea", question)
        self.page.press("#wd-box textarea", "Enter")
        return self.answered(done)

    def rest(self) -> None:
        """Wait until nothing is being answered: no update of the box can take what is typed then."""
        self.page.locator("#wd-box .submit-button").wait_for(state="attached", timeout=WAIT)

    def click(self, what: Locator) -> None:
        """Click on something once nothing is being answered: an answer still under way swallows a click."""
        self.rest()
        what.click()

    def begin_anew(self) -> None:
        """Begin a new conversation and wait until the old one is gone."""
        self.page.click("#wd-new")
        self.page.wait_for_selector("#wd-chat .example")

    def answers(self) -> int:
        """Return how many answers stand in the chat."""
        return int(self.page.locator(DONE).count())

    def answered(self, before: int) -> str:
        """Wait for one more answer than before, and for the end of it, and return its text."""
        self.page.locator(DONE).nth(before).wait_for(timeout=WAIT)
        self.rest()
        return str(self.page.locator(".wd-answer .wd-body").last.inner_text())


def find_chromium() -> str | None:
    """Return the path of an installed Chromium."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium; without one, skip, or fail where CI asks for everything."""
    path = find_chromium()
    if path is None:
        reason = "no Chromium installed: make browser"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    """Open a fresh desktop page that reaches the loopback only."""
    context = browser.new_context(viewport={"width": 1280, "height": 860}, locale="zh-CN")
    context.set_default_timeout(WAIT)
    visitor = Visitor(context.new_page())

    def guard(route: Route) -> None:
        if urlsplit(route.request.url).hostname in LOOPBACK:
            route.continue_()
        else:
            visitor.outside.append(route.request.url)
            route.abort()

    context.route("**/*", guard)
    visitor.page.on("pageerror", lambda error: visitor.errors.append(str(error)))
    yield visitor
    context.close()
