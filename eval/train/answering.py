"""Learn when a question is refused: `python -m eval.train.answering INDEX CMRC CASES=FOLDER...`.

The index holds the CMRC paragraphs hidden among news (`eval.hidden.write_archive`); every CASES is a file
of cases, FOLDER an index of the pages that they ask about. Every question with an answer is asked as it is
and with the sentences gone that answer it, one of CMRC also with its whole paragraph gone. A logistic model
over the features of `assistant.sentences.answering` tells where the sentences that would be shown answer.
Written are `assistant/data/answering.toml` and, by cross-validation over the questions, the curve of the
threshold (`eval/bench/results/refusal.json`).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

import assistant
from assistant.chat import Assistant
from assistant.extract import Extractor
from assistant.records import Question
from assistant.sentences.answering import NAMES
from assistant.sentences.candidates import Scorer
from assistant.settings import Settings
from eval.cases import Case, load_cases
from eval.hidden import Asked, load_questions
from eval.matching import holds, squeeze
from eval.train.censored import Censored
from eval.train.logit import write_weights
from index.search import Archive

_KINDS = frozenset({"number", "who", "when", "where", "what"})
_SHOWN = 3
_STRENGTH = 0.1  # inverse of the L2 penalty
_FOLDS = 10
_CASE_WEIGHT = 4.0  # of a question about a newspaper, beside one of CMRC
_CENSORED = 0.3  # people rarely ask for the one thing that a report leaves out
_STEPS = 20
_MOST_REFUSED = 0.03  # share of the answers to questions about newspapers that the threshold may refuse
_TODAY = date(2026, 1, 1)
_RESULT = Path("eval/bench/results/refusal.json")
Says = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Example:
    """One question asked once.

    Attributes:
        question: its name, the same for every way in which it is asked.
        source: the file that it is from.
        features: (len(NAMES),) of the sentence that would be shown first.
        answered: whether the sentences that would be shown answer.
        censored: whether what answers had been taken out.
    """

    question: str
    source: str
    features: NDArray[np.float64]
    answered: bool
    censored: bool = False


def asked(bench: Assistant, archive: Archive, question: Question) -> tuple[NDArray[np.float64], str] | None:
    """Return the features of a question in an archive and what would be shown; None where nothing would."""
    if question.kind not in _KINDS:
        return None
    own = bench.extractor
    scorer = Scorer(archive, own.gazetteer, own.scorer.tokeniser)
    extractor = Extractor(scorer, own.finder, own.gazetteer)
    ranked = extractor.ranked(question, scorer.best(question))
    if not ranked:
        return None
    return extractor.evidence(question, ranked), "".join(c.text for c in ranked[:_SHOWN])


def of_news(index: Path, cmrc: Path, step: int) -> Iterator[Example]:
    """Yield the CMRC questions of the learning half."""
    with Archive.open(index) as archive:
        bench = Assistant(archive, Settings(index=index, today=_TODAY))
        for one in [a for a in load_questions(cmrc) if a.learning][::step]:
            says = _says(one)
            question = bench.reader.read(one.question)
            gone = Censored(archive, says), Censored(archive, lambda _: False, one.paragraph)
            for place in (archive, *gone):
                if found := asked(bench, place, question):
                    yield Example(one.question, "cmrc", found[0], says(found[1]), place is not archive)


def _says(one: Asked) -> Says:
    wanted = [squeeze(text) for text in one.answers]
    return lambda text: any(answer in squeeze(text) for answer in wanted)


def of_cases(cases: Path, index: Path) -> Iterator[Example]:
    """Yield the questions of a file of cases."""
    with Archive.open(index) as archive:
        bench = Assistant(archive, Settings(index=index, today=_TODAY))
        for case in load_cases(cases):
            question = bench.reader.read(case.question, case.history)
            if question.places and not case.answer and bench.refuser.outside(question):
                continue  # refused before any sentence is looked for
            for place in (archive, *(() if case.abstain else (Censored(archive, _part(case)),))):
                if found := asked(bench, place, question):
                    right = bool(case.answer) and all(holds(found[1], case.forms(i)) for i in case.answer)
                    gone = place is not archive
                    yield Example(case.id + case.question, cases.stem, found[0], right, gone)


def _part(case: Case) -> Says:
    """Return what says whether a sentence holds a part of the answer."""
    return lambda text: any(holds(text, case.forms(item)) for item in case.answer)


def fit(examples: Sequence[Example]) -> tuple[NDArray[np.float64], float]:
    """Return the weights (len(NAMES),) and the constant."""
    table = np.array([e.features for e in examples])
    spread = table.std(axis=0)
    spread[spread < 1e-9] = 1.0
    weight = [_weight(e) for e in examples]
    model = LogisticRegression(C=_STRENGTH, max_iter=5000)
    model.fit(table / spread, [e.answered for e in examples], weight)
    return model.coef_[0] / spread, float(model.intercept_[0])


def _weight(example: Example) -> float:
    return (1.0 if example.source == "cmrc" else _CASE_WEIGHT) * (_CENSORED if example.censored else 1.0)


def held_out(examples: Sequence[Example]) -> NDArray[np.float64]:
    """Return each example's confidence by weights learned without its question."""
    table = np.array([e.features for e in examples])
    sure = np.zeros(len(examples))
    groups = [e.question for e in examples]
    for learn, tell in GroupKFold(_FOLDS).split(table, groups=groups):
        weights, constant = fit([examples[i] for i in learn])
        sure[tell] = 1.0 / (1.0 + np.exp(-(table[tell] @ weights + constant)))
    return sure


