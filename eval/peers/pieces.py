"""Articles as pieces of text for retrieval: whole sentences, together at most so many characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.records import Article

LENGTH = 128
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；\n]*[”’」』）]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an article."""

    text: str
    article_id: str
    source: str
    headline: str | None
    issue_date: str | None


def sentences(text: str) -> list[str]:
    """Return the sentences of a Chinese text."""
    return _SENTENCE.findall(text)


def pieces_of(articles: Iterable[Article]) -> Iterator[Piece]:
    """Yield articles in pieces of whole sentences, of at most LENGTH characters but for long ones."""
    for article in articles:
        held = ""
        for sentence in sentences(article.text):
            if held and len(held) + len(sentence) > LENGTH:
                yield _piece(article, held)
                held = ""
            held += sentence
        if held.strip():
            yield _piece(article, held)


def _piece(article: Article, text: str) -> Piece:
    return Piece(text.strip(), article.article_id, article.source, article.headline, article.issue_date)
