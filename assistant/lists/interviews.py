"""Who put the questions of an interview, and who answered them: told by its signature and its speakers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.citations import Citer
from assistant.listing import Draft, coverage_line
from assistant.lists.bylines import names_in
from assistant.lists.chronicle import in_time
from assistant.lists.looking import limits
from assistant.lists.reports import title_of
from assistant.lists.showing import about, marks
from assistant.parsing.kinds import load_named_rules
from assistant.records import Coverage, Question, Row
from assistant.wording import place_name, say, when
from index.places import Gazetteer
from index.records import Article, Sentence
from index.search import Archive

_MOST = 100  # interviews; of more, a list of all would say nothing
_WHO = ("who", "what", "list")


class Interviews:
    """Answer who asked, or who answered, in the interview that a question means."""

    def __init__(self, archive: Archive, gazetteer: Gazetteer) -> None:
        self.archive = archive
        self.gazetteer = gazetteer
        self.rules = load_named_rules().interview

    def answer(self, question: Question) -> Draft | None:
        """Return the name with the interview; None for other questions, or where it is not just one.

        Where no place is named, all who were interviewed are rows.
        """
        text = question.text.lower()
        asked, spoke = self.rules.asked.search(text), self.rules.spoke.search(text)
        if question.kind not in _WHO or not (asked or spoke):
            return None
        if not question.places:
            return self._everyone(question) if spoke and not asked else None
        filters = replace(limits(question), kinds=("interview",))
        found = [a for a in self.archive.heads(filters) if self._meant(question, a)]
        if len(found) != 1:
            return None
        name, at = self._writer(found[0]) if asked else self._speaker(found[0])
        return self._draft(found[0], name, at) if name else None

    def _everyone(self, question: Question) -> Draft | None:
        """Return one row for each who was interviewed; None where nobody was, or too many."""
        heads = self.archive.heads(replace(limits(question), kinds=("interview",)))
        found = [a for a in heads if in_time(question, a)]
        citer, rows = Citer(), list[Row]()
        for article in found if len(found) <= _MOST else ():
            name, at = self._speaker(article)
            if name:
                own = _sentence_at(self.archive.annotation(article.article_id).sentences, at)
                mark = citer.cite(article, own.start, own.end)
                date = article.event_date or article.issue_date or ""
                code = article.place_code or ""
                rows.append(
                    Row(name, code, "", "mentioned", None, "", f"《{title_of(article)}》", date, (mark,))
                )
        if not rows:
            return None
        lines = [say("list.people", question.language, n=len(rows))]
        lines += [self._line(question, row) for row in rows]
        coverage = Coverage(self.archive.count(), len(rows), len(rows), len(self.archive.refused()))
        lines += ["", coverage_line(question, coverage)]
        return Draft("\n".join(lines), "answered", tuple(rows), citer.citations, coverage)

    def _line(self, question: Question, row: Row) -> str:
        place = self.gazetteer.get(row.code)
        where = place_name(row.code, place.name, question.language, self.gazetteer) if place else ""
        told = about((where, when(row.date, question.language), row.detail), question.language)
        return f"- **{row.name}**{told} {marks(row.citations)}"

    def _meant(self, question: Question, article: Article) -> bool:
        code = article.place_code or ""
        here = any(self.gazetteer.contains(place, code) for place in question.places) if code else False
        return here and in_time(question, article)

    def _writer(self, article: Article) -> tuple[str, int]:
        """Return who signed it, and the offset of what is quoted for it: the first sentence."""
        return "、".join(names_in(article.byline or "")), 0

    def _speaker(self, article: Article) -> tuple[str, int]:
        """Return who speaks at the beginning of paragraphs, and where for the first time."""
        within = self.archive.annotation(article.article_id).within(0, len(article.text))
        people = [m for m in within if m.kind == "person"]
        speakers = [m for m in people if article.text[m.end : m.end + 1] in (":", "：")]
        return (speakers[0].name, speakers[0].start) if speakers else ("", 0)

    def _draft(self, article: Article, name: str, at: int) -> Draft:
        sentences = self.archive.annotation(article.article_id).sentences
        own = _sentence_at(sentences, at)
        citer = Citer()
        mark = citer.cite(article, own.start, own.end)
        text = f"**{name}** — 《{title_of(article)}》 [{mark}]"
        return Draft(text, "answered", (), citer.citations, composed_by="extract")


def _sentence_at(sentences: Sequence[Sentence], at: int) -> Sentence:
    """Return the sentence that holds an offset, else the first one."""
    return next((s for s in sentences if s.start <= at < s.end), sentences[0])
