"""The places and the rules of their names, as the data files say them."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.errors import DataError

DATA = Path(__file__).parent / "data"
LEVELS = ("province", "prefecture", "county")


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the gazetteer.

    Attributes:
        code: six-digit GB/T 2260 code.
        name: the name as a newspaper prints it ("天祝县").
        short: the name without its kind ("天祝").
        level: "province", "prefecture" or "county".
        parent: code of the place it belongs to; empty for a province.
        aliases: the official name where it differs, former names, other Latin spellings.
        pinyin: of the short name, without tones.
        english: "Tianzhu County".
    """

    code: str
    name: str
    short: str
    level: str
    parent: str
    aliases: tuple[str, ...]
    pinyin: str
    english: str


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place named at text[start:end]; `code` is None where several candidates remain."""

    start: int
    end: int
    text: str
    candidates: tuple[str, ...]
    code: str | None


@dataclass(frozen=True, slots=True)
class NameRule:
    """What a name needs around it; see the head of `place_names.csv`."""

    need: str = ""
    not_after: str = ""
    not_before: str = ""


@dataclass(frozen=True, slots=True)
class Cues:
    """What around a short name speaks for or against a place; see `places.toml`."""

    after: tuple[str, ...]
    before: tuple[str, ...]
    streets: tuple[str, ...]
    lists: tuple[str, ...]
    breaks: dict[str, str]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(line for line in file if not line.startswith("#"))
    except OSError as error:
        raise DataError("the data file cannot be read", subject=str(path), hint=str(error)) from error


def _place(row: dict[str, str], path: Path) -> Place:
    if len(row["code"]) != 6 or row["level"] not in LEVELS:
        raise DataError(
            f"no place can be read from the line of code {row['code']!r}",
            subject=path.name,
            hint="codes have six digits; levels are " + ", ".join(LEVELS),
        )
    aliases = tuple(row["aliases"].split("|")) if row["aliases"] else ()
    return Place(
        row["code"], row["name"], row["short"], row["level"], row["parent"], aliases, row["pinyin"], row["english"]
    )


@cache
def read_places(path: Path = DATA / "places.csv") -> tuple[Place, ...]:
    """Read the gazetteer file.

    Raises:
        DataError: the file is missing, or a line is malformed.
    """
    try:
        return tuple(_place(row, path) for row in _rows(path))
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError("a column is missing", subject=path.name, hint="see the head of the file") from error


@cache
def read_rules(path: Path = DATA / "place_names.csv") -> dict[str, NameRule]:
    """Read which names need what around them."""
    return {row["name"]: NameRule(row["need"], row["not_after"], row["not_before"]) for row in _rows(path)}


@cache
def read_cues(path: Path = DATA / "places.toml") -> Cues:
    """Read the cues for and against places in running text."""
    with path.open("rb") as file:
        data = tomllib.load(file)
    return Cues(
        tuple(data["cues_after"]),
        tuple(data["cues_before"]),
        tuple(data["streets"]),
        tuple(data["lists"]),
        dict(data["breaks"]),
    )
