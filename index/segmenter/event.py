"""When what an article tells took place, as its lead, or else the whole of it, says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.dates import DateName, DateRange, find_dates

_LEAD = 120
_OPENING = 60
_SENTENCE = re.compile("[^。！？\n]+")
_PLANNED_BEFORE = re.compile(
    "(?:(?:计划|拟|预计|力争|定于|准备|打算|争取|确保)[^，。；]{0,6}|将[于在]?|到|至|截至|截止|[要须应][在于])$"
)
_PLANNED_AFTER = re.compile("(?:底)?(?:前|之前|以前)")
_RECENT = 45  # days before the issue
_LONGEST = 31  # days of a date that tells a month


def event_date(text: str, further: str, issue_date: str | None, *, report: bool) -> str | None:
    """Return when the event took place, in ISO form, of whatever precision is known.

    The lead decides: its first date that tells a month and is neither a plan nor part of a title, or the
    month of the issue where it says 近日. A report whose lead tells no date is of the month of the issue;
    any other article, unless its lead tells a recent date, is of the latest day or month that it tells, or
    of the month of the issue where that is said relative to it (今年3月).

    Args:
        text: the body.
        further: texts that may tell a day too (captions).
        issue_date: ISO date of the issue, of whatever precision.
        report: whether it is a report with a dateline, or an interview: then only its lead tells.
    """
    anchor = DateRange.parse(issue_date) if issue_date else None
    month = issue_date[:7] if issue_date else None
    for named in _told(text[: _LEAD if report else _OPENING], anchor):
        if named.how == "vague":
            return month
        if named.range is not None and not _loose(named) and (report or _recent(named.range, anchor)):
            return named.range.iso
    if report:
        return month
    latest = _latest(f"{text}\n{further}", anchor)
    return latest.range.iso if latest and latest.range and not _loose(latest) else month


def _latest(text: str, anchor: DateRange | None) -> DateName | None:
    """Return the latest date that a text tells."""
    days = [
        (named.range.last, named.range.first, -number, named)
        for number, sentence in enumerate(_SENTENCE.findall(text))
        if "月" in sentence
        for named in _told(sentence, anchor)
        if named.range is not None and named.how != "vague"
    ]
    return max(days, key=lambda entry: entry[:3])[3] if days else None


def _told(text: str, anchor: DateRange | None) -> Iterator[DateName]:
    """Yield the dates of a text that tell when something took place."""
    for named in find_dates(text, anchor) if "月" in text or "日" in text else ():
        if named.how == "vague":
            yield named
        elif named.range is not None and _tells(named, anchor):
            short = (named.range.last - named.range.first).days < _LONGEST
            ahead = anchor is not None and named.range.first > anchor.last
            if short and not ahead and not _planned(text, named) and not _in_title(text, named.start):
                yield named


def _recent(days: DateRange, anchor: DateRange | None) -> bool:
    """Say whether a date lies so near the issue that it may be what a feature is written about."""
    return anchor is None or (anchor.first - days.last).days < _RECENT


def _tells(named: DateName, anchor: DateRange | None) -> bool:
    """Say whether a date is told as a day or month of the calendar, or as one of this year (今年3月)."""
    if named.how in ("absolute", "partial"):
        return True
    this_year = named.range and anchor and named.range.first.year == anchor.last.year
    return named.how == "relative" and bool(this_year)


def _loose(named: DateName) -> bool:
    """Say whether a date is no day, and said relative to the issue (今年3月)."""
    return named.how == "relative" and named.range is not None and named.range.first != named.range.last


def _planned(text: str, named: DateName) -> bool:
    if _PLANNED_AFTER.match(text, named.end):
        return True
    return _PLANNED_BEFORE.search(text, max(0, named.start - 10), named.start) is not None


def _in_title(text: str, start: int) -> bool:
    return text.rfind("《", 0, start) > text.rfind("》", 0, start)
