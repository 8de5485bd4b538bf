"""The source files as they lie on disk: an independent witness of what citations quote.

Nothing here uses the readers, the index or the assistant's own checks, so that a fault in one of
them cannot hide itself.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

_SPACE = re.compile(r"\s+")
_STRAY_AND = re.compile(r"(?<=[\u4e00-\u9fff”》）)])and(?=[\u4e00-\u9fff“《（(])")
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_ENCODINGS = ("utf-8-sig", "gb18030", "utf-16", "big5")
_MARKED = re.compile(r"\*\*|__|^\s*(?:[-*+]|#+|>)\s+", re.MULTILINE)
_WEB = {".html", ".htm", ".xhtml"}
_PLAIN = {".txt", ".text", ".md", ".jsonl"}


def comparable(text: str) -> str:
    """Return text without white space, with 和 for a stray "and" between Chinese: the recorded cleaning."""
    return _STRAY_AND.sub("和", _SPACE.sub("", text))


def _decoded(data: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", errors="replace")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, str):
        yield value


class Sources:
    """The text of every source of an archive, found by the name that citations use.

    Args:
        paths: the files that the index was built from; those that are not plain text, web pages or JSON
            lines are left out, since no independent way of reading them is known here.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self._texts: dict[str, str] = {}
        self._lines: dict[str, str] = {}
        for path in paths:
            self._add(path)

    def _add(self, path: Path) -> None:
        kind = Path(path.name.removesuffix(".gz")).suffix.lower()
        if kind not in _WEB | _PLAIN:
            return
        data = path.read_bytes()
        if path.name.endswith(".gz"):
            data = gzip.decompress(data)
        text = _decoded(data)
        if kind == ".jsonl":
            self._add_lines(path.name, text)
            return
        if kind == ".md":
            text = _MARKED.sub("", text)
        if kind in _WEB:
            text = unescape(_TAG.sub("", _HIDDEN.sub("", text)))
        self._put(path.name, text)

    def _add_lines(self, name: str, text: str) -> None:
        for number, line in enumerate(text.splitlines(), 1):
            try:
                row = json.loads(line)
            except ValueError:
                continue
            joined = "\n".join(_strings(row))
            self._put(f"{name}#{number}", joined)
            if isinstance(row, dict) and row.get("id"):
                self._put(str(row["id"]), joined)
                self._lines[str(row["id"])] = f"{name}#{number}"

    def _put(self, name: str, text: str) -> None:
        """Keep a text; files of one name in several folders are kept one after the other."""
        self._texts[name] = self._texts.get(name, "") + "\n" + comparable(text)

    def __contains__(self, source: str) -> bool:
        return source in self._texts

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the sources."""
        return tuple(self._texts)

    def canonical(self, source: str) -> str:
        """Return FILE#LINE for a ready article that has an id of its own, else the source as it is."""
        return self._lines.get(source, source)

    def text(self, source: str) -> str:
        """Return a source without white space; "" where it is not known."""
        return self._texts.get(source, "")

    def holds(self, source: str, quote: str) -> bool:
        """Say whether a quote stands verbatim in a source, white space removed; no quote stands nowhere."""
        wanted = comparable(quote)
        return bool(wanted) and wanted in self._texts.get(source, "")
