"""Read periods by name (十四五期间) and by length (近三年), and years told by a season (this spring)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from assistant.parsing.numerals import small
from index.dates import DateName, DateRange
from index.packaged import load_packaged

_DAYS = {"年": 365, "year": 365, "月": 30, "month": 30, "周": 7, "week": 7, "天": 1, "day": 1}
_OPENING = re.compile(r"\b(?:from|between) $")
_BACK = {"this": 0, "last": -1, "next": 1}


@dataclass(frozen=True, slots=True)
class _Periods:
    """The compiled rules; the comments of `data/seasons.toml` say what each is for."""

    named: tuple[tuple[re.Pattern[str], DateRange], ...]
    lasting: re.Pattern[str]
    of_rows: re.Pattern[str]
    season: re.Pattern[str]
    joint: re.Pattern[str]


def with_periods(times: Sequence[DateName], text: str, today: date) -> list[DateName]:
    """Return the times with the periods that a question names, those that tell a span (2021 to 2023) joined.

    Args:
        times: the times that it names by dates, in order.
        text: the folded question.
        today: the day from which 近三年 counts.
    """
    joined = _joined(times, text)
    found = [p for p in _found(text, today) if not any(p.start < t.end and t.start < p.end for t in joined)]
    return sorted([*joined, *found], key=lambda t: t.start)


def _found(text: str, today: date) -> Iterator[DateName]:
    rules = _rules()
    for pattern, days in rules.named:
        for match in pattern.finditer(text.lower()):
            yield DateName(*match.span(), match.group(), days, "absolute")
    for match in rules.lasting.finditer(text.lower()) if rules.of_rows.search(text.lower()) else ():
        length = small(match["n"] or match["en"]) * _DAYS[match["unit"] or match["units"]]
        yield DateName(*match.span(), match.group(), DateRange(today - timedelta(length), today), "relative")
    for match in rules.season.finditer(text.lower()):
        year = today.year + _BACK[match["which"]]
        yield DateName(*match.span("which"), match["which"], DateRange.of(year), "relative")


def _joined(times: Sequence[DateName], text: str) -> list[DateName]:
    """Return the times, two that say the first and the last of a span as one."""
    kept: list[DateName] = []
    for time in times:
        last = kept[-1] if kept else None
        days = _span(last, time, text) if last else None
        if last and days:
            opening = _OPENING.search(text[: last.start].lower())
            start = opening.start() if opening else last.start
            kept[-1] = replace(last, start=start, end=time.end, text=text[start : time.end], range=days)
        else:
            kept.append(time)
    return kept


def _span(first: DateName, last: DateName, text: str) -> DateRange | None:
    """Return the span of which two times are said to be the first and the last; None where they are not."""
    if first.range is None or last.range is None or first.range.last >= last.range.first:
        return None
    around = f"{text[: first.start]}\n{text[first.end : last.start]}".lower()
    return DateRange(first.range.first, last.range.last) if _rules().joint.fullmatch(around) else None


def _read(raw: dict[str, Any]) -> _Periods:
    days = [(DateRange.parse(p["since"]).first, DateRange.parse(p["until"]).last) for p in raw["periods"]]
    said = [re.compile(p["said"]) for p in raw["periods"]]
    named = tuple((pattern, DateRange(*span)) for pattern, span in zip(said, days, strict=True))
    return _Periods(named, **{name: re.compile(said) for name, said in raw["spans"].items()})


@cache
def _rules() -> _Periods:
    return load_packaged("assistant", "seasons.toml", _read, "a period is wrong")
