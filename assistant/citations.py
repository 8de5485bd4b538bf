"""Citations: number them, check them, print them. The last door before the user.

Every quote must stand verbatim in its article at the place that the citation names; every number,
date and place in a statement must stand in what the statement cites.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from assistant.facts import Facts, quantity, read_facts, squeezed, unsupported
from assistant.records import Answer, Checks, Citation, Language
from assistant.workedout import without_sums
from index.bigrams import bigrams
from index.clean import source_lines
from index.dates import DateRange
from index.places import Gazetteer
from index.records import Annotation, Article, Mention

MARK = re.compile(r"\[(\d{1,4})\]")
_HEADS = 4_096  # heads whose facts are remembered
_SHARED = 0.5  # of a statement's character pairs: less is another subject
_BULLET = re.compile(r"^\s*(?:[-*>]|\d+\.)\s+")
# A sentence quoted in an English frame; where a long one was shortened; characters of a quotation in full.
_FRAMED = re.compile("“(?P<said>.+)”$")
_SHORTENED = re.compile("…+")
_LONG = 16
_START = attrgetter("start")


class Citer:
    """Number the quotes of one answer; the same quote gets the same number."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._spans: list[tuple[Article, int, int]] = []
        self._made: list[Citation] = []

    def cite(self, article: Article, start: int, end: int) -> int:
        """Return the number of the quote article.text[start:end]."""
        key = (article.article_id, start, end)
        if key not in self._numbers:
            self._spans.append((article, start, end))
            self._numbers[key] = len(self._spans)
        return self._numbers[key]

    def span(self, n: int) -> tuple[Article, int, int]:
        """Return the article, the start and the end of the quote with a number."""
        return self._spans[n - 1]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Return the citations in order of their numbers."""
        # Made as they are asked for: a list cites much that no row is left to rest on.
        first = len(self._made)
        self._made += [_citation(n, *span) for n, span in enumerate(self._spans[first:], first + 1)]
        return tuple(self._made)


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
        bare = _BULLET.sub("", MARK.sub("", line)).replace("**", "").strip()
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
        self._heads: dict[tuple[str, str | None], Facts] = {}

    def check(self, answer: Answer) -> Answer:
        """Return the answer with its checks filled in."""
        verbatim = all(self.verbatim(c) for c in answer.citations)
        cited = {c.n: c for c in answer.citations}
        wrong = [s.text for s in statements(answer.text) if s.cited and not self.supported(s, cited)]
        return replace(answer, checks=Checks(verbatim, tuple(wrong)))

    def mend(
        self, text: str, citations: Sequence[Citation], *, closely: bool = False
    ) -> tuple[str, tuple[str, ...]]:
        """Return a model's text with only what the citations bear out, and what was cut.

        A line whose marks do not bear it out is given the mark of a citation that does; where none
        does, the line goes. Lines without a mark are statements too.

        Args:
            text: the model's.
            citations: what it has read.
            closely: True where it has to keep to the words of what it cites.
        """
        cited = {c.n: c for c in citations}
        kept: list[str] = []
        cut: list[str] = []
        for line in text.split("\n"):
            bare = _BULLET.sub("", MARK.sub("", line)).replace("**", "").strip()
            mended = self._mended(line, bare, cited, closely) if bare else line
            if mended is None:
                cut.append(bare)
            else:
                kept.append(mended)
        return "\n".join(kept).strip(), tuple(cut)

    def _mended(self, line: str, bare: str, cited: dict[int, Citation], closely: bool) -> str | None:
        marks = tuple(int(m) for m in MARK.findall(line))
        borne = bool(marks) and self.supported(Statement(bare, marks), cited)
        if borne and (not closely or self._about(bare, [cited[n] for n in marks])):
            return line
        for n in cited:
            if self.supported(Statement(bare, (n,)), cited) and self._about(bare, [cited[n]]):
                return f"{MARK.sub('', line).rstrip()} [{n}]"
        return None

    def _about(self, bare: str, citations: Sequence[Citation]) -> bool:
        """Say whether a statement speaks of what some quotes say: it shares much of their words."""
        said = bigrams(squeezed(bare))
        told = {pair for citation in citations for pair in bigrams(squeezed(citation.quote))}
        return len(said & told) >= _SHARED * len(said) if said else False

    def verbatim(self, citation: Citation) -> bool:
        """Say whether a quote stands in its article where the citation says."""
        try:
            text = self._article(citation.article_id).text
        except KeyError:
            return False
        return text[citation.start : citation.start + len(citation.quote)] == citation.quote != ""

    def supported(self, statement: Statement, cited: dict[int, Citation]) -> bool:
        """Say whether what a statement says (numbers, dates, places, people) stands in what it cites."""
        if any(n not in cited for n in statement.cited):
            return False
        try:
            stated, told = self._facts(statement.text, [cited[n] for n in statement.cited])
        except KeyError:
            return False
        return not unsupported(stated, told, self._gazetteer)

    def _facts(self, said: str, sources: Sequence[Citation]) -> tuple[Facts, Facts]:
        """Return the facts that a statement states, and those that what it cites tells."""
        told = self._told(sources)
        anchor = _anchor(self._article(sources[0].article_id)) if sources else None
        text = without_sums(_without_quoted(said, sources))
        stated = read_facts(text, anchor, self._gazetteer, tuple(told.places))
        if stated.people or stated.quoted or stated.numbers:
            told.text = "".join(self._printed_in(citation) for citation in sources)
        return stated, told

    def _told(self, citations: Sequence[Citation]) -> Facts:
        """Return the facts of the quotes, with what their articles' heads and surroundings tell of them.

        Their text is left out: few statements name what is looked for in it.
        """
        told = Facts("")
        for citation in citations:
            article = self._article(citation.article_id)
            self._add_mentions(told, article, self._annotation(citation.article_id), citation)
        return told

    def _printed_in(self, citation: Citation) -> str:
        """Return a quote and the head of its article as one text."""
        article = self._article(citation.article_id)
        head = (article.title, article.byline, article.issue_date, article.page, article.paper)
        numbers = (f"\n{n}" for n in self._head(article).numbers)  # as they stand before white space goes
        return "".join((*(squeezed(part) for part in (citation.quote, *head) if part), *numbers))

    def _head(self, article: Article) -> Facts:
        """Return the facts of an article's head; long lists cite the same reports many times."""
        key = (_printed(article), article.issue_date)
        known = self._heads.get(key)
        if known is None:
            if len(self._heads) >= _HEADS:
                self._heads = {}
            known = self._heads[key] = read_facts(_printed(article), _anchor(article), self._gazetteer)
        return known

    def _add_mentions(
        self, told: Facts, article: Article, annotation: Annotation, citation: Citation
    ) -> None:
        """Add what the quote mentions, and the dates and places of its paragraph and its article."""
        end = citation.start + len(citation.quote)
        for mention in annotation.within(citation.start, end):
            if mention.kind == "quantity" and mention.value is not None:
                told.quantities.append(quantity(mention))
        head = self._head(article)
        told.quantities += head.quantities
        told.dates += head.dates
        told.places |= head.places
        around = [m for m in _paragraph(annotation, citation.start) if m.start < end]
        told.dates += [DateRange.parse(m.name) for m in around if m.kind == "date"]
        told.dates += [DateRange.parse(d) for d in (article.event_date, article.issue_date) if d]
        told.places |= {m.code for m in around if m.kind == "place" and m.code}
        told.places |= {article.place_code} if article.place_code else set()


