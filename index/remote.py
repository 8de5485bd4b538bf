"""Vectors from an OpenAI-compatible embedding server."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

import httpx
import numpy as np
from numpy.typing import NDArray

from index.encodername import KEY_VARIABLE, WAY_OUT
from index.errors import EncoderError

Vectors = NDArray[np.float32]

_ATTEMPTS = 3
_PAUSE_S = 0.5
_BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_REFUSED = frozenset({401, 403})


class RemoteEncoder:
    """Encode by a server's `POST /embeddings`, as OpenAI's interface has it; safe for several threads.

    Args:
        name: what `load_encoder` takes to make it again.
        address: the server's address up to and with /v1.
        model: the model's name as its server knows it.
        key: the server's key, empty for none.
        dimensions: length wanted of a server that can shorten its vectors; 0 for what it gives.
        batch: texts of one request.
        timeout_s: seconds to wait for an answer.
        pause: waits so many seconds between two attempts.
    """

    def __init__(
        self,
        name: str,
        address: str,
        model: str,
        *,
        key: str = "",
        dimensions: int = 0,
        batch: int = 64,
        timeout_s: float = 60.0,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.name = name
        # Weights cannot be seen through a server: its model's name stands for them.
        self.version = hashlib.sha256(f"{model}:{dimensions}".encode()).hexdigest()[:16]
        self._model, self._wanted, self._batch, self._pause = model, dimensions, batch, pause
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.Client(base_url=address, headers=headers, timeout=timeout_s)

    @cached_property
    def dimensions(self) -> int:
        """Length of a vector: the one wanted, else that of a vector that the server is asked for."""
        return self._wanted or int(self._encoded(["。"]).shape[1])

    def encode(self, texts: Sequence[str], kind: str = "passage") -> Vectors:
        """Return a row per text, L2-normalised, zero where a text is blank.

        Args:
            texts: any texts.
            kind: both kinds are encoded alike; a server that tells them apart has its own ways.

        Raises:
            EncoderError: the server cannot be reached, refuses the key, or gives no usable vectors.
        """
        told = [n for n, text in enumerate(texts) if text.strip()]
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for part in _parts(told, self._batch):
            vectors[part] = self._encoded([texts[n] for n in part])
        return vectors

    def _encoded(self, texts: list[str]) -> Vectors:
        wanted = {"dimensions": self._wanted} if self._wanted else {}
        answer = self._posted({"model": self._model, "input": texts, "encoding_format": "float", **wanted})
        try:
            rows = sorted(answer.json()["data"], key=lambda row: row["index"])
            vectors = np.array([row["embedding"] for row in rows], dtype=np.float32)
            sound = vectors.ndim == 2 and len(vectors) == len(texts) and np.isfinite(vectors).all()
        except (KeyError, TypeError, ValueError) as error:
            raise self._error(f"its answer holds no vectors: {error!r}") from error
        if not sound or (self._wanted and vectors.shape[1] != self._wanted):
            wanted_shape = f"({len(texts)}, {self._wanted or 'n'})"
            raise self._error(f"it gave vectors of shape {vectors.shape}, not {wanted_shape}")
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        normalised: Vectors = np.divide(vectors, norms, out=np.zeros_like(vectors), where=norms > 0)
        return normalised

    def _posted(self, message: dict[str, Any]) -> httpx.Response:
        """Send a request; a busy server is asked again."""
        for attempt in range(_ATTEMPTS):
            last = attempt == _ATTEMPTS - 1
            try:
                answer = self._client.post("embeddings", json=message)
            except httpx.TransportError as error:
                if last:
                    raise self._error(f"it cannot be reached: {error!r}") from error
            else:
                if answer.is_success:
                    return answer
                if answer.status_code in _REFUSED:
                    hint = f"set {KEY_VARIABLE} to the server's key"
                    raise EncoderError("it refuses the key", subject=self.name, hint=hint)
                if last or answer.status_code not in _BUSY:
                    raise self._error(f"it answered {answer.status_code}: {answer.text[:200]}")
            self._pause(_PAUSE_S * 2**attempt)
        raise AssertionError("the last attempt returns or raises")

    def _error(self, what: str) -> EncoderError:
        return EncoderError(what, subject=self.name, hint=f"check the server; {WAY_OUT}")


def _parts(numbers: Sequence[int], size: int) -> Iterator[list[int]]:
    for start in range(0, len(numbers), size):
        yield list(numbers[start : start + size])
