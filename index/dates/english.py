"""Dates in English questions."""

from __future__ import annotations

import re
from datetime import date, timedelta

from index.dates.calendar import DateRange, shift_month
from index.dates.said import DateName, How, MonthDay

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_TO = r"\s*(?:-|–|—|to|and|till|until|through)\s*"
_PART = (
    r"(?:early|mid|late|(?:the\s+)?(?:beginning|start|middle|end"
    r"|(?:first|middle|second|last)\s+(?:ten\s+days|10\s+days|third|week|fortnight|half))\s+of)"
    r"[\s\-]+(?:the\s+year\s+|in\s+)?"
)
# Days of a month and months of a year by the first word with which a part of them is said; day 0 is the last.
_DAYS_OF = {
    "first ten days": (1, 10),
    "first 10 days": (1, 10),
    "first third": (1, 10),
    "first week": (1, 7),
    "first fortnight": (1, 14),
    "first half": (1, 15),
    "second ten days": (11, 20),
    "second 10 days": (11, 20),
    "second third": (11, 20),
    "second week": (8, 14),
    "second half": (16, 0),
    "last ten days": (21, 0),
    "last 10 days": (21, 0),
    "last week": (24, 0),
    "last fortnight": (16, 0),
    "early": (1, 10),
    "begin": (1, 10),
    "start": (1, 10),
    "mid": (11, 20),
    "last third": (21, 0),
    "last half": (16, 0),
    "late": (21, 0),
    "end": (21, 0),
}
_MONTHS_OF = {
    "early": (1, 3),
    "begin": (1, 2),
    "start": (1, 2),
    "mid": (5, 8),
    "late": (10, 12),
    "end": (11, 12),
}
_HALVES = {"first": (1, 6), "1st": (1, 6), "h1": (1, 6), "second": (7, 12), "2nd": (7, 12), "h2": (7, 12)}
_QUARTERS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_RELATIVE = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1}

_DATE = re.compile(
    rf"""\b(?:
      (?P<d>{_DAY})(?:(?:{_TO}|\s+or\s+)(?P<d2>{_DAY}))?\s+(?:of\s+)?(?P<m>{_MONTH})(?:,?\s*(?P<y>{_YEAR}))?
    | (?P<mb>{_MONTH})\s+(?:the\s+)?(?P<db>{_DAY})(?!\d)(?:(?:{_TO}|\s+or\s+)(?P<db2>{_DAY})(?!\d))?
      (?:,?\s*(?P<yb>{_YEAR}))?
    | (?:(?P<pm>{_PART}))?(?P<mc>{_MONTH})(?:,?\s*(?:of\s+)?(?P<yc>{_YEAR}))?
    | (?:the\s+)?(?P<half>first|second|1st|2nd)\s+half\s+(?:of\s+)?(?P<yh>{_YEAR}|(?:this|last)\s+year)
    | (?P<hn>h[12])\s*(?:of\s+)?(?P<yn>{_YEAR})
    | (?:the\s+)?(?P<quarter>first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter
      (?:\s+(?:of\s+)?(?P<yq>{_YEAR}|(?:this|last)\s+year))?
    | q(?P<qn>[1-4])(?:\s*(?:of\s+)?(?P<yqn>{_YEAR}))?
    | (?P<rel>last|previous|this|current|next)\s+(?P<unit>year|month|week)
    | (?P<word>yesterday|today)
    | (?:(?P<py>{_PART}))?(?P<yy>{_YEAR})(?![\d\-/.]\d)
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_PREPOSITIONS = frozenset(
    ("in", "of", "during", "since", "by", "from", "to", "until", "till", "through", "between", "last", "this")
)
_LAST_WORD = re.compile(r"(\w+)\s+$")
_NEXT_WORD = re.compile(r"\s+[a-zI]")
_JOINT = re.compile(_TO, re.IGNORECASE)
_Known = tuple[DateRange | None, MonthDay | None, MonthDay | None, How]


def find_english_dates(text: str, today: date) -> list[DateName]:
    """Find the dates in an English question.

    Args:
        text: the question; other languages in it are passed over.
        today: the day on which it is asked.

    Returns:
        The dates in order; those without a year have bounds instead of a range.
    """
    names: list[DateName] = []
    for match in _DATE.finditer(text):
        known = _read(match, today)
        if known and not _is_verb(match, text):
            names.append(DateName(match.start(), match.end(), match.group(), *_fields(known)))
    return _joined(names, text)


def _fields(known: _Known) -> tuple[DateRange | None, How, MonthDay | None, MonthDay | None]:
    days, since, until, how = known
    return days, how, since, until


def _is_verb(match: re.Match[str], text: str) -> bool:
    """Say whether "may" or "march" is the verb: small without a preposition, or the first word."""
    if not match["mc"] or match["yc"] or match["mc"].lower() not in ("may", "march"):
        return False
    before = _LAST_WORD.search(text, max(0, match.start() - 24), match.start())
    if match["mc"][0].islower():
        return not (before and before[1].lower() in _PREPOSITIONS)
    return not before and bool(_NEXT_WORD.match(text, match.end()))


def _read(match: re.Match[str], today: date) -> _Known | None:
    try:
        return _days(match, today)
    except ValueError:
        return None


def _days(match: re.Match[str], today: date) -> _Known | None:
    if match["m"] or match["mb"]:
        month = _month(match["m"] or match["mb"])
        first = _number(match["d"] or match["db"])
        last = match["d2"] or match["db2"]
        return _span((month, first), (month, _number(last) if last else first), match["y"] or match["yb"])
    if match["mc"]:
        month = _month(match["mc"])
        first, last = _part(match["pm"], _DAYS_OF) or (1, 0)
        return _span((month, first), (month, last), match["yc"])
    if match["half"] or match["hn"]:
        first, last = _HALVES[(match["half"] or match["hn"]).lower()]
        return _span((first, 1), (last, 0), _year(match["yh"] or match["yn"], today))
    if match["quarter"] or match["qn"]:
        quarter = int(match["qn"]) if match["qn"] else _QUARTERS[match["quarter"].lower()]
        return _span((quarter * 3 - 2, 1), (quarter * 3, 0), _year(match["yq"] or match["yqn"], today))
    if match["yy"] and (months := _part(match["py"], _MONTHS_OF)):
        return _span((months[0], 1), (months[1], 0), match["yy"])
    if match["yy"]:
        return DateRange.of(int(match["yy"])), None, None, "absolute"
    return _relative(match, today), None, None, "relative"


def _relative(match: re.Match[str], today: date) -> DateRange:
    if match["word"]:
        day = today - timedelta(days=match["word"].lower() == "yesterday")
        return DateRange(day, day)
    shift, unit = _RELATIVE[match["rel"].lower()], match["unit"].lower()
    if unit == "year":
        return DateRange.of(today.year + shift)
    if unit == "month":
        return DateRange.of(*shift_month(today.year, today.month, shift))
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
    return DateRange(monday, monday + timedelta(days=6))


def _span(since: MonthDay, until: MonthDay, year: str | None) -> _Known:
    """Return the days between two month-days; day 0 stands for the last day of its month."""
    number = int(year) if year else 2000
    last = DateRange.of(number, until[0], until[1] or None).last
    days = DateRange(DateRange.of(number, *since).first, last)
    if year:
        return days, None, None, "absolute"
    return None, since, (last.month, last.day), "partial"


def _part(said: str | None, parts: dict[str, tuple[int, int]]) -> tuple[int, int] | None:
    """Return the part of a month or a year that is said before it (early, the end of); None for all of it."""
    return next((span for word, span in parts.items() if said and word in said.lower()), None)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def _year(text: str | None, today: date) -> str | None:
    if not text or text.isdigit():
        return text
    return str(today.year - (text.lower().startswith("last")))


def _joined(names: list[DateName], text: str) -> list[DateName]:
    """Join two dates of which a range is said: "from March to May 2023", "between 2020 and 2022"."""
    joined: list[DateName] = []
    for name in names:
        last = joined[-1] if joined else None
        if last and _JOINT.fullmatch(text, last.end, name.start) and _ranged(text, last, name):
            both = _join(last, name, text)
            if both:
                joined[-1] = both
                continue
        joined.append(name)
    return joined


def _ranged(text: str, first: DateName, last: DateName) -> bool:
    if "and" not in text[first.end : last.start].lower():
        return True
    return text[max(0, first.start - 12) : first.start].lower().rstrip().endswith("between")


def _join(first: DateName, last: DateName, text: str) -> DateName | None:
    start, end = first.start, last.end
    days, until = first.range, last.range
    if not days and first.since and until:
        days = _before(first.since, until)
    if days and until and until.last >= days.first:
        return DateName(start, end, text[start:end], days.through(until), last.how)
    if not days and not until:
        return DateName(start, end, text[start:end], None, "partial", first.since, last.until)
    return None


def _before(since: MonthDay, until: DateRange) -> DateRange:
    """Return the month-day in the year of a later date, or in the year before."""
    year = until.last.year
    days = DateRange.of(year, *since)
    return days if days.first <= until.last else DateRange.of(year - 1, *since)
