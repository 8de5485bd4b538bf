"""Towns, villages and communities as rows (哪些镇的委员工作站): they stand in texts, not in the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.citations import Citer
from assistant.listing import Draft, coverage_line
from assistant.lists.evidence import Evidence, Finder
from assistant.lists.rows import cite_with_place, clause, date_of
from assistant.lists.showing import about
from assistant.parsing.rowrules import load_row_rules
from assistant.records import Question, Row
from assistant.wording import place_name, say, when
from index.places import Gazetteer

_CLAUSE = re.compile("[，,。；;：:！？]")


class Towns:
    """Answer which towns or villages reports name with a thing."""

    def __init__(self, finder: Finder, gazetteer: Gazetteer) -> None:
        self.finder = finder
        self.gazetteer = gazetteer

    def answer(self, question: Question) -> Draft | None:
        """Return one row per town or village; None for other questions or where none is named."""
        if question.asked != "town":
            return None
        bare = not (question.groups or question.activities)
        if bare and not question.places:
            return None
        matches = self.finder.find(
            replace(question, groups=(load_row_rules().town.any,)) if bare else question
        )
        citer = Citer()
        rows: dict[tuple[str, str], Row] = {}
        for item in matches.evidence:
            for name in self._named(item, question):
                code = item.acting[0].code if item.acting else ""
                known = rows.get((name, code))
                cited = tuple(cite_with_place(item, code, citer))
                if known is None:
                    rows[name, code] = Row(
                        name, code, "", "mentioned", None, "", clause(item), date_of(item), cited
                    )
        if not rows:
            return None
        lines = [say("list.towns", question.language, n=len(rows))]
        lines += [self._line(question, row) for row in rows.values()]
        lines += ["", coverage_line(question, matches.coverage)]
        return Draft("\n".join(lines), "answered", tuple(rows.values()), citer.citations, matches.coverage)

    def _named(self, item: Evidence, question: Question) -> Iterator[str]:
        """Yield the towns that a sentence names, each once."""
        village = any(word in question.text for word in ("村", "社区", "village", "communit"))
        start, text = item.sentence.start, item.text
        spans = [
            (m.end - start) for m in item.annotation.within(start, item.sentence.end) if m.kind == "place"
        ]
        at = item.position - start if question.groups else -1
        for name in town_names(text, "village" if village else "town", spans):
            # With a thing, the town is the one whose thing it is: they stand in one clause.
            if at < 0 or _CLAUSE.search(text, text.find(name), at) is None:
                yield name

    def _line(self, question: Question, row: Row) -> str:
        place = self.gazetteer.get(row.code)
        where = place_name(row.code, place.name, question.language, self.gazetteer) if place else ""
        told = about((where, when(row.date, question.language), row.detail), question.language)
        return f"- **{row.name}**{told} " + "".join(f"[{n}]" for n in row.citations)


def town_names(text: str, kind: str, after: list[int]) -> list[str]:
    """Return the names of towns in a text, in order, each once.

    Args:
        text: a sentence.
        kind: "town" or "village".
        after: offsets at which the name of a county ends: a name may begin there.
    """
    found: dict[str, None] = {}
    rules = load_row_rules().town
    for match in rules.kinds[kind].finditer(text):
        for size in (2, 3, 1, 4):
            begin = match.start() - size
            if begin < 0 or not re.fullmatch("[\u4e00-\u9fff]+", text[begin : match.start()]):
                continue
            stem = text[begin : match.start()]
            border = begin in after or rules.border.match(text, begin)
            if border and not rules.generic.search(stem) and not rules.other.search(stem):
                found.setdefault(stem + match.group())
                break
    return list(found)
