"""Take the times out of a question's times that it leaves out (2024年的，5月的不要)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from index.dates import DateName, DateRange
from index.dates.said import in_year
from index.packaged import load_packaged

_FIRST = date(1900, 1, 1)
_DAY = timedelta(days=1)
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Signs:
    """The compiled rules; the comments of `data/seasons.toml` say what each is for."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    rest: re.Pattern[str]


def without_left(
    times: Sequence[DateName], text: str, today: date
) -> tuple[tuple[DateName, ...], list[Span]]:
    """Return the times asked about less those left out, and where the question says what it leaves out.

    Where nothing but what is left out is named, all other times up to today are meant.

    Args:
        times: the times that the question names, in order.
        text: the folded question.
        today: the day up to which there can be reports.
    """
    left = [(time, span) for time in times if (span := _left(time, text))]
    if not left:
        return tuple(times), []
    out = [time for time, _ in left]
    spans = [span for _, span in left]
    start, end = spans[0]
    ever = DateName(start, end, text[start:end], DateRange(_FIRST, today), "relative")
    asked = [time for time in times if time not in out] or [ever]
    for time in out:
        asked = [part for kept in asked for part in _less(kept, time)]
    return tuple(asked), spans


def _left(time: DateName, text: str) -> Span | None:
    """Return the words by which a time is left out, itself among them."""
    signs, lower = _signs(), text.lower()
    before, behind = signs.before.search(lower[: time.start]), signs.behind.match(lower, time.end)
    if before:
        rest = signs.rest.match(lower, time.end)
        return before.start(), max(rest.end() if rest else 0, behind.end() if behind else 0, time.end)
    return (time.start, behind.end()) if behind else None


def _less(time: DateName, out: DateName) -> Iterator[DateName]:
    """Yield what is left of a time; a time of no known year is left as it is."""
    if time.range is None:
        yield time
        return
    first, last = time.range.first, time.range.last
    for gone in _ranges(out, time.range):
        if gone.first > first:
            yield replace(time, range=DateRange(first, gone.first - _DAY))
        first = max(first, gone.last + _DAY)
    if first <= last:
        yield replace(time, range=DateRange(first, last))


def _ranges(out: DateName, within: DateRange) -> list[DateRange]:
    """Return the days left out that a range holds: of each of its years, where the year is not said."""
    if out.range is not None:
        found = [out.range]
    elif out.since and out.until:
        years = range(within.first.year - 1, within.last.year + 1)
        found = [days for year in years if (days := in_year(year, out.since, out.until))]
    else:
        found = []
    return [days for days in found if days.overlaps(within)]


def _read(raw: dict[str, Any]) -> _Signs:
    return _Signs(**{name: re.compile(said) for name, said in raw["left"].items()})


@cache
def _signs() -> _Signs:
    return load_packaged("assistant", "seasons.toml", _read, "a sign of times left out is wrong")
