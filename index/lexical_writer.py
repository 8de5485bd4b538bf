"""Writing to the lexical index: passages come and go as they are told, and all see it with one commit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.cutting import Cut
from index.folder import not_writable
from index.lexical_documents import document, state
from index.lexical_files import IndexDamaged, drop_leftovers
from index.lexical_query import Fields
from index.tables.passagetable import Entry

SEGMENT = 150_000
"""Passages, about, that are made one segment."""
_LEAST_BYTES, _PASSAGE_BYTES = 20_000_000, 2_800
# Parts of the system's messages, which tantivy passes on as text.
_NOT_WRITABLE = ("no space", "too large", "quota", "read-only", "permission", "lock")


class LexicalWriter:
    """The one writer of an index; what it does is seen by nobody before `finished`.

    Args:
        index: tantivy's index.
        path: its folder, None where it lies in memory.
        expected: passages that come, about: many of them are given more memory.

    Attributes:
        added: ids of the passages that came.

    Raises:
        ArchiveNotWritable: the disk is full or the folder read-only; so do all methods.
        IndexDamaged: what is there cannot be written to; so do all methods.
    """

    def __init__(self, index: Any, path: Path | None, expected: int) -> None:
        self._path, self._fields = path, Fields(index.schema)
        self.added: set[int] = set()
        with guarded(path):
            if path is not None:
                drop_leftovers(path)
            # A segment is as large as the memory that it is made in; few large ones take less space on disk.
            self._writer = index.writer(_LEAST_BYTES + min(expected, SEGMENT) * _PASSAGE_BYTES, 1)

    def add(self, entry: Entry, words: Cut) -> None:
        """Add a passage that is not there."""
        with guarded(self._path):
            self._writer.add_document(document(entry, words))
        self.added.add(entry.passage)

    def remove(self, passage: int) -> None:
        """Remove a passage, if it is there."""
        with guarded(self._path):
            self._writer.delete_documents_by_query(self._fields.passage(passage))

    def finish(self, sequence: int) -> None:
        """Commit, under the sequence number that the index then stands for."""
        with guarded(self._path):
            self._writer.delete_documents_by_query(self._fields.state())
            self._writer.add_document(state(sequence))
            self._writer.commit()
            self._writer.wait_merging_threads()

    def drop(self) -> None:
        """Undo all that was not committed."""
        with guarded(self._path):
            self._writer.rollback()
            self._writer.wait_merging_threads()


@contextmanager
def dropped_on_failure(writer: LexicalWriter) -> Iterator[LexicalWriter]:
    """Undo what a writer did where the block fails (tantivy's own way commits even then)."""
    try:
        yield writer
    except BaseException:
        writer.drop()
        raise


@contextmanager
def guarded(path: Path | None) -> Iterator[None]:
    """Turn tantivy's errors into ours; a damaged file may even make it panic."""
    try:
        yield
    except (ValueError, OSError) as error:
        message = str(error).lower()
        if any(part in message for part in _NOT_WRITABLE):
            raise not_writable(path or Path("."), str(error)) from error
        raise IndexDamaged(str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise IndexDamaged(str(error)) from error
