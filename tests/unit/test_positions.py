"""Where places lie: all of Gansu, inside China, and a line that holds no numbers is refused by its code."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import DataError
from index.places.book import read_places
from index.places.positions import read_positions


def test_every_county_and_prefecture_of_gansu_has_a_position() -> None:
    below = [place for place in read_places() if place.code.startswith("62") and place.level != "province"]
    assert not [place.name for place in below if place.code not in read_positions()]


def test_positions_lie_in_china_and_belong_to_places() -> None:
    codes = {place.code for place in read_places()}
    for code, position in read_positions().items():
        assert code in codes
        assert 73 < position.longitude < 136
        assert 3 < position.latitude < 54


def test_a_county_lies_near_its_prefecture() -> None:
    for place in read_places():
        own, above = read_positions().get(place.code), read_positions().get(place.parent)
        if place.code.startswith("62") and place.level == "county" and own and above:
            assert abs(own.longitude - above.longitude) + abs(own.latitude - above.latitude) < 6, place.name


def test_a_line_without_numbers_is_refused_by_its_code(tmp_path: Path) -> None:
    file = tmp_path / "positions.csv"
    file.write_text("code,longitude,latitude\n620123,104.1,北\n", encoding="utf-8")
    with pytest.raises(DataError, match="620123"):
        read_positions(file)
