"""Who took the picture beside a report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.sentences.candidates import Candidate
from assistant.sentences.credits import asks_credit, credited, names_work
from tests.asking import read, told


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("会宁县那张照片是谁拍的？", True),
        ("这张图的摄影者是哪位？", True),
        ("Who took the photo in Huining?", True),
        ("会宁县谁主持了会议？", False),
    ],
)
def test_what_asks_for_a_photographer(question: str, asks: bool) -> None:
    assert asks_credit(read(question)) is asks


def test_a_work_is_named() -> None:
    assert names_work(read("《河西走廊行记》的作者是谁？")) and not names_work(read("这篇稿子是谁写的？"))


def candidate(text: str, **given: object) -> Candidate:
    article, annotation = told(text, date="2023-04-12", place="会宁县")
    return Candidate(replace(article, **given), annotation, 0, 1.0, 1.0, 1.0)  # type: ignore[arg-type]


QUESTION = read("会宁县走访农户的照片是谁拍的？")
TEXT = "4月9日，会宁县政协委员在田间走访农户。"


def test_the_name_of_a_photo_report_is_told() -> None:
    found = credited(QUESTION, [candidate(TEXT, kind="photo", byline="骆怀远")])
    assert found is not None and found.name == "骆怀远"


def test_the_name_of_a_credit_line_is_told_without_the_role() -> None:
    credit = "\n通讯员 骆怀远 摄"
    one = candidate(TEXT + credit, beside=len(credit))
    found = credited(QUESTION, [one])
    assert found is not None and found.name == "骆怀远"
    assert "骆怀远" in one.article.text[found.start : found.end]


def test_a_writer_is_no_photographer() -> None:
    assert credited(QUESTION, [candidate(TEXT, byline="骆怀远")]) is None
