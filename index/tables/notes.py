"""What is noted beside an article's text, as few bytes: its place in the file, its sentences, its mentions.

Columns of numbers, a byte each, as those of one kind are alike and small; what is greater or negative stands
in a list before them, and so do words. A word that stands in the article near its mention is only pointed to.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, compress, islice
from operator import add, attrgetter, sub
from typing import Any, NamedTuple

from index.provenance import Edit, Run
from index.records import Annotation, Article, Mention, Sentence
from index.tables.compress import pack_notes, unpack_notes

_KINDS = ("place", "date", "quantity", "person")
_LEVELS = ("county", "prefecture", "province")
_FIELDS = ("name", "code", "level", "value", "unit", "hedge", "post")
_VALUE = "value"
_fields = attrgetter(*_FIELDS)

_WIDE = 255
"""Stands for the next of the numbers that are no byte."""
_EMPTY, _LISTED, _PRINTED, _FIRST = 0, 1, 2, 3
"""A field is empty, the next of the words, or the same as the mention's text; the number 0, or a level."""
_POINTED = _FIRST + len(_LEVELS)
"""And from here on so many characters of the text."""
_BEFORE, _AFTER = 120, 60
"""Characters around the start of a mention in which a word is looked for."""

_NOTHING = b"[[],[]]"
_Column = Sequence[int]

# One for all: `json.dumps` makes one for each value where it is given anything, `json.loads` looks around.
_parsed = json.JSONDecoder().raw_decode
as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


class _Writer:
    """Gathers columns of numbers, and words."""

    def __init__(self) -> None:
        self._columns: list[Iterable[int]] = []
        self.words: list[Any] = []

    def add(self, *columns: Iterable[int]) -> None:
        """Add columns one behind the other."""
        self._columns += columns

    def packed(self) -> bytes:
        """Return everything as bytes."""
        numbers = list(chain.from_iterable(self._columns))
        wide = [n for n in numbers if not 0 <= n < _WIDE]
        small = bytes([n if 0 <= n < _WIDE else _WIDE for n in numbers] if wide else numbers)
        head = as_json([wide, self.words])
        # No byte of a character in GB 18030 is a line break.
        return pack_notes(head.encode("gb18030") + b"\n" + small)


class _Reader:
    """Reads columns of numbers, and words, in the order in which they were added.

    Raises:
        ValueError: the bytes are not what was packed.
    """

    def __init__(self, packed: bytes) -> None:
        head, _, small = unpack_notes(packed).partition(b"\n")
        # Most often there is nothing in it.
        wide, words = _parsed(head.decode("gb18030"))[0] if head != _NOTHING else ([], [])
        given = iter(wide)
        self._numbers: _Column = [next(given) if n == _WIDE else n for n in small] if wide else small
        self._at = 0
        self.words: Iterator[Any] = iter(words)

    def take(self, count: int) -> _Column:
        """Return the next column of so many numbers."""
        start, self._at = self._at, self._at + count
        return self._numbers[start : self._at]

    def rest(self) -> Iterator[int]:
        """Return the numbers that are left."""
        return iter(self._numbers[self._at :])

    def spans(self, count: int) -> list[tuple[int, int]]:
        """Return the next spans; see `_spans`."""
        lengths = self.take(count)
        ends = list(accumulate(map(add, self.take(count), lengths)))
        return list(zip(map(sub, ends, lengths), ends, strict=True))

    def sentences(self, count: int) -> tuple[Sentence, ...]:
        """Return the next sentences."""
        lengths = self.take(count)
        ends = list(accumulate(map(add, self.take(count), lengths)))
        return tuple(map(Sentence, map(sub, ends, lengths), ends, accumulate(self.take(count))))


