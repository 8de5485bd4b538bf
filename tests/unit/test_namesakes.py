"""Things that are named after people."""

from __future__ import annotations

import pytest

from assistant.lists.namesakes import first_name, of_person, whose_name
from index.mentions import annotate
from index.places import Gazetteer
from index.records import Article


@pytest.mark.parametrize(
    ("name", "own"),
    [("王志诚委员工作室", True), ("李兰工作站", True), ("当归产业委员工作室", False), ("乡镇联络站", False)],
)
def test_the_name_of_a_person(name: str, own: bool) -> None:
    assert of_person(name) is own


def test_after_whom_something_was_named() -> None:
    text = "县政协委员李兰办起绣坊。去年9月，以她的名字命名的委员工作室挂牌。县里很支持。"
    annotation = annotate(Article("a", "a", 1, "news", text), Gazetteer.load())
    told = [whose_name(text, annotation, sentence) for sentence in annotation.sentences]
    assert [person.name if person else "" for person in told] == ["", "李兰", ""]


def test_a_name_behind_a_verb() -> None:
    assert first_name("增补许春兰") == "许春兰"
