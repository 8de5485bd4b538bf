"""Reports by how they are printed: signed by two, photo reports, opened by a word, without a signature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.citations import Citer
from assistant.listing import Draft, coverage_line
from assistant.lists.bylines import names_in
from assistant.lists.chronicle import in_time
from assistant.lists.levels import level_asked
from assistant.lists.looking import Search, limits
from assistant.lists.reported import Reporter
from assistant.lists.reports import name_of, report_line, title_of
from assistant.lists.showing import about, marks
from assistant.parsing.imprintrules import Imprint, load_imprint_rules
from assistant.parsing.kinds import load_named_rules
from assistant.records import Coverage, Question, Row
from assistant.wording import place_name, say
from index.places import Gazetteer
from index.records import Article
from index.search import Archive
from index.words import fold

_MOST = 1000  # reports that are told, the newest


class Imprints:
    """Answer which reports are printed in a certain way, who wrote them, or where they are from.

    Args:
        archive: the open archive.
        gazetteer: the place names.
        reporter: makes rows of places.
    """

    def __init__(self, archive: Archive, gazetteer: Gazetteer, reporter: Reporter) -> None:
        self.archive, self.gazetteer, self.reporter = archive, gazetteer, reporter
        self.rules = load_imprint_rules()

    def answer(self, question: Question) -> Draft | None:
        """Return one row per report, writer or place; None for other questions or where there is none."""
        asked = self.rules.asked(question.text, question.language)
        if asked is None:
            return None
        question = self._bare(question, asked)
        every = self._about(question, asked, list(self._articles(question, asked)))
        found = (
            sorted(every, key=lambda a: a.issue_date or "", reverse=True)[:_MOST] if every[_MOST:] else every
        )
        if not found:
            return None
        if asked.rows == "places":
            scope = replace(question, groups=(), words=(), activities=(), excluded=())
            return self.reporter.of(scope, found)
        citer = Citer()
        people = asked.rows == "people"
        rows = self._people(found, citer) if people else self._reports(question, found, citer)
        return self._draft(question, asked, rows, citer, every) if rows else None

    def _bare(self, question: Question, asked: Imprint) -> Question:
        """Return a question without the times that it only says reports to open with (近日)."""
        times = tuple(t for t in question.times if t.how != "vague") if asked.opening else question.times
        return replace(question, times=times)

    def _articles(self, question: Question, asked: Imprint) -> Iterator[Article]:
        """Yield the reports of the time and places asked about that are printed so."""
        level = level_asked(question) if asked.rows == "places" else None
        for article in self._candidates(question, asked):
            fits = level is None or level.fits(self.gazetteer.get(article.place_code or ""))
            if fits and in_time(question, article) and self._printed(article, asked):
                yield article

    def _candidates(self, question: Question, asked: Imprint) -> Iterable[Article]:
        """Return the reports that may be printed so: of an opening, the newest as far as any are read."""
        filters = limits(question)
        filters = replace(filters, kinds=("photo",)) if asked.photo else filters
        if not asked.opening:
            return self.archive.heads(filters)
        search = Search(self.archive, replace(question, filters=filters), self.gazetteer)
        return [found.article for found in search.containing([asked.opening])]

    def _printed(self, article: Article, asked: Imprint) -> bool:
        names = names_in(article.byline or "")
        if asked.several is not None and not (len(names) == asked.several if asked.several else names[1:]):
            return False
        if asked.photo and not names:
            return False
        if asked.unsigned and (names or article.byline or article.kind == "continuation"):
            return False
        return not asked.opening or self.rules.opens(article.body, asked.opening)

    def _about(self, question: Question, asked: Imprint, articles: Sequence[Article]) -> Sequence[Article]:
        """Return the reports that hold what the question names beside.

        Of reports by several people within a place or a time there are few: all, where none holds it.
        """
        rules = load_named_rules()
        named = rules.beyond_paper((*question.groups, *question.activities))
        groups = [group for group in named if not any(name in asked.said for name in group)]
        held = [a for a in articles if all(any(n in fold(f"{a.title}{a.text}") for n in g) for g in groups)]
        foreign = question.language == "en"  # words for the signing are taken for a subject
        few = asked.several is not None and bool(question.places or question.times or foreign)
        return held or (articles if few or asked.opening else [])

    def _reports(self, question: Question, found: Sequence[Article], citer: Citer) -> list[Row]:
        named = ((name_of(question, a, self.gazetteer), a) for a in found)
        return [self._row(name, a, "、".join(names_in(a.byline or "")), citer) for name, a in named]

    def _people(self, found: Sequence[Article], citer: Citer) -> list[Row]:
        rows: dict[str, Row] = {}
        for article in found:
            for name in names_in(article.byline or ""):
                row = self._row(name, article, f"《{title_of(article)}》", citer)
                known = rows.get(name)
                if known is not None:
                    cited = (*known.citations, *row.citations)
                    row = replace(known, detail=f"{known.detail}、{row.detail}", citations=cited)
                rows[name] = row
        return list(rows.values())

    def _row(self, name: str, article: Article, detail: str, citer: Citer) -> Row:
        opening = self.archive.annotation(article.article_id).sentences[0]
        mark = citer.cite(article, opening.start, opening.end)
        day = article.event_date or article.issue_date or ""
        return Row(name, article.place_code or "", "", "mentioned", None, "", detail, day, (mark,))

    def _draft(
        self, question: Question, asked: Imprint, rows: Sequence[Row], citer: Citer, every: Sequence[Article]
    ) -> Draft:
        language, people = question.language, asked.rows == "people"
        lines = [say("list.people" if people else "list.articles", language, n=len(rows))]
        if people:
            lines += [self._line(question, row) for row in rows]
        else:
            known = {c.n: c for c in citer.citations}
            lines += [report_line(row, known[row.citations[0]], language, self.gazetteer) for row in rows]
        reports, unread = len(every), len(self.archive.refused())
        coverage = Coverage(self.archive.count(), reports, reports, unread, max(0, reports - _MOST))
        lines += ["", coverage_line(question, coverage)]
        used = tuple(question.unused)
        return Draft("\n".join(lines), "answered", tuple(rows), citer.citations, coverage, limited=used)

    def _line(self, question: Question, row: Row) -> str:
        place = self.gazetteer.get(row.code)
        where = place_name(row.code, place.name, question.language, self.gazetteer) if place else ""
        return f"- **{row.name}**{about((where, row.detail), question.language)} {marks(row.citations)}"
