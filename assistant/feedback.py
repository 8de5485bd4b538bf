"""What visitors say of answers: right, wrong or missing, with a note, kept beside the index.

The file is FOLDER/feedback.sqlite, a database of its own: a rebuild of the index leaves it alone, and a build
that is writing the archive never holds it up.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, get_args

from sqlalchemy import Column, Integer, MetaData, String, Table, Text, insert, select

from assistant.contracts import answer_json
from assistant.records import Answer
from index.errors import QuestionRefused
from index.tables.database import Database

Verdict = Literal["right", "wrong", "missing"]
FILE = "feedback.sqlite"
_LONGEST_NOTE = 4000
_LONGEST_NAME = 80
_MADE_WITH = ("sequence", "schema", "tokeniser", "encoder")

_metadata = MetaData()
_feedback = Table(
    "feedback",
    _metadata,
    Column("entry", Integer, primary_key=True),
    # UTC, ISO 8601, to the second.
    Column("at", String, nullable=False, index=True),
    # What the visitor calls themselves, else their role.
    Column("user", Text, nullable=False),
    Column("question", Text, nullable=False),
    # JSON: the earlier questions of the conversation.
    Column("history", Text, nullable=False),
    Column("verdict", String, nullable=False),
    Column("note", Text, nullable=False),
    # JSON: how the question was understood; the answer as `wendang ask --json` prints it.
    Column("parse", Text, nullable=False),
    Column("answer", Text, nullable=False),
    # JSON: program, schema, tokeniser, encoder, and the sequence number of the archive.
    Column("versions", Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One verdict on one answer.

    Attributes:
        entry: its number, from 1.
        at: when it was given, UTC, ISO 8601.
        user: who gave it, as they call themselves.
        history: the earlier questions of the conversation, oldest first.
        parse: how the question was understood.
        answer: the answer as `wendang ask --json` prints it.
        versions: of the program and the archive.
    """

    entry: int
    at: str
    user: str
    question: str
    history: tuple[str, ...]
    verdict: Verdict
    note: str
    parse: dict[str, Any] = field(default_factory=dict)
    answer: dict[str, Any] = field(default_factory=dict)
    versions: dict[str, Any] = field(default_factory=dict)


class Feedback:
    """The verdicts on the answers of one archive; safe for several threads and processes.

    Args:
        folder: the index folder.
        status: returns what the archive was made with, as `Archive.status` does; None for reading only.
    """

    def __init__(self, folder: Path, status: Callable[[], Mapping[str, object]] | None = None) -> None:
        self._path = folder / FILE
        self._status = status
        self._database = Database.connect(self._path)

    @classmethod
    def open(cls, folder: Path) -> Feedback:
        """Return the verdicts kept beside an index, for reading."""
        return cls(folder)

    def record(
        self,
        question: str,
        history: Sequence[str],
        answer: Answer,
        verdict: str,
        note: str = "",
        *,
        user: str = "",
    ) -> int:
        """Keep a verdict.

        Args:
            question: as asked.
            history: the earlier questions of the conversation, oldest first.
            answer: what was answered.
            verdict: "right", "wrong" or "missing".
            note: what should have been said; cut at 4000 characters.
            user: who says so.

        Returns:
            The entry's number.

        Raises:
            QuestionRefused: there is no such verdict.
            ArchiveNotWritable: the disk is full or the folder read-only.
        """
        if verdict not in get_args(Verdict):
            hint = f"verdicts are {', '.join(get_args(Verdict))}"
            raise QuestionRefused("there is no such verdict", subject=verdict, hint=hint)
        values = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "user": user[:_LONGEST_NAME],
            "question": question,
            "history": _text(list(history)),
            "verdict": verdict,
            "note": note.strip()[:_LONGEST_NOTE],
            "parse": _text(answer.understood),
            "answer": _text(answer_json(answer)),
            "versions": _text(self._versions()),
        }
        with self._database.begin() as connection:
            _metadata.create_all(connection)
            key = connection.execute(insert(_feedback).values(values)).inserted_primary_key
        return int(key[0]) if key else 0

    def entries(self) -> Iterator[Entry]:
        """Yield the verdicts in the order in which they were given.

        Raises:
            ArchiveDamaged: the file cannot be read.
        """
        if not self._path.exists():
            return
        for row in self._database.rows(select(_feedback).order_by(_feedback.c.entry)):
            fields = dict(row._mapping)
            for name in ("parse", "answer", "versions"):
                fields[name] = json.loads(fields[name])
            yield Entry(**{**fields, "history": tuple(json.loads(fields["history"]))})

    def close(self) -> None:
        """Close the connections."""
        self._database.close()

    def _versions(self) -> dict[str, Any]:
        made = self._status() if self._status else {}
        return {"wendang": version("wendang"), **{name: made[name] for name in _MADE_WITH if name in made}}


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
