"""Dates as newspapers and questions say them, as ranges of calendar days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from index.dates.calendar import DateRange
from index.dates.english import find_english_dates
from index.dates.resolved import Context, bounds, join, resolve
from index.dates.said import DateName, MonthDay, Said, number, read_match
from index.dates.words import DateWords, read_date_words

__all__ = ["DateName", "DateRange", "find_dates", "find_question_dates", "iter_dates"]

_SENTENCE_ENDS = "。！？；\n"


def find_dates(text: str, anchor: DateRange | None) -> list[DateName]:
    """Find the dates in an article's text.

    Args:
        text: any Chinese text.
        anchor: the article's own date, of whatever precision; None where unknown.

    Returns:
        The dates in order, without overlap. A month and day without a year take the anchor's year, or the
        year before where that would lie more than `limits.days_ahead` days after the anchor.
    """
    return list(iter_dates(text, anchor))


def iter_dates(text: str, anchor: DateRange | None) -> Iterator[DateName]:
    """Yield the dates in an article's text one after another; see `find_dates`."""
    words = read_date_words()
    context = Context(anchor, None, None, words.days_ahead, words.part_days_ahead)
    found = False
    sentence = 0
    for start, end, first, last in _spoken(text, words):
        if context.near and any(mark in text[sentence:start] for mark in _SENTENCE_ENDS):
            context.near = None
        if found and first.bare_day and text[sentence:start] in words.joined:
            context.near = context.near or context.told  # 8月6日、7日
        name = _name(text, start, end, first, last, context, words)
        yield name
        found = True
        sentence = end
        context.tell(first, name.range)


def find_question_dates(text: str, today: date) -> list[DateName]:
    """Find the dates in a Chinese or English question.

    Args:
        text: the question.
        today: the day on which it is asked; 去年 and "last year" count from it.

    Returns:
        The dates in order, without overlap. A date without a year (5月4日, 上半年, "May") has no range but
        its bounds in `since` and `until`: `DateName.matches` compares it with any year.
    """
    anchor = DateRange(today, today)
    names = [_without_year(name, text, anchor) for name in find_dates(text, anchor)]
    english = find_english_dates(text, today)
    english = [name for name in english if not any(_overlap(name, other) for other in names)]
    return sorted((*names, *english), key=lambda name: name.start)


def _spoken(text: str, words: DateWords) -> Iterator[tuple[int, int, Said, Said | None]]:
    """Yield each date with its end and, for a range, the date that ends it."""
    done = other = 0
    for start in words.starts(text):
        match = words.date.match(text, start) if start >= done else None
        if not match:
            continue
        first, last, end = read_match(match, words), None, match.end()
        if not first.session and not first.vague:
            last, end = _tail(text, end, words)
        done = end
        if _is_other(text, start, first, other, words):
            other = end
            continue
        if text.startswith(words.ahead_after, end) or text.endswith(words.ahead_before, 0, start):
            first = replace(first, ahead=True)
        yield start, end, first, last


def _is_other(text: str, start: int, said: Said, other: int, words: DateWords) -> bool:
    """Say whether a month or day is of another calendar or of any year, or joined to one that is."""
    if said.how != "partial":
        return False
    return text.endswith(words.other_before, 0, start) or (other > 0 and text[other:start] in words.joined)


def _tail(text: str, end: int, words: DateWords) -> tuple[Said | None, int]:
    joint = words.to.match(text, end)
    if not joint:
        return None, end
    if match := words.date.match(text, joint.end()):
        last = read_match(match, words)
    elif match := words.tail.match(text, joint.end()):
        last = Said(day=number(match["bd"]))
    else:
        return None, end
    return (None, end) if last.session or last.vague else (last, match.end())


def _name(
    text: str, start: int, end: int, first: Said, last: Said | None, context: Context, words: DateWords
) -> DateName:
    days = resolve(first, context)
    since, until = _bounds(first, last) if not days else (None, None)
    if days and last:
        days = join(first, days, last, context)
    now = words.now.match(text, end)
    if now and not first.session:
        end = now.end()
        if days and context.anchor and context.anchor.last >= days.first:
            days = days.through(context.anchor)
    return DateName(start, end, text[start:end], days, first.how, since, until)


def _bounds(first: Said, last: Said | None) -> tuple[MonthDay | None, MonthDay | None]:
    begin = None if first.year or first.year_shift is not None else bounds(first)
    if not begin:
        return None, None
    if not last:
        return begin
    end = bounds(last if last.month or last.months else replace(last, month=first.month))
    return (begin[0], end[1]) if end else begin


def _without_year(name: DateName, text: str, anchor: DateRange) -> DateName:
    """Take back a year that only the day of asking gave to a date of a question."""
    if name.how != "partial":
        return name
    unanchored = find_dates(name.text, None)
    if len(unanchored) != 1 or not unanchored[0].since:
        return name
    return replace(name, range=None, since=unanchored[0].since, until=unanchored[0].until)


def _overlap(one: DateName, other: DateName) -> bool:
    return one.start < other.end and other.start < one.end
