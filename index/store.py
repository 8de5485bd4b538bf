"""The database of an archive, the single source of truth: reading it, and opening transactions on it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, func, select

from index.errors import ArchiveDamaged, ArchiveMismatch, ArchiveNotWritable
from index.head import Head
from index.records import Annotation, Article, Filters, Refused
from index.reports import Progress, Report, ignore
from index.tables.catalogue import Catalogue
from index.tables.codec import ARTICLE_COLUMNS, article_of, is_sound
from index.tables.database import Database
from index.tables.manifest import Manifest
from index.tables.migrations import can_migrate, migrate
from index.tables.notes import unpack_annotation
from index.tables.parts import Parts
from index.tables.passagetable import PassageTable
from index.tables.schema import (
    SCHEMA_VERSION,
    articles,
    bodies,
    files,
    manifest,
    metadata,
    passages,
    refusals,
    vectors,
)
from index.tables.selection import Told, passing, telling
from index.tables.transaction import CHUNK, FileRecord, Transaction, chunks, forget_removed


class KnownArticle(NamedTuple):
    """An article as far as telling whether it has changed needs it; `digest` is that of all that is kept."""

    row: int
    digest: bytes
    source: str


class Store:
    """The database of an archive.

    Safe for several threads: each call takes a connection of its own from a pool.

    Attributes:
        manifest: what made the archive.
        passages: its passages.
        catalogue: what lies in it, for browsing.
        parts: finds what continuations go on from.
    """

    def __init__(self, database: Database, made: Manifest) -> None:
        self._database, self.manifest = database, made
        self.passages = PassageTable(database, made.dimensions)
        self.catalogue = Catalogue(database)
        self.parts = Parts(database)

    @classmethod
    def create(cls, location: Path | str, made: Manifest) -> Store:
        """Make a new, empty database.

        Raises:
            ArchiveNotWritable: the folder is read-only or the disk full.
        """
        database = Database.connect(location)
        with database.begin() as connection:
            metadata.create_all(connection)
            Transaction(connection).set_manifest(made.rows())
        return cls(database, made)

    @classmethod
    def open(cls, location: Path | str) -> Store:
        """Open a database.

        Raises:
            ArchiveDamaged: it cannot be read.
            ArchiveMismatch: its tables are of a later version; those of an earlier one are brought up to it.
            ArchiveNotWritable: that is due, and the file cannot be written.
        """
        if isinstance(location, Path) and not location.exists():
            hint = "take the file from a backup, or remove the folder and build the index again"
            raise ArchiveDamaged("the database file is gone", subject=str(location), hint=hint)
        database, rows = _opened(location)
        try:
            made = Manifest.from_rows(rows)
        except (KeyError, ValueError) as error:
            raise ArchiveDamaged(f"its manifest is not complete: {error}", subject=str(location)) from error
        if can_migrate(made.schema):
            with database.begin() as connection:
                migrate(connection, str(location))
            made = replace(made, schema=SCHEMA_VERSION)
        if made.schema != SCHEMA_VERSION:
            raise ArchiveMismatch(
                f"its tables have version {made.schema}, this program knows {SCHEMA_VERSION}",
                subject=str(location),
                hint="use the program that made it, or remove the folder and build the index again",
            )
        return cls(database, made)

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """Open a transaction; it is committed when the block ends, and undone when the block fails.

        Raises:
            ArchiveNotWritable: the disk is full or the folder read-only.
        """
        with self._database.begin() as connection:
            yield Transaction(connection)

    def copy(self, target: Path) -> None:
        """Write a consistent copy of the database as a file, while it is in use.

        Raises:
            ArchiveNotWritable: the disk is full or the folder read-only.
        """
        self._database.copy(target)

    def faults(self, report: Report = ignore) -> Iterator[str]:
        """Yield what is wrong, by the database's own check of its file and by the articles' digests."""
        yield from (line for line in self._database.lines("PRAGMA integrity_check") if line != "ok")
        every = self.article_rows()
        for number, rows in enumerate(chunks(every)):
            report(Progress("check", number * CHUNK, len(every)))
            places, spans = self.passages.places(rows), self.passages.spans_of(rows)
            for row in self._database.rows(_full().where(articles.c.article.in_(rows))):
                if not is_sound(row._mapping, places.get(row.article, ()), spans.get(row.article, [])):
                    yield f"the article {row.article_id} of {row.source} is not what was written"

    @property
    def sequence(self) -> int:
        """Number of the last committed transaction."""
        value = self._database.scalar(select(manifest.c.value).where(manifest.c.key == "sequence"))
        return int(value or 0)

    @property
    def forgotten(self) -> int:
        """Number up to which it is no longer known which passages went out: nobody can follow from before."""
        value = self._database.scalar(select(manifest.c.value).where(manifest.c.key == "forgotten"))
        return int(value or 0)

    def forget(self, until: int) -> None:
        """Drop the tombstones up to a number that every index on disk has followed; no new state comes of it.

        Raises:
            ArchiveNotWritable: the disk is full or the folder read-only.
        """
        if self.forgotten >= until or not self.passages.buried(until):
            return
        with self._database.begin() as connection:
            forget_removed(connection, until)

    # What was read

    def files(self) -> dict[str, FileRecord]:
        """Return every file that was read or refused, by its path."""
        columns = [files.c[name] for name in FileRecord.__dataclass_fields__]
        return {row.path: FileRecord(*row) for row in self._database.rows(select(*columns))}

    def refused(self) -> tuple[Refused, ...]:
        """Return what could not be read, in the order in which it was met."""
        rows = self._database.rows(select(refusals.c.source, refusals.c.reason).order_by(refusals.c.refusal))
        return tuple(Refused(*row) for row in rows)

    def refusals(self) -> dict[str, tuple[Refused, ...]]:
        """Return what could not be read by the path of its file."""
        query = select(files.c.path, refusals.c.source, refusals.c.reason).order_by(refusals.c.refusal)
        found: dict[str, tuple[Refused, ...]] = {}
        for path, source, reason in self._database.rows(query.join(files, files.c.file == refusals.c.file)):
            found[path] = (*found.get(path, ()), Refused(source, reason))
        return found

    def known(self, path: str) -> dict[str, list[KnownArticle]]:
        """Return the articles of a file by content id, twins in order."""
        key = func.coalesce(func.nullif(articles.c.content_id, ""), articles.c.article_id)
        query = select(key, articles.c.article, articles.c.digest, articles.c.source)
        query = query.join(files, files.c.file == articles.c.file).where(files.c.path == path)
        found: dict[str, list[KnownArticle]] = {}
        for content_id, *known in self._database.rows(query.order_by(articles.c.article)):
            found.setdefault(content_id, []).append(KnownArticle(*known))
        return found

    def encoded(self, digests: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return the packed vectors of texts that were encoded before, by the text's digest."""
        query = select(passages.c.digest, vectors.c.vector).join(
            vectors, vectors.c.passage == passages.c.passage
        )
        found: dict[bytes, bytes] = {}
        for chunk in chunks(dict.fromkeys(digests)):
            rows = self._database.rows(query.where(passages.c.digest.in_(chunk)))
            found.update((row[0], row[1]) for row in rows)
        return found

    # Articles

    def article(self, article_id: str) -> tuple[Article, Annotation] | None:
        """Return an article with its annotation, None where there is no such article."""
        return next(self._articles(_full().where(articles.c.article_id == article_id)), None)

    def rows_of(self, ids: Collection[str]) -> dict[str, int]:
        """Return the row ids of articles by their ids; those that are gone are left out."""
        found = (row for chunk in chunks(ids) for row in self._database.rows(_ROWS_OF, ids=chunk))
        return {row[0]: row[1] for row in found}

    def articles_by_row(self, rows: Collection[int]) -> dict[int, tuple[Article, Annotation]]:
        """Return articles with their annotations by row id; rows that are gone are left out."""
        found: dict[int, tuple[Article, Annotation]] = {}
        for chunk in chunks(rows):
            for row in self._database.rows(_BY_ROW, ids=chunk):
                found[row.article] = _read(row)
        return found

    def heads(
        self, whole: Callable[[str], Article], filters: Filters = Filters(), told: Told | None = None
    ) -> list[Head]:
        """Return the articles that pass, their texts unread, in the order in which they came in.

        Args:
            whole: returns the article with an id.
            filters: limits on the articles.
            told: what their heads or bylines must hold; None for nothing.
        """
        condition = passing(filters) if told is None else passing(filters) & telling(told)
        query = select(*(articles.c[name] for name in ARTICLE_COLUMNS)).where(condition)
        rows = self._database.rows(query.order_by(articles.c.article))
        return [Head.of(row, whole) for row in rows]

    def unplaced_parts(self) -> list[int]:
        """Return the row ids of the continuations that have no place of their own."""
        query = select(articles.c.article).where(articles.c.kind == "continuation")
        return [row[0] for row in self._database.rows(query.where(articles.c.place_code.is_(None)))]

    def article_rows(self, filters: Filters = Filters()) -> list[int]:
        """Return the row ids of the articles that pass, in the order in which they came in."""
        query = select(articles.c.article).where(passing(filters)).order_by(articles.c.article)
        return [row[0] for row in self._database.rows(query)]

    def count(self, filters: Filters = Filters()) -> int:
        """Return how many articles pass."""
        return int(self._database.scalar(select(func.count()).select_from(articles).where(passing(filters))))

    def tally(self, column: str) -> dict[str, int]:
        """Return the number of articles by the value of a column, unknown values left out."""
        value = func.substr(articles.c.issue_first, 1, 7) if column == "month" else articles.c[column]
        query = select(value, func.count()).where(value.is_not(None)).group_by(value).order_by(value)
        return {row[0]: row[1] for row in self._database.rows(query)}

    def _articles(self, query: Select[Any]) -> Iterator[tuple[Article, Annotation]]:
        for row in self._database.rows(query):
            yield _read(row)


