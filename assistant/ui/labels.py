"""What rows, units and dates of an answer are called in its tables and charts, in the answer's language."""

from __future__ import annotations

from functools import cache

from assistant.corrections import gazetteer
from assistant.records import Language, Row
from assistant.wording import place_name
from index.packaged import load_packaged
from index.places.book import Place


@cache
def _units() -> dict[str, str]:
    return load_packaged("assistant", "units.toml", _read, "the English words for units are malformed")


def _read(data: dict[str, object]) -> dict[str, str]:
    nothing, words = data["nothing"], data["words"]
    if not isinstance(nothing, list) or not isinstance(words, dict):
        raise TypeError("a list and a table were expected")
    return {**dict.fromkeys(map(str, nothing), ""), **{str(unit): str(word) for unit, word in words.items()}}


def unit_name(unit: str, language: Language) -> str:
    """Return a unit as the language writes it: 万元, or ten thousand yuan; English has no measure words."""
    return unit if language == "zh" else _units().get(unit, unit)


def amount(value: float | None, unit: str, language: Language) -> str:
    """Return a quantity with its unit: 1,200户, or 1,200 households; empty where there is none."""
    if value is None:
        return ""
    name = unit_name(unit, language)
    gap = " " if language == "en" and name and name != "%" else ""
    return f"{value:,.10g}{gap}{name}"


def row_name(row: Row, language: Language) -> str:
    """Return the name of a row, a place with its English name first: Yuzhong County (榆中县)."""
    return place_name(row.code, row.name, language, gazetteer()) if _is_place(row) else row.name


def short_name(row: Row, language: Language) -> str:
    """Return the name of a row as drawings show it: 榆中县, or Yuzhong."""
    place = gazetteer().get(row.code) if language == "en" and _is_place(row) else None
    return english(place) if place else row.name


def english(place: Place) -> str:
    """Return the English name of a place without its level: Yuzhong, for Yuzhong County."""
    return place.english.rsplit(" ", 1)[0] if place.english else place.name


def _is_place(row: Row) -> bool:
    place = gazetteer().get(row.code) if row.code else None
    return place is not None and place.name == row.name


def dates(iso: str) -> str:
    """Return a date, or a range with room to break its line."""
    return iso.replace("/", " – ")
