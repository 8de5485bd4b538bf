"""Place names in Chinese text: longest match, checked against what stands around, resolved by context."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.literals import Literals
from index.places.book import Cues, NameRule, Place, PlaceName
from index.places.context import PlaceContext, PlaceMap

_FREE = NameRule()
_KEPT = 512
_REMEMBERED = range(100, 10_000)
"""Characters of the texts of which the names are remembered, and how many texts these are at most."""


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of the gazetteer.

    Attributes:
        text: the name.
        full: codes of the places that it names in full.
        short: codes of those whose short name it is.
        likely: of the latter those that need no context: no counties outside the home province.
        rule: what it needs around it.
    """

    text: str
    full: tuple[str, ...]
    short: tuple[str, ...]
    likely: tuple[str, ...]
    rule: NameRule


_Held = tuple[int, int, _Name]
"""A name that stands at text[start:end], whether it is a place there or not."""


class PlaceFinder:
    """Find and resolve place names.

    Args:
        places: the gazetteer by code.
        rules: what single names need around them.
        cues: what around a short name speaks for or against a place.
        home: first two digits of the home province.
    """

    def __init__(self, places: dict[str, Place], rules: dict[str, NameRule], cues: Cues, home: str) -> None:
        self._map = PlaceMap(places, home)
        self._cues = cues
        full, short = _codes(places.values())
        self._names = [
            _Name(
                name,
                full.get(name, ()),
                short.get(name, ()),
                tuple(code for code in short.get(name, ()) if self._map.near_home(code)),
                rules.get(name, _FREE),
            )
            for name in dict.fromkeys((*full, *short))
        ]
        self._by_name = {name.text: name for name in self._names}
        self._literals = Literals(name.text for name in self._names)
        self._lately: dict[str, list[_Held]] = {}

    def codes(self, name: str) -> tuple[str, ...]:
        """Return the codes of all places with this full name, short name or alias."""
        known = self._by_name.get(name)
        return tuple(dict.fromkeys(known.full + known.short)) if known else ()

    def choose(self, name: str, near: Iterable[str]) -> str | None:
        """Return the code of the place that a name standing alone means."""
        known = self._by_name.get(name)
        if known is None:
            return None
        return PlaceContext(self._map, near).choose(self.codes(name), whole=bool(known.full))

    def find(self, text: str, near: Iterable[str] = ()) -> list[PlaceName]:
        """Return the places named in a text, in order and without overlap."""
        names = self._held(text)
        return _Reading(text, names, self._cues, self._map, near).read() if names else []

    def _held(self, text: str) -> list[_Held]:
        """Return every name that stands in a text."""
        held = self._lately.get(text)
        if held is None:
            names = self._names
            held = [(start, end, names[number]) for number, start, end in self._literals.find(text)]
            # An article is read twice: for where it comes from, and then for all that it names.
            if len(text) in _REMEMBERED:
                if len(self._lately) >= _KEPT:
                    self._lately = {}
                self._lately[text] = held
        return held


