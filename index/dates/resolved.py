"""What a date that was said means, given the date of the article and the dates named before it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from index.dates.calendar import DateRange, days_of_month, shift_month
from index.dates.said import MonthDay, Said


@dataclass(slots=True)
class Context:
    """What is known where a date is said; it grows as a text is read.

    Attributes:
        anchor: the article's own date, of whatever precision.
        told: the date named last before this one, if it told at least a month.
        near: the date named before it in the same sentence with its year in full.
        days_ahead: how far after the anchor a month and day may lie before the year before is meant.
        part_days_ahead: the same for a part of a year (年底).
    """

    anchor: DateRange | None
    told: DateRange | None = None
    near: DateRange | None = None
    days_ahead: int = 62
    part_days_ahead: int = 200

    def tell(self, said: Said, days: DateRange | None) -> None:
        """Take note of a date that was named."""
        if not days or days.whole_years:
            return
        self.told = days
        if said.how == "absolute" or (said.how == "partial" and self.near):
            self.near = days


def resolve(said: Said, context: Context) -> DateRange | None:
    """Return the days that were meant, or None where they cannot be known or do not exist."""
    try:
        return _resolve(said, context)
    except (ValueError, OverflowError):
        return None


def _resolve(said: Said, context: Context) -> DateRange | None:
    anchor = context.anchor
    if said.session:
        return None
    if said.vague:
        return _month_of(anchor) or anchor
    if said.day_shift is not None:
        return _day(said.day_shift, _single(context.told) or anchor if said.told else anchor)
    if said.week_shift is not None:
        return _week(said.week_shift, said.weekday, anchor)
    if said.month_shift is not None:
        return _relative_month(said, context)
    if said.month is None and said.months is None and said.day is not None:
        return _bare_day(said.day, context)
    year = _year(said, context)
    return within(said, year) if year is not None else _latest(said, context)


def within(said: Said, year: int) -> DateRange:
    """Return the days meant when the year is known.

    Raises:
        ValueError: there is no such day.
    """
    if said.months:
        return DateRange.of(year, said.months[0]).through(DateRange.of(year, said.months[1]))
    if said.month and said.days:
        return days_of_month(year, said.month, *said.days)
    return DateRange.of(year, said.month, said.day)


def bounds(said: Said) -> tuple[MonthDay, MonthDay] | None:
    """Return the first and last month and day of a date whose year is unknown."""
    if said.month is None and said.months is None:
        return None
    try:
        days = within(said, 2000)
    except ValueError:
        return None
    return (days.first.month, days.first.day), (days.last.month, days.last.day)


def join(first: Said, begin: DateRange, last: Said, context: Context) -> DateRange | None:
    """Return the range from one date to another, which takes what it leaves unsaid from the first."""
    if last.how == "partial":
        month = last.month or (None if last.months else begin.last.month)
        last = replace(last, month=month, year=begin.last.year)
        try:
            end = within(last, begin.last.year)
            end = end if end.last >= begin.first else within(last, begin.last.year + 1)
        except ValueError:
            return None
    else:
        context.told = begin
        end = resolve(last, context) or begin
    return begin.through(end) if end.last >= begin.first else None


def _month_of(days: DateRange | None) -> DateRange | None:
    if days and (days.first.year, days.first.month) == (days.last.year, days.last.month):
        return DateRange.of(days.first.year, days.first.month)
    return None


def _single(days: DateRange | None) -> DateRange | None:
    return days if days and days.first == days.last else None


def _day(shift: int, base: DateRange | None) -> DateRange | None:
    base = _single(base)
    if not base:
        return None
    day = base.first + timedelta(days=shift)
    return DateRange(day, day)


def _week(shift: int, weekday: int | None, anchor: DateRange | None) -> DateRange | None:
    anchor = _single(anchor)
    if not anchor:
        return None
    monday = anchor.first - timedelta(days=anchor.first.weekday()) + timedelta(weeks=shift)
    first, last = (0, 6) if weekday is None else (weekday, weekday)
    return DateRange(monday + timedelta(days=first), monday + timedelta(days=last))


def _relative_month(said: Said, context: Context) -> DateRange | None:
    base = _month_of(context.told) or _month_of(context.anchor) if said.told else _month_of(context.anchor)
    if not base or said.month_shift is None:
        return None
    year, month = shift_month(base.first.year, base.first.month, said.month_shift)
    return within(replace(said, month=month), year)


def _bare_day(day: int, context: Context) -> DateRange | None:
    near = _month_of(context.near)
    if near:
        return DateRange.of(near.first.year, near.first.month, day)
    month = _month_of(context.anchor)
    if not month or not context.anchor:
        return None
    year, number = month.first.year, month.first.month
    if _single(context.anchor) and day > context.anchor.first.day + 7:
        year, number = shift_month(year, number, -1)
    return DateRange.of(year, number, day)


def _year(said: Said, context: Context) -> int | None:
    if said.year is not None:
        return said.year
    if said.year_shift is None:
        return None
    base = (context.told or context.anchor) if said.told else context.anchor
    return base.last.year + said.year_shift if base else None


def _latest(said: Said, context: Context) -> DateRange | None:
    """Return a date without a year: in the year of the sentence, else the last one before the issue."""
    if said.year_shift is not None:
        return None
    if context.near:
        return within(said, context.near.last.year)
    if not context.anchor:
        return None
    year = context.anchor.last.year
    days = _existing(said, year)
    ahead = timedelta(days=context.part_days_ahead if said.months else context.days_ahead)
    if days and (said.ahead or days.first <= context.anchor.last + ahead):
        return days
    return _existing(said, year - 1)


def _existing(said: Said, year: int) -> DateRange | None:
    try:
        return within(said, year)
    except ValueError:
        return None
