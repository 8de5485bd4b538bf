"""Place names in Chinese text: longest match, checked against what stands around, resolved by context."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import add

from index.placebook import Cues, NameRule, Place, PlaceName

_FREE = NameRule()
_RANK = {"province": 0, "prefecture": 1, "county": 2}


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
        self._rules = rules
        self._cues = cues
        self._home = home
        self._full: dict[str, tuple[str, ...]] = {}
        self._short: dict[str, tuple[str, ...]] = {}
        self._index()
        self._lengths = self._heads()

    def _index(self) -> None:
        for place in self._places.values():
            _append(self._full, place.name, place.code)
            if place.short != place.name:
                _append(self._short, place.short, place.code)
        current = set(self._full)
        for place in self._places.values():
            for alias in place.aliases:
                if alias not in current and not alias.isascii():
                    kind = self._short if len(alias) == 2 and alias[-1] not in "县" else self._full
                    _append(kind, alias, place.code)

    def _heads(self) -> dict[str, tuple[int, ...]]:
        lengths: dict[str, set[int]] = {}
        for name in (*self._full, *self._short):
            lengths.setdefault(name[:2], set()).add(len(name))
        return {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}

    def codes(self, name: str) -> tuple[str, ...]:
        """Return the codes of all places with this full name, short name or alias."""
        return tuple(dict.fromkeys(self._full.get(name, ()) + self._short.get(name, ())))

    def find(self, text: str, near: Sequence[str] = ()) -> list[PlaceName]:
        """Return the places named in a text, in order and without overlap."""
        heads = self._lengths
        starts = [i for i, pair in enumerate(map(add, text, text[1:])) if pair in heads]
        found: list[PlaceName] = []
        context = list(near)
        end = 0
        for start in starts:
            if start < end:
                continue
            name = self._at(text, start, found[-1] if found else None, context)
            if name:
                found.append(name)
                end = name.end
                if name.code and name.code not in context:
                    context.append(name.code)
        return found

    def _at(self, text: str, start: int, last: PlaceName | None, context: Sequence[str]) -> PlaceName | None:
        for length in self._lengths[text[start : start + 2]]:
            name = text[start : start + length]
            full, short = self._full.get(name, ()), self._short.get(name, ())
            if not full and not short:
                continue
            end = start + length
            parents = last.candidates if last and last.end == start else ()
            inside = tuple(code for code in full + short if self._below(code, parents))
            if self._stands(text, start, end, bool(full), inside, last, context):
                codes = inside or (full if full else self._plausible(short, context))
                if codes:
                    code = self.choose(codes, context, whole=bool(full) and not inside)
                    return PlaceName(start, end, name, codes, code)
        return None

    def _below(self, code: str, outer: Iterable[str]) -> bool:
        ancestors = self._ancestors(code)
        return any(parent in ancestors for parent in outer)

    def _ancestors(self, code: str) -> tuple[str, ...]:
        parent = self._places[code].parent
        return (parent, *self._ancestors(parent)) if parent else ()

    def _stands(
        self,
        text: str,
        start: int,
        end: int,
        full: bool,
        inside: Sequence[str],
        last: PlaceName | None,
        context: Sequence[str],
    ) -> bool:
        """Say whether what stands around text[start:end] lets it be a place."""
        name, rule = text[start:end], self._rules.get(text[start:end], _FREE)
        before, after = text[start - 1 : start], text[end : end + 1]
        if (before and before in rule.not_after) or (after and after in rule.not_before):
            return False
        if full:
            broken = after and after in self._cues.breaks.get(name[-1], "")
            return not broken and (not rule.need or bool(inside) or self._cued(text, start, end, last))
        if text.startswith(self._cues.streets, end):
            return False
        if not rule.need or inside or self._cued(text, start, end, last):
            return True
        return rule.need == "near" and any(code in context for code in self.codes(name))

    def _cued(self, text: str, start: int, end: int, last: PlaceName | None) -> bool:
        cues = self._cues
        if text.startswith(cues.after, end) or text.endswith(cues.before, 0, start):
            return True
        if last and last.end == start - 1 and text[start - 1] in cues.lists:
            return True
        return text.startswith(cues.lists, end) and self._known(text, end + 1)

    def _known(self, text: str, start: int) -> bool:
        lengths = self._lengths.get(text[start : start + 2], ())
        return any(
            (name := text[start : start + n]) in self._full or (name in self._short and name not in self._rules)
            for n in lengths
        )

    def _plausible(self, codes: Sequence[str], context: Sequence[str]) -> tuple[str, ...]:
        """Drop counties outside the home province, unless the context has named them."""
        return tuple(
            code
            for code in codes
            if self._places[code].level != "county" or code.startswith(self._home) or code in context
        )

    def choose(self, codes: Sequence[str], context: Sequence[str] = (), *, whole: bool = True) -> str | None:
        """Return the one place meant, or None where nothing decides.

        Args:
            codes: the candidates.
            context: codes that the text and its surroundings name.
            whole: the name was given in full; a short name means the highest level that bears it.
        """
        if len(codes) == 1:
            return codes[0]
        if not whole:
            codes = self._highest(codes, context)
        scores = {code: self._closeness(code, context) for code in codes}
        best = max(scores.values())
        top = [code for code in codes if scores[code] == best]
        if len(top) > 1:
            top = [code for code in top if code.startswith(self._home)]
        return top[0] if len(top) == 1 else None

    def _highest(self, codes: Sequence[str], context: Sequence[str]) -> Sequence[str]:
        for pool in ([c for c in codes if c in context], [c for c in codes if c.startswith(self._home)], codes):
            if pool:
                rank = min(_RANK[self._places[code].level] for code in pool)
                return [code for code in pool if _RANK[self._places[code].level] == rank]
        return codes

    def _closeness(self, code: str, context: Sequence[str]) -> int:
        """Return how near a candidate is to the context: itself, its prefecture, below it, its province."""
        place = self._places[code]
        if code in context:
            return 5
        if place.level == "county" and any(c == place.parent or c[:4] == code[:4] for c in context):
            return 4
        if self._under_any(code, context):
            return 3
        return 2 if any(c[:2] == code[:2] and c[:2] != self._home for c in context) else self._at_home(code)

    def _under_any(self, code: str, context: Sequence[str]) -> bool:
        return any(c in self._places and code in self._ancestors(c) for c in context)

    def _at_home(self, code: str) -> int:
        return 1 if code.startswith(self._home) else 0


def _append(index: dict[str, tuple[str, ...]], name: str, code: str) -> None:
    index[name] = (*index.get(name, ()), code)
