"""One input file → articles that are ready for the store; knows neither the store nor the encoder."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from index.articles import complete, segment
from index.mentions import annotate
from index.passages import split_passages
from index.places import Gazetteer
from index.readers import read
from index.readers.kinds import READY, ZIP, ends
from index.records import Article, Page, ReadyArticle, Refused
from index.tables.codec import Draft, draft

_RULES = {".py", ".toml", ".csv", ".txt", ".jsonl"}
# What comes after reading: with a change of these, no article comes out otherwise.
_NO_RULES = {
    "build.py", "changes.py", "compress.py", "containing.py", "cutting.py", "database.py", "derive.py",
    "encoder.py", "folder.py", "fusion.py", "fusion.toml", "hybrid.py", "ingest.py", "lexical.py",
    "lexical_files.py", "lexical_query.py", "locks.py", "maintain.py", "manifest.py", "migrations.py",
    "passagetable.py", "plan.py", "quantise.py", "rebuild.py", "relevance.py", "reports.py", "schema.py",
    "search.py", "selection.py", "stopwords.txt", "store.py", "transaction.py", "vectors.py", "work.py",
    "workers.py",
}  # fmt: skip

_SELDOM = 50_000  # objects more than were freed, before the collector looks
BATCH = 500
"""Articles of one file that are handled together."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file, or a part of a long one.

    Attributes:
        drafts: its articles.
        refused: what could not be read of it.
        format, paper, issue_date, page: what is known of the file as a whole.
    """

    drafts: tuple[Draft, ...] = ()
    refused: tuple[Refused, ...] = ()
    format: str = ""
    paper: str = ""
    issue_date: str | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read, or a part of a long one.

    Attributes:
        path: the file.
        items: what was read of it already; None where the file is yet to be read as a whole.
        error: why nothing more can be read of it.
    """

    path: Path
    items: tuple[Page | ReadyArticle | Refused, ...] | None = None
    error: Exception | None = None


def jobs(path: Path) -> Iterator[Job]:
    """Divide a file of many articles or pages into parts of `BATCH`; any other is read as a whole.

    Args:
        path: the file.

    Yields:
        At least one job; where the file cannot be read to its end, the last one says why.
    """
    if not ends(path, READY + ZIP):
        yield Job(path)
        return
    inputs = read(path)
    try:
        while batch := tuple(islice(inputs, BATCH)):
            yield Job(path, batch)
    except Exception as error:  # raised again where the result is asked for
        yield Job(path, error=error)


def prepared(job: Job, gazetteer: Gazetteer) -> Prepared:
    """Read a file, segment it, and note what its articles mention.

    Raises:
        InputRefused: the file as a whole cannot be read.
    """
    if job.error is not None:
        raise job.error
    items = job.items if job.items is not None else tuple(read(job.path))
    articles: list[Article] = []
    for item in items:
        if isinstance(item, ReadyArticle):
            articles.append(complete(item, gazetteer))
        elif isinstance(item, Page):
            articles.extend(segment(item, gazetteer))
    known = next((item for item in items if isinstance(item, Page)), None)
    dated = articles[0] if known and articles else None
    return Prepared(
        tuple(_draft(article, gazetteer) for article in articles),
        tuple(item for item in items if isinstance(item, Refused)),
        format=known.format if known else "ready",
        paper=dated.paper if dated else "",
        issue_date=dated.issue_date if dated else None,
        page=dated.page if dated else None,
    )


def _draft(article: Article, gazetteer: Gazetteer) -> Draft:
    places: tuple[str, ...] = ()
    if article.place_code:
        above = (place.code for place in gazetteer.ancestors(article.place_code))
        places = (article.place_code, *above)
    return draft(article, annotate(article, gazetteer), split_passages(article), places)


def settle() -> None:
    """Let the garbage collector pass over what is loaded, and look at the rest seldom.

    For a process that does nothing but prepare files: articles hold no cycles, and looking for cycles among
    them took an eighth of its time.
    """
    gc.freeze()
    gc.set_threshold(_SELDOM, 20, 20)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hex.

    Raises:
        OSError: the file cannot be read.
    """
    with open(path, "rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def rules(gazetteer: Gazetteer) -> str:
    """Return a fingerprint of the rules by which a file becomes articles.

    A file that was read by other rules is read again; what comes out the same costs no more than that.
    """
    return f"{_code()}-{gazetteer.home}-{len(gazetteer)}"


@cache
def _code() -> str:
    """Return a fingerprint of this package's code and data."""
    root = Path(__file__).parents[1]
    files = [p for p in root.rglob("*") if p.suffix in _RULES and p.name not in _NO_RULES]
    sums = hashlib.sha256()
    for path in sorted(files):
        sums.update(str(path.relative_to(root)).encode())
        sums.update(path.read_bytes())
    return sums.hexdigest()[:16]
