"""How well an encoder finds passages by itself: CMRC questions, and sentences of held-out news."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.train.corpus import Document, cut_passages
from index.words import normalise

Encode = Callable[[Sequence[str]], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Recall:
    """Share of questions whose own text stands first, or among the first ten."""

    questions: int
    texts: int
    at_1: float
    at_10: float
    mrr: float

    def __str__(self) -> str:
        found = f"R@1 {self.at_1:.1%}  R@10 {self.at_10:.1%}  MRR@10 {self.mrr:.3f}"
        return f"{found}  ({self.questions} questions, {self.texts} texts)"


def measure_cmrc(encode: Encode, path: Path, others: Sequence[str], whole: bool = False) -> Recall:
    """Find each CMRC question's paragraph among all its paragraphs and other texts.

    Args:
        encode: texts → vectors of length one, shape (n, dimensions).
        path: `cmrc2018_dev.json`.
        others: texts of other sources to hide the paragraphs among.
        whole: encode a paragraph as one text; otherwise its best passage counts.
    """
    articles = json.loads(path.read_text(encoding="utf-8"))["data"]
    paragraphs = [paragraph for article in articles for paragraph in article["paragraphs"]]
    questions = [(normalise(qa["question"]), n) for n, p in enumerate(paragraphs) for qa in p["qas"]]
    texts: list[tuple[str, int]] = []
    for n, paragraph in enumerate(paragraphs):
        context = normalise(paragraph["context"])
        cut = [context] if whole else ["".join(passage) for passage in cut_passages(context)]
        texts += [(text, n) for text in cut]
    texts += [(text, n) for n, text in enumerate(others, len(paragraphs))]
    return _recall(encode, questions, texts)


def measure_news(
    encode: Encode, held_out: Sequence[Document], others: Sequence[str], seed: int = 1
) -> Recall:
    """Find an article by one sentence of one of its passages, that passage itself being left out."""
    rng = random.Random(seed)
    questions: list[tuple[str, int]] = []
    texts: list[tuple[str, int]] = []
    for n, document in enumerate(d for d in held_out if len(d.passages) > 1):
        asked = rng.randrange(len(document.passages))
        questions.append((max(document.passages[asked], key=len)[:80], n))
        texts += [("".join(p), n) for i, p in enumerate(document.passages) if i != asked]
    texts += [(text, n) for n, text in enumerate(others, len(held_out))]
    return _recall(encode, questions, texts)


def _recall(encode: Encode, questions: Sequence[tuple[str, int]], texts: Sequence[tuple[str, int]]) -> Recall:
    vectors = encode([text for text, _ in texts])
    owners = np.array([owner for _, owner in texts])
    ranks: list[int] = []
    for start in range(0, len(questions), 256):
        part = questions[start : start + 256]
        scores = encode([text for text, _ in part]) @ vectors.T
        ranks += [_rank(row, owners, owner) for row, (_, owner) in zip(scores, part, strict=True)]
    found = np.array(ranks)
    mrr = np.where(found <= 10, 1.0 / found, 0.0).mean()
    count = len(set(owners.tolist()))
    return Recall(len(ranks), count, float((found == 1).mean()), float((found <= 10).mean()), float(mrr))


def _rank(scores: NDArray[np.float32], owners: NDArray[np.int64], wanted: int) -> int:
    """Return the wanted owner's rank, counting every better owner once; equal scores count against it."""
    best = scores[owners == wanted].max()
    better = np.unique(owners[(scores >= best) & (owners != wanted)])
    return len(better) + 1
