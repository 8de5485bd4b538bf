"""Learn when a question is refused: `python -m eval.train.answering INDEX CMRC CASES=FOLDER...`.

The index holds the CMRC paragraphs hidden among news (`eval.hidden.write_archive`); every CASES is a file
of cases, FOLDER an index of the pages that they ask about. To the questions of the cases come others without
an answer that are made of them (`eval.train.unmade`); one of CMRC is also asked with the sentences gone that
answer it, and with its whole paragraph gone. A logistic model over the features of
`assistant.sentences.answering`, each of which may only speak for an answer or only against one, tells which
questions have an answer. Written are the weights of `assistant/data/answering.toml`, whose threshold an
editor sets, and, by cross-validation over the reports found, the curve of the threshold
(`eval/bench/results/refusal.json`).
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
from scipy.optimize import minimize
from sklearn.model_selection import GroupKFold

import assistant
from assistant.chat import Assistant
from assistant.extract import Extractor
from assistant.records import Question
from assistant.sentences.answering import NAMES, load_decision
from assistant.sentences.bearing import NAMES as BEARING
from assistant.sentences.candidates import Candidate, Scorer
from assistant.sentences.fulfilled import NAMES as FULFILLED
from assistant.settings import Settings
from eval.cases import Case, load_cases
from eval.hidden import Asked, load_questions
from eval.matching import holds, squeeze
from eval.train.censored import Censored
from eval.train.logit import write_weights
from eval.train.unmade import unmade
from index.search import Archive

_KINDS = frozenset({"number", "who", "when", "where", "what"})
_SHOWN = 3
_PENALTY = 0.003  # of the squared weights of standardised features
_FOLDS = 10
_STEPS = 20
_TODAY = date(2026, 1, 1)
_RESULT = Path("eval/bench/results/refusal.json")
# How much an example counts. Of the cases: one without an answer, one whose answer is shown, one of which a
# part is, one whose answer is not shown; one made without an answer; of CMRC, and with the sentences gone.
_NONE, _RIGHT, _PART, _WRONG, _MADE, _CMRC, _CENSORED = 2.0, 1.0, 0.5, 0.15, 0.1, 0.08, 0.015
# What can only speak against an answer, or for neither; all else can only speak for one.
_AGAINST = frozenset(
    {"here", "article", "noun_here", "noun_article", "other_article", "unknown", "soft_here", "soft_article",
     "unfocused", "unused", "why_lost", "untimely", "lacking",
     *BEARING, *FULFILLED, *(n for n in NAMES if n.startswith(("placed_", "asked_")))}
    - {"attribute_held"}
)  # fmt: skip
_EITHER = frozenset({"english", "placed", "size", *(name for name in NAMES if name.startswith("kind_"))})
Says = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Example:
    """One question asked once.

    Attributes:
        source: the file that it is from.
        report: the source of the report that would be shown first.
        features: (len(NAMES),) of the sentence that would be shown first.
        answered: whether the question has an answer there.
        weight: how much the example counts.
        right: whether the sentences that would be shown hold the whole answer.
    """

    source: str
    report: str
    features: NDArray[np.float64]
    answered: bool
    weight: float
    right: bool = False


def asked(
    bench: Assistant, archive: Archive, question: Question
) -> tuple[NDArray[np.float64], list[Candidate]] | None:
    """Return the features of a question in an archive and what would be shown; None where nothing would."""
    if question.kind not in _KINDS:
        return None
    own = bench.extractor
    scorer = Scorer(archive, own.gazetteer, own.scorer.tokeniser)
    extractor = Extractor(scorer, own.finder, own.gazetteer)
    ranked = extractor.ranked(question, scorer.best(question))
    return (extractor.evidence(question, ranked), ranked[:_SHOWN]) if ranked else None


def of_news(index: Path, cmrc: Path, step: int) -> Iterator[Example]:
    """Yield the CMRC questions of the learning half."""
    with Archive.open(index) as archive:
        bench = Assistant(archive, Settings(index=index, today=_TODAY))
        for one in [a for a in load_questions(cmrc) if a.learning][::step]:
            says = _says(one)
            question = bench.reader.read(one.question)
            gone = Censored(archive, says), Censored(archive, lambda _: False, one.paragraph)
            for place, weight in zip((archive, *gone), (_CMRC, _CENSORED, _CMRC), strict=True):
                if found := asked(bench, place, question):
                    right = says("".join(c.text for c in found[1]))
                    yield Example("cmrc", one.paragraph, found[0], right, weight, right)


def _says(one: Asked) -> Says:
    wanted = [squeeze(text) for text in one.answers]
    return lambda text: any(answer in squeeze(text) for answer in wanted)


def of_cases(cases: Path, index: Path) -> Iterator[Example]:
    """Yield the questions of a file of cases, and those made of them."""
    with Archive.open(index) as archive:
        bench = Assistant(archive, Settings(index=index, today=_TODAY))
        loaded = load_cases(cases)
        for case in loaded:
            question = bench.refuser.in_coverage(bench.reader.read(case.question, case.history))
            if case.abstain and bench.refuser.outside(question):
                continue  # refused before any sentence is looked for
            if found := asked(bench, archive, question):
                yield _of_case(case, cases.stem, *found)
        for text in dict.fromkeys(unmade(bench, loaded)):
            if found := asked(bench, archive, bench.reader.read(text)):
                yield Example(f"{cases.stem}, made", found[1][0].article.source, found[0], False, _MADE)


def _of_case(case: Case, source: str, features: NDArray[np.float64], shown: Sequence[Candidate]) -> Example:
    text = "".join(candidate.text for candidate in shown)
    parts = [holds(text, case.forms(item)) for item in case.answer]
    weight = _NONE if case.abstain else _RIGHT if all(parts) else _PART if any(parts) else _WRONG
    right = not case.abstain and bool(parts) and all(parts)
    return Example(source, shown[0].article.source, features, not case.abstain, weight, right)


def fit(examples: Sequence[Example]) -> tuple[NDArray[np.float64], float]:
    """Return the weights (len(NAMES),) and the constant of a logistic model, each weight of its own sign."""
    table = np.array([e.features for e in examples])
    label = np.array([float(e.answered) for e in examples])
    weight = np.array([e.weight for e in examples])
    weight = weight / weight.sum()
    spread = table.std(axis=0)
    spread[spread < 1e-9] = 1.0
    scaled = table / spread

    def loss(found: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = scaled @ found[:-1] + found[-1]
        value = weight @ (np.logaddexp(0.0, odds) - label * odds) + _PENALTY * found[:-1] @ found[:-1]
        off = weight * (1.0 / (1.0 + np.exp(-odds)) - label)
        return float(value), np.append(scaled.T @ off + 2 * _PENALTY * found[:-1], off.sum())

    start = np.zeros(table.shape[1] + 1)
    learned = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[*map(_bound, NAMES), (None, None)])
    return np.asarray(learned.x[:-1] / spread, dtype=np.float64), float(learned.x[-1])


def _bound(name: str) -> tuple[float | None, float | None]:
    if name in _EITHER:
        return None, None
    return (None, 0.0) if name in _AGAINST else (0.0, None)


def held_out(examples: Sequence[Example]) -> NDArray[np.float64]:
    """Return each example's confidence by weights learned without any question on its report."""
    table = np.array([e.features for e in examples])
    sure = np.zeros(len(examples))
    for learn, tell in GroupKFold(_FOLDS).split(table, groups=[e.report for e in examples]):
        weights, constant = fit([examples[i] for i in learn])
        sure[tell] = 1.0 / (1.0 + np.exp(-(table[tell] @ weights + constant)))
    return sure


