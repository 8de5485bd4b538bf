"""Show the rows of a list as lines of Markdown, in the language of the question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.lists.figures import Figure
from assistant.records import Language, Row
from assistant.wording import number, place_name, when
from index.places import Gazetteer
from index.terms import Terms

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_HAN = re.compile("[\u4e00-\u9fff]")


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


def parts_of(figure: Figure, language: Language) -> str:
    """Return the parts of a figure in words, "" where it has none: 18个乡镇、6个社区."""
    if language == "zh" or not figure.detail:
        return figure.detail
    names = [*figure.counted, *([""] * len(figure.parts))]
    pairs = zip(figure.parts, names, strict=False)
    return ", ".join(
        f"{number(n)} {english_of(name) if n == 1 else plural(english_of(name))}".strip() for n, name in pairs
    )


def figure_text(row: Row, language: Language) -> str:
    """Return the quantity of a row with its parts, "" where it has none."""
    detail = row.detail.partition("；" if language == "zh" else ";")[0]
    if row.quantity is None:
        return detail
    total = number(row.quantity) + (row.unit if language == "zh" else "")
    told = _NUMBER.findall(detail)
    if not told:
        return total
    if language == "zh":
        return f"{detail}，计{total}" if "、" in detail else detail
    if _HAN.search(detail) and len(told) == 1:
        return detail
    names = ", ".join(dict.fromkeys(plural(part.strip()) for part in _NUMBER.sub("", detail).split(",")))
    return f"{'+'.join(told)}={total} ({names})" if len(told) > 1 else detail


def line(row: Row, language: Language, gazetteer: Gazetteer, shown_date: bool = True) -> str:
    """Return a row as one line with its marks.

    Args:
        row: the row.
        language: of the answer.
        gazetteer: the place names.
        shown_date: False where the date is told elsewhere.
    """
    later = row.detail.partition("；" if language == "zh" else "; ")[2]
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


def marks(numbers: Sequence[int]) -> str:
    """Return the marks of citations: [1][2]."""
    return "".join(f"[{n}]" for n in numbers)


def names(rows: Sequence[Row], language: Language, gazetteer: Gazetteer) -> str:
    """Return the names of rows in one string."""
    joiner = "、" if language == "zh" else ", "
    return joiner.join(place_name(r.code, r.name, language, gazetteer) for r in rows)
