"""A thing with which something was done, and that no report names, leaves no list."""

from __future__ import annotations

import pytest

from assistant.chat import Assistant
from assistant.lists.unheard import unheard
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import archive_of, assistant, read

REPORTS: dict[str, dict[str, str]] = {
    "a": {
        "headline": "康县政协组织委员学习",
        "date": "2024-03-12",
        "place": "康县",
        "text": "本报康县讯 3月8日，康县政协组织委员学习了修订后的章程，并举办了知识竞赛。",
    },
    "b": {
        "headline": "两当县政协办读书会",
        "date": "2024-03-19",
        "place": "两当县",
        "text": "本报两当讯 3月15日，两当县政协组织委员学习水土保持知识，会上表彰了先进单位。",
    },
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return archive_of(tmp_path_factory.mktemp("unheard"), REPORTS)


@pytest.fixture(scope="module")
def asked(small: Archive, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant(small, tmp_path_factory.mktemp("asked"))


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("哪些县的政协组织委员学习了民法典？", "民法典"),
        ("哪些县的政协举办过足球比赛？", "足球"),
        ("哪些县的政协组织委员学习了章程？", ""),
        ("哪些县的政协关心过水土保持？", ""),
    ],
)
def test_what_was_done_with_a_thing_is_in_the_archive_or_not(
    small: Archive, question: str, thing: str
) -> None:
    assert unheard(read(question), small, gazetteer()) == thing


@pytest.mark.parametrize("question", ["哪些县的政协组织委员学习了民法典？", "哪些县的政协举办过足球比赛？"])
def test_what_else_was_learned_or_held_is_not_listed(asked: Assistant, question: str) -> None:
    answer = asked.ask(question)
    assert answer.status == "not_found" and not answer.rows


def test_what_the_archive_names_is_listed(asked: Assistant) -> None:
    answer = asked.ask("哪些县的政协组织委员学习了章程？")
    assert [row.name for row in answer.rows] == ["康县"]


def test_who_was_praised_for_something_else_is_not_listed(asked: Assistant) -> None:
    assert not asked.ask("哪些县的政协表彰了优秀提案？").rows