def _read(row: Any) -> tuple[Article, Annotation]:
    # By their places: looked up by name, the columns of an article take as long as its text.
    article = article_of(row[: len(ARTICLE_COLUMNS)], row.text, row.layout)
    return article, unpack_annotation(row.annotation, article.text)


def _full() -> Select[Any]:
    first = [articles.c[name] for name in ARTICLE_COLUMNS]
    others = [column for column in articles.c if column.name not in ARTICLE_COLUMNS]
    query = select(*first, *others, bodies.c.text, bodies.c.layout, bodies.c.annotation)
    return query.join(bodies, bodies.c.article == articles.c.article)


_BY_ROW = _full().where(articles.c.article.in_(bindparam("ids", expanding=True)))
_ROWS_OF = select(articles.c.article_id, articles.c.article).where(
    articles.c.article_id.in_(bindparam("ids", expanding=True))
)


def _opened(location: Path | str) -> tuple[Database, dict[str, str]]:
    """Open a database and read its manifest; in a folder that cannot be written, without log and locks."""
    query = select(manifest.c.key, manifest.c.value)
    database = Database.connect(location)
    try:
        rows = database.rows(query)
    except ArchiveNotWritable:
        log = Path(f"{location}-wal")
        if not isinstance(location, Path) or (log.exists() and log.stat().st_size):
            raise
        database = Database.connect(location, immutable=True)
        rows = database.rows(query)
    return database, {row.key: row.value for row in rows}
