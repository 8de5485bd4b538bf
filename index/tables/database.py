"""The connection to the database: how it is opened, and what its errors mean for the archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, Select, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from index.errors import ArchiveBusy, ArchiveDamaged, ArchiveError
from index.folder import not_writable

_BUSY_S = 10.0
_READING = "wendang_reading"
_CACHE_KIB = 32_768
_PAGE_BYTES = 16_384
# Parts of SQLite's messages, which its driver does not tell apart by class.
_DAMAGED = ("malformed", "not a database", "no such table", "no such column", "corrupt")
_NOT_WRITABLE = ("full", "readonly", "read-only", "unable to open", "disk i/o error", "permission")


class Database:
    """A pool of connections to one database; safe for several threads.

    Attributes:
        location: path of a SQLite file, or the URL of another database.
    """

    def __init__(self, location: Path | str, engine: Engine) -> None:
        self.location, self._engine = location, engine

    @classmethod
    def connect(cls, location: Path | str, *, immutable: bool = False) -> Database:
        """Return a database; nothing is opened before its first use.

        Args:
            location: path of a SQLite file, or the URL of another database.
            immutable: open the SQLite file without locks and logs, for a folder that cannot be written.
        """
        return cls(location, _engine(location, immutable))

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Open a transaction; it is committed when the block ends, and undone when the block fails."""
        with _translated(self.location), self._engine.begin() as connection:
            yield connection

    def rows(self, query: Select[Any], **values: Any) -> Sequence[Any]:
        """Return all rows of a query, for the values of its parameters."""
        with self._reading() as connection:
            return connection.execute(query, values).all()

    def scalar(self, query: Select[Any]) -> Any:
        """Return the first value of a query, None where it has no row."""
        with self._reading() as connection:
            return connection.scalar(query)

    def lines(self, statement: str) -> list[str]:
        """Return the first column of a statement in the database's own language."""
        with self._reading() as connection:
            return [str(row[0]) for row in connection.exec_driver_sql(statement)]

    def copy(self, target: Path) -> None:
        """Write a consistent copy of the database as a SQLite file, while it is in use.

        Raises:
            ArchiveNotWritable: the disk is full or the folder read-only.
        """
        connection = self._engine.raw_connection()
        try:
            copy = sqlite3.connect(target)
            try:
                connection.driver_connection.backup(copy)  # type: ignore[union-attr]
            finally:
                copy.close()
        except sqlite3.Error as error:
            raise _error(target, str(error)) from error
        finally:
            connection.close()

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _translated(self.location), self._engine.connect() as connection:
            yield connection.execution_options(**{_READING: True})


def _engine(location: Path | str, immutable: bool) -> Engine:
    if isinstance(location, str):
        return create_engine(location)
    database, query = str(location), {}
    if immutable:
        database, query = f"file:{quote(str(location))}", {"immutable": "1", "uri": "true"}
    engine = create_engine(
        URL.create("sqlite", database=database, query=query),
        poolclass=QueuePool,
        pool_size=8,
        max_overflow=64,
        # The connection that was used last has the most of what is asked for in its memory.
        pool_use_lifo=True,
        connect_args={"check_same_thread": False, "timeout": _BUSY_S},
    )
    _listen(engine, immutable)
    return engine


def _listen(engine: Engine, immutable: bool) -> None:
    @event.listens_for(engine, "connect")
    def prepare(connection: Any, entry: Any) -> None:
        # The driver's own idea of when a transaction begins would leave out reads and schema changes.
        connection.isolation_level = None
        cursor = connection.cursor()
        if not immutable:
            # Of effect on a new database only: articles are longer than a page of the usual size.
            cursor.execute(f"PRAGMA page_size={_PAGE_BYTES}")
            cursor.execute("PRAGMA journal_mode=WAL")
        # A commit that was reported must outlive a power cut, not only a killed process.
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A reader never waits for a writer, nor the other way round.
        if not connection.get_execution_options().get(_READING):
            connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def _translated(location: Path | str) -> Iterator[None]:
    """Turn the database's errors into those of the archive.

    Raises:
        ArchiveNotWritable: the disk is full, or the file or folder is read-only.
        ArchiveDamaged: the database cannot be read.
        ArchiveBusy: another process holds the database for too long.
    """
    try:
        yield
    except DBAPIError as error:
        raise _error(location, str(error.orig)) from error


def _error(location: Path | str, message: str) -> ArchiveError:
    lowered = message.lower()
    if "locked" in lowered or "busy" in lowered:
        return ArchiveBusy("the database is locked", subject=str(location), hint="try again in a moment")
    folder = location.parent if isinstance(location, Path) else Path(".")
    damaged = any(part in lowered for part in _DAMAGED)
    if not damaged and any(part in lowered for part in _NOT_WRITABLE):
        return not_writable(folder, message)
    hint = _rescue(folder.parent)
    return ArchiveDamaged(f"the database cannot be read: {message}", subject=str(location), hint=hint)


def _rescue(folder: Path) -> str:
    """Return what to do about a damaged database: the newest backup, if there is one."""
    # By their names, which count transactions: a clock may have been put back.
    backups = sorted(folder.glob("backups/*.sqlite"))
    if backups:
        return f"the last backup is {backups[-1]}; or remove the folder and build the index again"
    return "there is no backup; remove the folder and build the index again"
