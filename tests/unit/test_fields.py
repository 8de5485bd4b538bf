"""Articles exported from an editing system: keys and values on lines."""

from __future__ import annotations

from index.segmenter.lines import observe
from tests.pages import layout, page


def test_keys_are_taken_off_and_entries_without_value_are_no_text() -> None:
    items = observe(
        page("标 题：小站大事\n副题：\n引题：县政协里\n字数：800\n正文：\n这一天来了很多人。"), layout()
    )
    assert [item.kind for item in items] == ["", "boilerplate", "", "boilerplate", "boilerplate", ""]
    assert [item.printed for item in items if not item.kind] == ["小站大事", "县政协里", "这一天来了很多人。"]


def test_a_page_without_a_headline_as_value_is_no_export() -> None:
    items = observe(page("字数：800\n\n内容：各位委员，大家好。"), layout())
    assert not any(item.kind for item in items)
