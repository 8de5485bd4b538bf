"""Find the date of issue and the page number of a page: as printed, in its file name, or inferred."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

from index.dates import find_dates
from index.records import GIVEN, Page
from index.segmenter.happenings import told
from index.segmenter.layout import Layout
from index.segmenter.pageline import PageLine

_FULL = re.compile(r"(?P<year>(?:19|20)[0-9]{2})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日")
_POINTED = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})[./-](?P<month>[0-9]{1,2})[./-](?P<day>[0-9]{1,2})(?![0-9])"
)
# What must not stand before a year or a month is looked at once its first digits are found.
_YEAR = re.compile(
    r"(?P<year>(?:19|20)(?<![0-9—\-到]..)(?<!(?<!截)至..)[0-9]{2})(?:年度?)(?![代间末内])", re.S
)
_MONTH_DAY = re.compile(
    r"(?P<month>[0-9](?<![0-9年到逢].)(?<!每年.)[0-9]?)月(?P<day>[0-9]{1,2})日(?!之?以?前)", re.S
)
# What has grown from one year to the next (由2019年的12个增加到2022年的30个), and words that make it a plan.
_GROWN = re.compile("[由从](?:19|20)[0-9]{2}年[^。；\n]{0,16}到(?P<year>(?:19|20)[0-9]{2})年底?的")
_PLAN = re.compile("力争|计划|目标|规划|预计|将|拟|争取|确保")
_WEB_DATE = re.compile(r"(?P<year>(?:20)?[0-9]{2})[-/.年](?P<month>[0-9]{1,2})[-/.月](?P<day>[0-9]{1,2})")
_PAPER = re.compile(r"(?:来源|稿源)[:：](?P<paper>[\u4e00-\u9fff]{2,12}?(?:报|网|社|台|客户端|发布))")
_NAME = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<paper>[\u4e00-\u9fff]{2,8}(?:日报|晚报|协商报|政协报|周报|时报|早报|商报))"
)
# In November and December, next year is planned for (研究2031年度协商计划; 2031年将建成).
_YEAR_ENDS = 11
_NEXT_YEAR = re.compile(
    "[0-9]{4}年(?:[将拟]|度?[^，。；\n]{0,12}(?:计划|要点|打算|思路|谋划|议题)(?!完成|落实|执行|实施|开展))"
)
_BEING_PLANNED = re.compile(
    "(?:谋划|筹划|谋深|谋细|谋实|筹备|拟定|研究)[^，。；\n]{0,8}$|(?:决定[^。；\n]{0,20}|[定将拟])于$"
)
_LEADING = 24
_OPENING = 60
_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


@dataclass(frozen=True, slots=True)
class _Date:
    iso: str
    source: str


def _iso(year: str, month: str, day: str) -> str | None:
    number = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return date(number, int(month), int(day)).isoformat()
    except ValueError:
        return None


def _from_match(found: re.Match[str] | None) -> str | None:
    return _iso(found["year"], found["month"], found["day"]) if found else None


def _printed(items: Sequence[PageLine]) -> _Date | None:
    for item in items:
        if item.kind != "masthead":
            continue
        if iso := _from_match(_FULL.search(item.text) or _POINTED.search(item.text)) or _said(item.text):
            return _Date(iso, "masthead")
    return None


def _said(text: str) -> str | None:
    """Return the day that a masthead names in Chinese numerals, or with two digits of its year."""
    named = (date.range for date in find_dates(text, None) if date.how == "absolute" and date.range)
    return next((days.iso for days in named if days.precision == "day"), None)


def _web(items: Sequence[PageLine], layout: Layout) -> _Date | None:
    for item in items:
        if item.kind in ("boilerplate", "stamp") and (meta := layout.web_meta.search(item.text)):
            iso = _from_match(_WEB_DATE.match(meta["date"]))
            if iso:
                return _Date(iso, "web page")
    for item in items[: layout.web_meta_within]:
        if item.kind in ("boilerplate", "stamp") and (
            iso := _from_match(_FULL.search(item.text) or _pointed(item, layout))
        ):
            return _Date(iso, "web page")
    return None


def _pointed(item: PageLine, layout: Layout) -> re.Match[str] | None:
    """Match a date in figures at the beginning of a line of the page, or anywhere in one that tells when."""
    printed = item.line.text.strip()
    return _POINTED.match(printed) or (
        _POINTED.search(printed) if layout.web_meta_other.match(item.text) else None
    )


def _file_name(source: str, layout: Layout) -> tuple[_Date | None, str | None]:
    """Return the date and the page number that the file's name carries."""
    for pattern in layout.file_names:
        found = pattern.search(PurePath(source).stem)
        if found and (iso := _from_match(found)):
            page = found["page"]
            return _Date(iso, "file name"), str(int(page)) if page else None
    return None, None


