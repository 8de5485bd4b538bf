"""Learn how sentences are ranked for a question: `python -m eval.train.reading INDEX CMRC`.

The index holds the CMRC paragraphs hidden among news (`eval.hidden.write_archive`). Only the questions of the
learning half are used. Two tables of `assistant/data/reading.toml` are written: `weights`, a conditional
logit over the sentences found, and `sure`, a logistic model over the best sentence with the right paragraph
among the articles and with that paragraph taken away.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

import assistant
from assistant.chat import Assistant
from assistant.sentences.candidates import Scorer
from assistant.sentences.features import NAMES
from assistant.settings import Settings
from eval.hidden import Asked, load_questions
from eval.matching import squeeze
from eval.train.logit import fit, write_weights
from index.search import Archive

_SURE = (
    "words", "words_before", "words_article", "pairs", "pairs_before", "pairs_article", "near", "rarest",
    "rarest_before",
)  # fmt: skip
Table = NDArray[np.float64]
Labels = NDArray[np.bool_]


def example(bench: Assistant, scorer: Scorer, asked: Asked) -> tuple[Table, Labels, Labels] | None:
    """Return features of the sentences found, which of them answer, and which are of the right paragraph."""
    tables, answers, inside = [], [], []
    for article, annotation, table in scorer.tables(bench.reader.read(asked.question)):
        tables.append(table)
        right = article.source == asked.paragraph
        texts = [squeeze(article.text[s.start : s.end]) for s in annotation.sentences]
        answers += [right and any(squeeze(a) in text for a in asked.answers) for text in texts]
        inside += [right] * len(texts)
    return (np.vstack(tables), np.array(answers), np.array(inside)) if tables else None


def confidence(examples: list[tuple[Table, Labels, Labels]], weights: Table) -> dict[str, float]:
    """Learn how sure the best sentence is, from questions with and without their paragraph."""
    rows, labels = [], []
    columns = [NAMES.index(name) for name in _SURE]
    for table, _, inside in examples:
        for kept in (np.ones(len(inside), dtype=bool), ~inside) if inside.any() else ():
            if kept.any():
                best = np.flatnonzero(kept)[np.argmax((table @ weights)[kept])]
                rows.append(table[best, columns])
                labels.append(bool(inside[best]))
    model = LogisticRegression(C=3.0, max_iter=2000).fit(np.array(rows), labels)
    return {"constant": float(model.intercept_[0]), **dict(zip(_SURE, model.coef_[0].tolist(), strict=True))}


def main(index: Path, cmrc: Path, step: int = 1) -> None:
    """Learn the weights and write them."""
    bench = Assistant(Archive.open(index), Settings(today=date(2026, 1, 1)))
    asked = [a for a in load_questions(cmrc) if a.learning][::step]
    examples = [e for a in asked if (e := example(bench, bench.extractor.scorer, a))]
    weights = fit([(table, answers) for table, answers, _ in examples])
    path = Path(assistant.__file__).parent / "data" / "reading.toml"
    text = path.read_text(encoding="utf-8")
    sure = "[sure]\n" + "".join(f"{n} = {v:.4f}\n" for n, v in confidence(examples, weights).items())
    before, _, rest = text.partition("\n[weights]\n")
    comment = rest[rest.index("\n# The confidence") : rest.index("[sure]\n")]
    learned = write_weights(before, "weights", dict(zip(NAMES, weights.tolist(), strict=True)))
    path.write_text(learned + comment + sure, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:]))
