"""Citations: number them, check them, print them. The last door before the user.

Every quote must stand verbatim in its article at the place that the citation names; every number,
date and place in a statement must stand in what the statement cites.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from assistant.records import Answer, Checks, Citation, Language
from index.clean import source_lines
from index.places import Gazetteer
from index.records import Annotation, Article
from index.words import fold

MARK = re.compile(r"\[(\d{1,4})\]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_BULLET = re.compile(r"^\s*(?:[-*>]|\d+\.)\s+")
_SUM = re.compile(
    r"\d+(?:\.\d+)?(?:[^\d=\n]{0,12}[+、]"  # a first number, then others added
    r"[^\d=\n]{0,12}\d+(?:\.\d+)?)+[^\d=\n]{0,12}(?:=|计|[,，] )[^\d\n]{0,6}\d+(?:\.\d+)?"
)


class Citer:
    """Number the quotes of one answer; the same quote gets the same number."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._citations: list[Citation] = []
        self.articles: dict[str, Article] = {}

    def cite(self, article: Article, start: int, end: int) -> int:
        """Return the number of the quote article.text[start:end]."""
        key = (article.article_id, start, end)
        if key not in self._numbers:
            self._numbers[key] = len(self._citations) + 1
            self._citations.append(_citation(len(self._citations) + 1, article, start, end))
            self.articles[article.article_id] = article
        return self._numbers[key]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Return the citations in order of their numbers."""
        return tuple(self._citations)


def _citation(n: int, article: Article, start: int, end: int) -> Citation:
    return Citation(
        n=n,
        article_id=article.article_id,
        source=article.source,
        headline=article.headline or article.kicker,
        paper=article.paper,
        issue_date=article.issue_date,
        page=article.page,
        lines=source_lines(article.runs, start, end) or article.lines,
        quote=article.text[start:end],
        start=start,
    )


def format_citation(citation: Citation, language: Language = "zh") -> str:
    """Return a citation as it is printed: 《民主协商报》2024-08-09 第2版《标题》."""
    paper = f"《{citation.paper}》" if citation.paper else citation.source
    date = citation.issue_date or ("日期不详" if language == "zh" else "undated")
    page = (f"第{citation.page}版" if language == "zh" else f"page {citation.page}") if citation.page else ""
    title = (
        f"《{citation.headline}》"
        if citation.headline
        else ("（无标题）" if language == "zh" else "(untitled)")
    )
    return " ".join(part for part in (paper, date, page, title) if part)


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of an answer with the numbers of what it cites."""

    text: str
    cited: tuple[int, ...]


def statements(text: str) -> list[Statement]:
    """Return the lines of an answer that say something, each with its marks."""
    found = []
    for line in text.split("\n"):
        bare = _BULLET.sub("", MARK.sub("", line)).strip()
        if bare:
            found.append(Statement(bare, tuple(int(m) for m in MARK.findall(line))))
    return found


class Checker:
    """Check finished answers against the articles that they cite.

    Args:
        article: returns the article with an id.
        annotation: returns what that article mentions.
        gazetteer: the place names.
    """

    def __init__(
        self, article: Callable[[str], Article], annotation: Callable[[str], Annotation], gazetteer: Gazetteer
    ) -> None:
        self._article = article
        self._annotation = annotation
        self._gazetteer = gazetteer

    def check(self, answer: Answer) -> Answer:
        """Return the answer with its checks filled in."""
        verbatim = all(self.verbatim(c) for c in answer.citations)
        cited = {c.n: c for c in answer.citations}
        wrong = [s.text for s in statements(answer.text) if s.cited and not self.supported(s, cited)]
        return replace(answer, checks=Checks(verbatim, tuple(wrong)))

    def fully_cited(self, answer: Answer) -> bool:
        """Say whether every statement of a checked answer cites something that supports it."""
        said = statements(answer.text)
        return bool(said) and all(s.cited for s in said) and not answer.checks.unsupported

    def verbatim(self, citation: Citation) -> bool:
        """Say whether a quote stands in its article where the citation says."""
        try:
            text = self._article(citation.article_id).text
        except KeyError:
            return False
        return text[citation.start : citation.start + len(citation.quote)] == citation.quote != ""

    def supported(self, statement: Statement, cited: dict[int, Citation]) -> bool:
        """Say whether a statement's numbers and places stand in what it cites."""
        if any(n not in cited for n in statement.cited):
            return False
        evidence = self._evidence(cited[n] for n in statement.cited)
        return self._numbers(statement.text, evidence) and self._places(statement.text, evidence)

    def _evidence(self, citations: Iterable[Citation]) -> str:
        parts: list[str] = []
        for citation in citations:
            try:
                article = self._article(citation.article_id)
            except KeyError:
                continue
            place = self._gazetteer.get(article.place_code) if article.place_code else None
            above = [p.name for p in self._gazetteer.ancestors(place.code)] if place else []
            head = [article.title, article.byline or "", article.place or "", place.english if place else ""]
            dates = [
                article.issue_date or "",
                article.event_date or "",
                article.page or "",
                *self._dates(citation),
            ]
            parts += [citation.quote, *head, *above, *dates]
        return fold("\n".join(parts))

    def _dates(self, citation: Citation) -> list[str]:
        """Return the dates that the quote's paragraph names, as they were resolved."""
        annotation = self._annotation(citation.article_id)
        paragraphs = {s.paragraph for s in annotation.sentences if s.start <= citation.start < s.end}
        around = [s for s in annotation.sentences if s.paragraph in paragraphs]
        if not around:
            return []
        return [m.name for m in annotation.within(around[0].start, around[-1].end) if m.kind == "date"]

    def _numbers(self, text: str, evidence: str) -> bool:
        known = _values(evidence)
        for found in _SUM.findall(fold(text)):
            *parts, total = _values_in_order(found)
            if abs(sum(parts) - total) < 1e-6:
                known.add(total)
        return all(value in known for value in _values(fold(text)))

    def _places(self, text: str, evidence: str) -> bool:
        for named in self._gazetteer.find(text):
            place = self._gazetteer.get(named.code) if named.code else None
            if place and not any(n in evidence for n in (place.short, place.name, named.text) if n):
                return False
        return True


def _values_in_order(text: str) -> list[float]:
    return [float(n) for n in _NUMBER.findall(text)]


def _values(text: str) -> set[float]:
    """Return the numbers in a text; a date's parts count alone (2024-08 → 2024, 8)."""
    return set(_values_in_order(text))
