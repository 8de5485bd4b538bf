"""When and on which page a report was printed: told from its issue, not from what it tells."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.citations import Citer
from assistant.listing import Draft
from assistant.records import Question
from assistant.sentences.candidates import Candidate
from assistant.wording import say, when

_LEAST = 0.4  # coverage of the report that a question means


def told_by_issue(question: Question, candidates: Sequence[Candidate]) -> Draft | None:
    """Return day and page of issue of the report that a question means; None where it is not known.

    Args:
        question: a question with `printed`.
        candidates: the sentences found for it, best first.
    """
    language = question.language
    for candidate in candidates[:5]:
        article = candidate.article
        page = say("extract.page", language, page=article.page) if article.page else ""
        day = when(article.issue_date, language) if article.issue_date else ""
        if not (page or day) or (candidate.coverage < _LEAST and not question.within):
            continue
        citer = Citer()
        opening = candidate.annotation.sentences[0]
        mark = citer.cite(article, opening.start, opening.end)
        where = " ".join(part for part in (article.paper and f"《{article.paper}》", day, page) if part)
        title = f"《{article.title}》" if article.title else ""
        text = say("extract.printed", language, title=title, where=where)
        return Draft(f"{text} [{mark}]", "answered", (), citer.citations, composed_by="extract")
    return None
