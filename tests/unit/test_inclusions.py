"""What a question says is to count too."""

from __future__ import annotations

import pytest

from assistant.parsing.inclusions import inclusions


@pytest.mark.parametrize(
    ("text", "plain", "items"),
    [
        ("哪些县治过河（清淤、护岸都算）？", "哪些县治过河？", ("清淤", "护岸")),
        ("哪些县治过河？清淤、护岸这些也算", "哪些县治过河", ("清淤", "护岸")),
        ("写到果树（苹果、桃子）的是哪里？", "写到果树的是哪里？", ("苹果", "桃子")),
        ("哪些县种过树（包括补栽）？", "哪些县种过树？", ("补栽",)),
    ],
)
def test_what_counts_too_is_taken_out_of_the_question(text: str, plain: str, items: tuple[str, ...]) -> None:
    said = inclusions(text)
    assert (said.text, said.items, said.meant) == (plain, items, False)


@pytest.mark.parametrize("note", ["包括只是建议的", "只是计划的也算", "已经建的、打算建的都算"])
def test_plans_may_count(note: str) -> None:
    said = inclusions(f"哪些县建了桥（{note}）？")
    assert said.meant and said.items == () and said.text == "哪些县建了桥？"


@pytest.mark.parametrize(
    "text",
    [
        "哪些市（州）、县（市、区）开了会",
        "写了数量的（多少人、多少户），列一列",
        "哪些委员（主席、副主席）发了言",
        "有桥吗？",
    ],
)
def test_brackets_that_say_something_else_stay(text: str) -> None:
    assert inclusions(text).text == text


def test_a_sort_of_the_same_thing_is_no_other_thing() -> None:
    assert inclusions("哪些县修了厕所（农村的、城里的都算）？").items == ()


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("哪些县办过或者打算办夜校？", "哪些县办过办夜校？"),
        ("Which counties opened or planned night schools?", "Which counties opened night schools?"),
        (
            "Where have they set up, or decided to set up, reading rooms?",
            "Where have they set up reading rooms?",
        ),
    ],
)
def test_what_is_only_planned_counts_beside_what_was_done(text: str, rest: str) -> None:
    said = inclusions(text)
    assert (said.text, said.meant, said.items) == (rest, True, ())


def test_a_doing_of_deciding_is_no_plan() -> None:
    assert not inclusions("哪些县讨论过或决定了夜校的事？").meant
