"""Say whether a sentence lies in the time and the place that a question asks about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache

from assistant.records import Question
from index.dates import DateName, DateRange
from index.dates.said import in_year
from index.places import Gazetteer
from index.records import Annotation, Article, Mention, Sentence

_LOCAL = re.compile("[\u4e00-\u9fff]{2,6}?(?:村|社区|镇|乡|街道|园区|小区)")
_OPENING = 26  # characters in which a sentence names its time: the dateline and byline stand before it
_LEAP = 2024  # a year that has every day
_FEW_DAYS = 3  # days asked about, of which what is told of ten days tells nothing
_LONG = 10  # days; a report's time of more than that says little of one event
_YEAR = 300  # days; what is told of a whole year is told of no month
_HISTORY = 10  # years
_SINCE = "由从比较"  # before a time from which on something has changed
_COMPARED = ("同期", "同月", "相比", "年底相比", "底相比")  # behind a time with which something is compared


@lru_cache(maxsize=4096)
def _range(iso: str) -> DateRange:
    return DateRange.parse(iso)


def sentence_dates(article: Article, annotation: Annotation, sentence: Sentence) -> tuple[DateRange, ...]:
    """Return the times of a sentence, the time of what it tells first.

    That is the date with which it opens, else the nearest before it in its paragraph, else the
    report's own; dates named further on in the sentence come after it.
    """
    own = _dates(article, annotation, sentence.start, sentence.end)
    if own and own[0].start - sentence.start <= _OPENING and not _to_come(article, own[0]):
        return _ranges(own)
    start = annotation.paragraph(sentence.paragraph)[0].start
    before = _dates(article, annotation, start, sentence.start)
    told = article.event_date or article.issue_date
    before = [m for m in before if not (told and _long_ago(_range(m.name), _range(told)))]
    inherited = _ranges(before[-1:]) or ((_range(told),) if told else ())
    return (*inherited, *_ranges(own))


def _long_ago(one: DateRange, told: DateRange) -> bool:
    """Say whether a time is history beside that of its report (1932年4月2日): what follows is not of it."""
    return told.first.year - one.last.year > _HISTORY


def _dates(article: Article, annotation: Annotation, start: int, end: int) -> list[Mention]:
    """Return the times named in a stretch, without those of a comparison only (比去年同期)."""
    found = [m for m in annotation.within(start, end) if m.kind == "date" and m.name]
    text = article.text
    return [m for m in found if not (text.startswith(_COMPARED, m.end) or text[m.start - 1] in _SINCE)]


def _to_come(article: Article, mention: Mention) -> bool:
    """Say whether a time lies after what a report tells of (列入明年的计划)."""
    told = article.issue_date or article.event_date
    return told is not None and _range(mention.name).first > _range(told).last


def _ranges(mentions: Sequence[Mention]) -> tuple[DateRange, ...]:
    return tuple(_range(m.name) for m in mentions)


def in_time(question: Question, article: Article, annotation: Annotation, sentence: Sentence) -> bool:
    """Say whether a sentence tells of one of the times asked about; True where none is asked."""
    if not question.times:
        return True
    if question.issue_only:
        told = article.issue_date or article.event_date
        return told is not None and any(t.matches(_range(told)) for t in question.times)
    dates = sentence_dates(article, annotation, sentence)
    return any(_fits(time, day) for time in question.times for day in dates)


def _fits(asked: DateName, told: DateRange) -> bool:
    """Say whether a time told answers a time asked: it overlaps, and is not far longer."""
    if not asked.matches(told) or _vaguely(asked, told):
        return False
    if asked.range is not None and asked.range.contains(DateRange(told.last, told.last)):
        return True  # 两年多来, 今年以来: what is told is the state at its end
    if asked.range is None:
        return overlaps(asked, told) and _days(told) < _YEAR
    return asked.range.contains(told) or _days(told) <= _LONG


def overlaps(asked: DateName, told: DateRange) -> bool:
    """Say whether a time told may be one asked: of a few days a whole month says too little.

    Args:
        asked: the time that a question names, with or without its year.
        told: the time of a report or of a sentence.
    """
    if not asked.matches(told) or _vaguely(asked, told):
        return False
    days = asked.range or (in_year(_LEAP, asked.since, asked.until) if asked.since and asked.until else None)
    return days is None or _days(told) <= _LONG or _days(days) >= _LONG - 1


def _vaguely(asked: DateName, told: DateRange) -> bool:
    """Say whether a day or two are asked and a third of a month is told (4月上旬), which names no day."""
    if asked.range is None or _days(asked.range) > _FEW_DAYS:
        return False
    to_end = (told.last + timedelta(days=1)).month != told.last.month
    third = (told.first.day, told.last.day) in ((1, 10), (11, 20)) or (told.first.day == 21 and to_end)
    return third and not asked.range.contains(told)


def _days(span: DateRange) -> int:
    return (span.last - span.first).days


def local_places(article: Article, annotation: Annotation) -> dict[str, Mention]:
    """Return which place each village, town or community of an article lies in, where the article says so.

    "陇西县三台村" tells that 三台村 lies in 陇西县; a later sentence may name the village alone.
    """
    found: dict[str, Mention] = {}
    for mention in annotation.mentions:
        if mention.kind == "place" and mention.code:
            local = _LOCAL.match(article.text, mention.end)
            if local:
                found.setdefault(local.group(), mention)
    return found


def places_of(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Return the codes of the places mentioned, in order, each once."""
    return tuple(dict.fromkeys(m.code for m in mentions if m.kind == "place" and m.code))


def place_fit(
    question: Question, article: Article, annotation: Annotation, sentence: Sentence, gazetteer: Gazetteer
) -> float:
    """Return how well a sentence fits the places asked about, 0 (not at all) to 1.

    1 where the sentence or its article is of such a place, less where only the paragraph or the
    article's text names it.
    """
    if not question.places:
        return 1.0
    return max(_one_fit(code, article, annotation, sentence, gazetteer) for code in question.places)


def _one_fit(
    code: str, article: Article, annotation: Annotation, sentence: Sentence, gazetteer: Gazetteer
) -> float:
    own = places_of(annotation.within(sentence.start, sentence.end))
    if any(gazetteer.contains(code, c) for c in own):
        return 1.0
    if article.place_code and gazetteer.contains(code, article.place_code):
        others = [c for c in own if not gazetteer.contains(c, code)]
        return 0.6 if others else 1.0
    paragraph = [s for s in annotation.sentences if s.paragraph == sentence.paragraph]
    near = places_of(annotation.within(paragraph[0].start, paragraph[-1].end))
    if any(gazetteer.contains(code, c) for c in near):
        return 0.9
    everywhere = places_of(annotation.mentions)
    if any(gazetteer.contains(code, c) for c in everywhere):
        return 0.5 if own and not any(gazetteer.contains(c, code) for c in own) else 0.7
    return 0.0


def excluded_words(question: Question) -> list[str]:
    """Return the names that a sentence must not hold: what is left out, unless it belongs to the subject.

    Who gave a place something is asked for with its name: it is no row itself, but stands beside the rows.
    """
    asked = {name for group in question.groups for name in group}
    return [name for name in question.excluded if name not in asked]
