"""The language of a message, and messages that ask nothing."""

from __future__ import annotations

import pytest

from assistant.parsing.language import is_courtesy, unspaced


@pytest.mark.parametrize(
    "text", ["你好", "谢谢！", "好的，谢谢您", "明白了。", "Thanks a lot!", "hi there", "ok, thank you"]
)
def test_courtesy_asks_nothing(text: str) -> None:
    assert is_courtesy(text)


@pytest.mark.parametrize(
    "text", ["好的，那酒泉呢", "谢谢，谁主持的", "thanks, and where?", "2024", "谁", "还有吗"]
)
def test_what_asks_something_is_no_courtesy(text: str) -> None:
    assert not is_courtesy(text)


def test_only_chinese_is_read_without_spaces() -> None:
    assert unspaced("环县 有 几个", "zh") == "环县有几个"
    assert unspaced("how many", "en") == "how many"
