"""One input file → articles that are ready for the store; knows neither the store nor the encoder."""

from __future__ import annotations

import gc
import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby, islice
from pathlib import Path
from typing import TypeVar

from index.articles import complete_all, segment
from index.mentions import annotate_all
from index.passages import split_passages
from index.places import Gazetteer
from index.readers import read
from index.readers.kinds import READY, ZIP, ends
from index.records import Article, Page, ReadyArticle, Refused
from index.tables.codec import Draft, draft_all

Kind = TypeVar("Kind")

_RULES = (
    "articles.py", "clean.py", "literals.py", "misread.py", "packaged.py", "passages.py", "provenance.py",
    "quick.py", "records.py", "simplified.py", "words.py", "data", "dates", "mentions", "places", "readers",
    "segmenter", "tables/codec.py", "writing/prepare.py",
)  # fmt: skip
"""What decides which articles a file becomes, and what is noted of them."""
_WRITTEN = {".py", ".toml", ".csv", ".txt", ".jsonl"}
# Data of the search.
_NO_RULES = {"fusion.toml", "stopwords.txt"}

_SELDOM = 50_000  # objects more than were freed, before the collector looks
BATCH = 250
"""Articles of one file that are one task; of larger ones one worker does the last while others wait."""
_TOGETHER = 50
"""Articles that are annotated together."""
_BYTES, _BYTES_PACKED = 2_000, 800
"""Bytes of an article in a file of them, about, and where the file is compressed."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file, or a part of a long one.

    Attributes:
        drafts: its articles.
        refused: what could not be read of it.
        format, paper, issue_date, page: what is known of the file as a whole.
        seconds: what each step took.
    """

    drafts: tuple[Draft, ...] = ()
    refused: tuple[Refused, ...] = ()
    format: str = ""
    paper: str = ""
    issue_date: str | None = None
    page: str | None = None
    seconds: Mapping[str, float] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read, or a part of a long one.

    Attributes:
        path: the file.
        items: what was read of it already; None where the file is yet to be read as a whole.
        error: why nothing more can be read of it.
        fresh: the archive has nothing of the file yet, so that all of it will have to be encoded.
    """

    path: Path
    items: tuple[Page | ReadyArticle | Refused, ...] | None = None
    error: Exception | None = None
    fresh: bool = False


def jobs(path: Path, *, fresh: bool = False) -> Iterator[Job]:
    """Divide a file of many articles or pages into parts of `BATCH`; any other is read as a whole.

    Args:
        path: the file.
        fresh: the archive has nothing of it yet.

    Yields:
        At least one job; where the file cannot be read to its end, the last one says why.
    """
    if not ends(path, READY + ZIP):
        yield Job(path, fresh=fresh)
        return
    inputs = read(path)
    try:
        while batch := tuple(islice(inputs, BATCH)):
            yield Job(path, batch, fresh=fresh)
    except Exception as error:  # raised again where the result is asked for
        yield Job(path, error=error)


def parts(path: Path) -> int:
    """Return how many jobs a file will be, about, from its size alone; 1 where it is gone."""
    if not ends(path, READY):
        return 1
    size = path.stat().st_size if path.exists() else 0
    return 1 + size // (BATCH * (_BYTES_PACKED if path.suffix == ".gz" else _BYTES))


def prepared(job: Job, gazetteer: Gazetteer) -> Prepared:
    """Read a file, segment it, and note what its articles mention.

    Raises:
        InputRefused: the file as a whole cannot be read.
    """
    if job.error is not None:
        raise job.error
    began = time.perf_counter()
    items = job.items if job.items is not None else tuple(read(job.path))
    articles: list[Article] = []
    for kind, run in groupby(items, key=type):
        if kind is ReadyArticle:
            for ready in _blocks([item for item in run if isinstance(item, ReadyArticle)]):
                articles += complete_all(ready, gazetteer)
        elif kind is Page:
            articles += [made for item in run if isinstance(item, Page) for made in segment(item, gazetteer)]
    known = next((item for item in items if isinstance(item, Page)), None)
    dated = articles[0] if known and articles else None
    drafts = tuple(draft for block in _blocks(articles) for draft in _drafts(block, gazetteer))
    return Prepared(
        drafts,
        tuple(item for item in items if isinstance(item, Refused)),
        format=known.format if known else "ready",
        paper=dated.paper if dated else "",
        issue_date=dated.issue_date if dated else None,
        page=dated.page if dated else None,
        seconds={"read": time.perf_counter() - began},
    )


def _blocks(articles: list[Kind]) -> Iterator[list[Kind]]:
    return (articles[i : i + _TOGETHER] for i in range(0, len(articles), _TOGETHER))


def _drafts(articles: Sequence[Article], gazetteer: Gazetteer) -> list[Draft]:
    passages = [split_passages(article) for article in articles]
    places = [_places(article.place_code, gazetteer) for article in articles]
    return draft_all(articles, annotate_all(articles, gazetteer), passages, places)


def _places(code: str | None, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the code of an article's place and of every place that it lies under."""
    return (code, *(place.code for place in gazetteer.ancestors(code))) if code else ()


def settle() -> None:
    """Let the garbage collector pass over what is loaded, and look at the rest seldom.

    For a process that does nothing but prepare files: articles hold no cycles, and looking for cycles among
    them took an eighth of its time.
    """
    gc.freeze()
    gc.set_threshold(_SELDOM, 20, 20)


@contextmanager
def settled() -> Iterator[None]:
    """Let the garbage collector be as in `settle` while the block runs, and as it was before from then on."""
    before = gc.get_threshold()
    settle()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def rules(gazetteer: Gazetteer) -> str:
    """Return a fingerprint of the rules by which a file becomes articles.

    A file that was read by other rules is read again; what comes out the same costs no more than that.
    """
    return f"{_code()}-{gazetteer.home}-{len(gazetteer)}"


@cache
def _code() -> str:
    """Return a fingerprint of the code and data that read a file."""
    root = Path(__file__).parents[1]
    found = (root / name for name in _RULES)
    files = (file for path in found for file in (path.rglob("*") if path.is_dir() else (path,)))
    sums = hashlib.sha256()
    for path in sorted(p for p in files if p.suffix in _WRITTEN and p.name not in _NO_RULES):
        sums.update(str(path.relative_to(root)).encode())
        sums.update(path.read_bytes())
    return sums.hexdigest()[:16]
