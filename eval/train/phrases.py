"""Choose what the dictionaries of `index/tables/compress.py` teach the compression of an archive.

    python -m eval.train.phrases CORPUS.txt.gz FOLDER

The corpus has one article a line. What saves most (times seen × bytes saved) stands last, where deflate
reaches it with the shortest distance. An archive is tied to the files that it was made with: new ones need
new names and a migration.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from index.articles import complete
from index.mentions import annotate
from index.passages import split_passages
from index.places import Gazetteer
from index.records import ReadyArticle
from index.tables.codec import draft
from index.tables.compress import NOTES, PHRASES, unpack_notes
from index.words import JiebaTokeniser

_BYTES, _NOTES_BYTES = 32_000, 2_000
_SELDOM = 3
_LONGEST = 10
_COST = 3
"""Bytes that a reference to the dictionary takes, about."""


def phrases(texts: Iterable[str]) -> Counter[str]:
    """Return how often each run of up to three words stands in some texts."""
    counted: Counter[str] = Counter()
    cut = JiebaTokeniser().words
    for text in texts:
        words = cut(text)
        for n in (1, 2, 3):
            runs = ("".join(words[i : i + n]) for i in range(len(words) - n + 1))
            counted.update(run for run in runs if 2 <= len(run) <= _LONGEST and run in text)
    return counted


def notes(texts: Iterable[str]) -> Iterator[bytes]:
    """Yield what is noted of some texts, before it is compressed."""
    gazetteer = Gazetteer.load()
    for text in texts:
        article = complete(ReadyArticle("a", "a", 1, "", text), gazetteer)
        made = draft(article, annotate(article, gazetteer), split_passages(article), ())
        yield from (unpack_notes(made.body[column]) for column in ("layout", "annotation"))


def runs(contents: Iterable[bytes]) -> Counter[bytes]:
    """Return how often each run of a few bytes stands in some contents, counted once in each."""
    counted: Counter[bytes] = Counter()
    for content in contents:
        for n in range(_COST, _LONGEST + _COST):
            counted.update({content[i : i + n] for i in range(len(content) - n + 1)})
    return counted


def chosen(counted: Mapping[bytes, int], size: int) -> bytes:
    """Return the best pieces, the best last, in at most so many bytes."""
    found: list[bytes] = []
    left, joined = size, b""
    for piece in sorted(counted, key=lambda p: (-counted[p] * (len(p) - _COST), p)):
        if piece in joined:
            continue
        if len(piece) > left or counted[piece] < _SELDOM:
            break
        found.append(piece)
        left -= len(piece)
        joined += piece + b"\n"
    return b"".join(reversed(found))


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Choose the phrases of the compression.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--skip", type=int, default=20_000)
    parser.add_argument("--articles", type=int, default=4_000)
    given = parser.parse_args()
    with gzip.open(given.corpus, "rt", encoding="utf-8") as lines:
        texts = [line.strip() for line in islice(lines, given.skip, given.skip + given.articles)]
    packed = {phrase.encode("gb18030"): count for phrase, count in phrases(texts).items()}
    (given.folder / PHRASES).write_bytes(chosen(packed, _BYTES))
    (given.folder / NOTES).write_bytes(chosen(runs(notes(texts)), _NOTES_BYTES))


if __name__ == "__main__":
    main()
