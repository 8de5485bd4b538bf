"""What only a studied speech names."""

from __future__ import annotations

import pytest

from assistant.lists.speeches import only_in_speech
from tests.asking import read

TEXT = "会议传达了总书记在全国养蜂工作会议上的重要讲话精神，听取了养蜂户的意见。"


@pytest.mark.parametrize(
    ("question", "at", "named_only"),
    [
        ("哪些县办过养蜂方面的事？", TEXT.index("养蜂工作"), True),
        ("哪些县办过养蜂方面的事？", TEXT.index("养蜂户"), False),
        ("哪些县提到养蜂？", TEXT.index("养蜂工作"), False),
        ("哪些县学习了养蜂工作会议精神？", TEXT.index("养蜂工作"), False),
    ],
)
def test_a_speech_is_no_doing_of_a_place(question: str, at: int, named_only: bool) -> None:
    assert only_in_speech(read(question), TEXT, 0, len(TEXT), at) is named_only
