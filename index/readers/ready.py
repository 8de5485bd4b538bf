"""Files of ready articles (.jsonl, .jsonl.gz) → ReadyArticle, one a line."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO, cast

from index.errors import EmptyInput, InputRefused, UnreadableInput
from index.readers import encodings
from index.records import ReadyArticle, Refused

MAX_LINE_BYTES = 10 * 1024 * 1024
_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?)?[年月]?(?:[T ].*)?")
_SURROGATE = re.compile("[\ud800-\udfff]")


class _BadLine(ValueError):
    """Say what is wrong with one line."""


def read(path: Path) -> Iterator[ReadyArticle | Refused]:
    """Read a file of ready articles: `{"id"?, "headline"?, "date"?, "place"?, "text"}`, one a line.

    Args:
        path: a `.jsonl` or `.jsonl.gz` file.

    Yields:
        Each line's article, or the reason for which the line is refused; blank lines are passed over.

    Raises:
        EmptyInput: the file has no line with anything on it.
        UnreadableInput: nothing of the file can be read.
    """
    seen = False
    where = str(path.resolve())
    try:
        with _open(path) as file:
            for number, line in _lines(file):
                if line.strip():
                    seen = True
                    yield _article(line, number, path.name, where)
    except (OSError, EOFError, zlib.error) as error:
        what = f"the file is damaged or cannot be read: {error}"
        if not seen:
            raise UnreadableInput(what, subject=path.name, hint="take a fresh copy of the file") from error
        yield Refused(
            path.name, f"{what}; the lines after the damage are missing (take a fresh copy of the file)"
        )
    if not seen:
        raise EmptyInput("the file is empty", subject=path.name, hint="take it out, or put articles in it")


def _open(path: Path) -> BinaryIO:
    if path.name.lower().endswith(".gz"):
        return cast(BinaryIO, gzip.open(path, "rb"))
    return path.open("rb")


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := file.readline(MAX_LINE_BYTES + 1):
        number += 1
        yield number, line
        # The rest of an over-long line is skipped in pieces: it must not fill the memory.
        while len(line) > MAX_LINE_BYTES and not line.endswith(b"\n"):
            line = file.readline(MAX_LINE_BYTES + 1)


def _article(line: bytes, number: int, file: str, path: str) -> ReadyArticle | Refused:
    name = f"{file}#{number}"
    try:
        fields = _fields(line, name)
        text = _text(fields)
        return ReadyArticle(
            source=_string(fields, "id") or name,
            path=path,
            line=number,
            digest=hashlib.sha256(line.rstrip(b"\r\n")).hexdigest(),
            text=text,
            headline=_string(fields, "headline"),
            date=_printed_date(fields),
            place=_string(fields, "place"),
        )
    except _BadLine as error:
        return Refused(name, str(error))
    except InputRefused as error:
        return Refused(name, f"{error.what} ({error.hint})")


def _fields(line: bytes, name: str) -> dict[str, object]:
    if len(line) > MAX_LINE_BYTES:
        raise _BadLine(f"the line is longer than {MAX_LINE_BYTES // 2**20} MB")
    try:
        fields = json.loads(encodings.decode(line, name).text)
    except json.JSONDecodeError as error:
        raise _BadLine(f"not JSON: {error.msg} at column {error.colno}") from error
    except RecursionError as error:
        raise _BadLine("not an article: nested too deeply") from error
    if not isinstance(fields, dict):
        raise _BadLine("not a JSON object with a text")
    return fields


def _text(fields: dict[str, object]) -> str:
    text = fields.get("text")
    if not isinstance(text, str) or not any(character.isalnum() for character in text):
        raise _BadLine('the article has no "text"')
    return _utf8(text, "text")


def _string(fields: dict[str, object], key: str) -> str | None:
    value = fields.get(key)
    if value is None or isinstance(value, bool):
        return None
    if not isinstance(value, str | int | float):
        raise _BadLine(f'"{key}" is neither a text nor a number')
    return _utf8(str(value).strip(), key) or None


def _utf8(value: str, key: str) -> str:
    if not value.isascii() and _SURROGATE.search(value):
        raise _BadLine(f'"{key}" holds half of a surrogate pair, which is no character')
    return value


def _printed_date(fields: dict[str, object]) -> str | None:
    printed = _string(fields, "date")
    if printed is None:
        return None
    found = _DATE.fullmatch(printed)
    parts = [part for part in found.groups() if part] if found else []
    if not parts or not _possible(parts):
        raise _BadLine(f'"date" is {printed!r}; write it as 2024-08-06, 2024-08 or 2024')
    return "-".join([parts[0], *(part.zfill(2) for part in parts[1:])])


def _possible(parts: list[str]) -> bool:
    try:
        date(*(int(part) for part in [*parts, "1", "1"][:3]))
    except ValueError:
        return False
    return True
