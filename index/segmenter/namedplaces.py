"""The places that stretches of one page name; each stretch is searched once."""

from __future__ import annotations

import re

from index.places import Gazetteer, PlaceName

_BODY_OF = re.compile("(?:人民)?(?:政协|政府|法院|检察院)|委|人大|纪委")
_TAG = re.compile(
    "[【〔［\\[](?P<name>[\u4e00-\u9fff]{2,8})[】〕］\\]]|(?P<before>[\u4e00-\u9fff]{2,8})[:：]"
)
_INVERSE = "政协"  # 政协天水市委员会


class NamedPlaces:
    """Find the places that texts of one page name.

    Args:
        gazetteer: the place names.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._found: dict[str, list[PlaceName]] = {}
        self._told: dict[str, tuple[str, ...]] = {}
        self._contains: dict[tuple[str, str], bool] = {}

    def find(self, text: str) -> list[PlaceName]:
        """Return the places named in a text that could be resolved, in order."""
        found = self._found.get(text)
        if found is None:
            found = self._found[text] = [name for name in self.gazetteer.find(text) if name.code]
        return found

    def told(self, text: str) -> tuple[str, ...]:
        """Return the codes of the places whose bodies (X县政协) act in a text, else of all places named."""
        codes = self._told.get(text)
        if codes is None:
            named = self.find(text)
            acting = [name for name in named if acts(text, name)]
            codes = self._told[text] = tuple(str(name.code) for name in acting or named)
        return codes

    def tag(self, text: str) -> str | None:
        """Return the code of the place whose name in brackets (【…】) or before a colon opens a text."""
        found = _TAG.match(text)
        place = self.gazetteer.resolve(found["name"] or found["before"]) if found else None
        return place.code if place else None

    def contains(self, outer: str, inner: str) -> bool:
        """Say whether one place is the other or lies in it."""
        key = (outer, inner)
        known = self._contains.get(key)
        if known is None:
            known = self._contains[key] = self.gazetteer.contains(outer, inner)
        return known


def acts(text: str, name: PlaceName) -> bool:
    """Say whether a name is that of a body of the place: 榆中县政协, 政协榆中县委员会."""
    return _BODY_OF.match(text, name.end) is not None or text.startswith(
        _INVERSE, max(0, name.start - 2), name.start
    )
