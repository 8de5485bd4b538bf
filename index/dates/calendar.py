"""Ranges of calendar days, and how they are written in ISO 8601."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from index.quick import quick

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@quick
@dataclass(frozen=True, order=True, slots=True)
class DateRange:
    """All days from `first` to `last`, both included.

    Raises:
        ValueError: the last day lies before the first.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"the range ends ({self.last}) before it begins ({self.first})")

    @classmethod
    def parse(cls, iso: str) -> DateRange:
        """Read "2024", "2024-08", "2024-08-06", or two of them joined by a slash.

        Raises:
            ValueError: the text is none of these, or no day of the calendar.
        """
        first, _, last = iso.partition("/")
        begin = _unit(first)
        return cls(begin.first, _unit(last).last) if last else begin

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> DateRange:
        """Return a whole year, a whole month, or one day.

        Raises:
            ValueError: there is no such day.
        """
        return _of(year, month, day)

    @property
    def whole_years(self) -> bool:
        """Say whether this is one year or several, from January to December."""
        first, last = self.first, self.last
        return first.month == 1 == first.day and last.month == 12 and last.day == 31

    @property
    def iso(self) -> str:
        """Return the shortest ISO text that says exactly this range."""
        return _iso(self)

    @property
    def precision(self) -> str:
        """Return "day", "month" or "year" where the range is exactly one, else "range"."""
        return {4: "year", 7: "month", 10: "day"}.get(len(self.iso), "range")

    def overlaps(self, other: DateRange) -> bool:
        """Say whether the two share a day."""
        return self.first <= other.last and other.first <= self.last

    def contains(self, other: DateRange) -> bool:
        """Say whether every day of the other lies in this range."""
        return self.first <= other.first and other.last <= self.last

    def through(self, other: DateRange) -> DateRange:
        """Return the range from the first day of this one to the last day of the other."""
        return DateRange(self.first, other.last)


@lru_cache(maxsize=1 << 12)
def _of(year: int, month: int | None, day: int | None) -> DateRange:
    if month is None:
        return DateRange(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        return DateRange(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return DateRange(date(year, month, day), date(year, month, day))


@lru_cache(maxsize=1 << 12)
def _iso(days: DateRange) -> str:
    first, last = days.first, days.last
    if first == last:
        return first.isoformat()
    ends = last + timedelta(days=1) if last < date.max else None
    if days.whole_years:
        width = 4
    elif first.day == 1 and (ends is None or ends.day == 1):
        width = 7
    else:
        width = 10
    begin, end = first.isoformat()[:width], last.isoformat()[:width]
    return begin if begin == end else f"{begin}/{end}"


@lru_cache(maxsize=1 << 12)
def _unit(iso: str) -> DateRange:
    match = _ISO.fullmatch(iso)
    if not match:
        raise ValueError(f"not an ISO date: {iso!r}")
    year, month, day = (int(part) if part else None for part in match.groups())
    return DateRange.of(year or 0, month, day)


def shift_month(year: int, month: int, offset: int) -> tuple[int, int]:
    """Return the year and month that lie `offset` months later."""
    index = year * 12 + month - 1 + offset
    return index // 12, index % 12 + 1


def days_of_month(year: int, month: int, first: int, last: int) -> DateRange:
    """Return some days of a month; a last day past its end means its end."""
    length = monthrange(year, month)[1]
    return DateRange(date(year, month, first), date(year, month, min(last, length)))
