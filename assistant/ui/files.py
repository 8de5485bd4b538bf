"""Files that a visitor takes away: made on the server, saved by the browser, kept nowhere else."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Sequence

from assistant.records import Answer
from assistant.reports.markdown import answer_text, conversation
from assistant.reports.tables import csv_bytes, markdown_table
from assistant.reports.word import word_bytes
from assistant.ui.rowtable import SHEET, table_head, table_rows
from assistant.ui.texts import Texts

TYPES = {
    "csv": "text/csv;charset=utf-8",
    "md": "text/markdown;charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def packed(name: str, kind: str, content: bytes, nonce: int) -> str:
    """Return a file as the JSON that page/actions.js saves; the nonce makes two alike differ."""
    told = {
        "name": f"{name}.{kind}",
        "type": TYPES[kind],
        "data": b64encode(content).decode("ascii"),
        "n": nonce,
    }
    return json.dumps(told, ensure_ascii=False)


def table_file(answer: Answer, kind: str, say: Texts) -> bytes:
    """Return the rows of an answer as a file.

    Args:
        answer: an answer with rows.
        kind: "csv", "md" or "docx".
        say: the words of the answer's language.
    """
    if kind == "csv":
        return csv_bytes(table_head(say, SHEET), table_rows(answer, say, SHEET))
    head, rows = table_head(say), table_rows(answer, say)
    if kind == "md":
        return f"{markdown_table(head, rows)}\n{answer_text(answer)}\n".encode()
    return word_bytes([answer], say("name"), [head, *rows])


def conversation_file(answers: Sequence[Answer], kind: str, say: Texts) -> bytes:
    """Return a conversation as a file, "md" or "docx"."""
    title = say("kept.title")
    return word_bytes(answers, title) if kind == "docx" else conversation(answers, title).encode()
