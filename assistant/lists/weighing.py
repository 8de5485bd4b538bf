"""Weigh the words of a question: reports that tell of nearly all of it count where none tells of everything.

A word weighs what its rarity tells (the logarithm of the reports there are to those that have it: the inverse
document frequency of retrieval): without 群众 a report may be what is asked for, without 供暖 it is not.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from assistant.lists.looking import Group, Search
from assistant.lists.searching import Way
from assistant.parsing.rowrules import load_row_rules
from index.search import Found
from index.words import fold, folded

_LEAST = 0.62  # of the weight of a question that has to be met
_FEW = 0.25  # of all reports; a word that more of them have tells too little to be looked for alone
_SHORT = 600  # characters of a report that tells of one event
WHOLE = 0.95  # of the weight; who meets so much meets everything
_NONE = 0.05  # what a word weighs that every report has
_BESIDE = 0.4  # what a mere word weighs of what a term does


def weighed(
    things: Sequence[Group],
    doings: Sequence[Group],
    beside: Sequence[Group],
    search: Search,
    total: int,
) -> Iterator[Way]:
    """Yield ways to look for what weighs most, with how much of the rest has to be met near it.

    Args:
        things: the subjects of a question; where there are any, one of them is met (a list of who was
            praised for something else is no list of whose proposals were).
        doings: what is done, and words that are needed too.
        beside: mere words.
        search: tells how many reports have a word.
        total: how many reports there are.
    """
    weights = {group: _weight(search.spread(group), total) for group in (*things, *doings)}
    weights |= {group: _BESIDE * _weight(search.spread(group), total) for group in beside}
    if len(weights) < 2:
        return
    least = _LEAST * sum(weights.values())
    for group in sorted((*things, *doings), key=lambda g: -weights[g]):
        if not 0 < search.spread(group) <= max(3, _FEW * total):
            continue
        alone = group in things or not things
        for near in [()] if alone else [(thing,) for thing in things]:
            rest = tuple((other, weight) for other, weight in weights.items() if other not in (group, *near))
            met = weights[group] + sum(weights[thing] for thing in near)
            yield Way((group,), near, rest=rest, least=least - met)


def by_share(
    found: Sequence[Way],
    asked: Sequence[Group],
    beside: Sequence[Group],
    search: Search,
    total: int,
) -> list[tuple[float, Way]]:
    """Return ways to look with the share of the weight asked for that each meets, those that meet most first.

    Args:
        found: the ways, strictest first; of those that meet alike much the order stays.
        asked: subjects, doings and needed words. What hardly says what was done weighs nothing.
        beside: mere words.
        search: tells how many reports have a word.
        total: how many reports there are.
    """
    light = load_row_rules().light
    said = [group for group in asked if not light.fullmatch(group[0])]
    weights = {group: max(_weight(search.spread(group), total), _NONE) for group in said}
    weights |= {group: _BESIDE * max(_weight(search.spread(group), total), _NONE) for group in beside}
    whole = sum(weights.values())

    def share(way: Way) -> float:
        names = {name for group in (*way.needed, *way.near, *way.far) for name in group}
        met = sum(weight for group, weight in weights.items() if names & set(group))
        return (met + max(way.least, 0.0)) / whole if whole else 1.0

    # What only has to meet most of it comes after what says which words it gives up.
    each = [(share(way), way) for way in found]
    return sorted(each, key=lambda told: (bool(told[1].rest), -round(told[0], 1)))


def _weight(spread: int, total: int) -> float:
    return math.log((total + 1.5) / (spread + 0.5))


def with_most(found: Found, rest: Sequence[tuple[Group, float]], least: float) -> Found | None:
    """Return the sentences around which enough of the rest is met; None where there is none.

    Args:
        found: a report with its sentences that match.
        rest: groups with their weights.
        least: the weight that has to be met, in the paragraph, the headline or anywhere in a short report.
    """
    text, sentences = folded(found.article.text), found.annotation.sentences
    title, short = fold(found.article.title), len(text) <= _SHORT
    kept = []
    for number in found.sentences:
        here = sentences[number]
        near = [s for s in sentences if short or s.paragraph == here.paragraph]
        around = " ".join([title, *(text[s.start : s.end] for s in near)])
        if sum(weight for group, weight in rest if any(name in around for name in group)) >= least:
            kept.append(number)
    return Found(found.article, found.annotation, tuple(kept)) if kept else None
