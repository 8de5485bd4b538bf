"""What the rows of a list are: told by the noun beside the asking word, in either language."""

from __future__ import annotations

import pytest

from assistant.parsing.asked import find_asked, load_asked_rules
from assistant.parsing.bounds import read_bound
from assistant.records import Bound, Language
from tests.asking import read


def asked(text: str, language: Language = "zh") -> tuple[str, str]:
    found = find_asked(text.lower(), language, load_asked_rules())
    return (found.name, found.how) if found else ("", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("哪些县建了凉亭？", ("county", "which")),
        ("建了凉亭的县区有哪些？", ("county", "after")),
        ("建了凉亭的县里，哪几个还有长廊？", ("county", "within")),
        ("请列出所有建了凉亭的县", ("county", "told")),
        ("各县有多少座凉亭？", ("county", "each")),
        ("凉亭超过三座的市？", ("prefecture", "end")),
        ("有几个县建了凉亭？", ("county", "count")),
        ("哪几篇报道写到凉亭？", ("article", "which")),
        ("市政协主席有哪些人？", ("person", "after")),
        ("哪些镇修了凉亭？", ("town", "which")),
        ("五月开了哪些座谈会？", ("meeting", "which")),
        ("通过了哪些办法？", ("document", "which")),
        ("哪些人写过关于水渠的报道？", ("author", "which")),
        ("优秀提案有哪几件？", ("named", "after")),
        ("谁修的凉亭？", ("", "")),
        ("哪个镇修了凉亭？", ("", "")),
        ("某县县长是谁？", ("", "")),
    ],
)
def test_rows_of_chinese_questions(text: str, expected: tuple[str, str]) -> None:
    assert asked(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Which counties built pavilions?", ("county", "which")),
        ("How many counties built pavilions?", ("county", "count")),
        ("List all the reports on pavilions", ("article", "told")),
        ("Did any county build pavilions?", ("county", "any")),
        ("Which CPPCC vice chairs are named?", ("person", "which")),
        ("Which towns have pavilions?", ("town", "which")),
        ("Which town has a pavilion?", ("", "")),
        ("Who built the pavilion?", ("", "")),
    ],
)
def test_rows_of_english_questions(text: str, expected: tuple[str, str]) -> None:
    assert asked(text, "en") == expected


def test_what_is_used_leaves_the_rest_of_the_question() -> None:
    found = find_asked("列出所有与凉亭有关的报道", "zh", load_asked_rules())
    assert found is not None
    used = "".join("列出所有与凉亭有关的报道"[a:b] for a, b in found.used)
    assert "凉亭" not in used and "报道" in used


@pytest.mark.parametrize(
    ("text", "language", "bound"),
    [
        ("凉亭超过二十座的县", "zh", Bound(">", 20)),
        ("凉亭在200个以上的县", "zh", Bound(">=", 200)),
        ("不到15个凉亭的县", "zh", Bound("<", 15)),
        ("不超过3个的县", "zh", Bound("<=", 3)),
        ("at least ten pavilions", "en", Bound(">=", 10)),
        ("more than 1,200 pavilions", "en", Bound(">", 1200)),
        ("fewer than 5 pavilions", "en", Bound("<", 5)),
        ("60岁以上的老人", "zh", None),
        ("超过10年的亭子", "zh", None),
        ("哪些县有凉亭", "zh", None),
    ],
)
def test_bounds(text: str, language: Language, bound: Bound | None) -> None:
    assert read_bound(text, load_asked_rules().bounds[language])[0] == bound


@pytest.mark.parametrize(
    ("sign", "value", "met"),
    [(">", 20.0, False), (">=", 20.0, True), ("<", 20.0, False), ("<=", 20.0, True), (">", 21.0, True)],
)
def test_a_bound_is_met_or_not(sign: str, value: float, met: bool) -> None:
    assert Bound(sign, 20).met(value) is met


def test_bodies_are_asked_for_behind_what_they_did() -> None:
    assert (read("县级政协做过调研的是哪些？").kind, read("县级政协做过调研的是哪些？").asked) == (
        "list",
        "county",
    )
    assert read("县政协开过的会议有哪些？").asked == "meeting"


def test_the_name_of_a_thing_asks_for_no_person() -> None:
    assert read("环县的协商品牌叫什么名字？").kind == "what"
    assert read("环县的两名委员叫什么名字？").kind == "who"
    assert read("供暖期由哪天提前到了哪天？").kind == "when"
