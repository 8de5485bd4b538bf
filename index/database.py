"""The connection to the database: how it is opened, and what its errors mean for the archive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from index.errors import ArchiveBusy, ArchiveDamaged, ArchiveError
from index.folder import not_writable

_BUSY_MS = 10_000
_CACHE_KIB = 16_384
# Parts of SQLite's messages, which its driver does not tell apart by class.
_FULL = ("full", "readonly", "read-only", "unable to open", "disk i/o error", "permission")
_DAMAGED = ("malformed", "not a database", "no such table", "no such column", "corrupt")


def connect(location: Path | str, *, immutable: bool = False) -> Engine:
    """Return an engine for a database; nothing is opened before its first use.

    Args:
        location: path of a SQLite file, or the URL of another database.
        immutable: open the SQLite file without locks and logs, for a folder that cannot be written.
    """
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
        connect_args={"check_same_thread": False, "timeout": _BUSY_MS / 1000},
    )
    _listen(engine, immutable)
    return engine


def _listen(engine: Engine, immutable: bool) -> None:
    @event.listens_for(engine, "connect")
    def prepare(connection: object, entry: ConnectionPoolEntry) -> None:
        # The driver's own idea of when a transaction begins would leave out reads and schema changes.
        connection.isolation_level = None  # type: ignore[attr-defined]
        cursor = connection.cursor()  # type: ignore[attr-defined]
        if not immutable:
            cursor.execute("PRAGMA journal_mode=WAL")
        # A commit that was reported must outlive a power cut, not only a killed process.
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: object) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # type: ignore[attr-defined]


@contextmanager
def translated(location: Path | str) -> Iterator[None]:
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
    if any(part in lowered for part in _FULL) and not any(part in lowered for part in _DAMAGED):
        return not_writable(folder, message)
    return ArchiveDamaged(
        f"the database cannot be read: {message}", subject=str(location), hint=_rescue(folder.parent)
    )


def _rescue(folder: Path) -> str:
    """Return what to do about a damaged database: the newest backup, if there is one."""
    backups = sorted(folder.glob("backups/*.sqlite"), key=lambda path: path.stat().st_mtime)
    if backups:
        return f"the last backup is {backups[-1]}; or remove the folder and build the index again"
    return "there is no backup; remove the folder and build the index again"
