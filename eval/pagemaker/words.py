"""Names, places, dates and numbers for invented articles, drawn from a seeded source of chance."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from importlib import resources
from random import Random
from typing import Any, TypeVar

from index.places import Gazetteer, Place

T = TypeVar("T")

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜"
    "叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛"
)
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂兰玉梅建国文斌辉力鹏海燕雪琴晓东志远"
    "思源雨桐子涵俊峰亚男立新永红春生成林建华小龙庆国彦军正荣"
)
_TOWNS = (
    "青石柳林清泉白草高沟双泉石门杨树红崖黄羊沙井东岔南坪西寨北塬三合五里马家古城新堡大滩上川下河龙泉凤山"
)
_UNITS = ("镇", "镇", "镇", "乡", "街道")
# Places whose short names mean another, greater one.
_SHARED_NAMES = frozenset(["白银区", "临夏市", "临夏县"])
_DIGITS = "零一二三四五六七八九十"
_WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")


@cache
def read_data(name: str) -> dict[str, Any]:
    """Read one of the page maker's data files."""
    text = resources.files("eval.pagemaker").joinpath(f"data/{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def home_places() -> tuple[Place, ...]:
    """Return the prefectures and counties that articles of the invented papers come from."""
    gazetteer = Gazetteer.load()
    below = gazetteer.under(gazetteer.home + "0000")
    return tuple(place for place in below if place.name[-1] in "县市区州" and "新区" not in place.name)


def numeral(n: int) -> str:
    """Return 1 to 99 in Chinese."""
    tens, ones = divmod(n, 10)
    head = "" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones or not head else "")


def weekday(day: date) -> str:
    """Return the day of the week in Chinese."""
    return _WEEKDAYS[day.weekday()]


class Chance:
    """One seeded source of everything that is chosen while a page is made.

    Args:
        rng: the source of chance.
        issue: the day of the issue.
    """

    def __init__(self, rng: Random, issue: date) -> None:
        self.rng = rng
        self.issue = issue
        self._free = list(home_places())
        rng.shuffle(self._free)

    def pick(self, options: Sequence[T]) -> T:
        """Return one of the options."""
        return options[self.rng.randrange(len(options))]

    def maybe(self, share: float) -> bool:
        """Say yes in that share of cases."""
        return self.rng.random() < share

    def person(self) -> str:
        """Return an invented name of two or three characters."""
        given = self.pick(_GIVEN) + (self.pick(_GIVEN) if self.maybe(0.7) else "")
        return str(self.pick(_SURNAMES)) + given

    def place(self, *, known_by_short: bool = False) -> Place:
        """Return a place that no other article of the page has, nor one of the same short name.

        Args:
            known_by_short: only a place that its short name alone tells (天水, not 白银区).
        """
        if not self._free:
            self._free = list(home_places())
        place = self._free.pop()
        while known_by_short and place.name in _SHARED_NAMES:
            place = self._free.pop()
        self._free = [other for other in self._free if other.short != place.short]
        return place

    def town(self) -> str:
        """Return an invented town, township or street."""
        start: int = 2 * self.rng.randrange(len(_TOWNS) // 2)
        return _TOWNS[start : start + 2] + str(self.pick(_UNITS))

    def when(self) -> tuple[str, str | None]:
        """Return a date as said in a report, and in ISO form; None where it says only 近日."""
        if self.maybe(0.25):
            return str(self.pick(("近日", "近日", "日前", "连日来"))), None
        day = self.issue - timedelta(days=self.rng.randint(1, 9))
        said = f"{day.month}月{day.day}日"
        if self.maybe(0.2) and day.day > 2:
            first = day - timedelta(days=self.rng.randint(1, 2))
            if first.month == day.month:
                return f"{first.month}月{first.day}日至{day.day}日", f"{first.isoformat()}/{day.isoformat()}"
        return said + (str(self.pick(("上午", "下午"))) if self.maybe(0.12) else ""), day.isoformat()

    def slots(self, place: Place) -> dict[str, str]:
        """Return what the slots of the templates stand for in one article."""
        seat = place.name[-1]
        short = place.short if len(place.short) > 1 else place.name
        return {
            "place": place.name,
            "short": short,
            "org": place.name + "政协",
            "own": seat + "政协",
            "seat": seat,
            "committee": seat + "委",
            "topic": str(self.pick(read_data("reports")["topics"])),
            "session": f"{numeral(self.rng.randint(5, 15))}届{numeral(self.rng.randint(2, 19))}次",
            "chair": self.person(),
            "vice": self.person(),
            "name": self.person(),
            "name2": self.person(),
        }

    def fill(self, template: str, slots: dict[str, str]) -> str:
        """Fill the slots of a template; numbers and towns are drawn anew each time they occur."""
        numbers = {"a": 120, "b": 45, "c": 9}
        for slot, most in numbers.items():
            while f"{{{slot}}}" in template:
                template = template.replace(f"{{{slot}}}", str(self.rng.randint(2, most)), 1)
        while "{town}" in template:
            template = template.replace("{town}", self.town(), 1)
        while "{slogan}" in template:
            template = template.replace("{slogan}", str(self.pick(read_data("reports")["slogans"])), 1)
        return template.format(**slots)
