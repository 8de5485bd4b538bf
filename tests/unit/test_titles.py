"""Titles of books and proposals: who made them, what came of them, lists without title marks."""

from __future__ import annotations

import pytest

from assistant.lists.titles import Titles
from assistant.parsing.kinds import load_named_rules

PROPOSALS = "县政协重点督办两件提案，《关于修渡口的提案》促成新渡口开工，《关于种柳树的提案》被列为二号提案。"
BOOKS = "县政协编印的《河西书事》由某社出版，委员共读《山海经》。"
LIST = (
    "决定将下列提案评为优秀提案：\n关于修渡口的提案 提案者：柯 石\n2.关于种柳树的提案（梁小雨）\n其他事项。"
)


def titles(noun: str, text: str) -> Titles:
    rules = load_named_rules()
    return Titles(rules, rules.endings(noun), noun, text)


@pytest.mark.parametrize(
    ("noun", "question", "text", "found"),
    [
        ("提案", "督办了哪些提案", PROPOSALS, ["《关于修渡口的提案》", "《关于种柳树的提案》"]),
        ("提案", "哪些提案促成了实事", PROPOSALS, ["《关于修渡口的提案》"]),
        ("proposals", "which proposals led to something being built", PROPOSALS, ["《关于修渡口的提案》"]),
        ("书", "政协编了哪些书", BOOKS, ["《河西书事》"]),
        ("书", "委员读了哪些书", BOOKS, ["《河西书事》", "《山海经》"]),
    ],
)
def test_titles_of_a_sentence(noun: str, question: str, text: str, found: list[str]) -> None:
    within = list(titles(noun, question).within(text, 0, len(text)))
    assert [name for name, _, _ in within] == found
    assert all(text[start:end] == name for name, start, end in within)


def test_a_list_line_by_line_has_no_title_marks() -> None:
    listed = titles("优秀提案", "优秀提案有哪几件").enumerated(LIST)
    assert [name for name, _, _ in listed] == ["关于修渡口的提案", "关于种柳树的提案"]
    assert all(LIST[start:end] == name for name, start, end in listed)


def test_what_says_only_that_something_was_chosen_is_no_subject() -> None:
    groups = (("评出",), ("养老",))
    assert titles("优秀提案", "评出了哪些优秀提案").subject(groups) == (("养老",),)
    assert titles("提案", "提了哪些提案").subject(groups) == groups
