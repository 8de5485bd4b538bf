"""Articles, hits and answers as the JSON objects that scripts rely on."""

from __future__ import annotations

from typing import Any

from assistant.records import Answer, Citation, Row
from index.records import Article, Hit


def article_json(article: Article) -> dict[str, Any]:
    """Return an article as one JSON object.

    Args:
        article: the article.
    """
    return {
        "article_id": article.article_id,
        "source": article.source,
        "n": article.n,
        "kind": article.kind,
        "kicker": article.kicker,
        "headline": article.headline,
        "subhead": article.subhead,
        "byline": article.byline,
        "dateline": article.dateline,
        "place": article.place,
        "place_code": article.place_code,
        "level": article.level,
        "issue_date": article.issue_date,
        "event_date": article.event_date,
        "page": article.page,
        "text": article.body,
        "lines": _ranges(article.lines),
    }


def hit_json(hit: Hit) -> dict[str, Any]:
    """Return a hit as one JSON object.

    Args:
        hit: the hit.
    """
    return {
        "article_id": hit.article_id,
        "source": hit.source,
        "headline": hit.headline,
        "place": hit.place,
        "issue_date": hit.issue_date,
        "text": hit.text,
        "start": hit.start,
        "end": hit.end,
        "score": hit.score,
        "channels": dict(hit.channels),
    }


def answer_json(answer: Answer, explain: bool = False) -> dict[str, Any]:
    """Return an answer as one JSON object.

    Args:
        answer: the answer.
        explain: add how the question was understood, and the notes.
    """
    told = {
        "id": answer.id,
        "question": answer.question,
        "language": answer.language,
        "kind": answer.kind,
        "status": answer.status,
        "text": answer.text,
        "rows": [_row(row) for row in answer.rows],
        "citations": [_citation(citation) for citation in answer.citations],
        "coverage": {
            "articles": answer.coverage.articles,
            "matched": answer.coverage.matched,
            "sentences": answer.coverage.sentences,
            "unreadable": answer.coverage.unreadable,
        },
        "checks": {
            "quotes_verbatim": answer.checks.quotes_verbatim,
            "unsupported": list(answer.checks.unsupported),
        },
        "composed_by": answer.composed_by,
        "timing_ms": dict(answer.timing_ms),
    }
    return told | {"understood": answer.understood, "notes": list(answer.notes)} if explain else told


def _row(row: Row) -> dict[str, Any]:
    return {
        "name": row.name,
        "code": row.code,
        "level": row.level,
        "reported": row.reported,
        "quantity": _number(row.quantity),
        "unit": row.unit,
        "detail": row.detail,
        "date": row.date,
        "citations": list(row.citations),
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "n": citation.n,
        "article_id": citation.article_id,
        "source": citation.source,
        "headline": citation.headline,
        "paper": citation.paper,
        "issue_date": citation.issue_date,
        "page": citation.page,
        "lines": _ranges(citation.lines),
        "quote": citation.quote,
    }


def _ranges(lines: tuple[tuple[int, int], ...]) -> list[list[int]]:
    return [[first, last] for first, last in lines]


def _number(value: float | None) -> float | int | None:
    """Return a whole number as an int: 24 workrooms are written 24, not 24.0."""
    return int(value) if value is not None and value == int(value) else value
