"""Which encoder, which length of passages, which weight of the vectors? Measured on a set of questions.

Every combination is built (encoder, length) and asked (weight) over the same questions; the figures are those
of retrieval. What is recommended is the best by nDCG@10 if it is better than the present setting beyond
chance, else the present setting.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np

from eval.cases import Case
from eval.ranking import per_question
from eval.significance import Difference, Figure, difference, figure
from eval.sources import Sources
from eval.witness import Witness, gold_articles

if TYPE_CHECKING:
    from index.search import Archive

# The measure that decides.
DECIDES = "nDCG@10"
_HITS = 30
_WARM = 5
# A passage may be so much longer than it should before it is cut inside a paragraph: as in `index.passages`.
_STRETCH = 400 / 220


@dataclass(frozen=True, slots=True)
class Setting:
    """One combination.

    Attributes:
        encoder: as `wendang index build --encoder` takes it.
        length: characters after which a passage ends.
        weight: by which the weight of vectors is multiplied; 0 searches by words alone.
    """

    encoder: str = "builtin"
    length: int = 220
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Measured:
    """What a setting gives.

    Attributes:
        scores: by question, the value of each measure.
        passages: passages in the index.
        cpu_ms: milliseconds of the processor per question.
    """

    setting: Setting
    scores: Mapping[str, Mapping[str, float]]
    passages: int
    cpu_ms: float

    def figure(self, measure: str) -> Figure:
        """Return a measure over all questions."""
        return figure([(values[measure], 1.0) for values in self.scores.values()])


def sweep(paths: Sequence[Path], cases: Sequence[Case], settings: Iterable[Setting]) -> Iterator[Measured]:
    """Measure settings, those with the same index one after the other.

    Args:
        paths: files and folders of the archive.
        cases: the questions; those without articles in the gold are left out.
        settings: what to try.

    Raises:
        MissingInput: a path does not exist or holds no page.
        EncoderError: there is no such encoder on this machine.
    """
    from index.readers import find_inputs
    from index.search import Archive

    asked = [case for case in cases if gold_articles(case)]
    sources = Sources(find_inputs(paths))
    indexes: dict[tuple[str, int], list[Setting]] = {}
    for setting in settings:
        indexes.setdefault((setting.encoder, setting.length), []).append(setting)
    for (encoder, length), some in indexes.items():
        with TemporaryDirectory(prefix="wendang-sweep-") as made:
            _build(paths, Path(made), encoder, length)
            with Archive.open(Path(made)) as archive:
                for setting in some:
                    yield _measure(archive, asked, sources, setting)


def _build(paths: Sequence[Path], folder: Path, encoder: str, length: int) -> None:
    from index.build import build
    from index.encoder import load_encoder
    from index.passages import split_passages
    from index.places import Gazetteer
    from index.words import JiebaTokeniser
    from index.writing import prepare

    cut = partial(split_passages, target=length, limit=round(length * _STRETCH))
    with _one_process(), _replaced(prepare, "split_passages", cut):
        build(
            paths,
            folder,
            encoder=load_encoder(encoder),
            tokeniser=JiebaTokeniser(),
            gazetteer=Gazetteer.load(),
        )


def _measure(archive: Archive, cases: list[Case], sources: Sources, setting: Setting) -> Measured:
    from index import search
    from index.fusion import load_fusion
    from index.relevance import NAMES

    known = load_fusion()
    factors = np.array([setting.weight if name == "vector" else 1.0 for name in NAMES])
    weighed = replace(known, weights=known.weights * factors)
    witness = Witness(sources, lambda id: archive.article(id).n, search=partial(_found, archive))
    with _replaced(search, "load_fusion", lambda: weighed):
        # What is loaded at the first questions of either language is no part of the time.
        for case in cases[:_WARM] + [case for case in cases if case.lang == "en"][:_WARM]:
            archive.search(case.question)
        begun = time.process_time()
        rankings = {case.id: witness.found(case) for case in cases}
        spent = time.process_time() - begun
    scores = per_question(rankings, {case.id: gold_articles(case) for case in cases})
    passages = int(str(archive.status()["passages"]))
    return Measured(setting, scores, passages, 1000 * spent / max(1, len(cases)))


def _found(archive: Archive, case: Case) -> list[tuple[str, str]]:
    asked = " ".join([*case.history, case.question])
    return [(hit.source, hit.article_id) for hit in archive.search(asked, _HITS)]


def against(found: Measured, present: Measured) -> Difference:
    """Compare a setting with the present one by the measure that decides."""
    pairs = [
        (present.scores[id][DECIDES], values[DECIDES])
        for id, values in found.scores.items()
        if id in present.scores
    ]
    return difference([(a, 1.0) for a, _ in pairs], [(b, 1.0) for _, b in pairs])


def recommend(measured: Sequence[Measured], present: Setting = Setting()) -> Measured:
    """Return the best setting if it beats the present one beyond chance, else the present one.

    Args:
        measured: every setting; where the present one is not among them the first stands for it.
        present: the setting in use.
    """
    now = next((one for one in measured if one.setting == present), measured[0])
    best = max(measured, key=lambda one: one.figure(DECIDES).value)
    found = against(best, now)
    return best if found.significant and found.change > 0 else now


@contextmanager
def _replaced(module: ModuleType, name: str, value: object) -> Iterator[None]:
    """Put another value into a module for a while: the pipeline takes these as they are, on purpose."""
    kept = vars(module)[name]
    vars(module)[name] = value
    try:
        yield
    finally:
        vars(module)[name] = kept


@contextmanager
def _one_process() -> Iterator[None]:
    """Let a build do all its work in this process: workers would not see what was replaced here."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)
