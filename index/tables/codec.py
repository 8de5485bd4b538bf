"""Articles and annotations as rows of the database, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.cutting import Cut
from index.dates.calendar import DateRange
from index.records import Annotation, Article, Passage, Sentence
from index.tables.compress import pack_text, unpack_text
from index.tables.notes import (
    as_json,
    pack_annotation,
    pack_layout,
    unpack_annotation,
    unpack_layout,
)
from index.tables.quantise import pack

ARTICLE_COLUMNS = (
    "article_id", "source", "n", "kind", "kicker", "headline", "subhead", "byline", "dateline", "place",
    "place_code", "level", "issue_date", "event_date", "page", "paper", "date_from", "continued", "section",
)  # fmt: skip
"""The fields of an Article that are columns of their own under the same name."""

_MENTION = attrgetter("name", "code", "level", "value", "unit", "hedge", "post")
DAYS = ("issue_first", "issue_last", "event_first", "event_last")
"""Columns of the days of an article's issue, and of what it tells."""
_DEFAULTS = ("", "", None, "", "", "")
_values = attrgetter(*ARTICLE_COLUMNS)


@dataclass(frozen=True, slots=True)
class Draft:
    """An article that is ready for the store.

    Attributes:
        columns: columns of the table of articles, without row ids and sequence.
        body: columns of the table of bodies, without the row id.
        places: code of the article's place and of every place that it lies under.
        spans: where its passages lie.
        title: kicker, headline and subhead.
        texts: text of each passage; empty where nothing is left to be made of it.
        digests: digest of what the encoder is given for each passage.
        vectors: packed vector of each passage; empty where they are yet to be made.
        cuts: words and pairs of each passage; empty where they are yet to be cut.
    """

    columns: Mapping[str, Any]
    body: Mapping[str, Any]
    places: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    title: str
    texts: tuple[str, ...]
    digests: tuple[bytes, ...]
    vectors: tuple[bytes, ...] = ()
    cuts: tuple[Cut, ...] = ()

    @property
    def encoded(self) -> list[str]:
        """Return what the encoder is given for each passage."""
        return [encoded_text(self.title, text) for text in self.texts]


def draft(
    article: Article, annotation: Annotation, passages: Sequence[Passage], places: Sequence[str]
) -> Draft:
    """Turn an article into rows."""
    return draft_all([article], [annotation], [passages], [places])[0]


def draft_all(
    articles: Sequence[Article],
    annotations: Sequence[Annotation],
    passages: Sequence[Sequence[Passage]],
    places: Sequence[Sequence[str]],
) -> list[Draft]:
    """Turn articles into rows; each step is done for all of them before the next is, as that is quicker."""
    given = list(zip(articles, annotations, strict=True))
    spans = [tuple((p.start, p.end) for p in mine) for mine in passages]
    columns = [_columns(article) for article in articles]
    for row, held, mine, noted in zip(columns, places, spans, given, strict=True):
        row["digest"] = _known(row, held, mine, *noted)
        row["content_id"] = noted[0].article_id
    texts = [pack_text(article.text) for article in articles]
    layouts = [pack_layout(article) for article in articles]
    notes = [pack_annotation(annotation, article.text) for article, annotation in given]
    made = []
    for i, article in enumerate(articles):
        body = {"text": texts[i], "layout": layouts[i], "annotation": notes[i]}
        title, parts = article.title, tuple(p.text for p in passages[i])
        digests = tuple(_short_digest(encoded_text(title, part)) for part in parts)
        made.append(Draft(columns[i], body, tuple(places[i]), spans[i], title, parts, digests))
    return made


def _columns(article: Article) -> dict[str, Any]:
    columns = dict(zip(ARTICLE_COLUMNS, _values(article), strict=True))
    columns["issue_first"], columns["issue_last"] = day_span(article.issue_date)
    columns["event_first"], columns["event_last"] = day_span(article.event_date)
    return columns


