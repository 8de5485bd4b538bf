"""Words and HTML of the management tab: whole in both languages, and nothing from outside unescaped."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest

from assistant.doctor import Check
from assistant.feedback import Entry, Verdict
from assistant.serving.jobs import State
from assistant.ui.ledger import checks_html, facts_html, feedback_html, job_html, settings_html
from assistant.ui.managelayout import Amounts, Parts, words
from assistant.ui.texts import LANGUAGES, texts
from index.records import Kind, Refused

BAD = "<img src=x onerror=alert(1)>"
ARTICLE = {
    "headline": BAD, "kind": "news", "place": BAD, "date": "2024", "page": "2", "characters": 9,
    "doubts": ["short", "no_place"],
}  # fmt: skip
FILE = {
    "name": f"{BAD}.txt", "count": 41, "articles": [ARTICLE], "doubted": 1, "doubts": ["no_date"],
    "refused": [{"source": BAD, "reason": BAD}],
}  # fmt: skip
PREVIEW = State(
    "preview", "done", files=(FILE,), result={"files": 9, "looked_at": 1, "passed_over": {BAD: 2}}
)
BUILT = {
    "read": 1,
    "unchanged": 2,
    "added": 3,
    "changed": 4,
    "removed": 5,
    "refused": FILE["refused"],
    "elapsed": 1.26,
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_doubt_kind_task_and_verdict_has_words(language: Any) -> None:
    say = texts(language)
    for name in (
        "no_headline",
        "no_place",
        "no_date",
        "date_inferred",
        "short",
        "continued",
        "unsure_scan",
        "nothing",
    ):
        assert say(f"manage.doubts.{name}")
    for group, values in (("kinds", get_args(Kind)), ("verdicts", get_args(Verdict))):
        assert all(say(f"manage.{group}.{value}") for value in values)
    for task in ("preview", "build", "remove", "rebuild"):
        assert say(f"manage.tasks.{task}")


def test_all_components_with_words_exist() -> None:
    assert set(words(texts("zh"), Amounts(3, 4))) <= set(Parts.__dataclass_fields__)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "state",
    [
        PREVIEW,
        replace(PREVIEW, phase="running", stage="read", done=1, total=4, detail=BAD),
        State("build", "done", result=BUILT),
        State("remove", "done", result={"files_removed": 1, "removed": 2}),
        State("rebuild", "done", result={"elapsed": 1.0}),
        State("build", "failed", error={"error": BAD, "subject": BAD, "hint": BAD}),
    ],
)
def test_nothing_from_outside_becomes_html(language: Any, state: State) -> None:
    html = job_html(state, texts(language), replaced=[f"{BAD}.txt"])
    assert "<img" not in html and html.strip()


def test_a_preview_tells_sums_doubts_refusals_and_what_is_replaced() -> None:
    say = texts("zh")
    html = job_html(PREVIEW, say, replaced=[f"{BAD}.txt"])
    for words_ in (
        "41 篇",
        "正文很短",
        "没有地点",
        "没有日期",
        "读不了",
        "取代",
        "只看了前 1 个",
        "另有 40 篇",
        "还没有加入",
    ):
        assert words_ in html, words_
    refused = replace(PREVIEW, files=({**FILE, "count": 0, "articles": []},))
    assert "还没有加入" not in job_html(refused, say)


def test_the_sum_of_a_build_has_its_figures() -> None:
    html = job_html(State("build", "done", result=BUILT), texts("en"))
    assert "3 added, 4 changed, 5 removed, in 1.3 s" in html


def test_progress_has_a_bar_with_a_name() -> None:
    state = State("build", stage="encode", done=3, total=7)
    html = job_html(state, texts("zh"))
    assert '<progress value="3" max="7" aria-label="加入：编码">' in html
    assert "<progress aria-label" in job_html(State("build"), texts("zh"))


def test_status_settings_checks_and_feedback_are_escaped_and_shown() -> None:
    say = texts("zh")
    facts = facts_html({"folder": BAD, "articles": 3, "being_written": True}, [Refused(BAD, BAD)] * 60, say)
    assert "正在写入" in facts and "另有 10 篇" in facts
    checks = checks_html([Check("model", False, BAD, BAD), Check("index", True, "well")], say)
    assert "有问题" in checks and "正常" in checks
    entry = Entry(1, "2026-01-02T03:04:05+00:00", BAD, BAD, (), "wrong", BAD)
    feedback = feedback_html([entry], say)
    assert "错 1" in feedback and "2026-01-02" in feedback
    assert "还没有反馈" in feedback_html([], say)
    for html in (facts, checks, feedback, settings_html({"encoder": BAD}, say)):
        assert "<img" not in html