def _anchor(article: Article) -> DateRange | None:
    return DateRange.parse(article.issue_date) if article.issue_date else None


def _paragraph(annotation: Annotation, position: int) -> list[Mention]:
    """Return what the paragraph around a position mentions."""
    at = bisect_right(annotation.sentences, position, key=_START) - 1
    if at < 0 or position >= annotation.sentences[at].end:
        return []
    around = annotation.paragraph(annotation.sentences[at].paragraph)
    return list(annotation.within(around[0].start, around[-1].end))


def _without_quoted(text: str, citations: Sequence[Citation]) -> str:
    """Return a statement without the sentence that it quotes word for word from its sources."""
    framed = _FRAMED.search(text)
    said = framed["said"] if framed else text
    parts = [squeezed(part) for part in _SHORTENED.split(said) if part.strip()]
    if not parts or min(map(len, parts)) < _LONG:
        return text
    quotes = [squeezed(citation.quote) for citation in citations]
    if all(any(_begins_in(p, q) for q in quotes) for p in parts):
        return text[: framed.start()] if framed else ""
    return text


def _begins_in(part: str, quote: str) -> bool:
    """Say whether a part stands in a quotation and does not begin or end within one of its numbers."""
    at = quote.find(part)
    while at >= 0:
        before, after = quote[at - 1 : at] if at else "", quote[at + len(part) : at + len(part) + 1]
        if not (before == "." or before.isdecimal() or after.isdecimal()):
            return True
        at = quote.find(part, at + 1)
    return False


def _printed(article: Article) -> str:
    """Return headline and page of a report, which a statement may tell beside the quote."""
    page = article.page
    return f"{article.title}\n第{page}版\npage {page}" if page else article.title
