"""Write a trained model as the small sentence-transformers folder that the repository carries."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize

from eval.train.train import SharedEmbedding


def export(static: SharedEmbedding, folder: Path) -> None:
    """Save a trained module so that `SentenceTransformer(folder)` loads it, without what that does not need.

    The weights keep the form that StaticEmbedding also loads (that of model2vec): vectors and, for each
    piece, the row that it takes. Half precision would be smaller, but sentence-transformers then computes
    in half precision too, and divides zero by zero where a text has no known piece.

    Args:
        folder: where to; made where missing.
    """
    SentenceTransformer(modules=[static.plain(), Normalize()], device="cpu").save(
        str(folder), create_model_card=False
    )
    rows = static.embedding.weight.detach().numpy()
    weights = {"embeddings": rows, "mapping": static.mapping.astype(np.int32)}
    (folder / "model.safetensors").unlink()
    save_file(weights, folder / "model.safetensors")
    # safetensors makes files that only their owner can read.
    (folder / "model.safetensors").chmod(0o644)
    described = folder / "tokenizer.json"
    compact = json.dumps(json.loads(described.read_bytes()), ensure_ascii=False, separators=(",", ":"))
    described.write_text(compact, encoding="utf-8")
