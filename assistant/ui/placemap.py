"""The places of an answer's rows on a map of their province: a dot for each county, in SVG made here.

No boundaries are drawn: where a county's seat lies is a plain fact, the course of a border may be disputed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import cos, radians, sqrt

from assistant.records import Language, Row
from assistant.ui.labels import amount, english, row_name
from assistant.ui.texts import texts
from index.places.book import Place, read_places
from index.places.positions import Position, read_positions

WIDTH, _MARGIN = 410, 26
_DOT, _LEAST, _MOST = 2.6, 5.0, 15.0  # radius of any county, of a row without and with the largest number
_LETTER, _LINE = 14.0, 15.0  # of a label on a telephone, in the units of the drawing; else smaller
_LATIN = 0x2E7F  # the last character that is narrower than it is high


@dataclass(frozen=True, slots=True)
class Spot:
    """A row where it is drawn.

    Attributes:
        row: the row.
        place: its place.
        x, y: where, in the units of the drawing.
        radius: by its number; the least where it has none.
    """

    row: Row
    place: Place
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class _Sheet:
    """How degrees become units of the drawing; those of longitude shrink by the cosine of the latitude."""

    west: float
    north: float
    scale: float
    shrink: float
    height: float

    def at(self, position: Position) -> tuple[float, float]:
        across = (position.longitude - self.west) * self.shrink * self.scale
        return _MARGIN + across, _MARGIN + (self.north - position.latitude) * self.scale


@dataclass(frozen=True, slots=True)
class _Box:
    """What a dot or a name covers."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def province_of(rows: Sequence[Row]) -> str:
    """Return the first two digits of the province of most rows; empty where fewer than two lie in it."""
    held = Counter(row.code[:2] for row in rows if row.code in read_positions() and row.level != "province")
    code, number = held.most_common(1)[0] if held else ("", 0)
    return code if number > 1 else ""


def place_map(rows: Sequence[Row], title: str, language: Language) -> str:
    """Return the rows that are places on a map of the province in which most of them lie.

    Args:
        rows: of an answer; quantities set the size of the dots where they share a unit.
        title: what the map shows, for those who hear it read.
        language: of the names and the line below.

    Returns:
        SVG, and a line on what lies elsewhere; empty where fewer than two rows lie in one province.
    """
    province = province_of(rows)
    if not province:
        return ""
    within = (place for place in read_places() if place.code[:2] == province and place.level != "province")
    around = [place for place in within if place.code in read_positions()]
    sheet = _sheet([read_positions()[place.code] for place in around])
    spots = list(_spots(rows, {place.code: place for place in around}, sheet))
    others = [place for place in around if place.code not in {spot.row.code for spot in spots}]
    dots = (_dot(spot, language) for spot in spots)
    drawing = "".join((*_ground(others, sheet), *dots, *_labels(spots, around, sheet, language)))
    away = len({row.code for row in rows if row.code} - {spot.row.code for spot in spots})
    note = f'<p class="wd-away">{escape(texts(language)("chart.away", count=away))}</p>' if away else ""
    return (
        f'<svg class="wd-map" viewBox="0 0 {WIDTH} {sheet.height:.0f}" role="img" '
        f'aria-label="{escape(title)}">{drawing}</svg>{note}'
    )


def _sheet(positions: Sequence[Position]) -> _Sheet:
    west, east = min(p.longitude for p in positions), max(p.longitude for p in positions)
    south, north = min(p.latitude for p in positions), max(p.latitude for p in positions)
    shrink = cos(radians((south + north) / 2))
    scale = (WIDTH - 2 * _MARGIN) / max((east - west) * shrink, north - south, 0.1)
    return _Sheet(west, north, scale, shrink, (north - south) * scale + 2 * _MARGIN)


def _spots(rows: Sequence[Row], places: dict[str, Place], sheet: _Sheet) -> Iterator[Spot]:
    """Yield the rows that lie on the sheet, the largest first so that small ones are drawn over them."""
    unit = Counter(row.unit for row in rows if row.quantity is not None).most_common(1)
    most = max((row.quantity or 0.0 for row in rows if unit and row.unit == unit[0][0]), default=0.0)
    drawn = []
    for row in {row.code: row for row in reversed(rows)}.values():
        if row.code not in places:
            continue
        number = row.quantity if unit and row.unit == unit[0][0] and row.quantity else 0.0
        radius = _LEAST + (_MOST - _LEAST) * sqrt(max(number, 0.0) / most) if most > 0 else _LEAST
        drawn.append(Spot(row, places[row.code], *sheet.at(read_positions()[row.code]), radius))
    yield from sorted(drawn, key=lambda spot: (-spot.radius, spot.row.code))


def _ground(places: Sequence[Place], sheet: _Sheet) -> Iterator[str]:
    for place in places:
        x, y = sheet.at(read_positions()[place.code])
        shape = f'cx="{x:.1f}" cy="{y:.1f}" r="{_DOT}"'
        yield f'<circle class="wd-ground" {shape}><title>{escape(place.name)}</title></circle>'


def _dot(spot: Spot, language: Language) -> str:
    row = spot.row
    told = " ".join((row_name(row, language), amount(row.quantity, row.unit, language))).strip()
    shape = f'cx="{spot.x:.1f}" cy="{spot.y:.1f}" r="{spot.radius:.1f}"'
    return f'<circle class="wd-{row.reported}" {shape}><title>{escape(told)}</title></circle>'


def _labels(
    spots: Sequence[Spot], around: Sequence[Place], sheet: _Sheet, language: Language
) -> Iterator[str]:
    """Yield a name beside each dot, then those of the other prefectures, where each hides nothing."""
    taken = [_Box(s.x - s.radius, s.y - s.radius, s.x + s.radius, s.y + s.radius) for s in spots]
    named = [(spot.place, spot.x, spot.y, spot.radius, "wd-name") for spot in spots]
    drawn = {spot.place.code for spot in spots}
    for place in around:
        if place.level == "prefecture" and place.code not in drawn:
            named.append((place, *sheet.at(read_positions()[place.code]), _DOT, "wd-value"))
    for place, x, y, radius, kind in named:
        name = english(place) if language == "en" else place.name
        for box in _sides(x, y, radius + 3, name):
            if box.left >= 0 and box.right <= WIDTH and not any(box.meets(other) for other in taken):
                taken.append(box)
                at = f'x="{box.left:.1f}" y="{box.bottom - 2.5:.1f}"'
                yield f'<text class="{kind}" {at}>{escape(name)}</text>'
                break


def _sides(x: float, y: float, away: float, name: str) -> Iterator[_Box]:
    """Yield where a name may stand: right of a dot, left of it, below, above; the own dot is not touched."""
    width = sum(1.0 if ord(letter) > _LATIN else 0.56 for letter in name) * _LETTER
    half = _LINE / 2
    yield _Box(x + away, y - half, x + away + width, y + half)
    yield _Box(x - away - width, y - half, x - away, y + half)
    yield _Box(x - width / 2, y + away, x + width / 2, y + away + _LINE)
    yield _Box(x - width / 2, y - away - _LINE, x + width / 2, y - away)
