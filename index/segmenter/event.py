"""When what an article tells took place, as its lead, or else the whole of it, says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.dates import DateName, DateRange, iter_dates
from index.misread import mended

_LEAD = 120
_OPENING = 60
_SENTENCE = re.compile("[^。！？\n]+")
_PLANNED_BEFORE = re.compile(
    "(?:(?:计划|拟|预计|力争|定于|准备|打算|争取|确保)[^，。；]{0,6}|将[于在]?|每[年月逢][^，。；]{0,4}|每个?[年月]的?|逢|[要须应][在于])$"
)
_UNTIL = re.compile("(?:到|至|截至|截止)$")
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
    text, further = mended(text), mended(further)
    anchor = DateRange.parse(issue_date) if issue_date else None
    month = issue_date[:7] if issue_date else None
    for named in _told(text[: _LEAD if report else _OPENING], anchor):
        if named.how == "vague":
            return month
        if named.range is not None and not _loose(named) and (report or _recent(named.range, anchor)):
            return named.range.iso
    if report:
        return month
    return _latest(f"{text}\n{further}", anchor) or month


def _latest(text: str, anchor: DateRange | None) -> str | None:
    """Return the latest date that a text tells, None where that only tells when it was written."""
    days = [
        (named.range.last, named.range.first, -number, named, sentence)
        for number, sentence in enumerate(_SENTENCE.findall(text))
        if "月" in sentence
        for named in _told(sentence, anchor, until=True)
        if named.range is not None and named.how != "vague"
    ]
    if not days:
        return None
    _, _, _, latest, sentence = max(days, key=lambda entry: entry[:3])
    written = anchor is not None and (
        _loose(latest) or _up_to(sentence, latest) or _older(latest, text, anchor)
    )
    return latest.range.iso if latest.range is not None and not written else None


def _told(text: str, anchor: DateRange | None, *, until: bool = False) -> Iterator[DateName]:
    """Yield the dates of a text that tell when something took place, or (`until`) up to when it was so."""
    for named in iter_dates(text, anchor) if "月" in text or "日" in text else ():
        if named.how == "vague":
            yield named
        elif named.range is not None and _tells(named, anchor):
            short = (named.range.last - named.range.first).days < _LONGEST
            ahead = anchor is not None and named.range.first > anchor.last
            if short and not ahead and not _planned(text, named, until) and not _in_title(text, named.start):
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


def _older(latest: DateName, text: str, anchor: DateRange) -> bool:
    """Say whether the latest date lies in an earlier year than another that a text tells (今年)."""
    year = anchor.last.year
    if latest.range is None or latest.range.last.year >= year:
        return False
    return "今年" in text or f"{year}年" in text


def _planned(text: str, named: DateName, until: bool) -> bool:
    if _PLANNED_AFTER.match(text, named.end):
        return True
    if not until and _up_to(text, named):
        return True
    return _PLANNED_BEFORE.search(text, max(0, named.start - 10), named.start) is not None


def _up_to(text: str, named: DateName) -> bool:
    return _UNTIL.search(text, max(0, named.start - 2), named.start) is not None


def _in_title(text: str, start: int) -> bool:
    return text.rfind("《", 0, start) > text.rfind("》", 0, start)
