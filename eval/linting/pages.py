"""The articles of the sample archive, read from its files by the gold's bounds, not from the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eval.linting import read_rows
from eval.sets import CaseSet
from eval.sources import Sources, comparable

# (page, order on the page)
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One article.

    Attributes:
        text: its headline and body without white space, and 署名： with its writers.
        event: ISO date or range, of whatever precision; "" where it is not known.
    """

    key: Key
    text: str
    body: str
    place: str
    level: str
    kind: str
    event: str


@dataclass(frozen=True, slots=True)
class Pages:
    """Every article of the archive, and the files as a whole."""

    articles: Mapping[Key, GoldArticle]
    sources: Sources


def read_pages(given: CaseSet) -> Pages:
    """Read the articles of an evaluation set's archive.

    Raises:
        DataError: the gold of the articles cannot be read.
    """
    files = sorted(path for path in given.archive.iterdir() if path.is_file())
    sources = Sources(files)
    found = {}
    for row in read_rows(given.articles):
        key = (str(row["page"]), int(row["n"]))
        body = _body(row, sources)
        byline = f"署名：{row.get('byline') or ''}"
        head = comparable(" ".join(str(row.get(part) or "") for part in ("kicker", "headline", "subhead")))
        found[key] = GoldArticle(
            key,
            "\n".join((head, body, byline)),
            body,
            row.get("place") or "",
            row.get("level") or "",
            row.get("kind") or "",
            row.get("event_date") or "",
        )
    return Pages(found, sources)


def _body(row: Mapping[str, object], sources: Sources) -> str:
    """Return an article's body from its first characters to its last; a ready article is its whole line."""
    page = str(row["page"])
    if page.endswith(".jsonl"):
        return sources.text(f"{page}#{row['n']}")
    text = sources.text(page)
    start = text.find(comparable(str(row["first_ns"])))
    end = text.find(comparable(str(row["last_ns"])), max(start, 0))
    return text[start : end + len(str(row["last_ns"]))] if 0 <= start <= end else ""
