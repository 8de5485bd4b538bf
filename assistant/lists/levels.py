"""Which level of places a question names with the bodies or posts it asks for (市州政协主席, 县一级政协)."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.parsing.rowrules import load_row_rules
from assistant.records import Question
from index.places import Place


@dataclass(frozen=True, slots=True)
class Level:
    """What the places of rows have to be.

    Attributes:
        level: "county", "prefecture" or "province"; "" for any.
        ending: how their names end; "" for any.
    """

    level: str = ""
    ending: str = ""

    def fits(self, place: Place | None) -> bool:
        """Say whether a place is of the level; an unknown one is where none is asked for."""
        if place is None:
            return self == _ANY
        return self.level in ("", place.level) and place.name.endswith(self.ending)


_ANY = Level()


def level_asked(question: Question) -> Level:
    """Return the level of the bodies a question asks about, any where it names none.

    Args:
        question: as understood; a level that stands right before a body or a post counts.
    """
    if question.scope:
        return Level(question.levels[0] if question.levels else "", question.ending)
    rules = load_row_rules().levels
    text = question.text.lower()
    for rule in rules:
        if rule.pattern.search(text):
            return Level(rule.level, rule.ending)
    return _ANY


def bodies_asked(question: Question) -> tuple[str, ...] | None:
    """Return the levels of the bodies asked for (empty: any), None where it is places that are asked for."""
    rows = question.asked in ("county", "prefecture", "place")
    asked = rows and load_row_rules().bodies.search(question.text.lower())
    return question.levels if asked else None
