"""List the reports that match: one row each, with the sentence that does, and by whom they were written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.citations import Citer
from assistant.listing import Draft, coverage_line
from assistant.lists.bylines import names_in, writers_asked
from assistant.lists.chronicle import in_time
from assistant.lists.evidence import Evidence, Finder, Matches
from assistant.lists.levels import Level, level_asked
from assistant.lists.looking import limits
from assistant.lists.reported import Reporter
from assistant.lists.rows import cite, clause, date_of, printings
from assistant.lists.showing import about
from assistant.parsing.imprintrules import load_imprint_rules
from assistant.parsing.kinds import load_named_rules
from assistant.records import Citation, Coverage, Language, Question, Row
from assistant.wording import place_name, say
from index.places import Gazetteer
from index.records import Article
from index.search import Archive, Told

# The first clause behind the day of a report.
_OPENING = re.compile("(?:[^，,。]{0,18}(?:[0-9]+[月日]|近日|日前|[来前])[，,])?([^，,。]*)")


class Reports:
    """Answer which reports tell of something, or were written by somebody."""

    def __init__(self, archive: Archive, finder: Finder, reporter: Reporter) -> None:
        self.archive = archive
        self.finder = finder
        self.reporter = reporter

    def answer(self, question: Question) -> Draft | None:
        """Return one row per report; None where none matches or the question is of something else."""
        if question.asked != "article":
            return None
        beyond = load_named_rules().beyond_paper(question.groups)
        question = replace(question, groups=beyond)
        written = self.written(question)
        if written:
            return written
        if not (question.groups or question.activities):
            return self._all(question)
        return self.telling(question, self.finder.find(question))

    def telling(self, question: Question, matches: Matches) -> Draft | None:
        """Return one row for each report that evidence stands in; None where there is no evidence.

        Args:
            question: as understood.
            matches: the evidence.
        """
        printed = printings(matches.evidence)
        first: dict[str, Evidence] = {}
        for item in matches.evidence:
            first.setdefault(printed.first(item.article.article_id), item)
        if not first:
            return None
        citer = Citer()
        rows = [self._row(question, item, citer) for item in first.values()]
        return self._draft(question, rows, citer, replace(matches.coverage, matched=len(rows)))

    def _row(self, question: Question, item: Evidence, citer: Citer) -> Row:
        mark = cite(item, citer)
        code = item.article.place_code or ""
        name = name_of(question, item.article, self.finder.gazetteer)
        return Row(name, code, "", "mentioned", None, "", clause(item), date_of(item), (mark,))

    def _all(self, question: Question) -> Draft | None:
        """Return every report of the places, times and pages asked about; None where none is."""
        level = level_asked(question)
        scope_only = question.scope and (question.photos or level != Level())
        if not (question.places or question.times or question.filters.printed or scope_only):
            return None
        filters = limits(question)
        if question.scope and question.photos:
            filters = replace(filters, kinds=("photo",))
        place = self.finder.gazetteer.get
        heads = [a for a in self.archive.heads(filters) if level.fits(place(a.place_code or ""))]
        return self.of(question, [a for a in heads if in_time(question, a)])

    def of(self, question: Question, articles: Sequence[Article]) -> Draft | None:
        """Return one row for each of some reports, in their order; None where there is none.

        Args:
            question: as understood.
            articles: the reports.
        """
        if not articles:
            return None
        citer, rows = Citer(), []
        for article in articles:
            opening = self.archive.annotation(article.article_id).sentences[0]
            mark = citer.cite(article, opening.start, opening.end)
            told, code = article.event_date or article.issue_date or "", article.place_code or ""
            name = name_of(question, article, self.finder.gazetteer)
            rows.append(Row(name, code, "", "mentioned", None, "", "", told, (mark,)))
        coverage = Coverage(self.archive.count(), len(rows), len(rows), len(self.archive.refused()))
        return self._draft(question, rows, citer, coverage)

    def written(self, question: Question) -> Draft | None:
        """Return the reports that carry the name asked about in their byline; None where none does."""
        names = [g[0] for g in (*question.groups, *question.words) if len(g) == 1 and 1 < len(g[0]) < 5]
        parts = writers_asked(question)
        if not (names or parts):
            return None
        articles = [a for a in self._by(question, names, parts) if in_time(question, a)]
        if not articles:
            return None
        if load_imprint_rules().rows_of(question.text, question.language) == "places":
            return self.reporter.of(replace(question, groups=(), words=()), articles)
        citer, rows = Citer(), []
        for article in articles:
            opening = self.archive.annotation(article.article_id).sentences[0]
            mark = citer.cite(article, opening.start, opening.end)
            told, code = article.event_date or article.issue_date or "", article.place_code or ""
            by = "".join((article.byline or "").split())
            name = name_of(question, article, self.finder.gazetteer)
            rows.append(Row(name, code, "", "mentioned", None, "", by, told, (mark,)))
        unread = len(self.archive.refused())
        coverage = Coverage(self.archive.count(), len(rows), len(rows), unread)
        used = {word for word in question.unused if any(name in word for name in (*names, *parts))}
        return replace(self._draft(question, rows, citer, coverage), limited=tuple(used))

    def _by(self, question: Question, names: Sequence[str], parts: Sequence[str]) -> Iterator[Article]:
        """Yield the reports whose byline has one of some names, or a part of a question as a whole name."""
        for article in self.archive.heads(question.filters, Told("byline", (*names, *parts))):
            by = "".join((article.byline or "").split())
            if set(parts).intersection(names_in(article.byline or "")) or any(name in by for name in names):
                yield article

    def _draft(self, question: Question, rows: Sequence[Row], citer: Citer, coverage: Coverage) -> Draft:
        language = question.language
        known = {c.n: c for c in citer.citations}
        lines = [say("list.yes", language), ""] if question.yes_no else []
        lines.append(say("list.articles", language, n=len(rows)))
        lines += [report_line(r, known[r.citations[0]], language, self.finder.gazetteer) for r in rows]
        lines += ["", coverage_line(question, coverage)]
        return Draft("\n".join(lines), "answered", tuple(rows), citer.citations, coverage)


def report_line(row: Row, cited: Citation, language: Language, gazetteer: Gazetteer) -> str:
    """Return the line of a report: its head, its place, when it was printed, and the row's detail."""
    place = gazetteer.get(row.code)
    where = place_name(row.code, place.name, language, gazetteer) if place else ""
    name = row.name.removeprefix(place.name) if place else row.name
    if not name.startswith("《"):
        name = f"《{row.name}》" if cited.headline else row.name
    return f"- {name}{about((where, cited.issue_date, row.detail), language)} [{cited.n}]"


def name_of(question: Question, article: Article, gazetteer: Gazetteer) -> str:
    """Return what a report is called in a table: its head, with the place that nothing else says."""
    title, place = title_of(article), gazetteer.get(article.place_code or "")
    said = place is None or question.places or place.short in title
    return title if said or place is None else f"{place.name}《{title}》"


def title_of(article: Article) -> str:
    """Return the headline of a report, else the first clause of its text."""
    return article.headline or article.kicker or _opening(article.text)


def _opening(text: str) -> str:
    found = _OPENING.match(text)
    return (found[1] if found else text)[:30]
