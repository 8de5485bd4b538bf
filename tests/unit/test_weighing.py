"""The weight of a question's words."""

from __future__ import annotations

from typing import cast

from assistant.lists.looking import Group, Search
from assistant.lists.searching import Way
from assistant.lists.weighing import by_share, weighed


class _Spread:
    """How many reports have each word."""

    def __init__(self, **spread: int) -> None:
        self._spread = spread

    def spread(self, group: Group) -> int:
        return self._spread.get(group[0], 0)


def _ways(spread: _Spread, *needed: str) -> list[tuple[str, ...]]:
    groups = [(word,) for word in needed]
    return [way.needed[0] for way in weighed(groups, [], [], cast(Search, spread), 100)]


def test_what_fewest_reports_tell_of_is_looked_for_first() -> None:
    assert _ways(_Spread(供暖=3, 老人=9), "老人", "供暖") == [("供暖",), ("老人",)]


def test_what_most_reports_hold_is_never_looked_for_alone() -> None:
    assert _ways(_Spread(供暖=3, 群众=80), "群众", "供暖") == [("供暖",)]


def test_without_a_rare_word_too_little_is_met() -> None:
    groups = [("供暖",), ("群众",), ("龙舟",)]
    way = next(iter(weighed(groups, [], [], cast(Search, _Spread(供暖=3, 群众=80)), 100)))
    assert sum(weight for group, weight in way.rest if group == ("群众",)) < way.least


def test_one_word_has_nothing_to_be_weighed_against() -> None:
    assert _ways(_Spread(供暖=3), "供暖") == []


def test_where_a_thing_is_asked_about_no_doing_is_looked_for_without_one() -> None:
    search = cast(Search, _Spread(表彰=2, 提案=60, 龙舟=0))
    found = list(weighed([("提案",), ("龙舟",)], [("表彰",)], [], search, 100))
    assert [(way.needed, way.near) for way in found] == [
        ((("表彰",),), (("提案",),)),
        ((("表彰",),), (("龙舟",),)),
    ]


def test_ways_that_meet_most_of_what_is_asked_come_first() -> None:
    search = cast(Search, _Spread(供暖=3, 群众=80, 关注=40))
    heating, people = Way((("供暖",),)), Way((("群众",),))
    told = by_share([people, heating], [("供暖",), ("群众",)], [], search, 100)
    assert [way for _, way in told] == [heating, people]
    assert told[0][0] > 0.9 > 0.1 > told[1][0]


def test_what_hardly_says_what_was_done_weighs_nothing() -> None:
    search = cast(Search, _Spread(供暖=3, 关注=40))
    assert by_share([Way((("供暖",),))], [("供暖",), ("关注",)], [], search, 100)[0][0] == 1.0
