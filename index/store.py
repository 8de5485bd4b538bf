"""The database of an archive, the single source of truth: reading it, and opening transactions on it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, Select, func, select
from sqlalchemy.exc import DBAPIError

from index.codec import read_annotation, read_article, unpack_vectors
from index.database import connect, translated
from index.errors import ArchiveDamaged, ArchiveMismatch
from index.manifest import Manifest
from index.records import Annotation, Article, Filters, Refused
from index.schema import (
    SCHEMA_VERSION,
    article_places,
    articles,
    bodies,
    files,
    manifest,
    metadata,
    passages,
    refusals,
    tombstones,
    vectors,
)
from index.selection import passing
from index.transaction import FileRecord, Transaction, chunks


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage with everything that the lexical index holds of it."""

    passage: int
    text: str
    head: str
    places: tuple[str, ...]
    kind: str
    source: str
    days: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage with what a hit says of its article."""

    passage: int
    article: int
    article_id: str
    source: str
    headline: str | None
    place: str | None
    issue_date: str | None
    start: int
    end: int
    text: str


class Store:
    """The database of an archive.

    Safe for several threads: each call takes a connection of its own from a pool.

    Attributes:
        location: the database file, or the URL of a database.
        manifest: what made the archive.
    """

    def __init__(self, location: Path | str, engine: Engine, made: Manifest) -> None:
        self.location, self.manifest, self._engine = location, made, engine

    @classmethod
    def create(cls, location: Path | str, made: Manifest) -> Store:
        """Make a new, empty database.

        Raises:
            ArchiveNotWritable: the folder is read-only or the disk full.
        """
        engine = connect(location)
        with translated(location), engine.begin() as connection:
            metadata.create_all(connection)
            Transaction(connection).set_manifest(made.rows())
        return cls(location, engine, made)

    @classmethod
    def open(cls, location: Path | str) -> Store:
        """Open a database.

        Raises:
            ArchiveDamaged: it cannot be read.
            ArchiveMismatch: its tables are of another version.
        """
        if isinstance(location, Path) and not location.exists():
            raise ArchiveDamaged("the database file is gone", subject=str(location), hint="run `wendang index build`")
        with translated(location):
            engine, rows = _open(location)
        try:
            made = Manifest.from_rows(rows)
        except (KeyError, ValueError) as error:
            raise ArchiveDamaged(f"its manifest is not complete: {error}", subject=str(location)) from error
        if made.schema != SCHEMA_VERSION:
            raise ArchiveMismatch(
                f"its tables have version {made.schema}, this program knows {SCHEMA_VERSION}",
                subject=str(location),
                hint="build the index again, or use the program that made it",
            )
        return cls(location, engine, made)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """Open a transaction; it is committed when the block ends, and undone when the block fails."""
        with translated(self.location), self._engine.begin() as connection:
            yield Transaction(connection)

    @property
    def sequence(self) -> int:
        """Number of the last committed transaction."""
        value = self._scalar(select(manifest.c.value).where(manifest.c.key == "sequence"))
        return int(value or 0)

    # What was read

    def files(self) -> dict[str, FileRecord]:
        """Return every file that was read or refused, by its path."""
        columns = [files.c[name] for name in FileRecord.__dataclass_fields__]
        return {row.path: FileRecord(*row) for row in self._rows(select(*columns))}

    def refused(self) -> tuple[Refused, ...]:
        """Return what could not be read, in the order in which it was met."""
        rows = self._rows(select(refusals.c.source, refusals.c.reason).order_by(refusals.c.refusal))
        return tuple(Refused(*row) for row in rows)

    def refusals(self) -> dict[str, tuple[Refused, ...]]:
        """Return what could not be read by the path of its file."""
        query = select(files.c.path, refusals.c.source, refusals.c.reason).order_by(refusals.c.refusal)
        found: dict[str, tuple[Refused, ...]] = {}
        for path, source, reason in self._rows(query.join(files, files.c.file == refusals.c.file)):
            found[path] = (*found.get(path, ()), Refused(source, reason))
        return found

    def known(self, path: str) -> dict[str, list[tuple[int, bytes]]]:
        """Return the articles of a file: content id → (row id, digest) of each, twins in order."""
        query = select(articles.c.content_id, articles.c.article, articles.c.digest)
        query = query.join(files, files.c.file == articles.c.file).where(files.c.path == path)
        found: dict[str, list[tuple[int, bytes]]] = {}
        for content_id, row, digest in self._rows(query.order_by(articles.c.article)):
            found.setdefault(content_id, []).append((row, digest))
        return found

    def encoded(self, digests: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return the packed vectors of texts that were encoded before, by the text's digest."""
        query = select(passages.c.digest, vectors.c.vector).join(vectors, vectors.c.passage == passages.c.passage)
        found: dict[bytes, bytes] = {}
        for chunk in chunks(dict.fromkeys(digests)):
            found.update((row[0], row[1]) for row in self._rows(query.where(passages.c.digest.in_(chunk))))
        return found

    # Articles

    def article(self, article_id: str) -> tuple[Article, Annotation] | None:
        """Return an article with its annotation, None where there is no such article."""
        return next(self._articles(_full().where(articles.c.article_id == article_id)), None)

    def articles_by_row(self, rows: Collection[int]) -> dict[int, tuple[Article, Annotation]]:
        """Return articles with their annotations by row id; rows that are gone are left out."""
        found: dict[int, tuple[Article, Annotation]] = {}
        for chunk in chunks(rows):
            for row in self._rows(_full().where(articles.c.article.in_(chunk))):
                found[row.article] = (read_article(row._mapping), read_annotation(row.annotation))
        return found

    def article_rows(self, filters: Filters = Filters()) -> list[int]:
        """Return the row ids of the articles that pass, in the order in which they came in."""
        query = select(articles.c.article).where(passing(filters)).order_by(articles.c.article)
        return [row[0] for row in self._rows(query)]

    def count(self, filters: Filters = Filters()) -> int:
        """Return how many articles pass."""
        return int(self._scalar(select(func.count()).select_from(articles).where(passing(filters))))

    def tally(self, column: str) -> dict[str, int]:
        """Return the number of articles by the value of a column, unknown values left out."""
        value = func.substr(articles.c.issue_first, 1, 7) if column == "month" else articles.c[column]
        query = select(value, func.count()).where(value.is_not(None)).group_by(value).order_by(value)
        return {row[0]: row[1] for row in self._rows(query)}

    # Passages

    def passages(self, ids: Collection[int]) -> dict[int, PassageRow]:
        """Return passages by id; passages that are gone are left out."""
        query = select(
            passages.c.passage, articles.c.article, articles.c.article_id, articles.c.source,
            articles.c.headline, articles.c.place, articles.c.issue_date, passages.c.start, passages.c.end,
            bodies.c.text,
        ).join(articles, articles.c.article == passages.c.article)  # fmt: skip
        query = query.join(bodies, bodies.c.article == passages.c.article)
        found: dict[int, PassageRow] = {}
        for chunk in chunks(ids):
            for row in self._rows(query.where(passages.c.passage.in_(chunk))):
                # Cut here: SQLite's own functions count otherwise where a text holds a zero character.
                found[row[0]] = PassageRow(*row[:-1], text=row.text[row.start : row.end])
        return found

    def spans(self, ids: Collection[int] | None) -> dict[int, list[tuple[int, int]]]:
        """Return where passages lie: article row → (start, end) of each; None stands for all passages."""
        query = select(passages.c.article, passages.c.start, passages.c.end).order_by(passages.c.passage)
        parts = [query] if ids is None else [query.where(passages.c.passage.in_(c)) for c in chunks(ids)]
        found: dict[int, list[tuple[int, int]]] = {}
        for part in parts:
            for article, start, end in self._rows(part):
                found.setdefault(article, []).append((start, end))
        return found

    def texts(self, rows: Collection[int]) -> Iterator[tuple[int, str, bytes]]:
        """Yield row id, text and packed annotation of articles, in the order of their row ids."""
        query = select(bodies.c.article, bodies.c.text, bodies.c.annotation).order_by(bodies.c.article)
        for chunk in chunks(sorted(rows)):
            yield from (tuple(row) for row in self._rows(query.where(bodies.c.article.in_(chunk))))

    def passage_ids(self, filters: Filters = Filters(), since: int = 0) -> NDArray[np.int64]:
        """Return the ids of the passages whose articles pass and that came after a sequence number."""
        query = select(passages.c.passage).where(passages.c.sequence > since)
        if not filters.empty:
            query = query.join(articles, articles.c.article == passages.c.article).where(passing(filters))
        rows = self._rows(query.order_by(passages.c.passage))
        return np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))

    def removed(self, since: int) -> NDArray[np.int64]:
        """Return the ids of the passages that went out after a sequence number."""
        rows = self._rows(select(tombstones.c.passage).where(tombstones.c.sequence > since))
        return np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))

    def entries(self, ids: Collection[int]) -> Iterator[Entry]:
        """Yield passages for the lexical index."""
        days = [articles.c[f"{which}_{end}"] for which in ("issue", "event") for end in ("first", "last")]
        query = select(
            passages.c.passage, passages.c.article, passages.c.start, passages.c.end, bodies.c.text,
            articles.c.kicker, articles.c.headline, articles.c.subhead, articles.c.kind, articles.c.source, *days,
        ).join(articles, articles.c.article == passages.c.article)  # fmt: skip
        query = query.join(bodies, bodies.c.article == passages.c.article).order_by(passages.c.passage)
        for chunk in chunks(ids):
            rows = self._rows(query.where(passages.c.passage.in_(chunk)))
            places = self._places({row.article for row in rows})
            for row in rows:
                head = " ".join(part for part in (row.kicker, row.headline, row.subhead) if part)
                text = row.text[row.start : row.end]
                when = {column.name: row._mapping[column.name] for column in days}
                yield Entry(row.passage, text, head, places.get(row.article, ()), row.kind, row.source, when)

    def vectors(self, since: int = 0) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the ids (n,) and vectors (n, dimensions) of the passages that came after a sequence number."""
        query = select(passages.c.passage, vectors.c.vector).join(vectors, vectors.c.passage == passages.c.passage)
        rows = self._rows(query.where(passages.c.sequence > since).order_by(passages.c.passage))
        ids = np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))
        return ids, unpack_vectors((row[1] for row in rows), self.manifest.dimensions)

    def _places(self, rows: Collection[int]) -> dict[int, tuple[str, ...]]:
        found: dict[int, tuple[str, ...]] = {}
        for chunk in chunks(rows):
            query = select(article_places.c.article, article_places.c.code)
            for article, code in self._rows(query.where(article_places.c.article.in_(chunk))):
                found[article] = (*found.get(article, ()), code)
        return found

    def _articles(self, query: Select[Any]) -> Iterator[tuple[Article, Annotation]]:
        for row in self._rows(query):
            yield read_article(row._mapping), read_annotation(row.annotation)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with translated(self.location), self._engine.connect() as connection:
            yield connection.execution_options(isolation_level="AUTOCOMMIT")

    def _rows(self, query: Select[Any]) -> Sequence[Any]:
        with self._reading() as connection:
            return connection.execute(query).all()

    def _scalar(self, query: Select[Any]) -> Any:
        with self._reading() as connection:
            return connection.scalar(query)


def _full() -> Select[Any]:
    return select(articles, bodies.c.text, bodies.c.layout, bodies.c.annotation).join(
        bodies, bodies.c.article == articles.c.article
    )


def _open(location: Path | str) -> tuple[Engine, dict[str, str]]:
    """Open a database and read its manifest; in a folder that cannot be written, without log and locks."""
    query = select(manifest.c.key, manifest.c.value)
    for immutable in (False, True):
        engine = connect(location, immutable=immutable)
        try:
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                return engine, {row.key: row.value for row in connection.execute(query)}
        except DBAPIError as error:
            engine.dispose()
            if immutable or not isinstance(location, Path) or "malformed" in str(error.orig):
                raise
    raise AssertionError("unreachable")
