"""Places that a question names by what befell them, and counties asked for within one county."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.parsing.rowrules import load_row_rules
from assistant.records import Question
from index.places import Gazetteer

_PLACES = frozenset({"county", "prefecture", "place"})
_NUMBERS = frozenset({"number", "count", "compare"})


def without_events(question: Question, gazetteer: Gazetteer) -> Question:
    """Return a question for numbers without places of which only an event is named beside others.

    甲地地震后，乙县和丙县捐款多少 asks nothing of the first place. How many counties one county has is
    asked by nobody: what stands before the asking word is counted then, not rows.

    Args:
        question: as understood; one for rows of those who helped keeps the place (`assistant.lists.struck`).
        gazetteer: the place names.
    """
    struck = [code for code in question.places if _befell(code, question.text, gazetteer)]
    if struck and len(question.places) > len(struck) and question.kind in _NUMBERS:
        question = replace(question, places=tuple(c for c in question.places if c not in struck))
    rows = question.kind == "count" and question.asked in _PLACES and len(question.places) == 1
    place = gazetteer.get(question.places[0]) if rows else None
    if place is None or place.level != "county" or place.code in struck:
        return question
    return replace(question, kind="number", asked="", said_noun="", levels=())


def _befell(code: str, text: str, gazetteer: Gazetteer) -> bool:
    """Say whether a text names a place by what befell it (舟曲泥石流)."""
    place = gazetteer.get(code)
    names = f"(?:{place.name}|{place.short})" if place else "(?!)"
    return re.search(f"{names}{load_row_rules().befell}", text) is not None
