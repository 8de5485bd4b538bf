"""Place names in Chinese text: longest match, checked against what stands around, resolved by context."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.places.book import Cues, NameRule, Place, PlaceName
from index.places.context import PlaceContext

_FREE = NameRule()


@dataclass(frozen=True, slots=True)
class _Names:
    """Codes by full and by short name, rules by name, lengths of names by their first two characters.

    `begins` matches one character where a name may begin; it is cheap, and finds too much.
    """

    full: dict[str, tuple[str, ...]]
    short: dict[str, tuple[str, ...]]
    rules: dict[str, NameRule]
    lengths: dict[str, tuple[int, ...]]
    begins: re.Pattern[str]


class PlaceFinder:
    """Find and resolve place names.

    Args:
        places: the gazetteer by code.
        rules: what single names need around them.
        cues: what around a short name speaks for or against a place.
        home: first two digits of the home province.
    """

    def __init__(self, places: dict[str, Place], rules: dict[str, NameRule], cues: Cues, home: str) -> None:
        self._places = places
        self._cues = cues
        self._home = home
        self._names = _index(places.values(), rules)

    def codes(self, name: str) -> tuple[str, ...]:
        """Return the codes of all places with this full name, short name or alias."""
        return tuple(dict.fromkeys(self._names.full.get(name, ()) + self._names.short.get(name, ())))

    def choose(self, name: str, near: Iterable[str]) -> str | None:
        """Return the code of the place that a name standing alone means."""
        codes = self.codes(name)
        context = PlaceContext(self._places, self._home, near)
        return context.choose(codes, whole=name in self._names.full) if codes else None

    def find(self, text: str, near: Iterable[str] = ()) -> list[PlaceName]:
        """Return the places named in a text, in order and without overlap."""
        lengths = self._names.lengths
        found = self._names.begins.finditer(text)
        starts = [start for match in found if text[(start := match.start()) : start + 2] in lengths]
        if not starts:
            return []
        reading = _Reading(text, self._names, self._cues, PlaceContext(self._places, self._home, near))
        for start in starts:
            if start >= reading.end:
                reading.at(start, self._places, self._home)
        return reading.found


class _Reading:
    """One text being read from left to right."""

    def __init__(self, text: str, names: _Names, cues: Cues, context: PlaceContext) -> None:
        self.text = text
        self.found: list[PlaceName] = []
        self.end = 0
        self._names = names
        self._cues = cues
        self._context = context

    def at(self, start: int, places: dict[str, Place], home: str) -> None:
        """Take the longest name that stands at text[start] and may be a place."""
        text, names = self.text, self._names
        for length in names.lengths[text[start : start + 2]]:
            name = text[start : start + length]
            full, short = names.full.get(name, ()), names.short.get(name, ())
            if not full and not short:
                continue
            inside = self._inside(start, full + short, places)
            codes = inside or full or (_plausible(short, places, home, self._context.codes) if short else ())
            if codes and self._stands(name, start, bool(full), bool(inside)):
                code = self._context.choose(codes, whole=bool(full) and not inside)
                self._take(PlaceName(start, start + length, name, codes, code))
                return

    def _take(self, name: PlaceName) -> None:
        self.found.append(name)
        self.end = name.end
        if name.code:
            self._context.add(name.code)

    def _inside(self, start: int, codes: Sequence[str], places: dict[str, Place]) -> tuple[str, ...]:
        """Return the candidates that lie in the place named just before, or beside it in a list."""
        last = self.found[-1] if self.found else None
        if not last:
            return ()
        if last.end == start:
            outer = set(last.candidates)
        elif last.end == start - 1 and self.text[last.end] in self._cues.lists and last.code:
            outer = {places[last.code].parent}
        else:
            return ()
        return tuple(code for code in codes if any(above in outer for above in _above(code, places)))

    def _stands(self, name: str, start: int, full: bool, inside: bool) -> bool:
        """Say whether what stands around a name lets it be a place."""
        text, end = self.text, start + len(name)
        rule = self._names.rules.get(name, _FREE)
        before, after = text[start - 1 : start], text[end : end + 1]
        if before and before in rule.not_after and not (inside and self.end == start):
            return False
        if after and after in rule.not_before:
            return False
        stands = self._full_stands if full else self._short_stands
        return stands(start, end, rule, inside)

    def _full_stands(self, start: int, end: int, rule: NameRule, inside: bool) -> bool:
        after = self.text[end : end + 1]
        if after and after in self._cues.breaks.get(self.text[end - 1], ""):
            return False
        return not rule.need or inside or (rule.need != "parent" and self._cued(start, end, strict=True))

    def _short_stands(self, start: int, end: int, rule: NameRule, inside: bool) -> bool:
        text, need = self.text, rule.need
        if need in ("full", "parent") or self._cues.others.match(text, end):
            return False
        if self._cued(start, end, strict=need in ("cue", "strict")) or (inside and need != "strict"):
            return True
        known = any(self._context.knows(code) for code in self._names.short[text[start:end]])
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
        text, names = self.text, self._names
        for length in names.lengths.get(text[start : start + 2], ()):
            name = text[start : start + length]
            if name in names.full or (name in names.short and not names.rules.get(name, _FREE).need):
                return True
        return False


def _index(places: Iterable[Place], rules: dict[str, NameRule]) -> _Names:
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
    lengths: dict[str, set[int]] = {}
    for name in (*full, *short):
        lengths.setdefault(name[:2], set()).add(len(name))
    ordered = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}
    return _Names(full, short, rules, ordered, _begins(ordered))


def _begins(heads: Iterable[str]) -> re.Pattern[str]:
    pairs = [head for head in heads if len(head) == 2]
    first, second = (re.escape("".join(sorted({pair[i] for pair in pairs}))) for i in (0, 1))
    return re.compile(f"[{first}](?=[{second}])" if pairs else "(?!)")


def _above(code: str, places: dict[str, Place]) -> Iterable[str]:
    parent = places[code].parent
    while parent:
        yield parent
        parent = places[parent].parent


def _plausible(
    codes: Iterable[str], places: dict[str, Place], home: str, context: frozenset[str] | set[str]
) -> tuple[str, ...]:
    """Drop the counties outside the home province that the context has not named."""
    return tuple(
        [
            code
            for code in codes
            if code.startswith(home) or places[code].level != "county" or code in context
        ]
    )
