"""Read seasons and holidays beside a year: 2023年春天, 2024年国庆节, spring 2024."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from index.dates import DateName, DateRange
from index.dates.said import in_year
from index.packaged import load_packaged

_WHOLE = 364  # days between the first and the last of a year, at least
_JOINT = re.compile("[的，, ]*(?:of|in)?[ ]*")


@dataclass(frozen=True, slots=True)
class _Part:
    """A season or a holiday: how it is said, and its first and last month and day."""

    said: re.Pattern[str]
    since: tuple[int, int]
    until: tuple[int, int]


def with_seasons(times: Sequence[DateName], text: str) -> list[DateName]:
    """Return the times, those of a year narrowed to the season or the holiday that is named with them.

    Args:
        times: the times that a question names, in order.
        text: the folded question.
    """
    found: list[DateName] = []
    left = list(times)
    for part in _parts():
        for match in part.said.finditer(text.lower()):
            years = [t for t in left if t.range and (t.range.last - t.range.first).days >= _WHOLE]
            beside = [t for t in years if _beside(t, match, text)] or years[:1]
            if beside:
                days = in_year(_year(beside[0].range), part.since, part.until)
                start, end = min(beside[0].start, match.start()), max(beside[0].end, match.end())
                near = _beside(beside[0], match, text)
                span = (start, end) if near else match.span()
                left.remove(beside[0])
                found.append(replace(beside[0], start=span[0], end=span[1], range=days))
                if not near:
                    found.append(_silent(beside[0], days))
    return sorted([*left, *found], key=lambda t: t.start)


def _silent(year: DateName, days: DateRange | None) -> DateName:
    """Return the year said elsewhere as the same days, so that its words are used."""
    return replace(year, range=days)


def _year(days: DateRange | None) -> int:
    assert days is not None
    return days.first.year


def _beside(time: DateName, match: re.Match[str], text: str) -> bool:
    between = text[min(time.end, match.end()) : max(time.start, match.start())]
    return bool(_JOINT.fullmatch(between.lower()))


def _read(raw: dict[str, Any]) -> tuple[_Part, ...]:
    return tuple(
        _Part(re.compile(f'[“"]?(?:{entry["said"]})[”"]?'), tuple(entry["since"]), tuple(entry["until"]))
        for entry in raw["parts"]
    )


@cache
def _parts() -> tuple[_Part, ...]:
    return load_packaged("assistant", "seasons.toml", _read, "a season is wrong")
