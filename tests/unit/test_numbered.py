"""Numbered sessions in English questions, written as the paper does."""

from __future__ import annotations

import pytest

from assistant.parsing.numbered import with_sessions


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            "What did the first session of the 11th Zhuanglang CPPCC decide?",
            "What did 十一届一次会议 of the Zhuanglang CPPCC decide?",
        ),
        (
            "proposals at the Third Session of the Eighth CPPCC of Tianshui",
            "proposals at 八届三次会议 of the CPPCC of Tianshui",
        ),
        ("the 2nd plenary session of the 20th Min County CPPCC", "二十届二次会议 of the Min County CPPCC"),
    ],
)
def test_sessions_are_written_in_chinese(asked: str, said: str) -> None:
    assert with_sessions(asked) == said


@pytest.mark.parametrize(
    "asked",
    [
        "Who spoke at the first session of the training course?",
        "What was decided at the eleventh meeting?",
        "Where did the umpteenth session of the 11th CPPCC meet?",
    ],
)
def test_all_else_stays(asked: str) -> None:
    assert with_sessions(asked) == asked
