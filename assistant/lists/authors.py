"""List who wrote the reports on something, by their bylines."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.citations import Citer
from assistant.listing import Draft, coverage_line
from assistant.lists.bylines import names_in, of_role
from assistant.lists.chronicle import in_time
from assistant.lists.evidence import Finder
from assistant.lists.looking import limits
from assistant.lists.reported import Reporter
from assistant.lists.reports import title_of
from assistant.parsing.kinds import load_named_rules
from assistant.records import Coverage, Question, Row
from assistant.wording import say
from index.places import Gazetteer
from index.records import Article
from index.search import Archive, Told

# A question that names a writer.
_WROTE = re.compile(r"写|稿|署|\bwrote\b|\bwritten\b|\bby\b|\breport from\b|\breport\b(?=\?*$)")
_EITHER = re.compile(
    "(?:记者|通讯员)(?:或者?|和|与|及|、)(?:记者|通讯员)"
    "|(?:reporter|correspondent)s? (?:or|and) (?:reporter|correspondent)"
)
_LONGEST = 6  # characters of a name


class Authors:
    """Answer which people wrote reports."""

    def __init__(self, archive: Archive, finder: Finder, gazetteer: Gazetteer, reporter: Reporter) -> None:
        self.archive = archive
        self.reporter = reporter
        self.finder = finder
        self.gazetteer = gazetteer

    def answer(self, question: Question) -> Draft | None:
        """Return one row per person in the bylines of the reports that match; None for other questions."""
        rules = load_named_rules()
        signed = rules.signed.search(question.text.lower())
        if question.asked != "author" and signed is None:
            return None
        role = rules.role(signed.group() if signed else question.said_noun)
        role = "" if _EITHER.search(question.text.lower()) else role
        if signed:
            # Which reports are signed by a reporter: nothing but the place and the time limits them.
            question = replace(question, groups=(), activities=(), words=())
        beyond = rules.beyond_paper(question.groups)
        question = replace(question, groups=beyond, words=rules.beyond_paper(question.words))
        citer = Citer()
        rows: dict[str, tuple[Row, list[str]]] = {}
        for article in self._articles(question):
            for name in of_role(article, role):
                opening = self.archive.annotation(article.article_id).sentences[0]
                mark = citer.cite(article, opening.start, opening.end)
                code, told = article.place_code or "", article.event_date or article.issue_date or ""
                new: tuple[Row, list[str]] = (
                    Row(name, code, "", "mentioned", None, "", article.byline or "", told, ()),
                    [],
                )
                row, titles = rows.setdefault(name, new)
                rows[name] = (_cited(row, mark), [*titles, f"《{title_of(article)}》"])
        if not rows:
            return None
        lines = [say("list.people", question.language, n=len(rows))]
        lines += [
            f"- **{row.name}**（{'、'.join(titles)}）" + "".join(f"[{n}]" for n in row.citations)
            for row, titles in rows.values()
        ]
        matched, unread = len(citer.citations), len(self.archive.refused())
        coverage = Coverage(self.archive.count(), matched, matched, unread)
        lines += ["", coverage_line(question, coverage)]
        made = tuple(row for row, _ in rows.values())
        return Draft("\n".join(lines), "answered", made, citer.citations, coverage)

    def places(self, question: Question) -> Draft | None:
        """Return one row per place that a writer reported from; None where no writer is asked about."""
        named = [g for g in (*question.groups, *question.words) if len(g) == 1 and 1 < len(g[0]) <= _LONGEST]
        if not (named and (question.byline or _WROTE.search(question.text.lower()))):
            return None
        asked = {name for group in named for name in group}
        every = self.archive.heads(question.filters, Told("byline", tuple(asked)))
        written = (article for article in every if asked & set(names_in(article.byline or "")))
        return self.reporter.of(replace(question, groups=(), words=()), written)

    def _articles(self, question: Question) -> list[Article]:
        if question.groups or question.activities:
            found = {e.article.article_id: e.article for e in self.finder.find(question).evidence}
            return list(found.values())
        return [a for a in self.archive.heads(limits(question)) if self._wanted(question, a)]

    def _wanted(self, question: Question, article: Article) -> bool:
        code = article.place_code or ""
        here = not question.places or any(self.gazetteer.contains(p, code) for p in question.places if code)
        return here and in_time(question, article)


def _cited(row: Row, mark: int) -> Row:
    return replace(row, citations=tuple(dict.fromkeys((*row.citations, mark))))
