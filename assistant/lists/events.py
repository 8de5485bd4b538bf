"""Meetings and documents as rows: 召开……会议, 审议通过《……》, one row each, by date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.citations import Citer
from assistant.listing import Draft, coverage_line
from assistant.lists.attribution import Attributor
from assistant.lists.documents import Documents
from assistant.lists.levels import level_asked
from assistant.lists.looking import Search
from assistant.lists.meetings import Meetings
from assistant.lists.scope import sentence_dates
from assistant.lists.showing import about, line, marks
from assistant.parsing.documentrules import load_document_rules
from assistant.parsing.rules import AssertionRules
from assistant.records import Coverage, Question, Row
from assistant.wording import place_name, say, when
from index.places import Gazetteer, Place
from index.records import Sentence
from index.search import Archive, Found
from index.words import solid

_PLACES = frozenset({"county", "prefecture", "place"})
_BELOW = re.compile("各|下[辖属]|所[辖属]|县区|县市|区县")  # bodies below are asked about as well
_OWN_BODY = re.compile("^[省市县区州]?政协(?!委员|协商)")
_OTHER_BODY = re.compile("[^会]{0,2}(?:委(?!员)|政府|人大|[省市县区州]直)|全[省市县区州国]")


class Events:
    """Answer which meetings were held, or which documents a report names."""

    def __init__(self, archive: Archive, gazetteer: Gazetteer, rules: AssertionRules) -> None:
        self.archive = archive
        self.gazetteer = gazetteer
        self.attributor = Attributor(gazetteer, rules)

    def answer(self, question: Question) -> Draft | None:
        """Return one row per meeting or document; None for other questions or where there is none."""
        search = Search(self.archive, question, self.gazetteer)
        if question.asked == "meeting":
            meetings = Meetings(question, search).found()
            held = ((m.name, m.match, m.sentence, m.at, m.told) for m in meetings)
            return self._draft(question, held, "list.meetings", search)
        if question.asked == "document":
            found = Documents(question, search).found()
            told = ((d.name, d.match, d.sentence, d.at, d.sentence) for d in found)
            return self._draft(question, told, "list.documents", search)
        return None

    def titled(self, question: Question) -> bool:
        """Say whether the titles of documents are asked for, of places or of meetings that are named."""
        text = "".join(question.text.split()) if question.language == "zh" else question.text.lower()
        of_places = question.asked in _PLACES or (not question.asked and len(question.places) > 1)
        rules = load_document_rules()
        documents = rules.said(text) or rules.marked.search(text)
        return of_places and bool(documents) and rules.titled.search(text) is not None

    def titles(self, question: Question) -> Draft | None:
        """Return the documents whose titles are asked for, a row for each place where places are the rows."""
        draft = self.answer(replace(question, kind="list", asked="document", levels=()))
        if draft is None or question.asked not in _PLACES:
            return draft
        level, rows = level_asked(question), dict[str, Row]()
        for row in draft.rows:
            place = self.gazetteer.get(row.code)
            if place is None or not level.fits(place):
                continue
            known = rows.get(row.code)
            told = f"{known.detail}、{row.name}" if known else row.name
            cited = tuple(dict.fromkeys((*(known.citations if known else ()), *row.citations)))
            rows[row.code] = replace(row, name=place.name, detail=told, citations=cited)
        if not rows:
            return None
        lines = [say("list.plain", question.language, n=len(rows))]
        lines += [line(row, question.language, self.gazetteer) for row in rows.values()]
        text = "\n".join([*lines, "", coverage_line(question, draft.coverage)])
        return replace(draft, text=text, rows=tuple(rows.values()))

    def _draft(
        self,
        question: Question,
        found: Iterator[tuple[str, Found, Sentence, int, Sentence]],
        heading: str,
        search: Search,
    ) -> Draft | None:
        citer = Citer()
        rows: list[tuple[Row, str]] = []
        asked = level_asked(question if question.asked == "meeting" else replace(question, text=""))
        own = self._bodies(question) if question.asked == "meeting" else set[str]()
        for name, match, sentence, at, told in found:
            acting = self.attributor.acting(match.article, match.annotation, sentence, at)
            code = acting[0].code if acting else ""
            inside = any(self.gazetteer.contains(p, code) for p in question.places) if code else False
            level = place.level if (place := self.gazetteer.get(code)) else ""
            if (question.places and not inside) or (question.levels and level not in question.levels):
                continue
            if not asked.fits(place) or (own and code not in own):
                continue
            dates = sentence_dates(match.article, match.annotation, sentence)
            cited = [citer.cite(match.article, s.start, s.end) for s in dict.fromkeys((sentence, told))]
            date = dates[0].iso if dates else ""
            name = _of_body(name, place) if question.asked == "meeting" else name
            row = Row(name, code, level, "mentioned", None, "", "", date, tuple(cited))
            rows.append((row, self._line(question, row)))
        if not rows:
            return None
        rows.sort(key=lambda pair: pair[0].date or "9999")
        matched = len({c.article_id for c in citer.citations})
        unread = len(self.archive.refused())
        coverage = Coverage(self.archive.count(), matched, len(citer.citations), unread, search.cut)
        lines = [say(heading, question.language, n=len(rows)), *(told for _, told in rows)]
        lines += ["", coverage_line(question, coverage)]
        return Draft("\n".join(lines), "answered", tuple(r for r, _ in rows), citer.citations, coverage)

    def _bodies(self, question: Question) -> set[str]:
        """Return the places whose own body is named (定西市政协), unless those below are meant too."""
        text = solid(question.text)
        if question.language != "zh" or _BELOW.search(text):
            return set()
        named = {code: place.name for code in question.places if (place := self.gazetteer.get(code))}
        return {code for code, name in named.items() if f"{name}政协" in text}

    def _line(self, question: Question, row: Row) -> str:
        place = self.gazetteer.get(row.code)
        where = place_name(row.code, place.name, question.language, self.gazetteer) if place else ""
        if place and (place.name in row.name or place.short in row.name) and question.language == "zh":
            where = ""
        told = about((where, when(row.date, question.language)), question.language)
        return f"- **{row.name}**{told} {marks(row.citations)}"


def _of_body(name: str, place: Place | None) -> str:
    """Return the name of a meeting with the body that held it, where it says no other (县委, 市政府)."""
    if place is None or place.name in name or place.short in name or _OTHER_BODY.match(name):
        return name
    return f"{place.name}政协{_OWN_BODY.sub('', name)}"
