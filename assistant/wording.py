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
        raise DataError(f"the wording is malformed: {error}", subject="wording.toml", hint="mend the file") from error


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
    parts = [_chinese(part) for part in iso.split("/")]
    return "至".join(parts)


def _chinese(iso: str) -> str:
    marks = ("年", "月", "日")
    return "".join(f"{int(number)}{mark}" for number, mark in zip(iso.split("-"), marks, strict=False))


def number(value: float) -> str:
    """Return a number without needless decimals."""
    return str(int(value)) if value == int(value) else f"{value:g}"
