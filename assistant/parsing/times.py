"""Find the times that a question asks about, and the sessions (十届三次) that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from assistant.parsing.periods import with_periods
from assistant.parsing.rules import QuestionRules
from assistant.parsing.seasons import with_seasons
from assistant.records import Language
from index.dates import DateName, DateRange, find_question_dates
from index.dates.said import in_year

_FIRST = date(1900, 1, 1)  # no newspaper of these archives is older
_TO_END = re.compile("(?:到|至)(?:当|本|这)?(?:个)?(?P<unit>月|年)(?:底|末)")
# All that came before is meant, though 到 stands before ends of spans too: 到2023年底一共, 到5月为止.
_TILL, _COUNTED = (
    re.compile("(?:到|至)了?$"),
    re.compile("(?:年?底|末)?(?:为止|时?[,，]?(?:一共|总共|共|累计|已经?))"),
)
# From 2021 to 2023, from July to September: it has an end.
_SPAN = re.compile(
    r"\d ?(?:to|until|till|through|–|—|-) ?\d|[a-z]\.? (?:to|until|till|through|–|—|-) [a-z\d]"
)
_REPORT: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(
        "^(?:份|初|底|中旬)?的?(?:那|这|一)*[篇份次期]?(?:专访|访谈|采访|报道|报导|文章|稿|消息|通讯|报纸)"
    ),
    "en": re.compile("^ (?:interview|report|article|story|issue|feature)"),
}
_DAY = timedelta(days=1)
_BROAD, _NARROW = 28, 3  # days before and after a month, and a day, that are around it (5月前后, 5月4日前后)
_AGAINST, _COMPARED = re.compile("(?:比|较|跟|同|与|和|于)$"), re.compile("(?:的)?(?:同期)?相?比")
_BESIDE = frozenset({"、", "和", "与", "及", "或", "或者", "至", "到", ",", "，", " or ", " and ", ", "})


def read_times(
    text: str, language: Language, rules: QuestionRules, today: date
) -> tuple[tuple[DateName, ...], list[tuple[int, int]]]:
    """Return the times asked about, and where the text names sessions.

    Args:
        text: the folded question.
        language: its language.
        rules: the rules of questions.
        today: the day from which 去年 and "last year" count.
    """
    named = _without_vague(_counted_from_report(find_question_dates(text, today), text, language))
    # What a number is compared with is no limit (比上年增加多少).
    times = _with_years([t for t in named if (t.range or t.since) and not _is_base(t, text)], text)
    spans = with_seasons(with_periods(times, text, today), text)
    opened = tuple(_opened(t, text, language, rules, today) for t in spans)
    return opened, [(t.start, t.end) for t in named if not (t.range or t.since)]


def _counted_from_report(times: Sequence[DateName], text: str, language: Language) -> Sequence[DateName]:
    """Return the times, 今年 counted from a report that is named with its day (2024年8月的专访，今年…)."""
    told = [
        t for t in times if t.how != "relative" and t.range and _REPORT[language].match(text[t.end :].lower())
    ]
    if len(told) != 1 or told[0].range is None or all(t.how != "relative" for t in times):
        return times
    return find_question_dates(text, told[0].range.last)


def _without_vague(times: Sequence[DateName]) -> list[DateName]:
    """Return the times without those that only say "not long ago" where others say when (5月4日这几天)."""
    exact = any(time.how != "vague" and (time.range or time.since) for time in times)
    return [time for time in times if not (exact and time.how == "vague")]


def _is_base(time: DateName, text: str) -> bool:
    """Say whether a year is named only as what another is held against: 比上年, 跟去年相比."""
    before, after = text[: time.start], text[time.end :]
    return bool(
        _AGAINST.search(before)
        and (before.endswith(("比", "较")) or _COMPARED.match(after))
        and time.how == "relative"
    )


def _opened(time: DateName, text: str, language: Language, rules: QuestionRules, today: date) -> DateName:
    """Return a time with all that follows it or came before it, where the question says so (2022年以后)."""
    if time.range is None:
        return time
    before, after = text[: time.start].lower(), text[time.end :]
    ending = _TO_END.match(after)
    if ending:
        month = time.range.first.month if ending["unit"] == "月" else 12
        last = DateRange.of(time.range.first.year, month).last
        return replace(time, range=DateRange(time.range.first, last), end=time.end + ending.end())
    around, since, until = (sign[language].match(after) for sign in (rules.around, rules.since, rules.until))
    if around or rules.near[language].search(before):
        gap = _BROAD if (time.range.last - time.range.first).days >= _BROAD - 1 else _NARROW
        days = DateRange(time.range.first - gap * _DAY, time.range.last + gap * _DAY)
        return replace(time, range=days, end=time.end + (around.end() if around else 0))
    counted = _COUNTED.match(after) if _TILL.search(before) else None
    if counted or rules.upto[language].search(before):
        return replace(time, range=DateRange(_FIRST, time.range.last))
    if since or (rules.after[language].search(before) and not _SPAN.search(time.text)):
        end = time.end + (since.end() if since else 0)
        return replace(time, range=DateRange(time.range.first, max(today, time.range.last)), end=end)
    if until or rules.before[language].search(before):
        end = time.end + (until.end() if until else 0)
        # 2021年底以前 is all of 2021.
        ended = time.text.endswith(("底", "末")) or bool(until and until.group().startswith("底"))
        last = time.range.last if ended else time.range.first - _DAY
        return replace(time, range=DateRange(_FIRST, last), end=end)
    return time


def _with_years(times: Sequence[DateName], text: str) -> tuple[DateName, ...]:
    """Return the times, each without a year with that of the one beside it.

    In Chinese the year stands before the first (2023年10月、11月), in English behind the last.
    """
    after = _yearly(times, text)
    return tuple(reversed(_yearly(after[::-1], text)))


def _yearly(times: Sequence[DateName], text: str) -> list[DateName]:
    known: list[DateName] = []
    for time in times:
        last = known[-1] if known else None
        if last and last.range and time.range is None and time.since and time.until:
            between = text[min(last.end, time.end) : max(last.start, time.start)]
            if between in _BESIDE:
                time = replace(time, range=in_year(last.range.first.year, time.since, time.until))
        known.append(time)
    return known
