"""A message that asks several things: each is told, once, with marks that point to its own quotes."""

from __future__ import annotations

import re

import pytest

from assistant.chat import Assistant
from assistant.citations import MARK
from index.search import Archive


@pytest.mark.parametrize(
    "question",
    [
        "会宁县政协常委会会议是谁主持的，什么时候开的？",
        "会宁县政协常委会会议的时间和主持人是什么？",
        "Who chaired the Huining County CPPCC standing committee meeting, and when was it held?",
    ],
)
def test_each_clause_is_answered(asking: Assistant, reports: Archive, question: str) -> None:
    answer = asking.ask(question)
    assert answer.status == "answered" and "邢望川" in answer.text
    assert re.search("[0-9]+月[0-9]+日|-[0-9]{2}-[0-9]{2}", answer.text)
    marks = {int(mark[1]) for mark in MARK.finditer(answer.text)}
    assert marks == {citation.n for citation in answer.citations}
    assert all(c.quote in reports.article(c.article_id).text for c in answer.citations)


def test_nothing_is_said_twice(asking: Assistant) -> None:
    answer = asking.ask("会宁县政协常委会会议是谁主持的，什么时候开的，会上做了什么？")
    said = [MARK.sub("", para) for para in answer.text.split("\n\n")]
    assert len(said) == len(set(said))
