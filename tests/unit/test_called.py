"""People whom a report calls by what they are."""

from __future__ import annotations

import pytest

from assistant.lists.called import called, enumerated, posted

CALLINGS = ("村民", "大户", "委员", "群众")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("村民后福才说，路通了。", ["后福才"]),
        ("养羊大户车长安指着圈舍说", ["车长安"]),
        ("来自企业的委员上官青在工作室里带徒弟。", ["上官青"]),
        ("村民代表说，群众纷纷表示，委员们在会上说。", []),
        ("群众高兴地说", []),
    ],
)
def test_called(text: str, names: list[str]) -> None:
    found = list(called(text, 0, len(text), CALLINGS))
    assert [name for name, _, _ in found] == names
    assert all(text[start:end] == name for name, start, end in found)


def test_enumerated() -> None:
    text = "会议表彰了甘小雨、石大川、杜小满3人。"
    found = list(enumerated(text, 0, len(text), "[0-9]+人"))
    assert [name for name, _, _ in found] == ["甘小雨", "石大川", "杜小满"]
    assert all(text[start:end] == name for name, start, end in found)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县政协副主席底晚晴和委员们察看了水渠。", ["底晚晴"]),
        ("会议由县政协主席向小满主持。", ["向小满"]),
        ("区政协主席会议主持人由区政协主席带队到镇上。", []),
        ("县政协副主席和委员一行参加。", []),
        ("县政协主席任组长，副主席为成员。", []),
    ],
)
def test_posted(text: str, names: list[str]) -> None:
    post = "副主席" if "副主席" in text else "主席"
    found = list(posted(text, 0, len(text), post))
    assert [name for name, _, _ in found] == names
    assert all(text[start:end] == name for name, start, end in found)
