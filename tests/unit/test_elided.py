"""Names that reports shorten behind others that end alike."""

from __future__ import annotations

import pytest

from assistant.lists.elided import elided


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("全国茶叶工作会议", "全国和全省茶叶工作会议"),
        ("全国茶叶工作会议", "全国、省茶叶工作会议"),
        ("二十届四中全会精神", "二十届三中、四中全会精神"),
        ("县政协十届三次会议", "县政协十届二次、三次会议"),
        ("县政协十届三次会议", "县政协十届二次会议和三次会议"),
    ],
)
def test_forms(name: str, form: str) -> None:
    assert form in elided(name)
    assert name not in elided(name)


def test_names_that_share_no_end_have_no_forms() -> None:
    assert elided("茶叶工作会议") == ()
    assert elided("全国会议") == ()
    assert elided("县茶叶工作会议") == ()
    assert elided("二十届一中全会") == ()
