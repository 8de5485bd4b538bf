"""Say whether a sentence tells the measure that a question makes a condition, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.lists.looking import Group
from assistant.parsing.measures import load_measures
from assistant.records import Measure, Question
from index.dates import DateName, DateRange
from index.mentions.units import units
from index.records import Annotation, Article, Mention, Sentence
from index.words import folded

_CLAUSE = re.compile("[，,；;。！？!?：:]")
_BY = re.compile("(?:以|之)?[前内](?![0-9一二两三四五六七八九十几半])")  # behind the last day (6月底前)
_UNTIL = re.compile("(?:[到至在]|预计|(?:计划|预计|将|定|拟)于)$")  # before it (到今年底, 预计9月底)
_YEAR_END = re.compile("年底|年末|年前|年内|end of (?:the year|this year|next year|[12][0-9]{3})")
_NUMBERS = frozenset({"thing", "people", "action", "money", "length", "area", "weight", "volume", "energy"})
_DECEMBER = 12
_SHARES = frozenset({"%", "百分点", "‰"})
_AHEAD = 3  # characters before a day that make it the last one
_REACH = 60  # characters before a number in which its clause begins
_BEFORE = 10  # characters before a number in which it is said that something was done again


@dataclass(frozen=True, slots=True)
class Told:
    """Where an article's text tells a measure: text[start:end]."""

    start: int
    end: int


def looked_for(question: Question, measure: Measure) -> Group:
    """Return strings of which every sentence holds one that tells a measure.

    Args:
        question: as understood; its times say which period is meant.
        measure: the measure.
    """
    if measure.bound is not None:
        often = load_measures().bounds.often
        names = often if measure.name == "often" else _names(measure.unit)
        return tuple(n for n in names if not any(other != n and other in n for other in names))
    if measure.name == "figures":
        return tuple(
            dict.fromkeys(name for time in question.times if time.range for name in _said(time.range))
        )
    return load_measures().kinds[measure.name].looked_for


def told(
    question: Question, measure: Measure, article: Article, annotation: Annotation, sentence: Sentence
) -> Told | None:
    """Return where a sentence tells a measure; None where it does not.

    Args:
        question: as understood; its times are those of the measure.
        measure: the measure.
        article: the article of the sentence.
        annotation: what the article mentions.
        sentence: the sentence.
    """
    if measure.bound is not None:
        found = next(_meeting(measure, article, annotation, sentence), None)
        return Told(found.start, found.end) if found else None
    if measure.name in ("due", "last day"):
        day = _due(question, article, annotation, sentence)
        if day is not None or measure.name == "due":
            return day
    if measure.name == "figures":
        return _figures(question, annotation, sentence)
    said = load_measures().kinds[measure.name].told.search(folded(article.text), sentence.start, sentence.end)
    return Told(*said.span()) if said else None


def beside(measure: Measure, where: Told, text: str, groups: Sequence[Group]) -> bool:
    """Say whether a measure is told of a subject: a share is one of what its own clause names.

    Args:
        measure: the measure.
        where: where it stands.
        text: the article's, folded.
        groups: the subject, as far as the sentence holds it.
    """
    share = measure.name == "percentage" or measure.unit in _SHARES
    if not share:
        return True
    start = max(
        (m.end() for m in _CLAUSE.finditer(text, max(0, where.start - _REACH), where.start)), default=0
    )
    end = _CLAUSE.search(text, where.end)
    clause = text[max(start, where.start - _REACH) : end.start() if end else len(text)]
    return all(any(name in clause for name in group) for group in groups)


def _names(base: str) -> tuple[str, ...]:
    return tuple(unit.name for unit in units().units.values() if unit.base == base)


def _said(period: DateRange) -> Iterator[str]:
    """Yield how a report names a period: the last word of it."""
    days = (period.last - period.first).days
    if days > 300:
        yield from (f"{period.first.year}年", "今年", "去年", "全年", "年度")
    elif days > 150:
        yield "上半年" if period.first.month < 7 else "下半年"
    elif days > 80:
        yield "季度"
    else:
        yield f"{period.first.month}月"


def _meeting(
    measure: Measure, article: Article, annotation: Annotation, sentence: Sentence
) -> Iterator[Mention]:
    """Yield the quantities of a sentence that meet a bound."""
    rules, bound = load_measures().bounds, measure.bound
    for mention in annotation.within(sentence.start, sentence.end):
        if mention.kind != "quantity" or mention.value is None or bound is None:
            continue
        value, base = units().comparable(mention.value, mention.unit)
        if not bound.met(value):
            continue
        if measure.name == "often":
            before = article.text[max(sentence.start, mention.start - _BEFORE) : mention.start]
            if base in rules.often and rules.repeated.search(_CLAUSE.split(before)[-1]):
                yield mention
        elif base == measure.unit:
            yield mention


def _figures(question: Question, annotation: Annotation, sentence: Sentence) -> Told | None:
    """Return where a number of one of the times asked about stands."""
    wanted = {(t.range.first, t.range.last) for t in question.times if t.range}
    mentions = annotation.within(sentence.start, sentence.end)
    days = [m for m in mentions if m.kind == "date" and m.name and _span(m) in wanted]
    known = units().units
    numbers = (m for m in mentions if m.kind == "quantity" and m.value is not None and m.unit in known)
    number = next((m for m in numbers if known[m.unit].kind in _NUMBERS), None)
    return Told(number.start, number.end) if days and number else None


def _due(question: Question, article: Article, annotation: Annotation, sentence: Sentence) -> Told | None:
    """Return where a sentence names a last day that lies where the question asks."""
    printed = article.event_date or article.issue_date
    today = DateRange.parse(printed).last if printed else date.min
    asked = question.times if question.measure and question.measure.name == "due" else ()
    for mention in annotation.within(sentence.start, sentence.end):
        if mention.kind != "date" or not mention.name:
            continue
        last = _span(mention)[1]
        by = _BY.match(article.text, mention.end)
        to = _UNTIL.search(article.text, max(sentence.start, mention.start - _AHEAD), mention.start)
        due = last >= today if by else bool(to) and last > today
        if due and (not asked or any(_lies(last, time, question.text) for time in asked)):
            return Told(mention.start, by.end() if by else _after(article.text, mention.end))
    return None


def _after(text: str, at: int) -> int:
    """Return where the clause ends that says what is to be done by a day (到今年底，中心增加到9个)."""
    stop = _CLAUSE.search(text, at + 1)
    return stop.start() if stop else at


def _lies(last: date, time: DateName, text: str) -> bool:
    """Say whether a last day lies where a question says: in the year whose end it names, or the month."""
    if time.range is None:
        # Without its year: 年底 is that of any year.
        return time.until is not None and last.month == time.until[0]
    end = time.range.last
    whole = end.month == _DECEMBER and _YEAR_END.search(text.lower()) is not None
    return last.year == end.year and (whole or last.month == end.month)


def _span(mention: Mention) -> tuple[date, date]:
    span = DateRange.parse(mention.name)
    return span.first, span.last