class _Reading:
    """One text being read from left to right, with every name that stands in it."""

    def __init__(
        self,
        text: str,
        names: Sequence[_Held],
        cues: Cues,
        places: PlaceMap,
        near: Iterable[str],
    ) -> None:
        self.text = text
        self.found: list[PlaceName] = []
        self.end = 0
        self._names = names
        self._cues = cues
        self._places = places
        self._context = PlaceContext(places, near)

    def read(self) -> list[PlaceName]:
        """Take the longest names that may be places."""
        for start, end, name in self._names:
            if start >= self.end:
                self._at(start, end, name)
        return self.found

    def _at(self, start: int, end: int, name: _Name) -> None:
        full = name.full
        inside = self._inside(start, full + name.short) if self.end >= start - 1 and self.found else ()
        codes = inside or full or self._plausible(name)
        if codes and self._stands(name, start, end, bool(inside)):
            code = self._context.choose(codes, whole=bool(full) and not inside)
            self._take(PlaceName(start, end, name.text, codes, code))

    def _plausible(self, name: _Name) -> tuple[str, ...]:
        """Drop the counties outside the home province that the context has not named."""
        if len(name.likely) == len(name.short) or self._context.codes.isdisjoint(name.short):
            return name.likely
        return tuple([code for code in name.short if code in name.likely or code in self._context.codes])

    def _take(self, name: PlaceName) -> None:
        self.found.append(name)
        self.end = name.end
        if name.code:
            self._context.add(name.code)

    def _inside(self, start: int, codes: Sequence[str]) -> tuple[str, ...]:
        """Return the candidates that lie in the place named just before, or beside it in a list."""
        last = self.found[-1]
        if last.end == start:
            outer: Iterable[str] = last.candidates
        elif last.code and self.text[last.end] in self._cues.lists:
            outer = (self._places.parent(last.code),)
        else:
            return ()
        above = self._places.above
        return tuple([code for code in codes if not above[code].isdisjoint(outer)])

    def _stands(self, name: _Name, start: int, end: int, inside: bool) -> bool:
        """Say whether what stands around a name lets it be a place."""
        text, rule = self.text, name.rule
        before, after = text[start - 1 : start], text[end : end + 1]
        if before and before in rule.not_after and not (inside and self.end == start):
            return False
        if after and after in rule.not_before:
            return False
        if name.full:
            return self._full_stands(start, end, rule, inside)
        return self._short_stands(start, end, name, inside)

    def _full_stands(self, start: int, end: int, rule: NameRule, inside: bool) -> bool:
        after = self.text[end : end + 1]
        if after and after in self._cues.breaks.get(self.text[end - 1], ""):
            return False
        return not rule.need or inside or (rule.need != "parent" and self._cued(start, end, strict=True))

    def _short_stands(self, start: int, end: int, name: _Name, inside: bool) -> bool:
        text, need = self.text, name.rule.need
        if need in ("full", "parent") or self._cues.others.match(text, end):
            return False
        if self._cued(start, end, strict=need in ("cue", "strict")) or (inside and need != "strict"):
            return True
        known = any(self._context.knows(code) for code in name.short)
        return known and need == "near" if need else known or not self._cues.person(text, start, end)

    def _cued(self, start: int, end: int, *, strict: bool) -> bool:
        text, cues = self.text, self._cues
        if text.startswith(cues.strict, end) or text.endswith(cues.before, 0, start):
            return True
        if text.startswith(cues.held_after, end) and text.endswith(cues.held_before, 0, start):
            return True
        if not strict and text.startswith(cues.after, end):
            return text[end + 1 : end + 2] not in cues.breaks.get(text[end], "-")
        if self.found and self.end == start - 1 and text[start - 1] in cues.lists:
            return True
        return text.startswith(cues.lists, end) and self._known(end + 1)

    def _known(self, start: int) -> bool:
        """Say whether a name that needs no cue stands at text[start]."""
        names = self._names
        i = bisect_left(names, (start,))
        while i < len(names) and names[i][0] == start:
            if names[i][2].full or not names[i][2].rule.need:
                return True
            i += 1
        return False


def _codes(places: Iterable[Place]) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Return the codes by full and by short name; an alias counts as the one or the other."""
    full: dict[str, tuple[str, ...]] = {}
    short: dict[str, tuple[str, ...]] = {}
    for place in places:
        full[place.name] = (*full.get(place.name, ()), place.code)
        if place.short != place.name:
            short[place.short] = (*short.get(place.short, ()), place.code)
    current = frozenset(full)
    for place in places:
        for alias in place.aliases:
            if alias not in current and not alias.isascii():
                kind = short if len(alias) == 2 and alias[-1] not in "县市" else full
                kind[alias] = (*kind.get(alias, ()), place.code)
    return full, short
