"""Tell where a place of a question only names what befell it: 舟曲泥石流后 limits nobody to that county."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.parsing.rowrules import load_row_rules
from assistant.records import Question
from index.places import Gazetteer
from index.words import fold

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
    event = re.search(f"(?:{one}){rules.befell}", text) if one and apart else None
    if event is None:
        return question
    own = tuple(dict.fromkeys(fold(name) for name in (place.short, place.name)))
    groups = tuple((*g, *rules.relief) if g[0] in event.group() else g for g in question.groups)
    return replace(question, places=(), groups=(*groups, own), pieces=(*question.pieces, own))
