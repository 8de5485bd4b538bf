"""The vocabulary: frequent words, every character, in a tokenizer.json that needs nothing beside it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import rjieba
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

UNKNOWN = "<unk>"
_HAN = re.compile(r"[\u3400-\u9fff]")


def count_words(texts: Iterable[str]) -> Counter[str]:
    """Count jieba's words, punctuation left out."""
    words: Counter[str] = Counter()
    for text in texts:
        words.update(word for word in rjieba.cut(text) if word.isalnum() and len(word) <= 8)
    return words


def train_tokenizer(words: Counter[str], size: int, foreign: int = 1000) -> Tokenizer:
    """Build a unigram tokenizer over given word counts.

    A unigram model takes the most probable way through a text, as jieba does, but needs no dictionary
    beside its own file. Every character of GB 2312 and of the corpus is a piece, so that a rare word falls
    apart into characters and is never unknown.

    Args:
        words: how often each word stands in the corpus.
        size: number of pieces.
        foreign: most pieces that may hold no Chinese character (numbers, Latin words).

    Returns:
        A tokenizer whose piece 0 is the unknown one; lower-cases and applies NFKC by itself.
    """
    pieces: dict[str, int] = dict.fromkeys(_characters(words), 0)
    for word, count in words.most_common():
        if len(pieces) >= size - 1:
            break
        if not _HAN.search(word):
            if foreign <= 0:
                continue
            foreign -= 1
        pieces[word] = count
    pieces |= {piece: words[piece] for piece in pieces}
    total = sum(pieces.values())
    ranked = sorted(pieces.items(), key=lambda item: (-item[1], item[0]))
    # A character that never stands alone must cost more than the rarest word that holds it.
    scores = [(piece, math.log(max(count, 0.1) / total)) for piece, count in ranked]
    tokenizer = Tokenizer(models.Unigram([(UNKNOWN, 0.0), *scores], unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(r"[^\p{L}\p{N}]+"), "removed"),
            pre_tokenizers.Split(Regex(r"[a-z]+|[0-9]+"), "isolated"),
        ]
    )
    return tokenizer


def assign_rows(
    tokenizer: Tokenizer, rows: int, silent: Iterable[str], own: float = 0.5
) -> NDArray[np.int64]:
    """Give every piece a row of vectors; frequent pieces have one of their own, rare ones share.

    Two rare words that share a row are mistaken for each other only where one is asked for and the other
    stands; that costs less than to break both into characters (the hashing trick: Weinberger and others,
    "Feature hashing for large scale multitask learning", 2009).

    Args:
        rows: number of rows; row 0 is that of the unknown piece and means nothing.
        silent: words that shall mean nothing either.
        own: share of the rows that belong to one piece each.

    Returns:
        Row numbers, shape (pieces,). Pieces are numbered by falling frequency, see `train_tokenizer`.
    """
    known = tokenizer.get_vocab()
    meaningless = {0, *(known[word] for word in silent if word in known)}
    pieces = [piece for piece in range(len(known)) if piece not in meaningless]
    alone = len(pieces) if len(pieces) < rows else int(rows * own)
    mapping = np.zeros(len(known), dtype=np.int64)
    mapping[pieces[:alone]] = np.arange(1, alone + 1)
    if alone < len(pieces):
        mapping[pieces[alone:]] = alone + 1 + np.arange(len(pieces) - alone) % (rows - alone - 1)
    return mapping


def cut_texts(tokenizer: Tokenizer, texts: Sequence[str]) -> dict[str, NDArray[np.int32]]:
    """Return the piece numbers of each distinct text."""
    cut: dict[str, NDArray[np.int32]] = {}
    for start in range(0, len(texts), 4096):
        part = texts[start : start + 4096]
        encodings = tokenizer.encode_batch_fast(list(part), add_special_tokens=False)
        cut |= {text: np.array(e.ids, dtype=np.int32) for text, e in zip(part, encodings, strict=True)}
    return cut


def _characters(words: Iterable[str]) -> list[str]:
    standard = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    printable = {c for raw in standard for c in raw.decode("gb2312", "ignore")}
    seen = {c for word in words for c in word}
    ascii_ones = set("abcdefghijklmnopqrstuvwxyz0123456789")
    return sorted(printable | ascii_ones | {c for c in seen if _HAN.match(c)})
