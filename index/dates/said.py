"""A date as it was said, before anything is known of the article around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from index.dates.calendar import DateRange
from index.dates.words import DateWords, Span
from index.quick import quick

How = Literal["absolute", "relative", "partial", "session", "vague"]
MonthDay = tuple[int, int]


@quick
@dataclass(frozen=True, slots=True)
class DateName:
    """A date said at text[start:end].

    Attributes:
        range: the days meant; None where nothing known tells the year (or for a session).
        how: absolute (8 August 2024 in full), relative (去年, 本月), partial (5月4日), session (十四届二次),
            vague (近日).
        since: first month and day, where these are known and the year is not.
        until: last month and day, likewise.
    """

    start: int
    end: int
    text: str
    range: DateRange | None
    how: How
    since: MonthDay | None = None
    until: MonthDay | None = None

    def matches(self, other: DateRange) -> bool:
        """Say whether the date may lie in a range: in any year, where its own year is unknown."""
        if self.range:
            return self.range.overlaps(other)
        if not self.since or not self.until:
            return False
        years = range(other.first.year - 1, other.last.year + 1)
        return any(span.overlaps(other) for year in years if (span := in_year(year, self.since, self.until)))


def in_year(year: int, since: MonthDay, until: MonthDay) -> DateRange | None:
    """Return the days between two month-days, the later one in the next year if need be."""
    last_year = year + 1 if until < since else year
    try:
        return DateRange(_day(year, since).first, _day(last_year, until).last)
    except ValueError:
        return None


def _day(year: int, day: MonthDay) -> DateRange:
    leap_less = day == (2, 29)
    try:
        return DateRange.of(year, *day)
    except ValueError:
        if leap_less:
            return DateRange.of(year, 2, 28)
        raise


@quick
@dataclass(frozen=True, slots=True)
class Said:
    """What the words of one date give.

    Attributes:
        year, month, day: as numbers, where said.
        year_shift, month_shift, day_shift, week_shift: offsets from the article's date.
        weekday: 0 for Monday to 6 for Sunday, of the week said.
        told: True where the offsets count from the date named before, not from the article's.
        months: first and last month of a part of a year.
        days: first and last day of a part of a month; 31 means its last day.
        ahead: True where the words around say that the date lies ahead.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    year_shift: int | None = None
    month_shift: int | None = None
    day_shift: int | None = None
    week_shift: int | None = None
    weekday: int | None = None
    told: bool = False
    months: Span | None = None
    days: Span | None = None
    vague: bool = False
    ahead: bool = False
    session: bool = False

    @property
    def bare_day(self) -> bool:
        """Say whether it is a day without its month (7日)."""
        return self.day is not None and self.month is None and self.month_shift is None

    @property
    def how(self) -> How:
        """Name the way in which the date was said."""
        if self.session:
            return "session"
        if self.vague:
            return "vague"
        if self.year is not None:
            return "absolute"
        if self.year_shift is None and self.month_shift is None and self.day_shift is None:
            return "partial" if self.week_shift is None else "relative"
        return "relative"


_VALUES = {"零": 0, "○": 0} | {digit: value for value, digit in enumerate("〇一二三四五六七八九")}


_PIVOT = 50
_WEEKDAYS = "一二三四五六日天"


def number(text: str) -> int:
    """Return the value of a number of a date, in any digits or in Chinese (二十三, 二〇二四)."""
    if text.isdigit() and text[0] not in _VALUES:
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return int("".join(str(_VALUES[character]) for character in text))
    return (_VALUES[tens] if tens else 1) * 10 + (_VALUES[ones] if ones else 0)


def read_match(match: re.Match[str], words: DateWords) -> Said:
    """Return what a match of the date expression says."""
    return _read(match.groups(), words)


@lru_cache(maxsize=1 << 13)
def _read(groups: tuple[str | None, ...], words: DateWords) -> Said:
    found = {name: text for name, number in words.groups if (text := groups[number - 1])}
    if "s" in found:
        return Said(session=True)
    if "v" in found:
        return Said(vague=True)
    if "w" in found:
        return _word(found["w"], words)
    if "wk" in found:
        weekday = min(_WEEKDAYS.index(found["wd"]), 6) if "wd" in found else None
        return Said(week_shift=words.weeks[found["wk"]], weekday=weekday)
    if "rm" in found:
        return _relative_month(found, words)
    numeric = _numeric(found)
    return numeric or _in_year(found, words)


def _word(word: str, words: DateWords) -> Said:
    if word in words.days:
        return Said(day_shift=words.days[word])
    return Said(day_shift=words.days_told[word], told=True)


def _relative_month(found: dict[str, str], words: DateWords) -> Said:
    told = found["rm"] in words.months_told
    shift = (words.months_told if told else words.months)[found["rm"]]
    day = number(found["rd"]) if "rd" in found else None
    return Said(month_shift=shift, told=told, day=day, days=words.month_parts.get(found.get("t3", "")))


def _numeric(found: dict[str, str]) -> Said | None:
    if "iy" in found:
        return Said(int(found["iy"]), int(found["im"]), int(found["id"]))
    if "my" in found:
        return Said(int(found["my"]), int(found["mm"]))
    if "sy" in found:
        return Said(_century(found["sy"]), int(found["sm"]), int(found["sd"]))
    return Said(day=number(found["bd"])) if "bd" in found else None


def _century(year: str) -> int:
    """Return the year that two digits mean: from 50 on one of the nineteen hundreds."""
    return int(year) + (1900 if int(year) >= _PIVOT else 2000)


def _in_year(found: dict[str, str], words: DateWords) -> Said:
    month, day = found.get("m") or found.get("m2"), found.get("d") or found.get("d2")
    part, end = found.get("p") or found.get("p2"), found.get("e") or found.get("e2")
    word = found.get("ry", "")
    told = word in words.years_told
    year = number(found["y"]) if "y" in found else _century(found["yy"]) if "yy" in found else None
    return Said(
        year,
        number(month) if month else None,
        number(day) if day else None,
        year_shift=words.years_told[word] if told else words.years.get(word),
        told=told,
        months=words.parts[part] if part else words.year_ends[end] if end else None,
        days=words.month_parts.get(found.get("t") or found.get("t2") or ""),
    )
