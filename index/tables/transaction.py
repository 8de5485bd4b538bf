"""One write to the database: it is there as a whole, under one sequence number, or not at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b
from itertools import islice
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, literal, select, update

from index.records import Refused
from index.tables.codec import Draft
from index.tables.schema import (
    article_places,
    articles,
    bodies,
    files,
    manifest,
    passages,
    refusals,
    tombstones,
    vectors,
)

CHUNK = 500
"""Values in one statement, below the smallest limit of any SQLite."""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One input as the database knows it; see the table of files."""

    path: str
    source: str
    digest: str
    rules: str
    format: str = ""
    paper: str = ""
    issue_date: str | None = None
    page: str | None = None
    articles: int = 0


class Transaction:
    """Changes that become visible together when the block that opened them ends.

    Attributes:
        sequence: the number under which they become visible.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.sequence = self._next("sequence", 1)

    def put_file(self, record: FileRecord) -> int:
        """Insert or replace a file's record and forget what was refused of it; return its row id."""
        row = asdict(record) | {"sequence": self.sequence}
        found = self._scalar(select(files.c.file).where(files.c.path == record.path))
        if found is None:
            found = self._next("files", 1)
            self._connection.execute(insert(files).values(file=found, **row))
        else:
            self._connection.execute(update(files).where(files.c.file == found).values(**row))
            self._connection.execute(delete(refusals).where(refusals.c.file == found))
        return int(found)

    def refuse(self, file: int, refused: Sequence[Refused]) -> None:
        """Record what could not be read of a file."""
        first = self._next("refusals", len(refused))
        rows = [{"refusal": first + i, "file": file, **asdict(r)} for i, r in enumerate(refused)]
        self._insert(refusals, rows)

    def move_file(self, old: str, new: str) -> None:
        """Record that a file, unchanged, lies elsewhere now."""
        self._connection.execute(update(files).where(files.c.path == old).values(path=new))

    def remove_file(self, path: str) -> int:
        """Remove a file's record with its articles; return how many articles went."""
        file = self._scalar(select(files.c.file).where(files.c.path == path))
        if file is None:
            return 0
        rows = self._connection.scalars(select(articles.c.article).where(articles.c.file == file)).all()
        self.remove_articles(rows)
        self._connection.execute(delete(refusals).where(refusals.c.file == file))
        self._connection.execute(delete(files).where(files.c.file == file))
        return len(rows)

    def remove_articles(self, rows: Collection[int]) -> None:
        """Remove articles by row id; their passages leave a tombstone."""
        for chunk in chunks(rows):
            mine = passages.c.article.in_(chunk)
            gone = select(passages.c.passage, passages.c.sequence, literal(self.sequence)).where(mine)
            self._connection.execute(insert(tombstones).from_select(["passage", "added", "sequence"], gone))
            ids = select(passages.c.passage).where(mine)
            self._connection.execute(delete(vectors).where(vectors.c.passage.in_(ids)))
            for table in (passages, article_places, bodies, articles):
                self._connection.execute(delete(table).where(table.c.article.in_(chunk)))

    def add_articles(self, file: int, drafts: Sequence[Draft], packed: Sequence[Sequence[bytes]]) -> int:
        """Insert articles with their passages and vectors.

        Args:
            file: row id of their file.
            drafts: the articles.
            packed: for each article the packed vectors of its passages.

        Returns:
            The id of the first passage; the others follow one by one, in the order of the drafts.
        """
        first = self._next("articles", len(drafts))
        ids = self._distinct([d.columns["content_id"] for d in drafts])
        given = {"file": file, "sequence": self.sequence}
        rows = [
            {**d.columns, **given, "article": first + i, "article_id": ids[i]} for i, d in enumerate(drafts)
        ]
        for row in rows:
            row["content_id"] = "" if row["content_id"] == row["article_id"] else row["content_id"]
        self._insert(articles, rows)
        self._insert(bodies, [{**d.body, "article": first + i} for i, d in enumerate(drafts)])
        places = [(code, first + i) for i, d in enumerate(drafts) for code in sorted(set(d.places))]
        self._insert(article_places, [{"code": code, "article": row} for code, row in places])
        return self._add_passages(first, drafts, packed)

    def set_vectors(self, packed: Iterable[tuple[int, bytes]]) -> None:
        """Replace the vectors of passages that are there."""
        statement = update(vectors).where(vectors.c.passage == bindparam("which"))
        rows = [{"which": passage, "vector": vector} for passage, vector in packed]
        if rows:
            self._connection.execute(statement.values(vector=bindparam("vector")), rows)

    def forget_removed(self) -> None:
        """Drop all tombstones: for an archive whose indexes are both to be made from nothing."""
        self._connection.execute(delete(tombstones))

    def set_manifest(self, rows: dict[str, str]) -> None:
        """Insert or replace rows of the manifest."""
        _set(self._connection, rows)

    def _add_passages(self, first: int, drafts: Sequence[Draft], packed: Sequence[Sequence[bytes]]) -> int:
        rows: list[dict[str, Any]] = []
        for i, d in enumerate(drafts):
            for (start, end), digest in zip(d.spans, d.digests, strict=True):
                span = {"start": start, "end": end, "digest": digest}
                rows.append({"article": first + i, "sequence": self.sequence, **span})
        number = self._next("passages", len(rows))
        for i, row in enumerate(rows):
            row["passage"] = number + i
        self._insert(passages, rows)
        flat = (vector for article in packed for vector in article)
        self._insert(vectors, [{"passage": number + i, "vector": v} for i, v in enumerate(flat)])
        return number

    def _distinct(self, content_ids: Sequence[str]) -> list[str]:
        """Return an id for each article that no other has: twins keep theirs in the order they came."""
        taken: set[str] = set()
        for chunk in chunks(content_ids):
            known = select(articles.c.article_id).where(articles.c.article_id.in_(chunk))
            taken.update(self._connection.scalars(known))
        ids = []
        for content_id in content_ids:
            candidate, twin = content_id, 1
            while candidate in taken or (twin > 1 and self._has(candidate)):
                twin += 1
                candidate = blake2b(f"{content_id}#{twin}".encode(), digest_size=8).hexdigest()
            taken.add(candidate)
            ids.append(candidate)
        return ids

    def _has(self, article_id: str) -> bool:
        known = select(articles.c.article).where(articles.c.article_id == article_id)
        return self._scalar(known) is not None

    def _next(self, counter: str, count: int) -> int:
        """Take numbers from a counter of the manifest and return the first of them."""
        last = int(self._scalar(select(manifest.c.value).where(manifest.c.key == counter)) or 0)
        self.set_manifest({counter: str(last + count)})
        return last + 1

    def _scalar(self, statement: Any) -> Any:
        return self._connection.scalar(statement)

    def _insert(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        if not rows:
            return
        made = insert(table).compile(dialect=self._connection.dialect, column_keys=list(rows[0]))
        if made.positiontup is None:
            self._connection.execute(insert(table), rows)
            return
        # As the driver takes them: SQLAlchemy goes through every value of every row once more.
        values = itemgetter(*made.positiontup)
        self._connection.exec_driver_sql(made.string, [values(row) for row in rows])


def forget_removed(connection: Connection, until: int) -> None:
    """Drop the tombstones up to a sequence number, and note that number."""
    connection.execute(delete(tombstones).where(tombstones.c.sequence <= until))
    _set(connection, {"forgotten": str(until)})


def _set(connection: Connection, rows: dict[str, str]) -> None:
    connection.execute(delete(manifest).where(manifest.c.key.in_(list(rows))))
    connection.execute(insert(manifest), [{"key": key, "value": value} for key, value in rows.items()])


def chunks(values: Iterable[Any]) -> Iterable[list[Any]]:
    """Yield the values in lists of at most `CHUNK`."""
    iterator = iter(values)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk
