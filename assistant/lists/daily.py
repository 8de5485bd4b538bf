"""Find the places of whose doings on a few days a report tells in its midst, whatever day it is of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from assistant.lists.mentioned import Named
from assistant.parsing.rowrules import load_row_rules
from assistant.parsing.rules import load_assertion_rules
from assistant.records import Question
from index.dates import DateRange
from index.places import Gazetteer
from index.records import Mention, Sentence
from index.search import Archive, Found

_FEW_DAYS = 7  # days asked about; of a longer time what reports are of says enough
_LATE = timedelta(days=400)  # a review of the year may tell of its first days
_DID = re.compile(
    "带队|带领|率|赴|前往|走进|来到|慰问|捐|座谈|协商|督办|检查|培训|揭牌|授牌|开班|开讲|首发|参观|参加"
)
_BEHIND = re.compile("(?:以|之)?[前后起]|至今|以来")  # behind a day by or since which something was


def doings(archive: Archive, gazetteer: Gazetteer, question: Question) -> dict[str, Named]:
    """Return the places with a sentence that dates a doing to the days asked about, each with the first one.

    Args:
        archive: where to look.
        gazetteer: the place names.
        question: for what was done on some days; for longer times and for issues nothing is found.
    """
    spans = [time.range for time in question.times if time.range]
    whole = len(spans) == len(question.times) and all(map(_short, spans))
    if not spans or not whole or question.issue_only or question.photos or question.filters.printed:
        return {}
    # A report of these days may have been printed long after them.
    first, last = min(s.first for s in spans), max(s.last for s in spans)
    filters = replace(question.filters, since=first.isoformat(), until=(last + _LATE).isoformat())
    rows = archive.candidates([tuple(dict.fromkeys(d for s in spans for d in _days(s)))], filters)
    found: dict[str, Named] = {}
    for report in archive.among(rows, []):
        code = report.article.place_code or ""
        within = not question.places or any(gazetteer.contains(p, code) for p in question.places)
        for sentence in _told(report, spans) if code and within and code not in found else ():
            found.setdefault(code, Named(report.article, sentence))
    return found


def _short(span: DateRange) -> bool:
    return (span.last - span.first).days < _FEW_DAYS


def _days(span: DateRange) -> Iterator[str]:
    """Yield how reports name the days of a span: 5月31日, or 31日 behind another day."""
    for n in range((span.last - span.first).days + 1):
        day = span.first + timedelta(days=n)
        yield from (f"{day.day}日", f"{day.day} 日")


def _told(report: Found, spans: list[DateRange]) -> Iterator[Sentence]:
    """Yield the sentences of a report that date a doing to one of some spans."""
    acted, planned = load_row_rules().acted, load_assertion_rules().planned
    text = report.article.text
    for sentence in report.annotation.sentences:
        dates = [
            m for m in report.annotation.within(sentence.start, sentence.end) if m.kind == "date" and m.name
        ]
        if any(_on(m, text, spans) for m in dates):
            said = text[sentence.start : sentence.end]
            if (re.search(acted, said) or _DID.search(said)) and not planned.search(said):
                yield sentence


def _on(mention: Mention, text: str, spans: list[DateRange]) -> bool:
    """Say whether a date is one of the days asked about, and no last or first day of something."""
    told = DateRange.parse(mention.name)
    inside = _short(told) and any(span.overlaps(told) for span in spans)
    return inside and _BEHIND.match(text, mention.end) is None
