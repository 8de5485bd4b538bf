"""Which of several places of one name is meant: how near each is to the places that the context names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from index.places.book import Place

_RANK = {"province": 0, "prefecture": 1, "county": 2}


class PlaceMap:
    """What lies where.

    Args:
        places: the gazetteer by code.
        home: first two digits of the home province.

    Attributes:
        above: the codes of all places that a place lies in.
    """

    def __init__(self, places: Mapping[str, Place], home: str) -> None:
        self.home = home
        self._places = places
        self.above = {code: frozenset(self._ancestors(code)) for code in places}

    def _ancestors(self, code: str) -> Iterator[str]:
        place = self._places.get(code)
        while place and place.parent:
            yield place.parent
            place = self._places.get(place.parent)

    def get(self, code: str) -> Place | None:
        """Return the place with this code."""
        return self._places.get(code)

    def level(self, code: str) -> str:
        """Return the level of a place."""
        return self._places[code].level

    def parent(self, code: str) -> str:
        """Return the code of the place that one lies in, "" for a province."""
        return self._places[code].parent

    def near_home(self, code: str) -> bool:
        """Say whether a short name may mean a place without more: it is no county of another province."""
        return code.startswith(self.home) or self._places[code].level != "county"


class PlaceContext:
    """The places that a text and its surroundings have named so far.

    Args:
        places: what lies where.
        near: codes named by the surroundings.
    """

    def __init__(self, places: PlaceMap, near: Iterable[str] = ()) -> None:
        self._places = places
        self.codes: set[str] = set()
        self._parents: set[str] = set()
        self._above: set[str] = set()
        self._provinces: set[str] = set()
        for code in near:
            self.add(code)

    def add(self, code: str) -> None:
        """Take a place into the context."""
        if code in self.codes:
            return
        place = self._places.get(code)
        if place is None:
            return
        self.codes.add(code)
        self._parents.add(place.parent if place.level == "county" else code)
        self._above |= self._places.above[code]
        if not code.startswith(self._places.home):
            self._provinces.add(code[:2])

    def knows(self, code: str) -> bool:
        """Say whether the context names a place, or the prefecture that it lies in."""
        return code in self.codes or self._places.parent(code) in self.codes

    def choose(self, codes: Sequence[str], *, whole: bool) -> str | None:
        """Return the one place meant, or None where nothing decides.

        Args:
            codes: the candidates.
            whole: the name was given in full; a short name means the highest level that bears it.
        """
        if len(codes) == 1:
            return codes[0]
        if not whole:
            codes = self._highest(codes)
        scores = {code: self._closeness(code) for code in codes}
        best = max(scores.values())
        top = [code for code in codes if scores[code] == best]
        if len(top) > 1:
            top = [code for code in top if code.startswith(self._places.home)]
        return top[0] if len(top) == 1 else None

    def _highest(self, codes: Sequence[str]) -> Sequence[str]:
        pools = (
            [code for code in codes if code in self.codes],
            [code for code in codes if code.startswith(self._places.home)],
            codes,
        )
        pool = next(pool for pool in pools if pool)
        rank = min(_RANK[self._places.level(code)] for code in pool)
        return [code for code in pool if _RANK[self._places.level(code)] == rank]

    def _closeness(self, code: str) -> int:
        """Return 5 for a place of the context, 4 beside one, 3 above one, 2 in its province, 1 at home."""
        if code in self.codes:
            return 5
        if self._places.level(code) == "county" and self._places.parent(code) in self._parents:
            return 4
        if code in self._above:
            return 3
        if code[:2] in self._provinces:
            return 2
        return 1 if code.startswith(self._places.home) else 0
