"""Archives of earlier schema versions become those of the present one, step by step, in one transaction.

Each step takes the tables from its version to the next; what it reads is spelt out in it, so that it still
works when the code around it has moved on. `tests/golden/archive-schema-N.sqlite.gz` holds an archive of each
earlier version.
"""

from __future__ import annotations

import json
import logging
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Connection, bindparam, select, text, update

from index.provenance import Edit, Run
from index.records import Annotation, Article, Mention, Sentence
from index.tables.compress import pack_text
from index.tables.notes import pack_annotation, pack_layout
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

    def packed(row: Mapping[str, bytes]) -> dict[str, bytes]:
        return {name: _pack_2(zlib.decompress(row[name]).decode(code)) for name, code in columns.items()}

    _repack(connection, packed)
    requantise = update(vectors).where(vectors.c.passage == bindparam("which"))
    requantise = requantise.values(vector=bindparam("new"))
    for ids in _keys(connection, "vectors", "passage"):
        found = connection.execute(select(vectors).where(vectors.c.passage.in_(ids))).all()
        halves = np.stack([np.frombuffer(row.vector, "<f2") for row in found]).astype(np.float32)
        pairs = zip(found, pack(halves), strict=True)
        connection.execute(requantise, [{"which": row.passage, "new": new.tobytes()} for row, new in pairs])
    connection.execute(text("DROP INDEX IF EXISTS ix_articles_sequence"))


def _from_2(connection: Connection) -> None:
    """What is noted of an article becomes columns of numbers; texts are packed without zlib's frame."""

    def packed(row: Mapping[str, bytes]) -> dict[str, bytes]:
        body = _unpack_2(row["text"])
        layout, notes = json.loads(_unpack_2(row["layout"])), json.loads(_unpack_2(row["annotation"]))
        return {
            "text": pack_text(body),
            "layout": pack_layout(_article_2(layout)),
            "annotation": pack_annotation(_annotation_2(notes, body), body),
        }

    _repack(connection, packed)
    connection.execute(text("UPDATE articles SET content_id = '' WHERE content_id = article_id"))
    # With it, SQLite looks up every article of a span of dates, which takes longer than reading them all.
    connection.execute(text("DROP INDEX IF EXISTS ix_articles_event_first"))


def _from_3(connection: Connection) -> None:
    """Articles tell under which page and column they are printed, once their files are read again."""
    connection.execute(text("ALTER TABLE articles ADD COLUMN section TEXT"))


def _article_2(layout: Mapping[str, Any]) -> Article:
    """Return an article of which only the layout is known."""
    return Article(
        "", "", 0, "news", "",
        lines=tuple((a, b) for a, b in layout["lines"]),
        runs=tuple(Run(*run) for run in layout["runs"]),
        edits=tuple(Edit(*edit) for edit in layout["edits"]),
        captions=tuple(layout["captions"]),
    )  # fmt: skip


def _annotation_2(notes: Mapping[str, Any], body: str) -> Annotation:
    mentions, sentences = [], []
    for kind, start, end, name, *rest in notes["mentions"]:
        said = body[start:end]
        mentions.append(Mention(kind, start, end, said, said if name is None else name, *rest))
    end = paragraph = 0
    numbers = iter(notes["sentences"])
    for gap, length, step in zip(numbers, numbers, numbers, strict=True):
        start, paragraph = end + gap, paragraph + step
        end = start + length
        sentences.append(Sentence(start, end, paragraph))
    return Annotation(tuple(sentences), tuple(mentions))


def _pack_2(content: str) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 15, 9, zdict=_dictionary_2())
    return packer.compress(content.encode("gb18030")) + packer.flush()


def _unpack_2(packed: bytes) -> str:
    return zlib.decompressobj(zdict=_dictionary_2()).decompress(packed).decode("gb18030")


@cache
def _dictionary_2() -> bytes:
    return (Path(__file__).parents[1] / "data" / "phrases.zdict").read_bytes()


def _repack(connection: Connection, packed: Callable[[Mapping[Any, Any]], dict[str, bytes]]) -> None:
    """Replace the columns of every body by what is made of them."""
    statement = update(bodies).where(bodies.c.article == bindparam("which"))
    statement = statement.values(
        {name: bindparam(f"new_{name}") for name in ("text", "layout", "annotation")}
    )
    for ids in _keys(connection, "bodies", "article"):
        rows = connection.execute(select(bodies).where(bodies.c.article.in_(ids))).all()
        connection.execute(statement, [
            {"which": row.article} | {f"new_{name}": new for name, new in packed(row._mapping).items()}
            for row in rows
        ])  # fmt: skip


def _keys(connection: Connection, table: str, key: str) -> Iterator[list[int]]:
    """Yield the keys of a table in parts."""
    ids = list(connection.scalars(text(f"SELECT {key} FROM {table} ORDER BY {key}")))
    yield from (ids[start : start + _ROWS] for start in range(0, len(ids), _ROWS))


_STEPS: Mapping[int, Callable[[Connection], None]] = {1: _from_1, 2: _from_2, 3: _from_3}
