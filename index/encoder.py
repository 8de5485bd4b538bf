"""Vectors of texts: the built-in encoder, and the one place that knows sentence-transformers.

The built-in encoder is a sentence-transformers folder of a StaticEmbedding and a Normalize module. It runs
here on numpy alone, so that a cold process does not wait for torch; `SentenceTransformer(folder)` gives the
same vectors.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from index.encodername import KEY_VARIABLE, WAY_OUT, EncoderName, known_prompts, read_name
from index.errors import EncoderError
from index.simplified import simplify
from index.unigram import Unigram, read_unigram

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

Kind = Literal["query", "passage"]
Vectors = NDArray[np.float32]

BUILTIN = "builtin"
_BUILTIN_FOLDER = Path(__file__).parent / "data" / "encoder"
# Texts cut at a time, so that memory stays small however many there are.
_CHUNK = 1024
# Fewer are cut by the library one by one, which has nothing to get ready.
_SEVERAL = 64


class Encoder(Protocol):
    """Turn texts into vectors whose dot product is their similarity.

    Attributes:
        name: what `load_encoder` takes to load it again.
        version: changes with the weights; vectors of different versions cannot be compared.
        dimensions: length of a vector.
    """

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    def encode(self, texts: Sequence[str], kind: Kind = "passage") -> Vectors:
        """Return a row per text, L2-normalised, zero where nothing of the text is known.

        Args:
            texts: any texts, simplified or traditional; empty ones too.
            kind: what the texts are; some models put another prompt before queries.

        Returns:
            Vectors of shape (len(texts), dimensions).
        """
        ...


class StaticEncoder:
    """Average the token vectors of a text: a sentence-transformers StaticEmbedding without torch.

    Traditional characters are simplified before the model's own tokenizer sees the text.
    """

    def __init__(
        self, tokenizer: Tokenizer, vectors: Vectors, rows: NDArray[np.int64], *, name: str, version: str
    ) -> None:
        """Take what a folder holds.

        Args:
            tokenizer: of the `tokenizers` library.
            vectors: shape (n, dimensions).
            rows: for each token of the tokenizer, the vector that it takes.
        """
        self.name = name
        self.version = version
        self.dimensions = int(vectors.shape[1])
        self._tokenizer = tokenizer
        self._vectors = vectors
        self._rows = rows

    @classmethod
    def open(cls, folder: Path, name: str) -> StaticEncoder:
        """Load a sentence-transformers folder of StaticEmbedding and Normalize modules.

        Raises:
            EncoderError: a file is missing or damaged, or tokens and vectors do not fit together.
        """
        from safetensors import SafetensorError
        from safetensors.numpy import load
        from tokenizers import Tokenizer

        home = folder / _modules(folder)[0]["path"]
        try:
            described, weights = (
                (home / "tokenizer.json").read_bytes(),
                (home / "model.safetensors").read_bytes(),
            )
            tokenizer = Tokenizer.from_buffer(described)
            vectors, rows = _static_weights(load(weights))
        except (OSError, KeyError, ValueError, SafetensorError) as error:
            raise EncoderError(f"cannot be loaded: {error}", subject=str(folder), hint=WAY_OUT) from error
        if tokenizer.get_vocab_size() != len(rows) or rows.max() >= len(vectors):
            what = (
                f"{tokenizer.get_vocab_size()} tokens do not fit {len(rows)} rows of {len(vectors)} vectors"
            )
            raise EncoderError(what, subject=str(folder), hint=WAY_OUT)
        tokenizer.no_padding()
        return cls(tokenizer, vectors, rows, name=name, version=_digest(described, weights))

    def encode(self, texts: Sequence[str], kind: Kind = "passage") -> Vectors:
        """Return a row per text; both kinds of text are encoded alike."""
        sums = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for start in range(0, len(texts), _CHUNK):
            part = [simplify(text) for text in texts[start : start + _CHUNK]]
            for n, ids in enumerate(self._cut(part), start):
                # Text by text: five times as fast as one gather and np.add.reduceat over the chunk.
                self._vectors.take(self._rows[ids], axis=0).sum(axis=0, out=sums[n])
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        # Unknown tokens have zero vectors; a text of nothing else keeps its zero row.
        vectors: Vectors = np.divide(sums, norms, out=np.zeros_like(sums), where=norms > 0)
        return vectors

    def _cut(self, texts: Sequence[str]) -> list[Sequence[int] | NDArray[np.int32]]:
        """Return the tokens of each text."""
        own = self._unigram if len(texts) >= _SEVERAL else None
        cut = own.cut(texts) if own else [None] * len(texts)
        rest = [text for text, ids in zip(texts, cut, strict=True) if ids is None]
        others = iter(self._tokenizer.encode_batch_fast(rest, add_special_tokens=False) if rest else ())
        return [next(others).ids if ids is None else ids for ids in cut]

    @cached_property
    def _unigram(self) -> Unigram | None:
        return read_unigram(self._tokenizer.to_str().encode())


class SentenceTransformerEncoder:
    """Encode by any sentence-transformers model, with its own prompts for queries and passages."""

    def __init__(
        self, model: SentenceTransformer, *, name: str, version: str, batch: int, prompts: dict[str, str]
    ) -> None:
        self.name = name
        self.version = version
        self._model, self._batch, self._prompts = model, batch, prompts

    @classmethod
    def open(cls, folder: Path, name: EncoderName) -> SentenceTransformerEncoder:
        """Load a sentence-transformers folder.

        Raises:
            EncoderError: sentence-transformers is missing, or cannot load the folder.
        """
        try:
            library = import_module("sentence_transformers")
            model = library.SentenceTransformer(
                str(folder),
                local_files_only=True,
                device=name.device or None,
                truncate_dim=name.dimensions or None,
            )
        except Exception as error:  # a model's own code may fail in any way
            raise EncoderError(f"cannot be loaded: {error}", subject=name.whole, hint=WAY_OUT) from error
        own = any(model.prompts.values()) if model.prompts else False
        prompts = {} if own else known_prompts(f"{name.model}/{folder.name}")
        version = _fingerprint(folder) + (f"-{name.dimensions}" if name.dimensions else "")
        return cls(model, name=name.whole, version=version, batch=name.batch, prompts=prompts)

    @cached_property
    def dimensions(self) -> int:
        return int(self._model.get_embedding_dimension() or self.encode([""]).shape[1])

    def encode(self, texts: Sequence[str], kind: Kind = "passage") -> Vectors:
        """Return a row per text, with the model's prompt for that kind of text."""
        run = self._model.encode_query if kind == "query" else self._model.encode_document
        prompt = self._prompts.get(kind)
        vectors = run(
            list(texts),
            normalize_embeddings=True,
            show_progress_bar=False,
            batch_size=self._batch,
            **({"prompt": prompt} if prompt else {}),
        )
        return np.asarray(vectors, dtype=np.float32)


def load_encoder(name: str = BUILTIN) -> Encoder:
    """Load an encoder; nothing is ever downloaded.

    Args:
        name: "builtin"; a sentence-transformers folder; a model name that the local Hugging Face cache
            holds; or the address of an OpenAI-compatible server with the model's name behind a #
            (http://127.0.0.1:8000/v1#bge-m3). Options may follow: ?dimensions=256&batch=16&device=cpu.

    Raises:
        EncoderError: there is no such model on this machine, or it cannot be loaded.
    """
    if name == BUILTIN:
        return StaticEncoder.open(_BUILTIN_FOLDER, BUILTIN)
    told = read_name(name)
    if told.address:
        return _remote(told)
    folder = Path(told.model).expanduser()
    if not folder.is_dir():
        folder = _cached(told.model)
    kinds = [module["type"].rpartition(".")[2] for module in _modules(folder)]
    if kinds == ["StaticEmbedding", "Normalize"] and not told.dimensions:
        return StaticEncoder.open(folder, name)
    return SentenceTransformerEncoder.open(folder, told)


def _remote(name: EncoderName) -> Encoder:
    from index.remote import RemoteEncoder

    key = os.environ.get(KEY_VARIABLE, "")
    return RemoteEncoder(
        name.whole,
        name.address,
        name.model,
        key=key,
        dimensions=name.dimensions,
        batch=name.batch,
        timeout_s=name.timeout_s,
    )


def _cached(name: str) -> Path:
    """Return the folder in which the Hugging Face cache keeps a model, without asking the network."""
    try:
        return Path(import_module("huggingface_hub").snapshot_download(name, local_files_only=True))
    except (ImportError, OSError, ValueError) as error:
        hint = f"give the folder of a sentence-transformers model, or download it beforehand; {WAY_OUT}"
        raise EncoderError("no such encoder on this machine", subject=name, hint=hint) from error


def _modules(folder: Path) -> list[dict[str, str]]:
    try:
        modules: list[dict[str, str]] = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        what = f"is no sentence-transformers model: {error}"
        raise EncoderError(what, subject=str(folder), hint=WAY_OUT) from error
    return modules


def _static_weights(weights: dict[str, NDArray[Any]]) -> tuple[Vectors, NDArray[np.int64]]:
    """Return vectors, and the row of each token: tokens may share vectors, as model2vec lets them."""
    vectors = weights["embedding.weight"] if "embedding.weight" in weights else weights["embeddings"]
    if "weights" in weights:
        raise ValueError("it weighs its tokens one by one")
    rows = weights.get("mapping", np.arange(len(vectors)))
    return vectors.astype(np.float32), rows.astype(np.int64)


def _digest(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()[:16]


def _fingerprint(folder: Path) -> str:
    """Hash a model's small files, and the names and sizes of its large ones, which may be gigabytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    sizes = json.dumps([[path.relative_to(folder).as_posix(), path.stat().st_size] for path in files])
    small = [path.read_bytes() for path in files if path.suffix in {".json", ".txt"}]
    return _digest(sizes.encode(), *small)