def _spans(spans: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Return the length of each span, and its distance from the end of the one before."""
    ends = (0, *(end for _, end in spans))
    return [end - start for start, end in spans], [s - e for (s, _), e in zip(spans, ends, strict=False)]


def _steps(numbers: Sequence[int]) -> list[int]:
    return [n - before for n, before in zip(numbers, (0, *numbers), strict=False)]


def pack_layout(article: Article) -> bytes:
    """Return where an article stands in its source, and what was changed of it, as bytes."""
    writer, runs, edits = _Writer(), article.runs, article.edits
    writer.add(
        (len(article.lines), len(runs), len(edits), len(article.captions), article.beside),
        *_spans(article.lines),
        *_spans([(run.start, run.start + run.length) for run in runs]),
        _steps([run.line for run in runs]),
        [run.column for run in runs],
        _steps([edit.start for edit in edits]),
    )
    writer.words = [word for edit in edits for word in (edit.new, edit.printed, edit.rule)]
    writer.words += article.captions
    return writer.packed()


def unpack_layout(packed: bytes) -> dict[str, Any]:
    """Return the fields lines, runs, edits, captions and beside of an article.

    Raises:
        ValueError: the bytes are not what was packed.
    """
    reader = _Reader(packed)
    lines, runs, edits, captions, beside = reader.take(5)
    found: dict[str, Any] = {"lines": tuple(reader.spans(lines))}
    spans, numbers, columns = reader.spans(runs), accumulate(reader.take(runs)), reader.take(runs)
    stretches = [(start, end - start) for start, end in spans]
    found["runs"] = tuple(
        [Run(*stretch, line, at) for stretch, line, at in zip(stretches, numbers, columns, strict=True)]
    )
    words = reader.words
    found["edits"] = tuple(
        Edit(start, next(words), next(words), next(words)) for start in accumulate(reader.take(edits))
    )
    return found | {"captions": tuple(islice(words, captions)), "beside": beside}


def pack_annotation(annotation: Annotation, text: str) -> bytes:
    """Return an annotation as bytes.

    Args:
        annotation: the annotation.
        text: of the article; without it the mentions cannot be read again.
    """
    writer, sentences, mentions = _Writer(), annotation.sentences, annotation.mentions
    offsets: list[int] = []
    coded = [
        [
            _EMPTY if value is None or value == "" else _code(value, m, text, writer.words, offsets)
            for value, m in zip(column, mentions, strict=True)
        ]
        for column in zip(*map(_fields, mentions), strict=True)
    ]
    having = [field for field, column in enumerate(coded) if any(column)]
    writer.add(
        (len(sentences), len(mentions), sum(1 << field for field in having)),
        *_spans([(s.start, s.end) for s in sentences]),
        _steps([s.paragraph for s in sentences]),
        [_KINDS.index(m.kind) for m in mentions],
        _steps([m.start for m in mentions]),
        [m.end - m.start for m in mentions],
        *(coded[field] for field in having),
        offsets,
    )
    return writer.packed()


def _code(value: str | float, mention: Mention, text: str, words: list[Any], offsets: list[int]) -> int:
    """Return the number that stands for a value, after adding what it needs to the words or offsets."""
    if not isinstance(value, str):
        if isinstance(value, float) and value.is_integer() and 0 <= value < _WIDE - _FIRST:
            return _FIRST + int(value)
        words.append(value)
        return _LISTED
    if value == mention.text:
        return _PRINTED
    if value in _LEVELS:
        return _FIRST + _LEVELS.index(value)
    first = max(0, mention.start - _BEFORE)
    at = text.rfind(value, first, mention.start + _AFTER)
    if at < 0:
        words.append(value)
        return _LISTED
    offsets.append(at - first)
    return _POINTED + len(value)


def unpack_annotation(packed: bytes, text: str) -> Annotation:
    """Return an annotation.

    Args:
        packed: what `pack_annotation` made.
        text: of the article.

    Raises:
        ValueError: the bytes are not what was packed.
    """
    reader = _Reader(packed)
    count, size, having = reader.take(3)
    sentences = reader.sentences(count)
    kinds = list(map(_KINDS.__getitem__, reader.take(size)))
    starts = list(accumulate(reader.take(size)))
    ends = list(map(add, starts, reader.take(size)))
    printed = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    coded = [reader.take(size) if having >> field & 1 else None for field in range(len(_FIELDS))]
    near = _Near(text, [start - _BEFORE if start > _BEFORE else 0 for start in starts], reader.rest())
    columns: list[Sequence[Any]] = []
    for name, column in zip(_FIELDS, coded, strict=True):
        if name == _VALUE:
            columns.append(_numbers(column, reader.words) if column else [None] * size)
        else:
            columns.append(_said(column, printed, near, reader.words) if column else [""] * size)
    return Annotation(sentences, tuple(map(Mention, kinds, starts, ends, printed, *columns)))


def _numbers(column: _Column, words: Iterator[Any]) -> list[Any]:
    found: list[Any] = [None] * len(column)
    for i in compress(range(len(column)), column):
        found[i] = next(words) if column[i] == _LISTED else float(column[i] - _FIRST)
    return found


class _Near(NamedTuple):
    """The text around each mention, and how far the words that are pointed to stand from its beginning."""

    text: str
    starts: Sequence[int]
    offsets: Iterator[int]


def _said(column: _Column, printed: Sequence[str], near: _Near, words: Iterator[Any]) -> list[str]:
    """Return what a field says of each mention; most are empty, and only the others are looked at."""
    found, (text, starts, offsets) = [""] * len(column), near
    for i in compress(range(len(column)), column):
        code = column[i]
        if code == _PRINTED:
            found[i] = printed[i]
        elif code >= _POINTED:
            at = starts[i] + next(offsets)
            found[i] = text[at : at + code - _POINTED]
        else:
            found[i] = next(words) if code == _LISTED else _LEVELS[code - _FIRST]
    return found
