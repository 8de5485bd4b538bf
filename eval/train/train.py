"""Train the built-in encoder with sentence-transformers' own trainer and losses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from datasets import Features, IterableDataset, Value
from numpy.typing import NDArray
from sentence_transformers import (
    SentenceTransformer,
    SentenceTransformerTrainer,
    SentenceTransformerTrainingArguments,
)
from sentence_transformers.sentence_transformer.losses import MatryoshkaLoss, MultipleNegativesRankingLoss
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from tokenizers import Tokenizer

from eval.train.corpus import Document
from eval.train.initial import latent_vectors, random_vectors, sif_weights
from eval.train.pairs import Recipe, draw_pairs
from eval.train.vocabulary import assign_rows, cut_texts
from index.words import stop_words

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that decides what a training run makes.

    Attributes:
        rows: number of vectors.
        own: share of the vectors that belong to one piece each.
        dimensions: of the vectors.
        start: what the vectors start from: "random" or "latent".
        steps: batches to train on; 0 keeps the starting vectors.
        batch: pairs in a batch; all other passages of the batch are a query's negatives.
        rate: learning rate of AdamW.
        scale: factor on cosines before the softmax (1 / temperature).
        seed: of everything random.
    """

    rows: int = 13300
    own: float = 0.5
    dimensions: int = 256
    start: str = "random"
    steps: int = 450
    batch: int = 2048
    rate: float = 0.05
    scale: float = 20.0
    seed: int = 20
    recipe: Recipe = field(default_factory=Recipe)


class SharedEmbedding(StaticEmbedding):
    """A static embedding for training: pieces share rows, and each passage is cut once, not once a batch.

    Args:
        rows: the vectors, row 0 being zero and staying so.
        mapping: the row of each piece.
        known: the piece numbers of texts, by text.
    """

    def __init__(
        self,
        tokenizer: Tokenizer,
        rows: Vectors,
        mapping: NDArray[np.int64],
        known: dict[str, NDArray[np.int32]],
    ) -> None:
        super().__init__(tokenizer, embedding_weights=rows)
        self.embedding.padding_idx = 0
        self.mapping = mapping
        self.known = known

    def preprocess(
        self, inputs: list[str], prompt: str | None = None, **kwargs: Any
    ) -> dict[str, torch.Tensor]:
        """Return all row numbers and where each text's begin, as the base class does for pieces."""
        cut = [self.known[text] if text in self.known else self._cut(text) for text in inputs]
        starts = np.cumsum([0] + [len(ids) for ids in cut[:-1]])
        rows = self.mapping[np.concatenate(cut)]
        return {"input_ids": torch.from_numpy(rows), "offsets": torch.from_numpy(starts)}

    def _cut(self, text: str) -> NDArray[np.int32]:
        return np.array(self.tokenizer.encode(text, add_special_tokens=False).ids, dtype=np.int32)

    def plain(self) -> StaticEmbedding:
        """Return the usual module with a vector of its own for each piece."""
        return StaticEmbedding(self.tokenizer, self.embedding.weight.detach()[torch.from_numpy(self.mapping)])


def starting_rows(cut: Sequence[NDArray[np.int64]], size: int, plan: Plan) -> Vectors:
    """Return the vectors that training starts from, shape (size, dimensions); row 0 is zero."""
    vectors = random_vectors(size, plan.dimensions, plan.seed)
    if plan.start == "latent":
        latent = latent_vectors(cut, size, plan.dimensions, plan.seed)
        seen = np.linalg.norm(latent, axis=1) > 0
        vectors[seen] = latent[seen]
    vectors *= np.sqrt(plan.dimensions) * sif_weights(cut, size)[:, None]
    vectors[0] = 0.0
    return vectors


def train(tokenizer: Tokenizer, documents: Sequence[Document], plan: Plan, folder: Path) -> SharedEmbedding:
    """Train a static encoder on pairs drawn from documents.

    Args:
        folder: where the trainer may keep its state.

    Returns:
        The trained module, to be followed by a Normalize module.
    """
    texts = ["".join(passage) for document in documents for passage in document.passages]
    known = cut_texts(tokenizer, texts)
    mapping = assign_rows(tokenizer, plan.rows, stop_words(), plan.own)
    start = starting_rows([mapping[ids] for ids in known.values()], int(mapping.max()) + 1, plan)
    static = SharedEmbedding(tokenizer, start, mapping, known)
    if plan.steps:
        _fit(SentenceTransformer(modules=[static, Normalize()], device="cpu"), documents, plan, folder)
    return static


def _fit(model: SentenceTransformer, documents: Sequence[Document], plan: Plan, folder: Path) -> None:
    sizes = [plan.dimensions // part for part in (1, 2, 4)]
    ranking = MultipleNegativesRankingLoss(model, scale=plan.scale)
    arguments = SentenceTransformerTrainingArguments(
        output_dir=str(folder),
        max_steps=plan.steps,
        per_device_train_batch_size=plan.batch,
        learning_rate=plan.rate,
        warmup_steps=max(1, plan.steps // 20),
        lr_scheduler_type="linear",
        logging_steps=50,
        save_strategy="no",
        report_to=[],
        seed=plan.seed,
        use_cpu=True,
        dataloader_drop_last=True,
        disable_tqdm=True,
        # A batch of token ids and offsets cannot be sliced by rows, which dispatching would do.
        accelerator_config={"dispatch_batches": False},
    )
    trainer = SentenceTransformerTrainer(
        model=model,
        args=arguments,
        train_dataset=_dataset(documents, plan),
        loss=MatryoshkaLoss(model, ranking, matryoshka_dims=sizes, matryoshka_weights=[1.0, 0.3, 0.1]),
    )
    trainer.train()


def _dataset(documents: Sequence[Document], plan: Plan) -> IterableDataset:
    def rows() -> Iterator[dict[str, str]]:
        for query, passage in draw_pairs(documents, plan.recipe, plan.seed):
            yield {"query": query, "passage": passage}

    return IterableDataset.from_generator(
        rows, features=Features({"query": Value("string"), "passage": Value("string")})
    )
