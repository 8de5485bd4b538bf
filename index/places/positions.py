"""Where the places of the gazetteer lie, for drawing them on a map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from index.errors import DataError
from index.places.book import DATA, table_rows


@dataclass(frozen=True, slots=True)
class Position:
    """Where a place lies, in degrees east and north."""

    longitude: float
    latitude: float


@cache
def read_positions(path: Path = DATA / "positions.csv") -> Mapping[str, Position]:
    """Read where places lie, by their codes.

    Not every place has a position: those whose code is new may lack one.

    Raises:
        DataError: the file is missing, or a line holds no two numbers.
    """
    found = {}
    for code, longitude, latitude in table_rows(path, ("code", "longitude", "latitude")):
        try:
            found[code] = Position(float(longitude), float(latitude))
        except ValueError as error:
            hint = "longitude and latitude are degrees, such as 103.65 and 36.48"
            raise DataError(f"the place {code} has no position", subject=path.name, hint=hint) from error
    return MappingProxyType(found)
