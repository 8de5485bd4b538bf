"""What the tests of the store, the indexes and the search share: a small real encoder, articles, pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from index.build import build
from index.passages import split_passages, split_sentences
from index.places import Gazetteer
from index.records import Annotation, Article
from index.reports import BuildReport, Progress
from index.store import Store
from index.tables.codec import Draft, draft, pack_vectors
from index.tables.manifest import Manifest
from index.tables.schema import SCHEMA_VERSION
from index.tables.transaction import FileRecord
from index.words import JiebaTokeniser

DIMENSIONS = 64


@dataclass
class PairEncoder:
    """Hashes pairs of characters into a few dimensions: no model, yet like texts get like vectors.

    Attributes:
        encoded: how many texts it was given.
    """

    name: str = "pairs"
    version: str = "1"
    dimensions: int = DIMENSIONS
    encoded: int = field(default=0, compare=False)

    def encode(
        self, texts: Sequence[str], kind: Literal["query", "passage"] = "passage"
    ) -> NDArray[np.float32]:
        self.encoded += len(texts)
        found = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(found, texts, strict=True):
            for a, b in pairwise(text):
                number = int.from_bytes(blake2b((a + b).encode(), digest_size=4).digest(), "little")
                row[number % self.dimensions] += 1 if number & (1 << 20) else -1
        norms = np.linalg.norm(found, axis=1, keepdims=True)
        found /= np.where(norms > 0, norms, 1)
        return found


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer, read once for all tests."""
    return Gazetteer.load()


@cache
def tokeniser() -> JiebaTokeniser:
    """Return the tokeniser, loaded once for all tests."""
    return JiebaTokeniser()


def article(text: str, **given: Any) -> Article:
    """Return an article with an id that depends on its source and text."""
    source = given.setdefault("source", "a.txt")
    known = blake2b(f"{source}|{given.get('headline')}|{text}".encode(), digest_size=8).hexdigest()
    return Article(**{"article_id": known, "n": 1, "kind": "news", "text": text, **given})


def drafted(item: Article, places: Sequence[str] = ()) -> Draft:
    """Return an article as rows, annotated with its sentences only."""
    return draft(item, Annotation(split_sentences(item.text)), split_passages(item), places)


def manifest(encoder: PairEncoder | None = None) -> Manifest:
    """Return the manifest of an archive made with the tests' encoder."""
    made, cut = encoder or PairEncoder(), tokeniser()
    return Manifest(SCHEMA_VERSION, cut.name, cut.version, made.name, made.version, made.dimensions)


def fill(
    store: Store, items: Sequence[Article], path: str = "/pages/a.txt", places: Sequence[str] = ()
) -> int:
    """Add articles in one transaction and return its number."""
    drafts = [drafted(item, places) for item in items]
    packed = [pack_vectors(PairEncoder().encode(d.encoded)) for d in drafts]
    with store.writing() as transaction:
        record = FileRecord(path, Path(path).name, "digest", "rules", articles=len(items))
        transaction.add_articles(transaction.put_file(record), drafts, packed)
        return transaction.sequence


def page(title: str, body: str, masthead: str = "2024年8月6日  星期二  第2版") -> str:
    """Return the text of a page with one article."""
    return f"民主协商报\n{masthead}\n\n{title}\n\n{body}\n"


def build_archive(
    folder: Path,
    *paths: Path,
    encoder: PairEncoder | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> BuildReport:
    """Build with the tests' parts."""
    return build(
        list(paths),
        folder,
        encoder=encoder or PairEncoder(),
        tokeniser=tokeniser(),
        gazetteer=gazetteer(),
        progress=progress,
        wait_s=0,
    )


def ready_archive(base: Path, items: Iterable[Mapping[str, Any]]) -> Path:
    """Build base/index of ready articles, each the object of one line, and return its folder."""
    path = base / "ready.jsonl"
    path.write_text("\n".join(json.dumps(item, ensure_ascii=False) for item in items), encoding="utf-8")
    build_archive(base / "index", path)
    return base / "index"