def curve(examples: Sequence[Example], sure: NDArray[np.float64]) -> list[dict[str, float]]:
    """Return for each threshold the share of answers refused, and of questions without answer answered."""
    right = np.array([e.answered for e in examples])
    points = []
    for threshold in np.arange(1, _STEPS) / _STEPS:
        refused = sure < threshold
        points.append(
            {
                "threshold": round(float(threshold), 3),
                "false_refusals": round(float(refused[right].mean()), 4),
                "answered_without_answer": round(float((~refused)[~right].mean()), 4),
            }
        )
    return points


def main(index: Path, cmrc: Path, cases: Sequence[tuple[Path, Path]], step: int = 5) -> None:
    """Learn the weights, choose the threshold, write both and the curve."""
    examples = list(of_news(index, cmrc, step))
    for path, pages in cases:
        examples += of_cases(path, pages)
    sure = held_out(examples)
    sources = sorted({e.source for e in examples})
    curves = {source: curve(*_only(examples, sure, {source})) for source in sources}
    papers = curve(*_only(examples, sure, set(sources) - {"cmrc"}, as_asked=True))
    bearable = [p for p in papers if p["false_refusals"] <= _MOST_REFUSED] or papers[:1]
    best = max(bearable, key=lambda p: p["threshold"])
    weights, constant = fit(examples)
    _write(weights, constant, best["threshold"])
    counts = {s: sum(e.source == s for e in examples) for s in sources}
    report = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "examples": counts,
        "chosen": best,
        "newspapers": papers,
        **curves,
    }
    _RESULT.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _only(
    examples: Sequence[Example], sure: NDArray[np.float64], sources: set[str], as_asked: bool = False
) -> tuple[list[Example], NDArray[np.float64]]:
    kept = [i for i, e in enumerate(examples) if e.source in sources and not (as_asked and e.censored)]
    return [examples[i] for i in kept], sure[kept]


def _write(weights: NDArray[np.float64], constant: float, threshold: float) -> None:
    path = Path(assistant.__file__).parent / "data" / "answering.toml"
    text = path.read_text(encoding="utf-8")
    comment = text[: text.index("constant =")]
    head = f"{comment}constant = {constant:.4f}\nthreshold = {threshold:.3f}\n"
    path.write_text(
        write_weights(head, "weights", dict(zip(NAMES, weights.tolist(), strict=True))), encoding="utf-8"
    )


if __name__ == "__main__":
    pairs = [argument.split("=", 1) for argument in sys.argv[3:]]
    main(Path(sys.argv[1]), Path(sys.argv[2]), [(Path(a), Path(b)) for a, b in pairs])
