"""Tell the year of an undated page from the happenings that it names (a session whose spirit is studied)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from index.packaged import load_packaged

_MONTHS = 12
_BEFORE = 6  # characters before a name in which it may be said to lie ahead


@dataclass(frozen=True, slots=True)
class Window:
    """The months, counted from the year 0, in which reports of a happening are news."""

    first: int
    last: int

    def years(self, month: int | None) -> Iterable[int]:
        """Give the years of which the month lies in the window, or any month where it is not known."""
        return (
            year
            for year in range(self.first // _MONTHS, self.last // _MONTHS + 1)
            if month is None or self.first <= _counted(year, month) <= self.last
        )


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that reports name by name, and when they do; `index/data/happenings.toml` says more."""

    words: tuple[str, ...]
    windows: tuple[Window, ...]
    ahead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What the happenings that a page names tell of its year.

    Attributes:
        fitting: how many of them were news in that month of each year.
        since: the month that the page is not older than, counted from the year 0.
        until: the month that it is not younger than, None where nothing tells.
    """

    fitting: Counter[int]
    since: int = 0
    until: int | None = None

    def possible(self, year: int, month: int | None) -> bool:
        """Say whether a page of that month of a year, or of any of its months, can name what it names."""
        first = _counted(year, month or 1)
        last = _counted(year, month or _MONTHS)
        return last >= self.since and (self.until is None or first <= self.until)


def _counted(year: int, month: int) -> int:
    return year * _MONTHS + month - 1


def _month(iso: str) -> int:
    year, month = iso.split("-")
    return _counted(int(year), int(month))


def _happening(entry: dict[str, Any]) -> Happening:
    windows = tuple(Window(_month(first), _month(last)) for first, last in entry["windows"])
    return Happening(tuple(entry["words"]), windows, tuple(entry.get("ahead", ())))


@cache
def _happenings() -> tuple[Happening, ...]:
    return load_packaged(
        "index",
        "happenings.toml",
        lambda raw: tuple(_happening(entry) for entry in raw["happening"]),
        "the happenings that date a page",
    )


def told(text: str, month: int | None) -> Told:
    """Tell what the happenings named in a text say of its year.

    Args:
        text: the articles of a page.
        month: the month of the page, 1 to 12, None where it is not known.
    """
    fitting: Counter[int] = Counter()
    since, until = 0, None
    for happening in _happenings():
        if not any(word in text for word in happening.words):
            continue
        if happening.ahead and _lies_ahead(text, happening):
            last = happening.windows[0].first
            until = last if until is None else min(until, last)
            fitting[last // _MONTHS] += 1
            continue
        since = max(since, min(window.first for window in happening.windows))
        fitting.update({year for window in happening.windows for year in window.years(month)})
    return Told(fitting, since, until)


def _lies_ahead(text: str, happening: Happening) -> bool:
    """Say whether wherever a text names a happening, it is still to come."""
    spots = [found.start() for word in happening.words for found in re.finditer(re.escape(word), text)]
    return all(any(word in text[max(0, at - _BEFORE) : at] for word in happening.ahead) for at in spots)
