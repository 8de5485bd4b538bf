"""Plain BM25 over words, by bm25s (Lù 2024) and jieba, with their defaults."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from eval.peers.pieces import Piece
from index.errors import SettingsError

if TYPE_CHECKING:
    from eval.peers import Retrieve


def bm25(pieces: Sequence[Piece]) -> Retrieve:
    """Return what retrieves pieces by BM25.

    Raises:
        SettingsError: bm25s is not installed.
    """
    try:
        import bm25s
    except ImportError as error:
        what, hint = "bm25s is not installed", "pip install 'wendang[eval]'"
        raise SettingsError(what, subject="--peers", hint=hint) from error
    import jieba

    jieba.setLogLevel(logging.WARNING)
    index = bm25s.BM25()
    index.index([_words(jieba, piece.text) for piece in pieces], show_progress=False)

    def retrieve(question: str, k: int) -> list[Piece]:
        words = _words(jieba, question)
        if not words:
            return []
        rows, scores = index.retrieve([words], k=min(k, len(pieces)), show_progress=False)
        return [pieces[row] for row, score in zip(rows[0], scores[0], strict=True) if score > 0]

    return retrieve


def _words(jieba: Any, text: str) -> list[str]:

    return [word.lower() for word in jieba.lcut(text) if word.strip() and word[0].isalnum()]
