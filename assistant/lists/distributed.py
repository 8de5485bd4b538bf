"""Read a sentence that tells a number of each of several places (甲县34个、乙县22个) as a row for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.lists.attribution import Acting
from assistant.lists.evidence import Evidence
from assistant.lists.figures import Figure
from index.records import Mention

_LINK = re.compile("(?:政协|全[县区市州]|共|现|已|各)*(?:有|建成|建有|建起|设立|成立|为|达到?|是|占)?")
_FEWEST = 2  # places with a number each that make a series


def each_place(evidence: Evidence) -> list[Evidence]:
    """Return a piece of evidence for each place of a series with its own number; else the evidence alone.

    Args:
        evidence: a sentence that names the thing of which there are so many.
    """
    series = list(_pairs(evidence))
    if len({place.code for place, _ in series}) < _FEWEST:
        return [evidence]
    named = {place.code for place, _ in series}
    own = tuple(acting for acting in evidence.acting if acting.code not in named)
    whole = [replace(evidence, acting=own)] if own else []
    return [*whole, *(_of(evidence, place, number) for place, number in series)]


def _pairs(evidence: Evidence) -> Iterator[tuple[Mention, Mention]]:
    """Yield the places that are followed by a number right away, with it, all of one unit."""
    text = evidence.article.text
    told = evidence.annotation.within(evidence.sentence.start, evidence.sentence.end)
    places = [m for m in told if m.kind == "place" and m.code]
    numbers = [m for m in told if m.kind == "quantity" and m.value is not None]
    unit = ""
    for place in places:
        after = (n for n in numbers if 0 <= n.start - place.end <= 6)
        number = next((n for n in after if _LINK.fullmatch(text, place.end, n.start)), None)
        if number is not None and number.unit == (unit or number.unit):
            unit = number.unit
            yield place, number


def _of(evidence: Evidence, place: Mention, number: Mention) -> Evidence:
    value = number.value or 0.0
    figure = Figure(value, number.unit, "", (value,), number.text)
    return replace(evidence, acting=(Acting(place.code, True, place.start),), figure=figure)
