"""The words of answers around the evidence, in two languages, read from `data/wording.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from assistant.records import Language
from index.errors import DataError
from index.places import Gazetteer


@cache
def _sentences() -> dict[str, dict[str, dict[str, str]]]:
    text = resources.files("assistant").joinpath("data/wording.toml").read_text(encoding="utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(
            f"the wording is malformed: {error}", subject="wording.toml", hint="mend the file"
        ) from error


def say(key: str, language: Language, **values: object) -> str:
    """Return a sentence of the wording with its blanks filled in.

    Args:
        key: "section.name".
        language: the language of the answer.
        values: what stands in the blanks.
    """
    section, name = key.split(".")
    return _sentences()[section][name][language].format(**values)


def place_name(code: str, name: str, language: Language, gazetteer: Gazetteer) -> str:
    """Return a place as the answer's language writes it: 榆中县, or Yuzhong County (榆中县)."""
    place = gazetteer.get(code)
    return f"{place.english} ({place.name})" if language == "en" and place and place.english else name


def when(iso: str, language: Language) -> str:
    """Return a date as the answer's language writes it; an ISO date stays as it is in English."""
    if not iso or language == "en":
        return iso
    first, _, last = iso.partition("/")
    if not last:
        return _chinese(first)
    return _part(first, last) or f"{_chinese(first)}至{_rest(first, _chinese(last))}"


def _chinese(iso: str) -> str:
    marks = ("年", "月", "日")
    return "".join(f"{int(number)}{mark}" for number, mark in zip(iso.split("-"), marks, strict=False))


def _rest(first: str, last: str) -> str:
    """Return the second date of a range without the year and month that it shares with the first."""
    for size in (7, 4):
        shared = _chinese(first[:size])
        if len(first) > size and last.startswith(shared) and len(last) > len(shared):
            return last[len(shared) :]
    return last


def _part(first: str, last: str) -> str:
    """Return the usual name of a part of a year or of a month: 2024年上半年, 2021年3月下旬."""
    halves = {("01", "06"): "上半年", ("07", "12"): "下半年"}
    if len(first) == len(last) == 7 and first[:4] == last[:4]:
        half = halves.get((first[5:], last[5:]))
        return f"{int(first[:4])}年{half}" if half else ""
    if len(first) == len(last) == 10 and first[:7] == last[:7]:
        thirds = {("01", "10"): "上旬", ("11", "20"): "中旬"}
        third = thirds.get((first[8:], last[8:])) or (
            "下旬" if first[8:] == "21" and int(last[8:]) >= 28 else ""
        )
        return f"{_chinese(first[:7])}{third}" if third else ""
    return ""


def number(value: float) -> str:
    """Return a number without needless decimals."""
    return str(int(value)) if value == int(value) else f"{value:g}"
