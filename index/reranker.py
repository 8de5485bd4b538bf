"""Reorder what search found by a cross-encoder, which reads question and passage together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from index.errors import EncoderError
from index.records import Hit

DEPTH = 30
"""Passages that are read again, at least; more where more hits are wanted."""
_OFF = "unset reranker: search orders its hits well without"


class Reranker(Protocol):
    """Order hits anew."""

    def rerank(self, question: str, hits: Sequence[Hit]) -> list[Hit]:
        """Return the same hits, best first, with shares of belief as their scores."""
        ...


class CrossEncoderReranker:
    """Any cross-encoder that sentence-transformers loads."""

    def __init__(self, model: Any) -> None:
        self._model = model

    @classmethod
    def open(cls, name: str) -> CrossEncoderReranker:
        """Load a cross-encoder from a folder or the local Hugging Face cache; nothing is ever downloaded.

        Raises:
            EncoderError: it is not on this machine, or cannot be loaded.
        """
        folder = Path(name).expanduser()
        try:
            library = import_module("sentence_transformers")
            model = library.CrossEncoder(str(folder) if folder.is_dir() else name, local_files_only=True)
        except Exception as error:  # a model's own code may fail in any way
            raise EncoderError(f"the reranker cannot be loaded: {error}", subject=name, hint=_OFF) from error
        return cls(model)

    def rerank(self, question: str, hits: Sequence[Hit]) -> list[Hit]:
        """Return the same hits, best first, with shares of belief as their scores.

        Args:
            question: in the language of the passages.
            hits: what search found.
        """
        if not hits:
            return []
        pairs = [(question, f"{hit.headline or ''} {hit.text}".strip()) for hit in hits]
        logits = np.asarray(self._model.predict(pairs, show_progress_bar=False), dtype=np.float64).reshape(-1)
        odds = np.exp(logits - logits.max())
        shares = (odds / odds.sum()).tolist()
        told = [replace(hit, score=share) for hit, share in zip(hits, shares, strict=True)]
        # Equal ones keep the order of the search.
        return sorted(told, key=lambda hit: -hit.score)