def curve(examples: Sequence[Example], sure: NDArray[np.float64]) -> list[dict[str, float]]:
    """Return for each threshold the share of right answers refused, and of questions without one answered."""
    right = np.array([e.right for e in examples])
    none = np.array([not e.answered for e in examples])
    points = []
    for threshold in np.arange(1, _STEPS) / _STEPS:
        refused = sure < threshold
        points.append(
            {
                "threshold": round(float(threshold), 3),
                "false_refusals": round(float(refused[right].mean()), 4) if right.any() else 0.0,
                "answered_without_answer": round(float((~refused)[none].mean()), 4) if none.any() else 0.0,
            }
        )
    return points


def main(index: Path, cmrc: Path, cases: Sequence[tuple[Path, Path]], step: int = 6) -> None:
    """Learn the weights, and write them and the curve."""
    examples = list(of_news(index, cmrc, step))
    for path, pages in cases:
        examples += of_cases(path, pages)
    sure = held_out(examples)
    made = [e.source.endswith(", made") for e in examples]
    groups = {
        "newspapers": [i for i, e in enumerate(examples) if not made[i] and e.source != "cmrc"],
        "made": [i for i in range(len(examples)) if made[i]],
        "cmrc": [i for i, e in enumerate(examples) if e.source == "cmrc"],
    }
    weights, constant = fit(examples)
    threshold = load_decision().threshold
    _write(weights, constant, threshold)
    report = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "examples": {source: sum(e.source == source for e in examples) for source in _sources(examples)},
        "threshold": threshold,
        **{name: curve([examples[i] for i in kept], sure[kept]) for name, kept in groups.items()},
    }
    _RESULT.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _sources(examples: Sequence[Example]) -> list[str]:
    return sorted({e.source for e in examples})


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
