"""Words of what no term covers."""

from __future__ import annotations

import pytest

from assistant.parsing.pieces import words_of
from assistant.parsing.rules import load_question_rules


@pytest.mark.parametrize(
    ("chunk", "cut", "listed", "words"),
    [
        ("民情茶室", ["民情", "茶室"], False, ["民情茶室"]),
        ("钉钉群或者热线", ["或者", "热线"], True, ["钉钉群", "热线"]),
        ("钉钉群或者热线", ["或者", "热线"], False, ["热线"]),
        ("亩均用水降到", ["亩", "均", "用水", "降到"], False, ["用水"]),
        ("客流达到了", ["客流", "达到"], False, ["客流"]),
        ("出过主意", ["出过", "主意"], False, ["主意"]),
        ("上河镇茶室", ["上", "河镇", "茶室"], False, ["上河镇", "茶室"]),
        ("要求账本", ["要求", "账本"], False, ["要求", "账本"]),
    ],
)
def test_what_stands_together_stays_together(
    chunk: str, cut: list[str], listed: bool, words: list[str]
) -> None:
    pieces = words_of(chunk, 3, cut, load_question_rules(), listed=listed)
    assert [piece.names[0] for piece in pieces] == words
    assert all(chunk[piece.start - 3 : piece.end - 3] == piece.names[0] for piece in pieces)


def test_a_rate_counts_as_said() -> None:
    assert words_of("办复率", 0, ["办复率"], load_question_rules(), listed=False)[0].said
