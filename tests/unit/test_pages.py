"""Pages that questions name."""

from __future__ import annotations

import pytest

from assistant.parsing.pages import beside, find_pages
from assistant.records import Language


@pytest.mark.parametrize(
    ("text", "language", "pages"),
    [
        ("第三版登了哪些文章", "zh", ("3",)),
        ("头版有几篇消息", "zh", ("1",)),
        ("b2版的作者都有谁", "zh", ("2",)),
        ("一版和二版的报道", "zh", ("1", "2")),
        ("那一版的作者署名", "zh", ()),
        ("这条消息登在第几版", "zh", ()),
        ("这本书出了三版权", "zh", ()),
        ("what stands on the front page", "en", ("1",)),
        ("the articles on page 3", "en", ("3",)),
        ("the second page of that issue", "en", ("2",)),
        ("which page was it printed on", "en", ()),
    ],
)
def test_find_pages(text: str, language: Language, pages: tuple[str, ...]) -> None:
    assert find_pages(text, language).pages == pages


def test_limits_of_pages_are_taken_together() -> None:
    assert beside((), ("2",)) == ("2",)
    assert beside(("1", "2"), ("2",)) == ("2",)
    assert beside(("1",), ("2",)) not in ((), ("1",), ("2",))
