"""How likely characters are as a name."""

from __future__ import annotations

from index.mentions.given import NEVER, family, is_given, is_usual, likelihood, longest, weights


def test_usual_names_are_likelier_than_unusual_ones() -> None:
    assert likelihood("王建国") > likelihood("王铅锯") > NEVER
    assert likelihood("李强") > likelihood("李饭")
    assert family("王") > family("祁") > family("丑")


def test_what_begins_with_no_family_name_is_none() -> None:
    assert likelihood("饭建国") == NEVER
    assert likelihood("王的说") == NEVER
    assert likelihood("张奶奶") == NEVER


def test_names_in_transliteration_are_made_of_parts() -> None:
    assert likelihood("才让卓玛") > likelihood("才让卓三")
    assert likelihood("桑吉") > NEVER
    assert likelihood("李毛加") > NEVER


def test_a_character_twice_is_a_given_name() -> None:
    assert likelihood("陈洋洋") > likelihood("陈洋饭")


def test_how_usual_a_name_is() -> None:
    assert is_usual("王建国")
    assert not is_usual("折桂饭")
    assert not is_usual("王强")
    assert is_given("建国") and not is_given("群众")


def test_how_long_a_name_may_be() -> None:
    assert longest("王建国三次来") == 3
    assert longest("欧阳建国三次") == 6
    assert longest("才让卓玛") == 4


def test_the_lines_of_a_list_hold_each_character_once() -> None:
    known = weights()
    for shares in (known.first, known.last, known.only):
        assert all(share < 0 for share in shares.values())
    assert known.first["建"] > known.first["灵"]
