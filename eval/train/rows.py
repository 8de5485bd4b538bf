"""Learn which places are rows of a list: `python -m eval.train.rows CASES=FOLDER...`.

Every CASES is a file of cases, FOLDER an index of the pages that they ask about. A list that asks for
places, and whose gold names places, teaches what a row is: the features of `assistant.lists.likely` for each
place that reports tell of. Gradient boosting of small trees (Friedman, Greedy function approximation, 2001)
is fitted, and the trees of `assistant/data/likely.toml` are written; its thresholds an editor sets. Printed
is how good the lists of some files are by trees learned from the others, beside those of the rules alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import GradientBoostingClassifier

import assistant
from assistant.chat import Assistant
from assistant.lists.evidence import Matches
from assistant.lists.forest import DEPTH
from assistant.lists.likely import ENOUGH, NAMES, Candidate, fitting
from assistant.lists.narrowing import narrowed
from assistant.lists.topics import widened
from assistant.records import Question, Row
from assistant.settings import Settings
from eval.cases import Case, load_cases
from eval.metrics import scores_from_counts
from eval.scoring import item_of
from index.places import Gazetteer
from index.search import Archive

_TODAY = date(2026, 1, 1)
_TREES, _RATE, _LEAF, _SEED = 120, 0.06, 15, 0
_FOLDS = 6  # groups of files
_ABOVE = frozenset({"prefecture", "province"})
_RULED, _STRICT = NAMES.index("ruled"), NAMES.index("strict")
Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """One list.

    Attributes:
        source: the file that it is from.
        table: (places, len(NAMES)).
        items: the item of the gold that each place is, "" where it is none.
        free: which places are neither right nor wrong.
        wanted: how many items the gold has.
    """

    source: str
    case: Case
    table: Table
    items: tuple[str, ...]
    free: NDArray[np.bool_]
    wanted: int

    @property
    def right(self) -> NDArray[np.bool_]:
        """Return which places are right."""
        return np.array([bool(item) for item in self.items])

    @property
    def ruled(self) -> NDArray[np.bool_]:
        """Return which places the rules have as rows."""
        return self.table[:, _RULED] > 0

    def with_likely(self, sure: NDArray[np.float64], least: float) -> NDArray[np.bool_]:
        """Return which places are rows where the likely ones are added if the rules find few."""
        few = self.table[:, _STRICT].sum() < ENOUGH
        return np.asarray(self.ruled | ((sure >= least) & few))


def understood(bench: Assistant, case: Case) -> tuple[Question, Matches] | None:
    """Return a list that asks for places and what the rules find; None for another question."""
    question = bench.refuser.in_coverage(bench.reader.read(case.question, case.history))
    question = widened(narrowed(question))
    if not (case.listing or case.abstain) or not fitting(question) or bench.refuser.outside(question):
        return None
    if not (question.groups or question.activities):
        return None
    return question, bench.lists.lister.finder.find(question)


def examples(cases: Path, index: Path) -> Iterator[Example]:
    """Yield the lists of a file of cases."""
    with Archive.open(index) as archive:
        bench = Assistant(archive, Settings(index=index, today=_TODAY))
        likely = bench.lists.lister.likely
        gazetteer = bench.reader.gazetteer
        for case in load_cases(cases):
            read = understood(bench, case)
            if read is None or not (case.abstain or _of_places(case, gazetteer)):
                continue
            found, table = likely.table(*read)
            if found:
                yield _example(f"{cases.parent.name}/{cases.stem}", case, found, table, gazetteer)


def _of_places(case: Case, gazetteer: Gazetteer) -> bool:
    return 2 * sum(bool(gazetteer.named(item)) for item in case.answer) >= len(case.answer)


def _example(
    source: str, case: Case, found: Sequence[Candidate], table: Table, gazetteer: Gazetteer
) -> Example:
    items, free = [], []
    above = any(p.level in _ABOVE for item in case.answer for p in gazetteer.named(item)[:1])
    for candidate in found:
        place = gazetteer.get(candidate.code)
        row = Row(place.name, candidate.code, place.level) if place else Row(candidate.code)
        items.append(item_of(case, row, case.answer) or "")
        apart = row.level in _ABOVE and not above
        free.append(not items[-1] and (apart or bool(item_of(case, row, case.optional))))
    return Example(source, case, table, tuple(items), np.array(free), len(case.answer))


def fit(learn: Sequence[Example]) -> GradientBoostingClassifier:
    """Return the trees that tell right places from others."""
    table = np.vstack([e.table[~e.free] for e in learn])
    right = np.concatenate([e.right[~e.free] for e in learn])
    model = GradientBoostingClassifier(
        n_estimators=_TREES, learning_rate=_RATE, max_depth=DEPTH, min_samples_leaf=_LEAF, subsample=0.6,
        max_features=0.3, random_state=_SEED,
    )  # fmt: skip
    return model.fit(table, right)


def score(example: Example, shown: NDArray[np.bool_]) -> tuple[float, float]:
    """Return whether a list is right (1 or 0) and its F1, the places shown being its rows."""
    got = {item for item, row in zip(example.items, shown, strict=True) if row and item}
    wrong = int((shown & ~example.right & ~example.free).sum())
    if not example.wanted:
        return (1.0, 1.0) if not shown.any() else (0.0, 0.0)
    f1 = scores_from_counts(len(got), len(got) + wrong, example.wanted).f1
    return float(len(got) == example.wanted and not wrong), f1


def held_out(found: Sequence[Example]) -> list[NDArray[np.float64]]:
    """Return how likely each place is by trees learned without the file that its question is from."""
    fold = {source: n % _FOLDS for n, source in enumerate(sorted({e.source for e in found}))}
    models = [fit([e for e in found if fold[e.source] != n]) for n in sorted(set(fold.values()))]
    return [models[fold[e.source]].predict_proba(e.table)[:, 1] for e in found]


def written(model: GradientBoostingClassifier) -> str:
    """Return the trees as lines of the data file."""
    return "".join(f"  '{_line(tree.tree_, model.learning_rate)}',\n" for tree in model.estimators_[:, 0])


def _line(tree: object, rate: float) -> str:
    nodes: list[str] = ["own>0"] * (2**DEPTH - 1)
    leaves: list[str] = ["0"] * 2**DEPTH

    def walk(here: int, at: int, depth: int) -> None:
        left = int(tree.children_left[here])  # type: ignore[attr-defined]
        if depth == DEPTH:
            leaves[at - len(nodes)] = f"{rate * float(tree.value[here][0][0]):.4f}"  # type: ignore[attr-defined]
            return
        if left >= 0:
            name, border = NAMES[int(tree.feature[here])], float(tree.threshold[here])  # type: ignore[attr-defined]
            nodes[at] = f"{name}>{border:.4f}"
        right = int(tree.children_right[here]) if left >= 0 else here  # type: ignore[attr-defined]
        walk(left if left >= 0 else here, 2 * at + 1, depth + 1)
        walk(right, 2 * at + 2, depth + 1)

    walk(0, 0, 0)
    return " ".join([*nodes, *leaves])


def write(model: GradientBoostingClassifier) -> None:
    """Write the trees into `assistant/data/likely.toml`, whose comments and thresholds stay."""
    path = Path(assistant.__file__).parent / "data" / "likely.toml"
    text = path.read_text(encoding="utf-8")
    share = float(model.init_.class_prior_[1])
    head, comment = text[: text.index("constant =")], text[text.index("# One tree") : text.index("trees = [")]
    settings = text[text.index("threshold =") : text.index("features =")]
    names = "".join(f"  '{name}',\n" for name in NAMES)
    told = f"constant = {np.log(share / (1 - share)):.4f}\n{settings}features = [\n{names}]\n{comment}"
    path.write_text(f"{head}{told}trees = [\n{written(model)}]\n", encoding="utf-8")


def main(cases: Sequence[tuple[Path, Path]]) -> None:
    """Learn the trees, write them, and print what they are worth."""
    found = [example for path, index in cases for example in examples(path, index)]
    write(fit(found))
    _report(found, held_out(found))


def _report(found: Sequence[Example], sure: Sequence[NDArray[np.float64]]) -> None:
    rules = np.array([score(e, e.ruled) for e in found])
    print(f"{len(found)} lists; the rules alone: {_told(rules)}")
    for least in (0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
        shown = [score(e, e.with_likely(p, least)) for e, p in zip(found, sure, strict=True)]
        print(f"with places from {least:.2f}: {_told(np.array(shown))}")


def _told(scores: NDArray[np.float64]) -> str:
    return f"right {scores[:, 0].mean():.3f}, F1 {scores[:, 1].mean():.3f}"


if __name__ == "__main__":
    pairs = [argument.split("=", 1) for argument in sys.argv[1:]]
    main([(Path(a), Path(b)) for a, b in pairs])