def is_sound(row: Mapping[str, Any], places: Sequence[str], spans: Sequence[tuple[int, int]]) -> bool:
    """Say whether an article's rows are still what was written.

    Args:
        row: its columns and its body.
        places: its place with every place above it.
        spans: where its passages lie.
    """
    columns = {name: row[name] for name in (*ARTICLE_COLUMNS, *DAYS)} | {
        "article_id": row["content_id"] or row["article_id"]
    }
    try:
        article = read_article(row)
        annotation = unpack_annotation(row["annotation"], article.text)
        return bool(_known(columns, places, spans, article, annotation) == row["digest"])
    except (IndexError, StopIteration, ValueError):
        return False


def _known(
    columns: Mapping[str, Any],
    places: Sequence[str],
    spans: Sequence[tuple[int, int]],
    article: Article,
    annotation: Annotation,
) -> bytes:
    """Return the digest of everything that is kept of an article, in whatever form it is kept."""
    # What came later counts only where it is there: the digests of earlier versions stay what they are.
    columns = {name: value for name, value in columns.items() if value is not None or name != "section"}
    notes = as_json(_layout(article)) + as_json(_annotation(annotation, article.text))
    return _digest((as_json([columns, sorted(set(places)), spans]) + article.text + notes).encode())


def encoded_text(title: str, text: str) -> str:
    """Return what the encoder is given for a passage: a passage from the middle still knows its subject."""
    return f"{title}\n{text}" if title else text


def read_article(row: Mapping[str, Any]) -> Article:
    """Make an article of its columns and its body."""
    return article_of([row[name] for name in ARTICLE_COLUMNS], row["text"], row["layout"])


def article_of(columns: Iterable[Any], text: bytes, layout: bytes) -> Article:
    """Make an article of its columns, in the order of `ARTICLE_COLUMNS`, and of its packed body."""
    told = dict(zip(ARTICLE_COLUMNS, columns, strict=True))
    return Article(**told, text=unpack_text(text), **unpack_layout(layout))


def pack_vectors(vectors: NDArray[np.float32]) -> list[bytes]:
    """Return each row of an (n, dimensions) array as the bytes that the database keeps."""
    return [row.tobytes() for row in pack(vectors)]


@lru_cache(maxsize=4096)
def day_span(iso: str | None) -> tuple[str | None, str | None]:
    """Return the first and the last ISO day of a date or range of any precision.

    Args:
        iso: "2024", "2024-08", "2024-08-06", two of them joined by a slash, or None.

    Raises:
        ValueError: the text is no such date.
    """
    if not iso:
        return None, None
    span = DateRange.parse(iso)
    return span.first.isoformat(), span.last.isoformat()


def _layout(article: Article) -> dict[str, Any]:
    beside = {"beside": article.beside} if article.beside else {}
    return beside | {
        "lines": article.lines,
        "runs": [(r.start, r.length, r.line, r.column) for r in article.runs],
        "edits": [(e.start, e.new, e.printed, e.rule) for e in article.edits],
        "captions": article.captions,
    }


def _annotation(annotation: Annotation, text: str) -> dict[str, Any]:
    """Return plain lists: sentences by their distances, mentions without what the article says anyway."""
    sentences: list[int] = []
    last = Sentence(0, 0, 0)
    for s in annotation.sentences:
        sentences += (s.start - last.end, s.end - s.start, s.paragraph - last.paragraph)
        last = s
    mentions = []
    for m in annotation.mentions:
        name, *rest = _MENTION(m)
        while rest and rest[-1] == _DEFAULTS[len(rest) - 1]:
            rest.pop()
        mentions.append([m.kind, m.start, m.end, None if name == text[m.start : m.end] else name, *rest])
    return {"sentences": sentences, "mentions": mentions}


def _short_digest(text: str) -> bytes:
    # Eight bytes: a hundred million texts would hold two of one digest in one archive of three thousand.
    return blake2b(text.encode(), digest_size=8).digest()


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()
