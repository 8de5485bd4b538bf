"""The gazetteer: which places there are, how they are called, and which one a name means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from index.places.book import DATA, Place, PlaceName, read_cues, read_places, read_rules
from index.places.english import EnglishPlaces
from index.places.finder import PlaceFinder

__all__ = ["Gazetteer", "Place", "PlaceName"]

_CHINESE = re.compile("[\u4e00-\u9fff]+")


class Gazetteer:
    """Look places up by code and name, and find them in text.

    Args:
        places: every place, parents included.
        home: first two digits of the province that the newspaper belongs to.
    """

    def __init__(self, places: Sequence[Place], home: str = "62") -> None:
        self.home = home[:2]
        self._places = {place.code: place for place in places}
        self._finder = PlaceFinder(self._places, read_rules(), read_cues(), self.home)
        self._english: EnglishPlaces | None = None
        self._children: dict[str, list[Place]] = {}
        for place in places:
            self._children.setdefault(place.parent, []).append(place)
        self._above = {place.code: self._parents(place) for place in places}

    @classmethod
    def load(cls, path: Path | None = None, home: str = "62") -> Gazetteer:
        """Read the gazetteer file.

        Args:
            path: a file in the form of `data/places.csv`; None means that one.
            home: code of the home province, two or six digits.

        Raises:
            DataError: the file is missing or malformed.
        """
        return cls(read_places(path or DATA / "places.csv"), home)

    def __len__(self) -> int:
        return len(self._places)

    def get(self, code: str) -> Place | None:
        """Return the place with this code."""
        return self._places.get(code)

    def named(self, name: str) -> tuple[Place, ...]:
        """Return every place with this full name, short name or alias."""
        return tuple(self._places[code] for code in self._finder.codes(name))

    def ancestors(self, code: str) -> tuple[Place, ...]:
        """Return the places that a place lies in, nearest first."""
        return tuple(self._above.get(code, {}).values())

    def _parents(self, place: Place) -> dict[str, Place]:
        """Return the places that a place lies in by their codes, nearest first."""
        parent = self._places.get(place.parent)
        return {parent.code: parent, **self._parents(parent)} if parent else {}

    def under(self, code: str) -> tuple[Place, ...]:
        """Return every place below a place, of all levels, in the order of codes."""
        found: list[Place] = []
        for child in self._children.get(code, ()) if code else ():
            found += [child, *self.under(child.code)]
        return tuple(found)

    def names_within(self, code: str) -> tuple[str, ...]:
        """Return every Chinese name by which a text may name a place or one under it, each once."""
        place = self._places.get(code)
        within = (place, *self.under(code)) if place else ()
        names = (name for one in within for name in (one.name, one.short, *one.aliases))
        return tuple(dict.fromkeys(name for name in names if _CHINESE.fullmatch(name)))

    def contains(self, outer_code: str, inner_code: str) -> bool:
        """Say whether one place is the other or lies in it."""
        if outer_code == inner_code:
            return outer_code in self._places
        return outer_code in self._above.get(inner_code, ())

    def find(self, text: str, near: Sequence[str] = ()) -> list[PlaceName]:
        """Find the places named in Chinese text.

        Args:
            text: any text.
            near: codes that the surroundings name (the article's own place, its neighbours).

        Returns:
            The names in order, without overlap; `code` is None where a name stays ambiguous.
        """
        return self._finder.find(text, near)

    def resolve(self, name: str, near: Sequence[str] = ()) -> Place | None:
        """Return the one place that a name standing alone means ("天祝", "兰州市城关区", "Huan County")."""
        spaced = " ".join(name.split())
        name = spaced.replace(" ", "")
        code = self._finder.choose(name, near)
        if not code and not self._finder.codes(name):
            found = self.find(name, near) or self.find_english(spaced)
            joined = found and not found[0].start and found[-1].end >= len(name)
            code = found[-1].code if joined else None
        return self._places[code] if code else None

    def find_english(self, text: str) -> list[PlaceName]:
        """Find the places named in English text, by English name or pinyin, joined or split."""
        if self._english is None:
            self._english = EnglishPlaces(self._places, self.home)
        return self._english.find(text)
