"""The facts that a text states (quantities, dates, places, people, quoted words) and their support."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import combinations

from index.bigrams import bigrams
from index.dates import DateRange, find_dates
from index.mentions.people import find_people
from index.mentions.quantities import find_quantities
from index.mentions.units import units
from index.misread import mended
from index.places import Gazetteer
from index.records import Mention
from index.words import fold

_QUOTED = re.compile("[“「『《]([^”」』》]{4,60})[”」』》]")
_DAY = r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_ISO = re.compile(rf"(?<![\d年-]){_DAY}(?:/{_DAY})?(?![\d年\u4e00-\u9fff-]|\.\d)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in its base unit with what it counts."""

    value: float
    unit: str
    counted: str


@dataclass(slots=True)
class Facts:
    """What a text states.

    Attributes:
        text: the folded text, white space removed.
        dates: as days.
        places: codes.
        people: names without inner spaces.
        quoted: words in quotation marks.
        numbers: numbers that belong to no quantity and no date.
    """

    text: str
    quantities: list[Quantity] = field(default_factory=list)
    dates: list[DateRange] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    quoted: list[str] = field(default_factory=list)
    numbers: set[str] = field(default_factory=set)


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """Return the folded text without white space, remembered: long lists compare quotes several times."""
    return "".join(fold(text).split())


def quantity(mention: Mention) -> Quantity:
    """Return a quantity mention in its base unit."""
    value, unit = units().comparable(mention.value or 0.0, mention.unit)
    return Quantity(value, unit, fold(mention.name))


def read_facts(text: str, anchor: DateRange | None, gazetteer: Gazetteer, near: Sequence[str] = ()) -> Facts:
    """Read what a statement says.

    Args:
        text: the statement.
        anchor: the date against which 8月6日 and 去年 are to be understood.
        gazetteer: the place names.
        near: codes of places that the surroundings name.
    """
    text = mended(text)
    facts = Facts(squeezed(text))
    spoken, printed = _ISO.findall(text), text
    text = _ISO.sub(lambda m: " " * len(m.group()), text)
    dates = find_dates(text, anchor)
    spans = [(d.start, d.end) for d in dates]
    facts.dates = [d.range for d in dates if d.range] + [DateRange.parse(iso) for iso in spoken]
    counted = find_quantities(text, spans)
    named = gazetteer.find(text, near)
    quantities = [quantity(m) for m in counted if m.value is not None]
    spots = {fold(text[p.start : p.end]) for p in named} if quantities else set()
    # A place before a number (榆中县 24个) is where it is counted, not what.
    facts.quantities = [replace(q, counted="") if q.counted in spots else q for q in quantities]
    facts.places = {p.code for p in named if p.code}
    facts.people = {m.name for m in find_people(text, [(p.start, p.end) for p in named]) if m.post}
    facts.quoted = [squeezed(m) for m in _QUOTED.findall(printed)]
    taken = [*spans, *((m.start, m.end) for m in counted)]
    loose = (m for m in _NUMBER.finditer(text) if not any(a <= m.start() < b for a, b in taken))
    facts.numbers = {m.group() for m in loose}
    return facts


def unsupported(stated: Facts, told: Facts, gazetteer: Gazetteer) -> list[str]:
    """Return what of the stated facts the told ones do not bear out, in words.

    Args:
        stated: the facts of a statement.
        told: the facts of what it cites.
        gazetteer: the place names; a place is borne out by itself and by what lies in it.
    """
    borne = [q for q in stated.quantities if _counted(q, told.quantities)]
    open_ = [q for q in stated.quantities if q not in borne and not _worked_out(q, borne)]
    wrong = [f"{q.value:g}{q.unit}" for q in open_]
    wrong += [d.iso for d in stated.dates if not any(_same_time(d, t) for t in told.dates)]
    wrong += [code for code in stated.places if not any(gazetteer.contains(code, t) for t in told.places)]
    wrong += [name for name in stated.people if name not in told.text]
    wrong += [words for words in stated.quoted if words not in told.text]
    return wrong + [n for n in stated.numbers if not _stands(n, told.text)]


def _stands(number: str, text: str) -> bool:
    return bool(re.search(rf"(?<![\d.]){re.escape(number)}(?![\d.]*\d)", text))


def _worked_out(told: Quantity, parts: Sequence[Quantity]) -> bool:
    """Say whether a number is the sum of the others that the same statement gives, or the gap of two."""
    if len(parts) < 2:
        return False
    gaps = (abs(one.value - other.value) for one, other in combinations(parts, 2) if one.unit == other.unit)
    return any(abs(value - told.value) < 1e-6 for value in (sum(p.value for p in parts), *gaps))


def _counted(stated: Quantity, told: Iterable[Quantity]) -> bool:
    same = (t for t in told if t.value == stated.value and t.unit == stated.unit)
    return any(_akin(stated.counted, t.counted) for t in same)


def _akin(one: str, other: str) -> bool:
    """Say whether two names of what is counted can mean one thing: one is unsaid, or they share a pair."""
    if not one or not other:
        return True
    return any(a in other for a in bigrams(one) or {one}) or any(b in one for b in bigrams(other) or {other})


def _same_time(stated: DateRange, told: DateRange) -> bool:
    """Say whether a time stated is one told, or a time in which that lies (2024年 for 2024年8月6日)."""
    return stated.contains(told) or stated == told