def _infer(items: Sequence[PageLine]) -> _Date | None:
    """Infer year and month from what the articles say.

    The year is the latest that the page names as a year of work or of an event, plans and decades
    left out, or that of the happenings that it names; the month is the latest of the month-days that
    stand in the opening of a paragraph.
    """
    paragraphs = _paragraphs(items)
    text = "\n".join(text for _, text in paragraphs)
    openings = "\n".join(text[:_OPENING] for kind, text in paragraphs if kind == "start")
    latest = _latest_year(text) or _latest_year("\n".join([i.text for i in items if i.kind == "boilerplate"]))
    whole = [(int(m["month"]), int(m["day"])) for m in _FULL.finditer(text) if int(m["year"]) == latest]
    days = whole + [(int(m["month"]), int(m["day"])) for m in _MONTH_DAY.finditer(openings)]
    days = [(month, day) for month, day in days if 1 <= month <= 12 and 1 <= day <= 31]
    month = max(days)[0] if days else None
    year, why = _year(text, latest, month)
    if year is None or month is None:
        return _Date(f"{year}", f"inferred: {why}") if year else None
    return _Date(f"{year}-{month:02d}", f"inferred: {why}, the latest day in {month:02d}")


def _latest_year(text: str) -> int | None:
    """Return the latest year that a text names as a year of work or of an event."""
    years = [int(m["year"]) for m in _YEAR.finditer(text) if not _planned(text, m.start())]
    years += [
        int(m["year"]) for m in _GROWN.finditer(text) if not _PLAN.search(text, m.start() - 16, m.start())
    ]
    return max(years, default=None)


def _year(text: str, latest: int | None, month: int | None) -> tuple[int | None, str]:
    """Return the year of a page, and what told it.

    It is the latest year named, or in the last months of a year the one before where that is only planned
    for; unless the happenings that the page names fit another year better, or bar that one.
    """
    happened = told(text, month)
    named = latest
    if latest and month and month >= _YEAR_ENDS and _only_planned(text, latest):
        named = latest - 1
    years = {year for year in (named, *happened.fitting) if year and happened.possible(year, month)}
    years = {year for year in years if named is None or year >= named}
    best = max((happened.fitting[year] for year in years), default=0)
    fitting = [year for year in years if happened.fitting[year] == best]
    if named is not None and (named in fitting or len(fitting) != 1):
        return named, f"the latest year named is {latest}"
    if len(fitting) != 1:
        return None, ""
    return fitting[0], f"the happenings named are of {fitting[0]}"


def _only_planned(text: str, year: int) -> bool:
    """Say whether all that is told of a year is work being planned for it."""
    spots = [found.start() for found in re.finditer(str(year), text)]
    return all(
        _NEXT_YEAR.match(text, at) or _BEING_PLANNED.search(text, max(0, at - _LEADING), at) for at in spots
    )


def _paragraphs(items: Sequence[PageLine]) -> list[tuple[str, str]]:
    """Return headlines, captions and paragraphs, the lines of a paragraph joined, each with what it is."""
    told: list[tuple[str, list[str]]] = []
    for item in items:
        if item.kind == "more" and told:
            told[-1][1].append(item.text)
        elif item.kind in ("head", "start", "more", "caption"):
            told.append((item.kind, [item.text]))
    return [(kind, "".join(texts)) for kind, texts in told]


def _planned(text: str, start: int) -> bool:
    """Say whether a year is a goal and not a time that has come (到2035年)."""
    return (
        text[max(0, start - 2) : start].endswith(("到", "至", "截至"))
        and "截至" not in text[max(0, start - 2) : start]
    )


def _page_number(items: Sequence[PageLine], layout: Layout) -> str | None:
    for item in items:
        if item.kind != "masthead":
            continue
        found = layout.masthead_page.search(item.line.text.strip())
        number = next((g for g in found.groups() if g), None) if found else None
        if number:
            return str(_DIGITS.get(number, number))
    return None


def _paper(items: Sequence[PageLine]) -> str:
    for item in items:
        if item.kind in ("boilerplate", "masthead") and (found := _PAPER.search(item.text)):
            return found["paper"]
    for item in items:
        if item.kind == "masthead" and (found := _NAME.search(item.line.text) or _NAME.fullmatch(item.text)):
            return found["paper"]
    return ""


def date_page(page: Page, items: Sequence[PageLine], layout: Layout) -> Page:
    """Return the page with its date of issue, page number and paper filled in where they can be told.

    A date that the archive's editor gives for the file counts before one printed in the masthead, that
    before one in the file's metadata or name, and that before one inferred from the text; `date_from`
    says which it was.
    """
    named, number = _file_name(page.source, layout)
    own = _Date(page.issue_date, page.date_from or "metadata") if page.issue_date else None
    printed = _printed(items)
    if own and own.source == GIVEN and not (printed and printed.iso.startswith(own.iso)):
        printed = None
    found = printed or own or _web(items, layout) or named or _infer(items)
    return replace(
        page,
        issue_date=found.iso if found else None,
        date_from=found.source if found else "",
        number=page.number or _page_number(items, layout) or number,
        paper=page.paper or _paper(items),
    )
