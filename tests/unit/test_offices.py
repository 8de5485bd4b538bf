"""Posts that people are asked for by."""

from __future__ import annotations

import pytest

from assistant.lists.offices import barred_posts, both_posts, either_post, holds, named_post
from tests.asking import read


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("写明“党组书记、主席”双职务的有哪几位？", "党组书记、主席"),
        ("哪些人既是党组书记又是主席？", "党组书记、主席"),
        ("谁兼任书记和秘书长？", "书记、秘书长"),
        ("书记和主席都讲了话吗？", ""),
        ("哪些主席带队？", ""),
    ],
)
def test_two_posts_of_one_person(text: str, posts: str) -> None:
    assert both_posts(text) == posts


@pytest.mark.parametrize(
    ("printed", "post", "same"),
    [
        ("县政协主席", "主席", True),
        ("县政协副主席", "主席", False),
        ("县政协副主席", "副主席", True),
        ("市政协党组书记、主席", "党组书记、主席", True),
        ("市政协主席", "党组书记、主席", False),
    ],
)
def test_holds(printed: str, post: str, same: bool) -> None:
    assert holds(printed, post) is same


def test_the_post_among_the_subjects_of_a_question() -> None:
    assert named_post(read("带队调研的副主席出现了哪几个人名？")) == "副主席"
    assert named_post(read("哪些人参加了调研？")) == ""


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("有哪些副县长、副市长到会？", "副县长/副市长"),
        ("哪些副县长到会？", "副县长"),
        ("书记或者主任出席了吗？", "副县长"),
    ],
)
def test_any_of_several_posts(text: str, posts: str) -> None:
    assert either_post(text, "副县长") == posts


def test_either_of_several_posts_is_held() -> None:
    assert holds("县委常委、副县长", "副县长/副市长") and holds("副市长", "副县长/副市长")
    assert not holds("县长", "副县长/副市长")


@pytest.mark.parametrize(
    ("text", "barred"),
    [
        ("哪些委员（不是主席、副主席）被点了名？", "主席|副主席"),
        ("Which farmers who are not members are quoted?", "委员"),
        ("哪些委员被点了名？", ""),
    ],
)
def test_posts_whose_holders_are_left_out(text: str, barred: str) -> None:
    assert barred_posts(read(text)) == barred
