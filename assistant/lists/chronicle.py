"""Tell what a place's body did: its reports in the order of their dates, each by its opening sentence."""

from __future__ import annotations

from dataclasses import replace

from assistant.citations import Citer
from assistant.listing import Draft
from assistant.records import Coverage, Question
from assistant.sentences.spoken import shorten
from assistant.wording import say, when
from index.dates import DateRange
from index.records import Article
from index.search import Archive

_SENTENCE = 90
_MOST = 40


class Chronicler:
    """Answer what a place's body did in general."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def answer(self, question: Question) -> Draft | None:
        """Return a dated line per report from the places asked about; None where there is none."""
        places = question.places or question.filters.places
        if not (places or question.times):
            return None
        articles = [
            a for a in self.archive.articles(replace(question.filters, places=places)) if in_time(question, a)
        ]
        if not articles:
            return None
        articles.sort(key=lambda a: (a.event_date or a.issue_date or "9999", a.source, a.n))
        citer = Citer()
        lines = [say("list.articles", question.language, n=len(articles))]
        lines += [self._line(question, article, citer) for article in articles[:_MOST]]
        coverage = Coverage(self.archive.count(), len(articles), len(articles), len(self.archive.refused()))
        return Draft("\n".join(lines), "answered", (), citer.citations, coverage)

    def _line(self, question: Question, article: Article, citer: Citer) -> str:
        opening = self.archive.annotation(article.article_id).sentences[0]
        mark = citer.cite(article, opening.start, opening.end)
        date = when(article.event_date or article.issue_date or "", question.language)
        text = shorten(article.text[opening.start : opening.end], [], question.pieces, _SENTENCE)
        return f"- **{date}** 《{article.headline or article.kicker or article.source}》{text} [{mark}]"


def in_time(question: Question, article: Article) -> bool:
    """Say whether a report as a whole is of one of the times asked about; True where none is asked."""
    told = article.event_date or article.issue_date
    if not question.times:
        return True
    return told is not None and any(time.matches(DateRange.parse(told)) for time in question.times)
