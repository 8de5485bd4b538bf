"""Posts: which one a question asks the holder of."""

from __future__ import annotations

import pytest

from assistant.sentences.clues import load_clues
from assistant.sentences.posts import asked_post, body_of, fits_level, head_of, holds, plain, takes
from tests.asking import read


@pytest.mark.parametrize(
    ("question", "post"),
    [
        ("高台县政协主席是谁？", "主席"),
        ("高台县政协副主席叫什么名字？", "副主席"),
        ("高台县政协主席叫什么", "主席"),
        ("谁是黑泉镇的镇长？", "镇长"),
        ("华池县县长是哪位？", "县长"),
        ("黑泉镇工作站的站长现在是谁？", "站长"),
        ("Who is the chair of the Gaotai County CPPCC?", "主席"),
        ("Who is the vice-chair of the Gaotai County CPPCC?", "副主席"),
        ("谁主持了高台县的推进会？", ""),
        ("调解室的主持人是谁？", ""),
        ("高台县有多少个工作站？", ""),
    ],
)
def test_the_post_asked_for(question: str, post: str) -> None:
    assert asked_post(read(question), load_clues()) == post


def test_a_deputy_does_not_hold_the_post_itself() -> None:
    assert holds("县政协主席", "主席") and holds("县政协党组书记、主席", "主席")
    assert not holds("县政协副主席", "主席") and holds("县政协副主席", "副主席")
    assert not holds("县政协主席", "副主席") and not holds("", "主席")


def test_heads_and_bodies() -> None:
    assert head_of("县政协副主席") == "副主席" and head_of("群众") == ""
    assert body_of(read("安定社区党支部书记是谁？"), load_clues()) == "安定社区党支部"
    assert plain("副主席") == plain("主席") == "主席"


@pytest.mark.parametrize(
    ("after", "post", "told"),
    [
        ("任会长。", "会长", True),
        ("当选为县文联副主席，", "副主席", True),
        ("当选为县文联副主席，", "主席", False),
        ("说，会长还没有选出来。", "会长", False),
    ],
)
def test_a_post_may_be_told_behind_the_name(after: str, post: str, told: bool) -> None:
    assert takes(after, post) is told


@pytest.mark.parametrize(
    ("printed", "level", "fits"),
    [
        ("县政协主席", "prefecture", False),
        ("区政协副主席", "prefecture", False),
        ("市政协主席", "prefecture", True),
        ("县政协主席", "county", True),
        ("主席", "prefecture", True),
    ],
)
def test_a_countys_post_is_no_prefectures(printed: str, level: str, fits: bool) -> None:
    assert fits_level(printed, level) is fits
