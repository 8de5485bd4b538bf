"""Who presided over each of several meetings: one row per person, with the meetings."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.citations import Citer
from assistant.listing import Draft, coverage_line
from assistant.lists.events import Events
from assistant.lists.showing import about, marks
from assistant.parsing.rowrules import load_row_rules
from assistant.records import Citation, Question, Row
from assistant.wording import place_name, say, when
from index.places import Gazetteer
from index.records import Article, Sentence
from index.search import Archive

_NEAR = 8  # characters between a name and that its bearer presided (某某同志主持)


@dataclass(frozen=True, slots=True)
class _Chair:
    person: str
    article: Article
    sentence: Sentence


class Presiders:
    """Answer who presided over each of the meetings that a question asks about.

    Args:
        archive: the open archive.
        gazetteer: the place names.
        events: finds the meetings.
    """

    def __init__(self, archive: Archive, gazetteer: Gazetteer, events: Events) -> None:
        self.archive = archive
        self.gazetteer = gazetteer
        self.events = events
        self.rules = load_row_rules().meeting

    def wanted(self, question: Question) -> bool:
        """Say whether it is asked who presided over several meetings."""
        text = question.text.lower()
        several = question.asked == "meeting" or bool(self.rules.several.search(text))
        return several and bool(self.rules.chair.search(text))

    def answer(self, question: Question) -> Draft | None:
        """Return one row per person; None where no meeting is told, or of none who presided."""
        presided = {name for group in question.activities for name in group if self.rules.presided in name}
        held = replace(
            question,
            kind="list",
            asked="meeting",
            said_noun=question.said_noun if question.asked == "meeting" else "会议",
            activities=tuple(g for g in question.activities if not presided & set(g)),
        )
        meetings = self.events.answer(held)
        if meetings is None:
            return None
        citer = Citer()
        rows: dict[tuple[str, str], Row] = {}
        quoted = {citation.n: citation for citation in meetings.citations}
        for meeting in meetings.rows:
            chair = self._chair(quoted[meeting.citations[0]])
            if chair is not None:
                self._add(rows, meeting, chair, citer)
        return self._draft(question, rows, citer, meetings) if rows else None

    def _chair(self, cited: Citation) -> _Chair | None:
        """Return who presided, as the sentence that tells of a meeting or one after it says."""
        article, annotation = (
            self.archive.article(cited.article_id),
            self.archive.annotation(cited.article_id),
        )
        for sentence in annotation.sentences:
            if sentence.end <= cited.start:
                continue
            for person in annotation.within(sentence.start, sentence.end):
                behind = article.text[person.end : person.end + _NEAR]
                if person.kind == "person" and self.rules.presides.match(behind):
                    return _Chair(person.name, article, sentence)
            # Of names in other languages the post before them tells (主席桑杰扎西主持).
            said = self.rules.presider.search(article.text, sentence.start, sentence.end)
            if said is not None:
                return _Chair(said["name"], article, sentence)
        return None

    def _add(self, rows: dict[tuple[str, str], Row], meeting: Row, chair: _Chair, citer: Citer) -> None:
        mark = citer.cite(chair.article, chair.sentence.start, chair.sentence.end)
        key = (chair.person, meeting.code)
        known = rows.get(key)
        if known is not None:
            told = f"{known.detail}、{meeting.name}"
            cited = tuple(dict.fromkeys((*known.citations, mark)))
            rows[key] = replace(known, detail=told, citations=cited)
            return
        rows[key] = Row(
            chair.person,
            meeting.code,
            meeting.level,
            "mentioned",
            None,
            "",
            meeting.name,
            meeting.date,
            (mark,),
        )

    def _draft(
        self, question: Question, rows: dict[tuple[str, str], Row], citer: Citer, meetings: Draft
    ) -> Draft:
        language = question.language
        lines = [say("list.people", language, n=len(rows))]
        lines += [self._line(question, row) for row in rows.values()]
        coverage = replace(
            meetings.coverage,
            matched=len({citation.article_id for citation in citer.citations}),
            sentences=len(citer.citations),
        )
        lines += ["", coverage_line(question, coverage)]
        return Draft("\n".join(lines), "answered", tuple(rows.values()), citer.citations, coverage)

    def _line(self, question: Question, row: Row) -> str:
        place = self.gazetteer.get(row.code)
        where = place_name(row.code, place.name, question.language, self.gazetteer) if place else ""
        told = about((where, row.detail, when(row.date, question.language)), question.language)
        return f"- **{row.name}**{told} {marks(row.citations)}"
