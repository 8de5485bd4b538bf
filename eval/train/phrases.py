"""Choose the phrases that `index/data/phrases.zdict` teaches the compression of an archive.

    python -m eval.train.phrases CORPUS.txt.gz OUTPUT

The corpus has one article a line. What saves most (times seen × bytes saved) stands last, where deflate
reaches it with the shortest distance. An archive is tied to the file that it was made with: a new one needs
a new name and a migration.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from index.articles import complete
from index.mentions import annotate
from index.passages import split_passages
from index.places import Gazetteer
from index.records import ReadyArticle
from index.tables.codec import draft
from index.tables.compress import unpack_text
from index.words import JiebaTokeniser

_BYTES = 32_000
_NOTES_SHARE = 0.4
_LONGEST = 10
_COST = 3
"""Bytes that a reference to the dictionary takes, about."""
_MENTION = re.compile(r'\["(\w+)",\d+,\d+,([^\[\]]*)\]')


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


def notes(texts: Iterable[str]) -> Counter[str]:
    """Return how often each form of a mention stands in the annotations of some texts."""
    gazetteer, counted = Gazetteer.load(), Counter[str]()
    for text in texts:
        article = complete(ReadyArticle("a", "a", 1, "", text), gazetteer)
        made = draft(article, annotate(article, gazetteer), split_passages(article), ())
        for kind, rest in _MENTION.findall(unpack_text(made.body["annotation"])):
            counted[f',{rest}],["{kind}",'] += 1
    return counted


def chosen(counted: Counter[str], size: int) -> bytes:
    """Return the best phrases, the best last, in at most so many bytes."""
    found: list[bytes] = []
    left, joined = size, ""
    for phrase in sorted(counted, key=lambda p: (-counted[p] * (len(p.encode("gb18030")) - _COST), p)):
        content = phrase.encode("gb18030")
        if phrase in joined:
            continue
        if len(content) > left or counted[phrase] < 3:
            break
        found.append(content)
        left -= len(content)
        joined += phrase + "\n"
    return b"".join(reversed(found))


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Choose the phrases of the compression.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--skip", type=int, default=20_000)
    parser.add_argument("--articles", type=int, default=3_000)
    given = parser.parse_args()
    with gzip.open(given.corpus, "rt", encoding="utf-8") as lines:
        texts = [line.strip() for line in islice(lines, given.skip, given.skip + given.articles)]
    noted = chosen(notes(texts[:1000]), int(_BYTES * _NOTES_SHARE))
    frame = '{"lines":[[1,1]],"runs":[[0,1,1,0],[1,10,1,2]],"edits":[],"captions":[]}{"sentences":[0,'
    rest = _BYTES - len(noted) - len(frame)
    given.output.write_bytes(chosen(phrases(texts), rest) + noted + frame.encode())


if __name__ == "__main__":
    main()
