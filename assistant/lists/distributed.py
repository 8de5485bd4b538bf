"""Read a sentence that tells a number of each of several places (甲县34个、乙县22个) as a row for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.lists.attribution import Acting
from assistant.lists.evidence import Evidence
from assistant.lists.figures import Figure
from index.records import Mention, Sentence

_LINK = re.compile("(?:政协|全[县区市州]|共|现|已|各)*(?:有|建成|建有|建起|设立|成立|为|达到?|是|占)?")
_PARTS = re.compile("其中|(?:分别|各)(?:是|为|有)|具体")  # how a sentence begins that tells parts
_FEWEST = 2  # places with a number each that make a series


def distributed(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return evidence with a piece for each place of a series with its own number.

    What else the same report counts without naming such a place is no number of it.

    Args:
        evidence: sentences that name a thing.
    """
    told = [each_place(item) for item in evidence]
    known = {
        (item.article.article_id, acting.code)
        for parts in told
        for item in parts
        for acting in item.acting
        if len(parts) >= _FEWEST and item.figure
    }

    def beside(item: Evidence) -> bool:
        keys = [(item.article.article_id, acting.code) for acting in item.acting if not acting.named]
        return bool(keys) and known.issuperset(keys)

    return [replace(item, figure=None) if beside(item) else item for parts in told for item in parts]


def each_place(evidence: Evidence) -> list[Evidence]:
    """Return a piece of evidence for each place of a series with its own number; else the evidence alone.

    Args:
        evidence: a sentence that names the thing of which there are so many.
    """
    series, also = _series(evidence)
    if not series:
        return [evidence]
    named = {place.code for place, _ in series}
    own = tuple(acting for acting in evidence.acting if acting.code not in named)
    whole = [replace(evidence, acting=own)] if own else []
    evidence = replace(evidence, also=also or evidence.also)
    return [*whole, *(_of(evidence, place, number) for place, number in series)]


def _series(evidence: Evidence) -> tuple[list[tuple[Mention, Mention]], tuple[Sentence, ...]]:
    """Return a series of places with a number each, and the next sentence where it is that which tells it.

    A sentence goes on with the parts of the number before it (其中甲县15个、乙县8个).
    """
    sentences, own = evidence.annotation.sentences, evidence.sentence
    at = sentences.index(own) + 1
    following = sentences[at] if at < len(sentences) else own
    goes_on = _PARTS.match(evidence.article.text, following.start) and following.paragraph == own.paragraph
    for sentence in (own, following) if goes_on else (own,):
        series = list(_pairs(evidence, sentence))
        if len({place.code for place, _ in series}) >= _FEWEST:
            return series, () if sentence == own else (sentence,)
    return [], ()


def _pairs(evidence: Evidence, sentence: Sentence) -> Iterator[tuple[Mention, Mention]]:
    """Yield the places that are followed by a number right away, with it, all of one unit."""
    text = evidence.article.text
    told = evidence.annotation.within(sentence.start, sentence.end)
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
