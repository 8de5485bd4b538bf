"""The words of dates, from their data file, and the expressions that find them in Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from index.packaged import load_packaged

Span = tuple[int, int]

_GAP = r"\s{0,2}"
_DIGITS = "〇○零一二三四五六七八九"
_YEAR = rf"(?:(?:1[89]|20|１[８９]|２０)\d\d|[一二][{_DIGITS}]{{3}})"
_MONTH = "(?:1[0-2]|0?[1-9]|１[０-２]|０?[１-９]|十[一二]?|[一二三四五六七八九])"
_ONES = "[一二三四五六七八九]"
_DAY = f"(?:3[01]|[12]\\d|0?[1-9]|３[０１]|[１２][０-９]|０?[１-９]|三十一?|二十{_ONES}?|十{_ONES}?|{_ONES})"
_NUMERAL = rf"[{_DIGITS}十\d]{{1,4}}"
_TABLES = ("years", "years_told", "months", "months_told", "days", "days_told", "weeks", "parts", "year_ends")
_GUARD = rf"(?<![\d.．第])(?:(?=\d)|(?<![{_DIGITS}十百千]))"


@dataclass(frozen=True, slots=True, eq=False)
class DateWords:
    """What `dates.toml` says, ready for use: offsets and spans by word, and the expressions.

    Attributes:
        runs, words: where a date may begin, with figures or with a word; cheap, they find too much.
        date: one date, matched where one may begin.
        to: what joins the two ends of a range.
        tail: the day that ends a range (至6日).
        now: what makes a range last until the article's date (以来).
        other_before: what before a month or day says that it is of another calendar or any year (农历, 每月).
        joined: what joins a date to the one before.
        ahead_before, ahead_after: what around a date says that it lies ahead.
    """

    years: dict[str, int]
    years_told: dict[str, int]
    months: dict[str, int]
    months_told: dict[str, int]
    days: dict[str, int]
    days_told: dict[str, int]
    weeks: dict[str, int]
    parts: dict[str, Span]
    year_ends: dict[str, Span]
    month_parts: dict[str, Span]
    days_ahead: int
    part_days_ahead: int
    runs: re.Pattern[str]
    words: re.Pattern[str]
    date: re.Pattern[str]
    to: re.Pattern[str]
    tail: re.Pattern[str]
    now: re.Pattern[str]
    other_before: tuple[str, ...]
    joined: tuple[str, ...]
    ahead_before: tuple[str, ...]
    ahead_after: tuple[str, ...]

    @property
    def groups(self) -> tuple[tuple[str, int], ...]:
        """Return name and number of each group of the expression of a date."""
        return tuple(self.date.groupindex.items())

    def starts(self, text: str) -> list[int]:
        """Return the offsets at which a date may begin, in order."""
        found = [match.start() for match in self.runs.finditer(text)]
        found += [match.start() for match in self.words.finditer(text)]
        found.sort()
        return found


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


def _spans(table: dict[str, list[int]]) -> dict[str, Span]:
    return {word: (first, last) for word, (first, last) in table.items()}


@cache
def read_date_words() -> DateWords:
    """Read the words of dates and build the expressions that find them.

    Raises:
        DataError: the file is malformed.
    """
    return load_packaged("index", "dates.toml", _date_words, "the words of dates are malformed")


def _date_words(data: dict[str, Any]) -> DateWords:
    build = _Expressions(data)
    return DateWords(
        data["years"],
        data["years_told"],
        data["months"],
        data["months_told"],
        data["days"],
        data["days_told"],
        data["weeks"],
        _spans(data["parts"]),
        _spans(data["year_ends"]),
        _spans(data["month_parts"]),
        data["limits"]["days_ahead"],
        data["limits"]["part_days_ahead"],
        re.compile(build.runs()),
        re.compile(build.words()),
        re.compile(build.date()),
        re.compile(build.to),
        re.compile(rf"(?P<bd>{_DAY}){_GAP}[日号]"),
        re.compile(_any(data["ranges"]["now"])),
        tuple(data["not_before_it"]["words"]),
        tuple(data["ranges"]["joined"]),
        tuple(data["ahead"]["before"]),
        tuple(data["ahead"]["after"]),
    )


class _Expressions:
    """The parts of the expressions, each with its group names.

    y, yy, ry: year in full, of two digits, as a word; m, d: month and day; p, t, e: part of a year,
    part of a month, end of a year; rm, rd: month as a word with its day; wk, wd: week as a word with
    its day; w: day as a word; v: vague word; s: session; bd: bare day; iy im id, my mm, sy sm sd: numeric.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        self._never = {name: f"(?!{_any(words)})" for name, words in data["not_before"].items()}
        self.to = _GAP + _any(data["ranges"]["to"]) + _GAP

    def runs(self) -> str:
        """Return the expression of figures that a date may begin with."""
        after = "年月日号季届上下前第-" + "".join(sorted({word[0] for word in self._data["ranges"]["to"]}))
        # Possessive runs that begin where no run goes on: long numbers cost time linear in their length.
        # The first character is matched before it is looked at: the search for one set of characters is fast.
        follows = rf"(?={_GAP}[{re.escape(after)}]|(?<=\d\d\d\d)[./])"
        ways = (rf"(?<={run})(?<!{run}{run}){run}*+{follows}" for run in (r"\d", f"[{_DIGITS}十]"))
        return rf"[\d{_DIGITS}十第](?:{'|'.join(ways)}|(?<=第)(?=[{_DIGITS}十\d]))"

    def words(self) -> str:
        """Return the expression of words that a date may begin with."""
        data = self._data
        words = {word for table in _TABLES for word in data[table] if len(word) > 1}
        words |= set(data["vague"]["words"])
        # One branch for each first character: the search for one set of characters is fast.
        firsts = sorted({word[0] for word in words})
        return "|".join(first + _any(word[1:] for word in words if word[0] == first) for first in firsts)

    def date(self) -> str:
        return "|".join(
            (
                *self._numeric(),
                rf"{_GUARD}{self._year()}(?:{_GAP}的?{self._within('')}|{self._year_end('e')})?",
                _GUARD + self._within("2"),
                rf"(?P<rm>{self._words('months', 'months_told')})"
                rf"(?:{self._month_part('3')}|{_GAP}(?P<rd>{_DAY}){_GAP}[日号])?",
                f"(?P<wk>{self._words('weeks')})(?P<wd>[一二三四五六日天](?![个些批样]))?",
                f"(?P<w>{self._words('days', 'days_told')})",
                f"(?P<v>{self._beside(self._data['vague']['words'])})",
                rf"(?<![{_DIGITS}十百千\d多几每全整少青成数])(?=年[初底末]){self._year_end('e2')}",
                self._session(),
                self._bare_day(),
            )
        )

    def _numeric(self) -> tuple[str, ...]:
        guard = r"(?<![\d.．\-/A-Za-z])"
        return (
            rf"{guard}(?P<iy>(?:19|20)\d\d)(?P<sep>[\-./])(?P<im>1[0-2]|0?[1-9])(?P=sep)"
            r"(?P<id>3[01]|[12]\d|0?[1-9])(?![\d\-])",
            rf"{guard}(?P<my>(?:19|20)\d\d)-(?P<mm>0[1-9]|1[0-2])(?![\d\-])",
            rf"{guard}(?P<sy>\d\d)-(?P<sm>0[1-9]|1[0-2])-(?P<sd>0[1-9]|[12]\d|3[01])(?=\s+\d\d?:\d\d)",
        )

    def _year(self) -> str:
        data, never = self._data, self._never["year"]
        return (
            rf"(?:(?P<y>{_YEAR}){_GAP}(?:年度?{never}|(?={self.to}{_YEAR}{_GAP}年{never})|(?={_any(data['parts'])}))"
            rf"|(?P<yy>\d\d){_GAP}年(?={_GAP}{_MONTH}{_GAP}月)"
            rf"|(?P<ry>{self._words('years', 'years_told')})度?)"
        )

    def _session(self) -> str:
        numbered = rf"{_NUMERAL}(?:次|中)(?:全会|会议|全体会议)?"
        return rf"(?P<s>第?{_NUMERAL}届(?:{numbered}|(?={_any(self._data['session']['of'])})))"

    def _words(self, *tables: str) -> str:
        return self._beside(word for table in tables for word in self._data[table])

    def _beside(self, words: Iterable[str]) -> str:
        """Return an expression of words, none of them beside a character that makes it another word."""
        guards = self._data["beside"]
        parts = []
        for word in sorted(words, key=len, reverse=True):
            before, after = guards.get(word, ("", ""))
            parts.append((f"(?<![{before}])" if before else "") + word + (f"(?![{after}])" if after else ""))
        return "(?:" + "|".join(parts) + ")"

    def _within(self, suffix: str) -> str:
        """Return the expression of a month with its day, or of a part of a year."""
        ends = rf"(?:[日号]|(?={self.to}{_DAY}{_GAP}[日号]))"
        day = rf"{_GAP}(?P<d{suffix}>{_DAY}){_GAP}{ends}"
        whole = rf"月份?{self._never['month']}"
        ranged = rf"(?={self.to}{_MONTH}{_GAP}月(?!{_GAP}{_DAY}{_GAP}[日号]))"
        month = rf"(?P<m{suffix}>{_MONTH}){_GAP}(?:{whole}|{ranged})"
        return f"(?:{month}(?:{day}|{self._month_part(suffix)})?|(?P<p{suffix}>{_any(self._data['parts'])}))"

    def _month_part(self, suffix: str) -> str:
        return f"的?(?P<t{suffix}>{self._guarded(self._data['month_parts'])})"

    def _year_end(self, name: str) -> str:
        return f"(?P<{name}>{self._guarded(self._data['year_ends'])})"

    def _guarded(self, words: Iterable[str]) -> str:
        begins = _any(word for word in words if word.endswith("初")) + self._never["beginning"]
        ends = _any(word for word in words if word.endswith(("底", "末"))) + self._never["end"]
        others = [word for word in words if not word.endswith(("初", "底", "末"))]
        return "|".join((_any(others), begins, ends))

    def _bare_day(self) -> str:
        never = self._never["day"]
        before = "".join(self._data["not_after"]["day"])
        return (
            rf"{_GUARD}(?<![{before}])(?P<bd>3[01]|[12]\d|[1-9]){_GAP}"
            rf"(?:日{never}|(?={self.to}(?:3[01]|[12]\d|[1-9]){_GAP}日{never}))"
        )
