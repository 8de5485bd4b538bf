"""Places as rows, each with the name of what it has: which made a brand, and what it is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.listing import Draft, coverage_line
from assistant.lists.levels import level_asked
from assistant.lists.named import Named
from assistant.lists.showing import marks
from assistant.parsing.kinds import load_named_rules
from assistant.records import Question, Row
from assistant.wording import place_name, say, when
from index.places import Gazetteer

_PLACES = frozenset({"place", "county", "prefecture"})


class NamePlaces:
    """Answer which places have something with a name of its own.

    Args:
        named: lists things by their names.
        gazetteer: the place names.
    """

    def __init__(self, named: Named, gazetteer: Gazetteer) -> None:
        self.named = named
        self.gazetteer = gazetteer

    def wanted(self, question: Question) -> bool:
        """Say whether places are asked for, each with what the thing that it has is called."""
        return question.asked in _PLACES and self._noun(question) != ""

    def answer(self, question: Question) -> Draft | None:
        """Return one row per place with the names; None for other questions, or where none is told."""
        noun = self._noun(question) if question.asked in _PLACES else ""
        if not noun:
            return None
        # To have been told of limits what is read: the names are looked for whatever was done.
        book = load_named_rules().kind(noun, question.language)
        did = "编" if book is not None and book.sort == "title" else "有"
        said = f"报道里{did}了哪些{noun}" if question.language == "zh" else f"which {noun} do reports name"
        bare = replace(question, text=said, asked="named", said_noun=noun, levels=(), kind="list")
        bare = replace(bare, groups=(), activities=(), words=(), pieces=(), wanted=())
        found = self.named.answer(bare)
        rows = self._rows(question, found.rows) if found else []
        if found is None or not rows:
            return None
        lines = [say("list.plain", question.language, n=len(rows))]
        lines += [self._line(question, row) for row in rows]
        lines += ["", coverage_line(question, found.coverage)]
        return Draft("\n".join(lines), "answered", tuple(rows), found.citations, found.coverage)

    def _noun(self, question: Question) -> str:
        """Return the noun of the things whose names are asked for; "" where it is no such question."""
        text = question.text.lower()
        rules = load_named_rules().called
        text = "".join(text.split()) if question.language == "zh" else text
        found = rules[question.language].search(text)
        return found["noun"] or found["noun2"] if found else ""

    def _rows(self, question: Question, named: Sequence[Row]) -> list[Row]:
        """Return one row per place of the level asked for, with all names that are told of it."""
        level, rows = level_asked(question), dict[str, Row]()
        for item in named:
            place = self.gazetteer.get(item.code)
            fits = place is not None and (not question.levels or place.level in question.levels)
            if place is None or not fits or not level.fits(place):
                continue
            known = rows.get(item.code)
            first = replace(item, name=place.name, detail=item.name)
            rows[item.code] = first if known is None else _joined(known, item)
        return list(rows.values())

    def _line(self, question: Question, row: Row) -> str:
        name = place_name(row.code, row.name, question.language, self.gazetteer)
        colon, comma = ("：", "，") if question.language == "zh" else (": ", ", ")
        told = [row.detail, *([when(row.date, question.language)] if row.date else [])]
        return f"- **{name}**{colon}{comma.join(told)} {marks(row.citations)}"


def _joined(known: Row, item: Row) -> Row:
    cited = tuple(dict.fromkeys((*known.citations, *item.citations)))
    return replace(known, detail=re.sub("^、", "", f"{known.detail}、{item.name}"), citations=cited)
