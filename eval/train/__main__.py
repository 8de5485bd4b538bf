"""Train the built-in encoder: `python -m eval.train --corpus news-zh.txt.gz --output FOLDER`.

Wants the optional extra `train`. The defaults are those of the released weights; everything random is
seeded, but sums over several threads may differ in their last digits.
"""

from __future__ import annotations

import argparse
import logging
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import torch

from eval.train.corpus import Document, hold_out, read_documents
from eval.train.export import export
from eval.train.measure import measure_cmrc, measure_news
from eval.train.train import Plan, train
from eval.train.vocabulary import count_words, train_tokenizer
from index.encoder import load_encoder

_log = logging.getLogger("eval.train")
_OTHERS = 10_000


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, save and measure an encoder as the command line says."""
    given = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(given.threads)
    os.environ.setdefault("RAYON_NUM_THREADS", str(given.threads))
    plan = Plan(
        rows=given.rows,
        own=given.own,
        dimensions=given.dimensions,
        start=given.start,
        steps=given.steps,
        batch=given.batch,
        rate=given.rate,
        scale=given.scale,
        seed=given.seed,
    )
    _log.info("%s, %d pieces", plan, given.pieces)
    kept, held = hold_out(read_documents(given.corpus))
    _log.info("%d articles to train on, %d held out", len(kept), len(held))
    started = time.perf_counter()
    tokenizer = train_tokenizer(count_words(document.text for document in kept), given.pieces)
    with tempfile.TemporaryDirectory() as folder:
        export(train(tokenizer, kept, plan, Path(folder)), given.output)
    _log.info("trained in %.0f s, saved to %s", time.perf_counter() - started, given.output)
    measure(given.output, given.cmrc, kept, held)


def measure(folder: Path, cmrc: Path | None, kept: Sequence[Document], held: Sequence[Document]) -> None:
    """Log how well a saved encoder finds what it has not seen, among passages of what it has."""
    encode = load_encoder(str(folder)).encode
    others = ["".join(document.passages[0]) for document in kept[:_OTHERS]]
    _log.info("held-out news   %s", measure_news(encode, held, others))
    if cmrc:
        _log.info("CMRC passages   %s", measure_cmrc(encode, cmrc, others))
        _log.info("CMRC paragraphs %s", measure_cmrc(encode, cmrc, others, whole=True))


def _parser() -> argparse.ArgumentParser:
    plan = Plan()
    parser = argparse.ArgumentParser(prog="python -m eval.train", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="one article a line, .txt or .txt.gz")
    parser.add_argument("--output", type=Path, required=True, help="folder of the model")
    parser.add_argument("--cmrc", type=Path, help="cmrc2018_dev.json, to measure with")
    parser.add_argument("--pieces", type=int, default=36_000, help="size of the vocabulary")
    parser.add_argument("--rows", type=int, default=plan.rows, help="vectors that the pieces share")
    parser.add_argument(
        "--own", type=float, default=plan.own, help="share of the vectors that are not shared"
    )
    parser.add_argument("--dimensions", type=int, default=plan.dimensions)
    parser.add_argument("--start", choices=["random", "latent"], default=plan.start)
    parser.add_argument("--steps", type=int, default=plan.steps, help="0: keep the starting vectors")
    parser.add_argument("--batch", type=int, default=plan.batch)
    parser.add_argument("--rate", type=float, default=plan.rate)
    parser.add_argument("--scale", type=float, default=plan.scale)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=plan.seed)
    return parser


if __name__ == "__main__":
    main()
