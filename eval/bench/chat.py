"""How long a visitor of the web chat waits: for the first paint, and from the click to the first answer text.

    python -m eval.bench.chat INDEX --output eval/bench/results/chat.json

Serves the index as `wendang serve` does and drives Chromium over the loopback interface. Times are taken in
the browser, by its own clock: from the click to the first words (of the answer or, where it takes longer, of
the passages nearest to the question), and to the checked answer.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
QUESTIONS = (
    "哪些县（区）建立了委员工作站？",
    "哪些地方召开了座谈会？",
    "一共建立了多少个协商议事室？",
    "会议由谁主持？",
    "Which places set up consultation rooms?",
)
_READY = "() => Boolean(window.wdChannels?.ask && document.querySelector('.wd-holdings'))"
# From the press of the button to the frame after the first words, and to that after the checked answer.
_WATCH = """(question) => new Promise((done) => {
  const bodies = () => document.querySelectorAll('.wd-answer .wd-body');
  const links = () => document.querySelectorAll('.wd-links').length;
  const before = [bodies().length, links()];
  const begun = performance.now();
  let first = null;
  const seen = new MutationObserver(() => {
    const now = bodies();
    if (now.length <= before[0] || !now[now.length - 1].innerText.trim()) return;
    first ??= performance.now() - begun;
    if (links() <= before[1]) return;
    seen.disconnect();
    requestAnimationFrame(() => done([first, performance.now() - begun]));
  });
  seen.observe(document.body, { childList: true, subtree: true, characterData: true });
  window.wdChannels.ask({ verb: 'ask', args: [question] });
})"""
_PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"


@contextmanager
def serving(index: Path) -> Iterator[str]:
    """Serve an index on a free port and yield its address."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [
        str(Path(sys.executable).with_name("wendang")),
        "serve",
        "--index",
        str(index),
        "--port",
        str(port),
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}/"
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        for _ in range(300):
            try:
                direct.open(url, timeout=5).close()
                break
            except OSError:
                time.sleep(0.2)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=20)


def measure(url: str, chromium: str, visits: int, rounds: int) -> dict[str, Any]:
    """Return the times of first paints and of answers, in milliseconds.

    Args:
        url: address of the chat.
        chromium: the browser.
        visits: how often the page is opened with an empty cache.
        rounds: how often each question is asked; the first round is reported apart.
    """
    from playwright.sync_api import sync_playwright

    paints: list[float] = []
    answers: list[list[tuple[float, float]]] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for _ in range(visits):
            page = browser.new_page()
            page.goto(url)
            page.wait_for_function(_READY)
            paints.append(float(page.evaluate(_PAINT)))
            page.close()
        for _ in range(rounds):
            page = browser.new_page()
            page.goto(url)
            page.wait_for_function(_READY)
            page.wait_for_timeout(1000)
            times = []
            for question in QUESTIONS:
                first, checked = page.evaluate(_WATCH, question)
                times.append((float(first), float(checked)))
                page.wait_for_timeout(800)
            answers.append(times)
            page.close()
        browser.close()
    told = {"first_words_ms": 0, "checked_answer_ms": 1}
    found = {name: _answers([[pair[at] for pair in times] for times in answers]) for name, at in told.items()}
    return {"first_paint_ms": _summary(paints), **found}


def _answers(rounds: Sequence[Sequence[float]]) -> dict[str, Any]:
    warm = [ms for times in rounds[1:] for ms in times]
    by_question = {
        question: [round(times[place]) for times in rounds] for place, question in enumerate(QUESTIONS)
    }
    return {"first_round": _summary(rounds[0]), "later_rounds": _summary(warm), "questions": by_question}


def _summary(values: Sequence[float]) -> dict[str, float]:
    return {"median": round(statistics.median(values)), "worst": round(max(values)), "n": len(values)}


def main(arguments: Sequence[str]) -> int:
    """Measure and write the result; 2 where there is no Chromium."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("index", type=Path)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--visits", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=4)
    given = parser.parse_args(arguments)
    chromium = next((path for name in NAMES if (path := shutil.which(name))), None)
    if chromium is None:
        sys.stderr.write("no Chromium installed: make browser\n")
        return 2
    from index.search import Archive

    with Archive.open(given.index) as archive:
        articles = archive.count()
    with serving(given.index) as url:
        times = measure(url, chromium, given.visits, given.rounds)
    # Times on a machine that does other work say little: how busy it was stands beside them.
    busy = {"cores": os.cpu_count(), "load_1min": round(os.getloadavg()[0], 1)}
    found = {"articles": articles, **busy, **times}
    told = json.dumps(found, ensure_ascii=False, indent=2)
    if given.output:
        given.output.write_text(told + "\n", encoding="utf-8")
    sys.stdout.write(told + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
