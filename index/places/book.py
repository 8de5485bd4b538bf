"""The places and the rules of their names, as the data files say them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any

from index.errors import DataError
from index.packaged import load_packaged
from index.quick import quick

DATA = Path(__file__).parents[1] / "data"
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


@quick
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

    strict: tuple[str, ...]
    after: tuple[str, ...]
    before: tuple[str, ...]
    held_before: tuple[str, ...]
    held_after: tuple[str, ...]
    lists: tuple[str, ...]
    others: re.Pattern[str]
    family_names: frozenset[str]
    persons_after: tuple[str, ...]
    breaks: dict[str, str]

    def person(self, text: str, start: int, end: int) -> bool:
        """Say whether text[start:end] looks like the given name of a person."""
        if text.startswith(self.persons_after, end):
            return True
        return text[start - 1 : start] in self.family_names if start else False


def table_rows(path: Path, columns: Sequence[str]) -> Iterator[list[str]]:
    """Yield the lines of a table of the gazetteer, its columns in the order asked for.

    Raises:
        DataError: the file cannot be read, or a column is missing.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = csv.reader(line for line in file if not line.startswith("#"))
            header = next(lines, [])
            pick = itemgetter(*(header.index(column) for column in columns))
            yield from (list(pick(line)) for line in lines)
    except OSError as error:
        raise DataError("the data file cannot be read", subject=str(path), hint=str(error)) from error
    except (ValueError, IndexError) as error:
        hint = "its columns are " + ", ".join(columns)
        raise DataError("a column is missing", subject=path.name, hint=hint) from error


def _place(row: list[str], path: Path) -> Place:
    code, name, short, level, parent, aliases, pinyin, english = row
    if len(code) != 6 or level not in LEVELS:
        raise DataError(
            f"no place can be read from the line of code {code!r}",
            subject=path.name,
            hint="codes have six digits; levels are " + ", ".join(LEVELS),
        )
    return Place(code, name, short, level, parent, tuple(filter(None, aliases.split("|"))), pinyin, english)


@cache
def read_places(path: Path = DATA / "places.csv") -> tuple[Place, ...]:
    """Read the gazetteer file.

    Raises:
        DataError: the file is missing, or a line is malformed.
    """
    columns = ("code", "name", "short", "level", "parent", "aliases", "pinyin", "english")
    return tuple(_place(row, path) for row in table_rows(path, columns))


@cache
def read_rules(path: Path = DATA / "place_names.csv") -> dict[str, NameRule]:
    """Read which names need what around them.

    Raises:
        DataError: the file is missing, or a line is malformed.
    """
    rows = table_rows(path, ("name", "need", "not_after", "not_before"))
    return {name: NameRule(need, not_after, not_before) for name, need, not_after, not_before in rows}


@cache
def read_cues() -> Cues:
    """Read the cues for and against places in running text.

    Raises:
        DataError: the file is malformed.
    """
    return load_packaged("index", "places.toml", _cues, "a cue for places is wrong")


def _cues(data: dict[str, Any]) -> Cues:
    return Cues(
        tuple(data["strict_after"]),
        tuple(data["cues_after"]),
        tuple(data["cues_before"]),
        tuple(data["held_before"]),
        tuple(data["held_after"]),
        tuple(data["lists"]),
        re.compile(data["others"]),
        frozenset(data["family_names"]),
        tuple(data["persons_after"]),
        dict(data["breaks"]),
    )
