"""Show the rows of a list as lines of Markdown, in the language of the question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.records import Language, Row
from assistant.wording import number, place_name, when
from index.places import Gazetteer
from index.terms import Terms

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PART = re.compile(r"(?P<before>\D*)(?P<n>\d+(?:\.\d+)?)(?P<after>\D*)")
_LATER = re.compile(
    r"(?P<date>\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?)(?:至(?P<until>(?:\d{1,4}[年月日])+))?(?P<n>\d+(?:\.\d+)?)\D*"
)


@lru_cache(maxsize=1)
def _terms() -> Terms:
    return Terms.load()


@lru_cache(maxsize=512)
def english_of(name: str) -> str:
    """Return the English word for what is counted (乡镇 → township), the Chinese one where none is known."""
    term = _terms().get(name)
    return term.english[0] if term and term.english else name


def plural(noun: str) -> str:
    """Return an English noun as it is counted; Chinese ones and plurals stay."""
    if not noun or not noun[-1].isascii() or noun.endswith("s"):
        return noun
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2] not in "aeiou" else f"{noun}s"


def english_parts(detail: str, unit: str) -> str:
    """Return the parts of a figure in English: 18个乡镇、6个社区 → 18 townships, 6 communities.

    Args:
        detail: as rows have it, in Chinese.
        unit: the unit of the row, left out.
    """
    told = []
    for part in detail.split("、"):
        found = _PART.fullmatch(part)
        if found is None:
            return detail
        name = english_of(found["before"] or found["after"].removeprefix(unit).removeprefix("个"))
        told.append(f"{found['n']} {name if found['n'] == '1' else plural(name)}".strip())
    return ", ".join(told)


def _later(detail: str, language: Language) -> str:
    """Return the later figure of a row with its time, "" where it has none."""
    later = detail.partition("；")[2]
    found = _LATER.fullmatch(later) if language == "en" else None
    if found is None:
        return later
    first = [number.zfill(2) for number in _NUMBER.findall(found["date"])]
    last = [number.zfill(2) for number in _NUMBER.findall(found["until"] or "")]
    # The end of a range is printed without the year and month that it shares with the beginning.
    days = ["-".join(first), *(["-".join([*first[: len(first) - len(last)], *last])] if last else [])]
    return f"{'/'.join(days)}: {found['n']}"


def figure_text(row: Row, language: Language) -> str:
    """Return the quantity of a row with its parts, "" where it has none."""
    detail = row.detail.partition("；")[0].rstrip("、，")
    if row.quantity is None:
        return detail
    total = number(row.quantity) + (row.unit if language == "zh" else "")
    told = _NUMBER.findall(detail)
    if not told:
        return total
    if language == "zh":
        return f"{detail}，计{total}" if "、" in detail else detail
    shown = english_parts(detail, row.unit)
    return f"{shown} ({'+'.join(told)}={total})" if len(told) > 1 else shown


def detail_text(row: Row, language: Language) -> str:
    """Return what a row tells beside its number, in English as far as it can be put into it."""
    if language == "zh":
        return row.detail.rstrip("、，")
    first, later = row.detail.partition("；")[0].rstrip("、，"), _later(row.detail, language)
    return "; ".join(part for part in (english_parts(first, row.unit) if first else "", later) if part)


def line(row: Row, language: Language, gazetteer: Gazetteer, shown_date: bool = True) -> str:
    """Return a row as one line with its marks.

    Args:
        row: the row.
        language: of the answer.
        gazetteer: the place names.
        shown_date: False where the date is told elsewhere.
    """
    later = _later(row.detail, language)
    parts = [figure_text(row, language)]
    parts += [when(row.date, language)] if row.date and shown_date else []
    parts += [later] if later else []
    parts = [part for part in parts if part]
    colon, comma = ("：", "，") if language == "zh" else (": ", ", ")
    name = place_name(row.code, row.name, language, gazetteer) if _is_place(row, gazetteer) else row.name
    return f"- **{name}**{colon if parts else ''}{comma.join(parts)} {marks(row.citations)}"


def _is_place(row: Row, gazetteer: Gazetteer) -> bool:
    place = gazetteer.get(row.code) if row.code else None
    return place is not None and place.name == row.name


def about(parts: Sequence[str | None], language: Language) -> str:
    """Return what is told of a row in parentheses, "" where nothing is."""
    told = [part for part in parts if part]
    if not told:
        return ""
    return f"（{'，'.join(told)}）" if language == "zh" else f" ({', '.join(told)})"


def marks(numbers: Iterable[int]) -> str:
    """Return the marks of citations: [1][2]."""
    return "".join(f"[{n}]" for n in numbers)


def names(rows: Sequence[Row], language: Language, gazetteer: Gazetteer) -> str:
    """Return the names of rows in one string."""
    joiner = "、" if language == "zh" else ", "
    return joiner.join(place_name(r.code, r.name, language, gazetteer) for r in rows)
