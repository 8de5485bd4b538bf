"""List people by post: who is named as 政协主席, with where and when."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.citations import Citer
from assistant.listing import Draft
from assistant.lists.attribution import Attributor
from assistant.parsing.rules import AssertionRules
from assistant.records import Coverage, Question, Row
from assistant.wording import place_name, say, when
from index.places import Gazetteer
from index.records import Mention
from index.search import Archive, Found


class Roster:
    """Answer which people hold a post."""

    def __init__(self, archive: Archive, gazetteer: Gazetteer, rules: AssertionRules) -> None:
        self.archive = archive
        self.gazetteer = gazetteer
        self.attributor = Attributor(gazetteer, rules)

    def answer(self, question: Question) -> Draft | None:
        """Return one row per person whose printed post ends in the one asked for."""
        post = question.post
        others = [g for g in (*question.groups, *question.activities) if not any(post in name for name in g)]
        found = self.archive.containing([(post,), *others], question.filters)
        citer = Citer()
        rows: list[Row] = []
        lines: list[str] = []
        seen: set[tuple[str, str]] = set()
        for match in found:
            for number, person in self._people(match, post):
                code = self._place(match, number, person)
                key = (person.name, code)
                if key in seen or (question.places and not self._within(question, code)):
                    continue
                seen.add(key)
                row, line = self._row(question, match, number, person, code, citer)
                rows.append(row)
                lines.append(line)
        if not rows:
            return None
        coverage = Coverage(
            self.archive.count(), len({r.citations for r in rows}), len(rows), len(self.archive.refused())
        )
        text = "\n".join([say("list.people", question.language, n=len(rows)), *lines])
        return Draft(text, "answered", tuple(rows), citer.citations, coverage)

    def _people(self, match: Found, post: str) -> Iterator[tuple[int, Mention]]:
        """Yield the people with the post and the sentence that names each; 副主席 is no 主席."""
        for number in match.sentences:
            sentence = match.annotation.sentences[number]
            for person in match.annotation.within(sentence.start, sentence.end):
                deputy = person.post.endswith("副" + post)
                if person.kind == "person" and person.post.endswith(post) and not deputy:
                    yield number, person

    def _place(self, match: Found, number: int, person: Mention) -> str:
        sentence = match.annotation.sentences[number]
        acting = self.attributor.acting(match.article, match.annotation, sentence, person.start)
        return acting[0].code if acting else ""

    def _within(self, question: Question, code: str) -> bool:
        return any(self.gazetteer.contains(place, code) for place in question.places)

    def _row(
        self, question: Question, match: Found, number: int, person: Mention, code: str, citer: Citer
    ) -> tuple[Row, str]:
        sentence = match.annotation.sentences[number]
        mark = citer.cite(match.article, sentence.start, sentence.end)
        place = self.gazetteer.get(code)
        date = match.article.event_date or match.article.issue_date or ""
        row = Row(
            person.name, code, place.level if place else "", "mentioned", None, "", person.post, date, (mark,)
        )
        where = place_name(code, place.name if place else "", question.language, self.gazetteer)
        about = "，".join(part for part in (where, person.post, when(date, question.language)) if part)
        return row, f"- **{person.name}**（{about}）[{mark}]"
