"""Archives of earlier schema versions become those of the present one, step by step, in one transaction.

Each step takes the tables from its version to the next; what it reads is spelt out in it, so that it still
works when the code around it has moved on. `tests/golden/archive-schema-N.sqlite.gz` holds an archive of each
earlier version.
"""

from __future__ import annotations

import logging
import zlib
from collections.abc import Callable, Iterator, Mapping

import numpy as np
from sqlalchemy import Connection, bindparam, select, text, update

from index.tables.compress import pack_text
from index.tables.quantise import pack
from index.tables.schema import SCHEMA_VERSION, bodies, manifest, vectors

_ROWS = 500
_log = logging.getLogger(__name__)


def migrate(connection: Connection, location: str) -> None:
    """Bring a database to the present schema.

    Args:
        connection: inside a transaction that lets nobody else write.
        location: for the log.
    """
    key = manifest.c.key == "schema"
    # Read again: another process may have done it while this one waited.
    version = int(connection.scalar(select(manifest.c.value).where(key)) or 0)
    for number in range(version, SCHEMA_VERSION):
        _log.warning("%s: its tables are brought from version %d to %d", location, number, number + 1)
        _STEPS[number](connection)
    connection.execute(update(manifest).where(key).values(value=str(SCHEMA_VERSION)))


def can_migrate(version: int) -> bool:
    """Say whether there is a way from a schema version to the present one."""
    return all(number in _STEPS for number in range(version, SCHEMA_VERSION)) and version < SCHEMA_VERSION


def _from_1(connection: Connection) -> None:
    """Long texts are packed with common phrases, vectors are rows of bytes; an index too many goes."""
    columns = {"text": "gb18030", "layout": "utf-8", "annotation": "utf-8"}
    repack = update(bodies).where(bodies.c.article == bindparam("which"))
    repack = repack.values({name: bindparam(f"new_{name}") for name in columns})
    for ids in _keys(connection, "bodies", "article"):
        rows = connection.execute(select(bodies).where(bodies.c.article.in_(ids))).all()
        connection.execute(repack, [
            {"which": row.article} | {
                f"new_{name}": pack_text(zlib.decompress(row._mapping[name]).decode(encoding))
                for name, encoding in columns.items()
            }
            for row in rows
        ])  # fmt: skip
    requantise = update(vectors).where(vectors.c.passage == bindparam("which"))
    requantise = requantise.values(vector=bindparam("new"))
    for ids in _keys(connection, "vectors", "passage"):
        found = connection.execute(select(vectors).where(vectors.c.passage.in_(ids))).all()
        halves = np.stack([np.frombuffer(row.vector, "<f2") for row in found]).astype(np.float32)
        pairs = zip(found, pack(halves), strict=True)
        connection.execute(requantise, [{"which": row.passage, "new": new.tobytes()} for row, new in pairs])
    connection.execute(text("DROP INDEX IF EXISTS ix_articles_sequence"))


def _keys(connection: Connection, table: str, key: str) -> Iterator[list[int]]:
    """Yield the keys of a table in parts."""
    ids = list(connection.scalars(text(f"SELECT {key} FROM {table} ORDER BY {key}")))
    yield from (ids[start : start + _ROWS] for start in range(0, len(ids), _ROWS))


_STEPS: Mapping[int, Callable[[Connection], None]] = {1: _from_1}
