"""Tell where a place of a question only names what befell it: 舟曲泥石流后 limits nobody to that county."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.parsing.rowrules import load_row_rules
from assistant.records import Question
from index.places import Gazetteer
from index.words import fold

_GAVE = re.compile("^(?:各|都)?(?:捐|送|运|寄|募)(?:赠|来|去|出)?[过了]?")
_ROWS = frozenset({"county", "prefecture", "place"})


def elsewhere(question: Question, gazetteer: Gazetteer) -> Question:
    """Return a question for bodies with the place of an event as a part of its name, not as a limit.

    Args:
        question: as understood; one for what lies within the place stays as it is.
        gazetteer: the names of the place.
    """
    place = gazetteer.get(question.places[0]) if len(question.places) == 1 else None
    if question.asked not in _ROWS or place is None or place.level != "county":
        return question
    text, rules = question.text.lower(), load_row_rules()
    names = (place.english.lower(),) if question.language == "en" else (place.name, place.short)
    one = "|".join(re.escape(name.removesuffix(" county")) for name in names if name)
    # One county holds no others: its name can only be that of the event.
    apart = question.asked == "county" or rules.bodies.search(text)
    event = (
        re.search(f"(?:{one}){rules.befell}|{rules.to.replace('ONE', one)}", text) if one and apart else None
    )
    if event is None:
        return question
    own = tuple(dict.fromkeys(fold(name) for name in (place.short, place.name)))
    if rules.helps.search(text):
        return _given(question, place.name, own)
    groups = tuple((*g, *rules.relief) if g[0] in event.group() else g for g in question.groups)
    return replace(question, places=(), groups=(*groups, own), pieces=(*question.pieces, own))


def _given(question: Question, struck: str, own: tuple[str, ...]) -> Question:
    """Return a question for those who gave a place something: where it is named, or what befell it.

    Args:
        question: as understood.
        struck: the place, which is no row.
        own: its names.
    """
    rules, text = load_row_rules(), question.text.lower()
    sort, told = next(
        ((n, told) for n, (asked, told) in enumerate(rules.given) if asked.search(text)), (0, ())
    )
    of_it = (*own, *rules.relief)
    groups = (*question.groups, *question.activities, *question.words)
    named = [tuple(dict.fromkeys(_GAVE.sub("", name) for name in group)) for group in groups]
    # What the last and widest sort is asked of may be named besides (送过棉被).
    wide = sort == len(rules.given) - 1
    more = [
        g
        for g in named
        if wide and g[0] and not rules.giving.fullmatch(g[0]) and not set(g) & {*told, *of_it}
    ]
    groups = (*more, *((told,) if told else ()), of_it)
    excluded = (*question.excluded, struck)
    return replace(
        question,
        places=(),
        groups=groups,
        activities=(),
        words=(),
        pieces=groups,
        excluded=excluded,
        unused=(),
    )
