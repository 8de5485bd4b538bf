"""What in a sentence can be the answer: figures by their unit and thing, people by their post."""

from __future__ import annotations

import pytest

from assistant.sentences.focus import focus_of, has_role
from tests.asking import read, told


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("高台县有多少个委员工作站？", "高台县实际建成7个，考察组一行8人。", ["7个"]),
        ("高台县发放了多少份问卷？", "高台县走访学校12所，发放问卷2000份。", ["2000份"]),
    ],
)
def test_figures_that_can_count_the_thing(question: str, text: str, words: list[str]) -> None:
    _, annotation = told(text, date="2023-03-10", place="高台县")
    assert [m.text for m in focus_of(read(question), annotation.mentions)] == words


def test_only_holders_of_the_post_asked_for() -> None:
    _, annotation = told(
        "县政协主席骆怀远主持会议，县政协副主席柏青松参加。", date="2023-03-10", place="高台县"
    )
    question = read("高台县谁参加了会议？")
    assert {m.name for m in focus_of(question, annotation.mentions)} == {"骆怀远", "柏青松"}
    assert [m.name for m in focus_of(question, annotation.mentions, "副主席")] == ["柏青松"]
    assert focus_of(question, annotation.mentions, "县长") == []


def test_the_role_that_is_asked_for() -> None:
    _, annotation = told("副主席王海平督办提案。提案人陈玉兰说，谢谢。", date="2023-03-09", place="高台县")
    people = {m.name: m for m in annotation.mentions if m.kind == "person"}
    assert has_role(read("高台县的提案人是谁？"), [people["陈玉兰"]])
    assert not has_role(read("高台县的提案人是谁？"), [people["王海平"]])
    assert not has_role(read("高台县政协主席是谁？"), [people["陈玉兰"]])
